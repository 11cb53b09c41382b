"""The two hooks of a coding agent: after an edit, and when it wants to stop.

Claude Code shows the agent what a hook prints on stderr when it ends with exit code 2; every other
code must be 0, so that a hook never blocks by accident. This module is on a path that runs after
each edit: it imports only what the file at hand needs, and only once it is known to need it.
"""

# `pathlib` takes as long to load as half of all the rules.
# ruff: noqa: PTH109, PTH118, PTH120, PTH123
import os
import stat

from scaffold.disk.data_files import LARGEST_JSON, UnreadableDataError, read_json
from scaffold.disk.well_known import ANSWERS_FILE, SKIPPED_FOLDERS
from scaffold.errors import ScaffoldError
from scaffold.hooks.paths import is_below, upwards
from scaffold.shown import shown, shown_lines

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` itself takes long to load, and most edits end before it is needed.
    from collections.abc import Mapping, Sequence
    from typing import Any

    from scaffold.rules._rule import Diagnostic

# How everything we report begins. The command in `.claude/settings.json` looks for it, so that
# another program of our name, or a version of ours without hooks, is never shown.
HEADING = "scaffold: mend"
BLOCK = 2
# More is no help to an agent: it mends these, and the next run says the rest.
MOST_LINES = 20
_MOST_NOTES = 3
# More is not what an agent gives.
LARGEST_INPUT = LARGEST_JSON + 1
_LARGEST = 10_000_000
_SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".py")
_SIGNS = (b"inngest", b"Inngest", b".createFunction", b".create_function")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def run_hook(name: str, given: bytes) -> tuple[int, str]:
    """Return the exit code of the hook `post-edit` or `stop`, and what it prints on stderr.

    `given` is its standard input.
    """
    if not given.strip():
        return 0, _say(f"`hook {name}` is for a coding agent, which gives it JSON")
    try:
        try:
            described = read_json(given)
        except UnreadableDataError as error:
            return 0, _say(f"the input {error.why}")
        if not isinstance(described, dict):
            return 0, _say("the input is not a JSON object")
        if name == "post-edit":
            lines, notes = post_edit(described), ""
        else:
            lines, notes = stop(described)
    except ScaffoldError as error:
        return 0, _say(shown(error.message))
    except Exception as error:
        # Whatever is wrong with us must not stop the agent.
        return 0, _say(shown(" ".join(f"{type(error).__name__}: {error}".split())))
    told = "".join(f"{line}\n" for line in lines) + notes
    return BLOCK if lines else 0, shown_lines(told) if told else ""


def post_edit(given: "dict[str, Any]") -> list[str]:
    """Return what to tell the agent about the file it touched; nothing when all is well."""
    tool_input = given.get("tool_input")
    name = tool_input.get("file_path") if isinstance(tool_input, dict) else None
    if not isinstance(name, str) or not name.endswith(_SUFFIXES) or "\0" in name:
        return []
    start = _start(given)
    path = os.path.realpath(os.path.join(start, name))
    root = _root_of(os.path.dirname(path), start)
    if root is None:
        return []
    relative = os.path.relpath(path, root).replace(os.sep, "/")
    if not SKIPPED_FOLDERS.isdisjoint(relative.split("/")):
        return []
    content = _read(path)
    if content is None or not any(sign in content for sign in _SIGNS) or is_merging(content):
        return []
    from scaffold.checking.check import check_file
    from scaffold.checking.settings import read_terms

    report = check_file(relative, content, terms=read_terms(_Around(root)))
    # A comment that switches off what only the whole project shows is not known to be needless.
    found = [
        one for one in report.diagnostics if one.rule != "suppression" or one.severity == "error"
    ]
    return _limited(f"{HEADING} what you just edited", _told(found, _way(root, start)))


def stop(given: "dict[str, Any]") -> tuple[list[str], str]:
    """Return what the agent has to mend before it stops, and what could not be read.

    Nothing the second time it is asked.
    """
    if given.get("stop_hook_active"):
        return [], ""
    from scaffold.hooks.stop import judged_changes

    start = _start(given)
    lines: list[str] = []
    not_read: dict[str, str] = {}
    for root, errors, skipped in judged_changes(start):
        way = _way(root, start)
        lines += _told(errors, way)
        not_read |= {way + path: why for path, why in skipped.items()}
    return _limited(f"{HEADING} this before you stop, or say why not", lines), _notes(not_read)


class _Around:
    """What stands at the root of a project, of which only its settings are asked for."""

    def __init__(self, root: str) -> None:
        self._root = root

    def read(self, path: str) -> bytes | None:
        target = os.path.realpath(os.path.join(self._root, path))
        return _read(target) if is_below(target, os.path.realpath(self._root)) else None

    def paths(self) -> tuple[str, ...]:
        return ()


def _told(found: "Sequence[Diagnostic]", way: str) -> list[str]:
    """Return a line per diagnostic, its paths as they are seen from where the agent works."""
    if not found:
        return []
    from scaffold.checking.one_cause import joined
    from scaffold.checking.reporters.agent import lines

    return lines(
        one._replace(
            path=way + one.path,
            chain=tuple(place._replace(path=way + place.path) for place in one.chain),
        )
        for one in joined(found)
    )


def _limited(heading: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = len(lines) - MOST_LINES
    end = [f"… and {more} more: `inngest-scaffold check --format agent`"] if more > 0 else []
    return [heading, *lines[:MOST_LINES], *end]


def _notes(not_read: "Mapping[str, str]") -> str:
    notes = [f"scaffold hook: not read: {shown(path)}: {why}\n" for path, why in not_read.items()]
    more = len(notes) - _MOST_NOTES
    end = [f"scaffold hook: not read: {more} more\n"] if more > 0 else []
    return "".join(notes[:_MOST_NOTES] + end)


def _say(what: str) -> str:
    return f"scaffold hook: nothing was checked: {what}\n"


def _start(given: "dict[str, Any]") -> str:
    """Return the folder the agent works in."""
    start = given.get("cwd")
    if not isinstance(start, str) or not start or "\0" in start:
        start = os.getcwd()
    return os.path.realpath(start)


def _root_of(folder: str, start: str) -> str | None:
    """Return the project that holds a folder, None when the agent works in another one."""
    around = upwards(start, (".git",)) or upwards(start, (ANSWERS_FILE,)) or start
    if not is_below(folder, around):
        return None
    return upwards(folder, (ANSWERS_FILE, ".git")) or around


def _way(root: str, start: str) -> str:
    """Return what to put before the paths of a project so that they lead there from a folder."""
    if root == start:
        return ""
    way = os.path.relpath(root, start) if is_below(root, start) else root
    return way.replace(os.sep, "/").rstrip("/") + "/"


def _read(path: str) -> bytes | None:
    """Return the content of a regular file that is not huge, else None."""
    try:
        descriptor = os.open(path, _READ)
    except OSError:
        return None
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST:
        os.close(descriptor)
        return None
    with open(descriptor, "rb") as file:
        return file.read()


def is_merging(content: bytes) -> bool:
    """Whether a file holds conflict markers: then it is not meant to be right yet."""
    return b"\n<<<<<<< " in b"\n" + content and b"\n>>>>>>> " in content
