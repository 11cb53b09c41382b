"""Files of ours that the user made a symbolic link of: what they lead to is another file."""

import os
from pathlib import Path


def link_at(root: Path, path: str) -> str | None:
    """Return where the link at a path of a project leads, None when no link decides.

    A link among its folders decides only when it leads out of the project.
    """
    file = root / path
    if file.is_symlink():
        return os.fsdecode(os.readlink(file))  # noqa: PTH115
    folder = os.path.realpath(file.parent)
    if not f"{folder}{os.sep}".startswith(f"{os.path.realpath(root)}{os.sep}"):
        return folder
    return None
