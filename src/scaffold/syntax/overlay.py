"""Files with some of them replaced: how a plan looks before it is written."""

from collections.abc import Iterable, Mapping

from scaffold.syntax.files import Files, left_out, unread


class Overlay:
    """A project's files with new contents over them; satisfies Files."""

    def __init__(self, files: Files, contents: Mapping[str, bytes]) -> None:
        self._files = files
        self._contents = contents

    def read(self, path: str) -> bytes | None:
        """Return the new content where there is one, else what the files have."""
        found = self._contents.get(path)
        return found if found is not None else self._files.read(path)

    def unread(self, path: str) -> str | None:
        """Return why something at a path is not read."""
        return None if path in self._contents else unread(self._files, path)

    def left_out(self) -> Mapping[str, str]:
        """Return what the paths leave out though it is the project's own."""
        return left_out(self._files)

    def paths(self) -> Iterable[str]:
        """Return the paths of the files and of the new contents."""
        return dict.fromkeys([*self._files.paths(), *self._contents])
