"""The places that options name, checked: each is in the project, and none is left unused."""

import os
import posixpath
import re
from keyword import iskeyword
from pathlib import Path

from scaffold.disk.project_files import clean_path
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.names import nearest
from scaffold.project import ANSWERS_FILE, Project
from scaffold.shown import argument
from scaffold.syntax.files import Files, unread
from scaffold.syntax.modules import Modules

# What would end the string of an import, or mean another folder somewhere.
_UNFIT = re.compile(r"[\x00-\x1f\x7f\"'`\\*?<>|:]")
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


def recorded_place(project: Project, answer: str, default: str) -> str:
    """Return the path in an answer of the project, which is anybody's who wrote the file.

    Raises ScaffoldError, naming the answer, for one that is outside.
    """
    given = (project.answers or {}).get(answer)
    if not given:
        return default
    what = f"{ANSWERS_FILE}: {answer}:"
    if not isinstance(given, str):
        raise ScaffoldError(f"`{what} {given}` is no path", "write it as text")
    return _inside(project.root, what, given) or default


def refuse_unfit_package(folder: str, modules: Modules) -> None:
    """Raise ScaffoldError for a new folder that Python can import no module from.

    One that holds Python files already is not asked: imports may begin below it.
    """
    way = ""
    for part in folder.split("/") if folder else ():
        way = f"{way}{part}/"
        if part.isidentifier() and not iskeyword(part):
            continue
        if not any(path.startswith(way) and path.endswith(".py") for path in modules.paths):
            other = folder.replace(part, _as_package(part))
            raise ScaffoldError(
                f"`{folder}`: Python cannot import from a folder called `{part}`",
                f"name another one: `--functions-dir {argument(other)}`",
            )


def _as_package(name: str) -> str:
    plain = re.sub(r"\W+", "_", name).strip("_0123456789").lower()
    return plain if plain.isidentifier() and not iskeyword(plain) else f"{plain}_jobs".lstrip("_")


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
    """Return a path from the root of the project, empty for the root itself."""
    path = given
    if os.path.isabs(given):  # noqa: PTH117
        path = os.path.relpath(os.path.realpath(given), os.path.realpath(root))
    path = posixpath.normpath(path.replace(os.sep, "/")) if path else "."
    if path == "." and given.strip():
        return ""
    clean = clean_path(path)
    if clean is None or not given.strip():
        raise ScaffoldError(
            f"`{option} {given}` is no path inside the project `{root}`",
            "name it from the project's root",
        )
    if _UNFIT.search(clean):
        raise ScaffoldError(
            f"`{option} {given}` holds characters that no import can spell",
            "use letters, digits, `-`, `_` and `.`",
        )
    return clean


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
