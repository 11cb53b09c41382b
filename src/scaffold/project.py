"""The project a command works on, found from the working directory."""

import os
from dataclasses import dataclass
from pathlib import Path

from scaffold.disk.data_files import LARGEST_BY_HAND, UnreadableDataError, read_yaml
from scaffold.disk.project_files import DiskFiles
from scaffold.disk.well_known import ANSWERS_FILE as ANSWERS_FILE
from scaffold.disk.well_known import MANIFESTS
from scaffold.errors import ScaffoldError
from scaffold.stacks import Stack, stack_for

# The nearest counts: a `package.json` left in a home folder says nothing of a project below it.
_MANIFESTS = (*MANIFESTS["typescript"], *MANIFESTS["python"])


@dataclass(frozen=True)
class Project:
    """A repository or a project in one. `answers` and `stack` are None when we did not make it."""

    root: Path
    answers: dict[str, object] | None
    stack: Stack | None

    @property
    def is_adopted(self) -> bool:
        """Whether it had files of its own before it came to the templates."""
        return (self.answers or {}).get("origin", "new") != "new"


def find_project(start: Path) -> Project:
    """Return the project that holds a folder.

    That is the nearest folder upwards with our answers, else the one with `.git`, else the
    nearest with a manifest, else the folder itself.
    Raises ScaffoldError when an answers file is there and cannot be read.
    """
    start = start.absolute()
    folders = (start, *start.parents)
    for folder in folders:
        # Not `Path.is_file`: that fails in a folder that may not be looked into.
        if os.path.isfile(folder / ANSWERS_FILE):  # noqa: PTH113
            answers = recorded_answers(folder)
            if stack := stack_for(answers):
                return Project(folder, answers, stack)
        if os.path.exists(folder / ".git"):  # noqa: PTH110
            break
    for markers in ((".git",), _MANIFESTS):
        for folder in folders:
            if any(os.path.exists(folder / each) for each in markers):  # noqa: PTH110
                return Project(folder, None, None)
    return Project(start, None, None)


def recorded_answers(root: Path) -> dict[str, object]:
    """Return the answers that a project records.

    Raises ScaffoldError when they are no YAML mapping, or cannot be read without leaving it.
    """
    path = root / ANSWERS_FILE
    content = DiskFiles(root).read(ANSWERS_FILE)
    if content is None:
        raise ScaffoldError(
            f"cannot read `{path}`: it is closed to this user, too large, or a link out of its"
            " folder",
            "bring it back from git",
        )
    return _answers(content, path)


def read_answers(path: Path) -> dict[str, object]:
    """Return the answers in a file that the user names, a pipe included.

    Raises ScaffoldError when it is no YAML mapping.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BY_HAND + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ScaffoldError(f"cannot read `{path}`: {why}", "check its name") from None
    return _answers(content, path)


def _answers(content: bytes, path: Path) -> dict[str, object]:
    try:
        answers = read_yaml(content)
    except UnreadableDataError as error:
        raise ScaffoldError(
            f"`{path}` {error.why}", "write one `question: answer` per line"
        ) from None
    if not isinstance(answers, dict):
        raise ScaffoldError(f"`{path}` holds no answers", "write one `question: answer` per line")
    return {str(name): value for name, value in answers.items()}
