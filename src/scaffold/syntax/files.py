"""What a pure function may know of a project's files."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from scaffold.disk.data_files import UnreadableDataError, read_json_with_comments


class Files(Protocol):
    """Files by posix path relative to the project root; on disk, planned, or in a test's dict."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None when there is no such file."""
        ...

    def paths(self) -> Iterable[str]:
        """Return every path that is the project's own: not ignored, not in a build folder."""
        ...


@runtime_checkable
class Noting(Protocol):
    """Files that keep why something in them could not be read."""

    def note(self, path: str, why: str) -> None:
        """Remember why a file was not read; the words go after its name."""
        ...


def json_object(files: Files, path: str) -> dict[str, object]:
    """Return the object in a JSON file, comments allowed; an empty one when there is none.

    A file that cannot be read counts as empty, and is noted.
    """
    content = files.read(path)
    if content is None:
        return {}
    try:
        found = read_json_with_comments(content)
    except UnreadableDataError as error:
        if isinstance(files, Noting):
            files.note(path, error.why)
        return {}
    return found if isinstance(found, dict) else {}
