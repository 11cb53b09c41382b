"""Which project a path belongs to, found with strings alone: it is asked after each edit."""

# `pathlib` takes as long to load as half of all the rules.
# ruff: noqa: PTH110, PTH118, PTH120
import os


def upwards(folder: str, marks: tuple[str, ...]) -> str | None:
    """Return the nearest folder, this one or above, that holds one of these names."""
    while True:
        if any(os.path.exists(os.path.join(folder, mark)) for mark in marks):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def is_below(path: str, top: str) -> bool:
    """Whether a path is a folder or stands in it; both are real paths."""
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)
