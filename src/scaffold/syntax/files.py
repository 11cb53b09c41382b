"""What a pure function may know of a project's files."""

from collections.abc import Iterable
from typing import Protocol


class Files(Protocol):
    """Files by posix path relative to the project root; on disk, planned, or in a test's dict."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None when there is no such file."""
        ...

    def paths(self) -> Iterable[str]:
        """Return every path that is the project's own: not ignored, not in a build folder."""
        ...
