"""The released templates: a git bundle in the package, placed where copier can always find it."""

import json
from functools import cache
from importlib import resources
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.template.bundles import trees
from scaffold.template.cache import FOLDER, make_folder, read_own, write_whole

# Copier expands `~` and reads bundles, so this one path works on every machine and needs no
# network. It is recorded in each project's answers.
SOURCE = f"{FOLDER}/template.bundle"


def templates_folder() -> Path:
    """Return the folder of the templates as they are in this package or checkout."""
    package = Path(str(resources.files("scaffold")))
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent.parent / "templates"


@cache
def released() -> dict[str, str]:
    """Return the git tree of every released template version, oldest first."""
    text = (resources.files("scaffold") / "template_versions.json").read_text()
    versions: dict[str, str] = json.loads(text)
    return versions


def newest() -> str:
    """Return the newest version of the templates, for example `v1.0.0`."""
    return list(released())[-1]


def bundle() -> Path:
    """Return the path of the bundle inside the package."""
    return Path(str(resources.files("scaffold") / "template.bundle"))


def place() -> str:
    """Put the bundle where answers files point to, and return that path with its `~`.

    A bundle that is already there is kept when it holds every version of ours, tree by tree, which
    it does when a newer package put it there; a damaged one is replaced. Raises ScaffoldError when
    it cannot be written, and when it belongs to another history or another user.
    """
    target = Path(SOURCE).expanduser()
    ours = bundle().read_bytes()
    try:
        make_folder(target.parent)
        if read_own(target) != ours and not _is_newer(target):
            write_whole(target, ours)
    except OSError as error:
        raise ScaffoldError(
            f"cannot write the template bundle `{SOURCE}`: {error.strerror}",
            "make that folder writable; projects are made and updated from it",
        ) from None
    return SOURCE


def _is_newer(target: Path) -> bool:
    """Whether a file is a whole bundle with all versions of ours.

    Raises ScaffoldError for one with other versions, or others in the place of ours.
    """
    if read_own(target) is None:
        return False
    there = trees(target)
    if there is None:
        return False
    if released().items() <= there.items():
        return True
    if there.items() <= released().items():
        return False
    raise ScaffoldError(
        f"`{SOURCE}` holds template versions that this package does not know",
        "upgrade inngest-scaffold, or delete that file if it is not yours",
    )
