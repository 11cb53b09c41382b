"""Start the program."""

# `signal` itself takes longer to load than all of this file.
import _signal  # type: ignore[import-not-found]
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

_STOPPED = 130
_PROCESS = os.getpid()


def _stop(number: int, frame: "FrameType | None") -> None:
    """End at once: while modules load nothing was written, and a command knows what it wrote."""
    said = "stopped; nothing was written"
    command = sys.modules.get("scaffold.disk.interrupts")
    if command is not None and hasattr(command, "sentence"):
        if command.is_settled():
            return
        said = command.sentence()
    # A copy of the process that checks some of the files is stopped with it, and says nothing.
    if os.getpid() == _PROCESS:
        os.write(2, f"{said}\n".encode(errors="replace"))
    os._exit(_STOPPED)


# First of all: what a command imports takes most of the time that a short one takes. What is
# ignored stays so: a shell that starts a program in the background asks for that.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _stop)

import gc  # noqa: E402

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
    if sys.argv[1:] in (["hook", "post-edit"], ["hook", "stop"]):
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
    except KeyboardInterrupt:  # between two handlers
        _stop(_signal.SIGINT, None)
        code = _STOPPED
    except BrokenPipeError:
        from scaffold.cli.output import write_no_more

        # The reader went away, as `head` does; there is nobody to tell.
        write_no_more()
        code = 141
    except OSError as error:
        from scaffold.cli.output import lost, report_error

        report_error(lost(error), as_json=False)
        code = 2
    # Python ends with another code when a stop passed through `exec`, as dataclasses use it.
    if is_tidy or code == _STOPPED:
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
