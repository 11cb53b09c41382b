"""What goes where: results on stdout, status and errors on stderr.

Everything passes `shown`: what is printed holds names and lines of source that are an attacker's.
"""

import codecs
import errno
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from scaffold.disk import interrupts
from scaffold.errors import ScaffoldError
from scaffold.shown import exact, in_ascii, shown, shown_in_colour, shown_lines

if TYPE_CHECKING:
    from scaffold.outcome import Outcome, Prepared

Room = Callable[[], AbstractContextManager[None]]

SCHEMA_VERSION = 1
STOPPED = 130
_room: Room = nullcontext
_quiet = False
_LOG_WIDTH = 200
_NARROWEST = 40
_OUTPUT_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
# How what we draw looks on a terminal that does not have it.
_DRAWN = {"→": "->", "├": "|", "└": "`", "─": "-", "…": "...", "·": "-", "–": "-", "’": "'"}


class OutputLostError(ScaffoldError):
    """The output went nowhere: a full disk, a closed stream."""


def result(text: str) -> None:
    """Print a line of the result."""
    write(f"{text}\n")


def write(text: str, *, colour: bool = False) -> None:
    """Print text for people; `colour` says that it holds colours of ours."""
    _put(sys.stdout, shown_in_colour(text) if colour else shown_lines(text))


def write_commands(text: str) -> None:
    """Print commands to a CI runner, each of which a reporter has made harmless."""
    _put(sys.stdout, text)


def write_exact(text: str) -> None:
    """Print a JSON text for programs, whatever stdout is encoded in."""
    text = exact(text)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not text.isascii() and codecs.lookup(encoding).name != "utf-8":
        text = in_ascii(text)
    _put(sys.stdout, text)


def result_json(document: Mapping[str, Any]) -> None:
    """Print the one JSON document of a command."""
    shaped = {"schema_version": SCHEMA_VERSION, **document}
    write_exact(f"{json.dumps(shaped, indent=2, default=str)}\n")


def result_diff(diff: str) -> None:
    """Print a diff: byte for byte where a program reads it, harmless on a terminal."""
    if sys.stdout is not None and sys.stdout.isatty():
        write(diff)
        return
    _put(sys.stdout, diff, as_bytes=True)


def status(text: str) -> None:
    """Print a line on what was done, for the person at the terminal; nothing with `--quiet`."""
    if not _quiet:
        tell(text)


def tell(text: str) -> None:
    """Print a line that `--quiet` does not silence: an error, a warning, part of a question."""
    with suppress(OutputLostError, BrokenPipeError):  # there is nobody to tell
        _put(sys.stderr, f"{shown_lines(text)}\n")


def be_quiet(wanted: bool) -> bool:
    """Print no status lines from now on, where that is wanted."""
    global _quiet
    _quiet = wanted
    return wanted


@contextmanager
def beside(room: Room) -> Iterator[None]:
    """Print whatever is printed in the block inside what `room` gives: a line of progress waits."""
    global _room
    _room = room
    try:
        yield
    finally:
        _room = nullcontext


def left_alone() -> AbstractContextManager[None]:
    """Return what leaves the terminal to the block: to a program that writes there by itself."""
    return _room()


def _put(stream: TextIO | None, text: str, *, as_bytes: bool = False) -> None:
    if stream is None:  # closed before we began
        raise OutputLostError("the output could not be written: its stream is closed")
    with _room():
        try:
            _write(stream, text, as_bytes=as_bytes)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            raise lost(error) from None


def _write(stream: TextIO, text: str, *, as_bytes: bool) -> None:
    if as_bytes:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "surrogateescape"))
        return
    try:
        stream.write(text)
    except UnicodeEncodeError:
        known = text.encode(stream.encoding, "scaffold.drawn").decode(stream.encoding)
        stream.write(known)


def lost(error: OSError | ValueError) -> OutputLostError:
    """Return the error for output that could not be written."""
    why = getattr(error, "strerror", None) or str(error)
    return OutputLostError(f"the output could not be written: {why}", "")


def write_no_more() -> None:
    """Let what is still to be written to stdout go nowhere: the end of the process writes it."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _drawn(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    unknown = error.object[error.start : error.end]
    return "".join(_DRAWN.get(each) or in_ascii(each) for each in unknown), error.end


codecs.register_error("scaffold.drawn", _drawn)


def report_error(error: ScaffoldError, *, as_json: bool) -> None:
    """Print what went wrong and what to do."""
    if as_json and not isinstance(error, OutputLostError):
        described = {
            "message": error.message,
            "hint": error.hint,
            "missing_flags": list(error.missing_flags),
        }
        result_json({"error": described})
        return
    if isinstance(error, OutputLostError):
        write_no_more()
    tell(f"error: {shown(error.message)}")
    if error.hint:
        tell(f"hint: {error.hint}")


def in_words(error: OSError | RecursionError | MemoryError) -> ScaffoldError:
    """Return the sentence for what the system or Python refused, and nothing else put in words."""
    if isinstance(error, RecursionError):
        return ScaffoldError(
            "a file of the project is nested too deeply to be read",
            "split what is nested into parts with names; `scaffold check` names most such files",
        )
    if isinstance(error, MemoryError):
        return ScaffoldError("there is not enough memory", "free some, and run this again")
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return ScaffoldError(
            "the working directory is gone: it was moved or deleted",
            "change into a folder that exists, and run this again",
        )
    why = (error.strerror or str(error)).lower()
    if error.filename is None and error.errno in _OUTPUT_ERRORS:
        return lost(error)  # Typer prints its help texts by itself
    if error.filename is None:
        return ScaffoldError(f"the system refused: {why}", "remove the cause, and run this again")
    name = os.fsdecode(error.filename) if not isinstance(error.filename, int) else error.filename
    return ScaffoldError(f"`{name}`: {why}", "remove the cause, and run this again")


def guarded(command: Callable[[], int], *, as_json: bool) -> int:
    """Carry out a command; print what stops it, and return the exit code."""
    try:
        with interrupts.watched():
            code = command()
            interrupts.settle()
            return code
    except ScaffoldError as error:
        problem = error
    except BrokenPipeError:
        raise
    except (OSError, RecursionError, MemoryError) as error:
        problem = in_words(error)
    except KeyboardInterrupt:
        tell(interrupts.sentence())
        return STOPPED
    report_recovered()
    report_error(problem, as_json=as_json)
    return 2


def refuse_two_forms(form: str, *, as_json: bool) -> None:
    """Raise ScaffoldError where `--json` and `--format` say two things."""
    if as_json and form not in ("text", "json"):
        raise ScaffoldError(
            f"`--json` and `--format {form}` are two forms", "leave one of them out"
        )


def report_outcome(command: str, outcome: "Outcome", *, as_json: bool) -> None:
    """Print what a writing command did, or would do."""
    dry_run = outcome.diff is not None
    if as_json:
        result_json(
            {
                "command": command,
                "dry_run": dry_run,
                "files": [{"status": verb, "path": path} for verb, path in outcome.statuses],
                "notes": list(outcome.notes),
                "warnings": list(outcome.warnings),
                **outcome.data,
                **({"undo": outcome.undo} if outcome.undo else {}),
                **({"diff": outcome.diff} if dry_run else {}),
            }
        )
        return
    for warning in outcome.warnings:
        tell(f"warning: {warning}")
    if outcome.diff is not None:
        result_diff(outcome.diff)
    else:
        for verb, path in outcome.statuses:
            status(f"{verb} {shown(path)}")
    for note in outcome.notes:
        status(f"note: {note}")
    report_undo(outcome)


def report_undo(outcome: "Outcome") -> None:
    """Say how what was written is taken back."""
    if outcome.undo:
        status(f"undo: {outcome.undo}")


def report_interrupted(root: Path) -> None:
    """Say, for a command that only reads, that a change of the project was interrupted."""
    from scaffold.disk.journal_store import interrupted, old_journal

    if interrupted(root):
        from scaffold.disk.recovery import unfinished

        tell(f"warning: {unfinished(root)}")
    elif (found := old_journal(root, root)) is not None:
        tell(
            f"warning: `{found}` says that a command was interrupted; no command obeys such a file"
        )


def has_colour() -> bool:
    """Whether stdout is a terminal that shows colours, and a person who wants them."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout is not None and sys.stdout.isatty() and not plain


def width() -> int:
    """Return how many characters a line of stdout has room for."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return _LOG_WIDTH
    return max(columns, _NARROWEST) if columns else _LOG_WIDTH


def report_recovered() -> None:
    """Say, when a command fails after it, that what an interrupted one had left was recovered."""
    for told in interrupts.what_was_recovered():
        tell(f"warning: {told}")


def begin(*, dry_run: bool) -> "Prepared":
    """Recover the project of the working directory, for a command that writes, and return it."""
    from scaffold.outcome import prepare

    return prepare(Path.cwd(), dry_run=dry_run)


def can_ask(non_interactive: bool, as_json: bool) -> bool:
    """Whether a person is there to answer, and may be asked."""
    declared = os.environ.get("SCAFFOLD_NON_INTERACTIVE", "") not in ("", "0")
    if non_interactive or declared or as_json:
        return False
    if sys.stdin is None or sys.stdout is None:
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()
