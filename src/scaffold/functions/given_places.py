"""The places that options name, checked: each is in the project, and none is left unused."""

from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places, path_below
from scaffold.names import nearest
from scaffold.project import Project
from scaffold.syntax.files import Files, unread

_SDKS = {"v4": "v4", "v3": "v3", "python": "python", "4": "v4", "3": "v3"}


def checked_places(project: Project, files: Files, places: Places) -> Places:
    """Return the places with their paths as the project has them.

    Raises ScaffoldError, naming the option, for one that is not there, outside, or does not fit.
    """
    return Places(
        client=_file(project.root, files, "--client", places.client),
        registry=_file(project.root, files, "--registry", places.registry),
        functions=_folder(project.root, places.functions),
        sdk=_sdk(project, places.sdk),
    )


def _file(root: Path, files: Files, option: str, given: str | None) -> str | None:
    if given is None:
        return None
    path = _inside(root, option, given)
    if not path or files.read(path) is None:
        why = unread(files, path) if path else None
        raise ScaffoldError(
            f"`{option} {given}`: there is no such file in this project"
            + (f" that can be read: {why}" if why else ""),
            "name it from the project's root",
        )
    return path


def _folder(root: Path, given: str | None) -> str | None:
    if given is None:
        return None
    path = _inside(root, "--functions-dir", given)
    if (root / path).is_file():
        raise ScaffoldError(f"`--functions-dir {given}` is a file", "name a folder of the project")
    return path


def _inside(root: Path, option: str, given: str) -> str:
    """Return a path from the root of the project."""
    return path_below(root, given, option) or ""


def _sdk(project: Project, given: str | None) -> str | None:
    if given is None:
        return None
    sdk = _SDKS.get(given)
    if sdk is None:
        near = nearest(given, ["v4", "v3", "python"])
        raise ScaffoldError(
            f"there is no Inngest SDK `{given}` that functions are written for",
            f"did you mean `--sdk {near}`?" if near else "use `--sdk v4`, `v3` or `python`",
        )
    if project.stack is not None and project.stack.sdk != sdk:
        raise ScaffoldError(
            f"`--sdk {given}` does not fit: this project is made for `{project.stack.sdk}`",
            "leave it out",
        )
    return sdk
