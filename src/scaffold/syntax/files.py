"""What a pure function may know of a project's files."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, runtime_checkable

from scaffold.disk.data_files import UnreadableDataError, read_json_with_comments, read_toml


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


@runtime_checkable
class OnDisk(Protocol):
    """Files of which some are there and are not read."""

    def unread(self, path: str) -> str | None:
        """Return why what is there is not read, None when it is, or when there is nothing."""
        ...

    def left_out(self) -> Mapping[str, str]:
        """Return what `paths` does not give though it is the project's own, and why.

        A folder's path ends in a slash.
        """
        ...


def unread(files: Files, path: str) -> str | None:
    """Return why something at a path is not read, None when it is, or when there is nothing.

    What exists and was not read is never taken for what is not there.
    """
    return files.unread(path) if isinstance(files, OnDisk) else None


def left_out(files: Files) -> Mapping[str, str]:
    """Return what the paths of a project leave out though it is its own, and why."""
    return files.left_out() if isinstance(files, OnDisk) else {}


def ancestors(folder: str) -> Iterator[str]:
    """Yield a folder and each one above it, the project root last."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


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


def toml_object(files: Files, path: str) -> dict[str, object]:
    """Return the table of a TOML file; an empty one when there is none that can be read."""
    try:
        return read_toml(files.read(path) or b"")
    except UnreadableDataError:
        return {}
