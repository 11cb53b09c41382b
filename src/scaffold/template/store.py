"""The released templates: a git bundle in the package, placed where copier can always find it."""

import json
import os
import subprocess
from functools import cache
from importlib import resources
from pathlib import Path

from scaffold.errors import ScaffoldError

# Copier expands `~` and reads bundles, so this one path works on every machine and needs no
# network. It is recorded in each project's answers.
SOURCE = "~/.cache/inngest-scaffold/template.bundle"


def cache_folder() -> Path:
    """Return the folder of what is kept between commands, in the user's home."""
    return Path(SOURCE).expanduser().parent


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

    A bundle that is already there is kept when it holds every version of ours, which it does
    when a newer package put it there. Raises ScaffoldError when it cannot be written, or when it
    belongs to another history.
    """
    target = Path(SOURCE).expanduser()
    ours = bundle().read_bytes()
    try:
        if target.is_file():
            if target.read_bytes() == ours:
                return SOURCE
            if _holds(target, bundle()):
                return SOURCE
            if not _holds(bundle(), target):
                raise ScaffoldError(
                    f"`{SOURCE}` holds template versions that this package does not know",
                    "upgrade inngest-scaffold, or delete that file if it is not yours",
                )
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f"{target.name}.{os.getpid()}")
        temporary.write_bytes(ours)
        temporary.replace(target)
    except OSError as error:
        raise ScaffoldError(
            f"cannot write the template bundle `{SOURCE}`: {error.strerror}",
            "make that folder writable; projects are made and updated from it",
        ) from None
    return SOURCE


def _holds(one: Path, other: Path) -> bool:
    """Return whether a bundle has every tag of another, at the same commit."""
    return _heads(other) <= _heads(one)


def _heads(path: Path) -> set[str]:
    try:
        listed = subprocess.run(
            ["git", "bundle", "list-heads", str(path)], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return set()
    return {line for line in listed.stdout.splitlines() if "refs/tags/" in line}
