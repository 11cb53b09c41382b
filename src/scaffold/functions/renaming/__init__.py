"""Where a function's name stands in a repository, and the edits that change it there."""

import posixpath
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Renaming:
    """What a function was called, and what it will be."""

    path: str
    new_path: str
    symbol: str
    """Its name in its own file; for a default export without one, what its file suggests."""
    new_symbol: str
    made_at: int
    """Where its file makes it."""
    id: str | None
    new_id: str | None

    @property
    def stem(self) -> str:
        """The last part of its module's name."""
        return posixpath.basename(self.path).split(".", 1)[0]

    @property
    def new_stem(self) -> str:
        return posixpath.basename(self.new_path).split(".", 1)[0]

    @property
    def moves(self) -> bool:
        """Whether its file gets another name."""
        return self.path != self.new_path
