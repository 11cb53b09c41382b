"""Start the program."""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

# These leave nothing to tidy up, and taking apart all they read takes a tenth of their time. They
# keep what they read, so looking for garbage takes another tenth; fixes read all again and again.
_TIDY = (
    ["check"],
    ["list"],
    ["explain"],
    ["add-function"],
    ["remove-function"],
    ["rename-function"],
)


def main() -> None:
    """Run the command line; the two editor hooks are dispatched before anything heavy loads."""
    if sys.argv[1:3] in (["hook", "post-edit"], ["hook", "stop"]) and "--help" not in sys.argv:
        _run_hook(sys.argv[2])
    is_tidy = sys.argv[1:2] in _TIDY
    if is_tidy and "--fix" not in sys.argv:
        gc.disable()
    # A command makes much that it keeps and little garbage; the default looks for it too often.
    gc.set_threshold(50_000, 20, 100)
    try:
        code = _run(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        from scaffold.cli.output import write_no_more

        # The reader went away, as `head` does; there is nobody to tell.
        write_no_more()
        code = 141
    except OSError as error:
        from scaffold.cli.output import lost, report_error

        report_error(lost(error), as_json=False)
        code = 2
    if is_tidy:
        try:
            sys.stderr.flush()
        finally:  # also where it is closed, or full
            os._exit(code)
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    if arguments == ["check"]:  # no options to read: what reads them takes a fifth of a check
        from scaffold.cli.checking import check_plainly

        return check_plainly()
    from scaffold.cli.app import run

    return run(arguments)


def _run_hook(name: str) -> "NoReturn":
    # Neither collecting garbage nor taking the interpreter down is worth an agent's time.
    gc.disable()
    from scaffold.hooks.hook import LARGEST_INPUT, run_hook

    stdin = sys.stdin
    given = stdin.buffer.read(LARGEST_INPUT) if stdin is not None and not stdin.isatty() else b""
    code, told = run_hook(name, given)
    try:
        sys.stderr.write(told)
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
