"""What the files of a function need beside them: variables of the environment and packages."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from scaffold.disk.changes import ChangeSet
from scaffold.disk.git_history import before_creation
from scaffold.functions.environment import with_variables, without_variables
from scaffold.functions.places import Site
from scaffold.functions.request import Request
from scaffold.kinds import Choice, Package, Variable, all_kinds
from scaffold.stacks import Stack
from scaffold.syntax.files import Files
from scaffold.syntax.language import language_of
from scaffold.syntax.overlay import Overlay
from scaffold.updating.manifests import manifest_for, with_package, without_package


class Needs(NamedTuple):
    """The files that a request's needs change, notes on them, and what its user has to set."""

    contents: Mapping[str, bytes]
    notes: tuple[str, ...]
    to_set: tuple[Variable, ...]


def needs_of(site: Site, request: Request, created: Mapping[str, bytes]) -> Needs:
    """Return what the files of a request need, where the project does not have it."""
    route = site.path(request.route, "route") if request.route is not None else None
    variables = [*request.choice.variables] if request.choice and route in created else []
    if site.path(request.name, "answers") in created:
        variables += request.kind.variables
    contents = with_variables(site.files, variables, site.stack.app_url, owned=site.owned)
    notes: list[str] = []
    for package in _packages(request.choice, site.stack) if route in created else ():
        assert route is not None
        files = Overlay(site.files, contents)
        manifest = manifest_for(files, route)
        if manifest is not None and package.name in manifest.names:
            continue
        edited = with_package(files, manifest, package) if manifest is not None else None
        wanted = f"`{package.name}` {package.versions}"
        if manifest is None or edited is None:
            notes.append(f"{wanted} {package.use}: add it to what the project installs")
            continue
        contents[manifest.path] = edited
        notes.append(f"{wanted} {package.use}: `{manifest.path}` asks for it now, install it")
    return Needs(contents, tuple(notes), tuple(variables))


def left_needs(
    changes: ChangeSet, root: Path, stack: Stack, gone: Iterable[str], kinds: set[str]
) -> dict[str, bytes]:
    """Return the files without what only the deleted files of functions needed.

    `gone` are their paths, and `kinds` those that leave the project with them.
    """
    before = ChangeSet(root)
    deleted = {path: before.read(path) or b"" for path in gone}
    choices = [c for kind in all_kinds().values() for c in kind.mark.choices if c.variables]
    found = [one for one in choices if any(_reads(text, one) for text in deleted.values())]
    variables = [
        variable
        for choice in found
        for variable in choice.variables
        if not _is_said(changes, variable.name)
    ]
    for kind in all_kinds().values():
        variables += kind.variables if kind.name in kinds else ()
    edited = without_variables(changes, variables, stack.app_url)
    for choice in found:
        for package in _packages(choice, stack):
            importing = [path for path, text in deleted.items() if _imports(text, package)]
            if not importing or _is_imported(changes, package):
                continue
            files = Overlay(changes, edited)
            manifest = manifest_for(files, importing[0])
            if manifest is None:
                continue
            earlier = before_creation(root, importing[0], manifest.path)
            asked = f'{package.name}"' if manifest.path.endswith(".json") else package.name
            if earlier is not None and asked.encode() in earlier:
                continue
            without = without_package(files, manifest, package)
            if without is not None:
                edited[manifest.path] = without
    return edited


def _packages(choice: Choice | None, stack: Stack) -> tuple[Package, ...]:
    return choice.packages.get(stack.language, ()) if choice is not None else ()


def _reads(content: bytes, choice: Choice) -> bool:
    return any(variable.name.encode() in content for variable in choice.variables)


def _is_said(files: Files, name: str) -> bool:
    """Whether code names a variable."""
    return any(name.encode() in (files.read(path) or b"") for path in _code(files))


def _is_imported(files: Files, package: Package) -> bool:
    return any(_imports(files.read(path) or b"", package) for path in _code(files))


def _imports(content: bytes, package: Package) -> bool:
    module = package.name.replace("-", "_").encode()
    name = package.name.encode()
    return (
        re.search(rb"""["']%b(?:/[^"']*)?["']""" % re.escape(name), content) is not None
        or re.search(rb"^[ \t]*(?:from|import)[ \t]+%b\b" % module, content, re.M) is not None
    )


def _code(files: Files) -> list[str]:
    return [path for path in files.paths() if language_of(path)]
