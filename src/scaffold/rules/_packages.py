"""How a project was made, and what its files say together."""

from collections.abc import Iterable, Iterator

from scaffold.disk.well_known import ANSWERS_FILE
from scaffold.inngest.codebase import Codebase


def is_in(folder: str, path: str) -> bool:
    """Whether a path stands in a folder, at any depth."""
    return not folder or path.startswith(f"{folder}/")


def made_by_new(project: Codebase) -> bool:
    """Whether the project was made by `scaffold new`."""
    answers = project.files.read(ANSWERS_FILE) or b""
    return any(
        line.split(b"#")[0].replace(b" ", b"").strip(b"\r\"'") in (b"origin:new", b"origin:'new")
        for line in answers.split(b"\n")
    )


def contents(project: Codebase, paths: Iterable[str]) -> Iterator[bytes]:
    """Yield the contents of those files that are there."""
    for path in paths:
        content = project.files.read(path)
        if content is not None:
            yield content
