"""The files that a new unit of this package starts from, written where each has its place."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from scaffold.errors import ScaffoldError

ROOT = Path(__file__).parent.parent.parent.parent
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


def check_unit_name(name: str, taken: Mapping[str, object], what: str) -> None:
    """Raise ScaffoldError for a name that no new unit can have."""
    if not _NAME.fullmatch(name):
        raise ScaffoldError(
            f"`{name}` is no name for {what}", "write words in lower case, joined by dashes"
        )
    if name in taken:
        raise ScaffoldError(f"there is {what} `{name}` already", "change that one")


def rendered(unit: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a unit, by path: the folder of its name here is like the repository."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    folder = Path(__file__).parent / unit
    files = {
        file.relative_to(folder).as_posix().removesuffix(".jinja"): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.jinja"))
    }
    return {
        environment.from_string(path).render(given): environment.from_string(text).render(given)
        for path, text in files.items()
    }


def write(new: Mapping[str, str], changed: Mapping[str, str]) -> list[str]:
    """Write files of this repository, by path, and those that are generated; return their paths.

    Raises ScaffoldError, with nothing written, when a file that is new is there already.
    """
    for path in new:
        if (ROOT / path).exists():
            raise ScaffoldError(f"`{path}` is in the way", "move it away, or choose another name")
    files = {**new, **changed}
    for path, text in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    # In a process of its own: this one has loaded the units that were there before.
    generate = [sys.executable, "-m", "scaffold.devtools.generate"]
    done = subprocess.run(generate, cwd=ROOT, capture_output=True, text=True, check=True)
    return [*files, *re.findall(r"^wrote (\S+)$", done.stdout, re.MULTILINE)]


def with_row(text: str, title: str, row: str) -> str:
    """Return a document with one row more in the table of a section, in order."""
    before, after = text.split(f"## {title}\n", 1)
    section, heading, rest = after.partition("\n## ")
    head, rule, rows = section.partition("|---|---|\n")
    kept = rows.rstrip("\n").split("\n")
    table = "\n".join(sorted([*kept, row])) + "\n"
    return f"{before}## {title}\n{head}{rule}{table}{heading}{rest}"


def run(
    about: str | None, make: Callable[[str], tuple[list[str], list[str]]], arguments: Sequence[str]
) -> int:
    """Make a unit, print what was written and what is left to do, and return the exit code."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(about, file=sys.stderr)
        return 2
    try:
        written, left = make(arguments[0])
    except ScaffoldError as error:
        print(f"error: {error.message}\nhint: {error.hint}", file=sys.stderr)
        return 2
    for path in written:
        print(f"wrote {path}")
    print("\nLeft to do:")
    for number, step in enumerate(left, 1):
        print(f"{number}. {step}")
    return 0
