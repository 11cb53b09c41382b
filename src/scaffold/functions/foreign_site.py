"""The site of a repository that we did not make: found, or asked for by the option that says it."""

import posixpath
from collections.abc import Iterable, Sequence

from scaffold.errors import ScaffoldError
from scaffold.functions.foreign_client import client_of
from scaffold.functions.places import Client, Naming, Places, Site, registry_in
from scaffold.inngest.client_places import LocatedClient
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.endpoints import Endpoints
from scaffold.inngest.locate import FunctionsFolder, find_folders, find_frameworks
from scaffold.inngest.packages import Packages
from scaffold.inngest.registry.edit import Registry
from scaffold.shown import argument
from scaffold.stacks import Sdk, Stack, all_stacks
from scaffold.syntax.files import Files
from scaffold.syntax.imports import only_requires
from scaffold.syntax.modules import Modules

_MODELS = 20
_APP_ROUTER = ("src/app", "app")


def foreign_site(files: Files, places: Places) -> Site:
    """Return where functions go in anybody's repository.

    Raises ScaffoldError, naming the option, for what is not there or is there twice.
    """
    modules = Modules(files)
    registry = registry_in(files, places.registry, modules)
    codebase = Codebase(files, modules=modules)
    client = client_of(codebase, places, registry)
    stack = _stack(codebase, places, client)
    folder, naming = _folder(files, places, registry, client, stack, modules)
    _refuse_common_js(files, registry.serve_path, modules)
    frameworks = find_frameworks(files, modules)
    site = Site(
        stack=stack,
        owned=False,
        client=Client(client.symbol, client.path, client.default, client.used_as),
        registry=registry,
        files=files,
        modules=modules,
        functions=folder,
        naming=naming,
        routes=foreign_routes(files, registry.serve_path),
        only_needed_events=not _own_frameworks(stack.language).intersection(frameworks),
    )
    beside = [path for path in sorted(modules.paths) if site.holds(path)]
    return site._replace(models=(*beside[:_MODELS], registry.path, registry.serve_path))


def stack_of_language(path: str) -> Stack:
    """Return a stack whose names and templates fit the language of a file."""
    language = "python" if path.endswith(".py") else "typescript"
    return next(stack for stack in all_stacks() if stack.language == language)


def _own_frameworks(language: str) -> set[str]:
    """The frameworks we have templates for: what is made for them fits others of their language."""
    return {stack.framework for stack in all_stacks() if stack.language == language}


def foreign_routes(files: Files, served: str) -> str | None:
    """Return the folder for webhook routes beside what serves functions, None without a place."""
    language = stack_of_language(served).language
    if not _own_frameworks(language).intersection(find_frameworks(files)):
        return None
    if language == "python":
        return posixpath.join(_package_of(files, served), "webhooks")
    above = served
    roots = []
    while above:
        above = posixpath.dirname(above)
        roots += [posixpath.join(above, router) for router in _APP_ROUTER]
    paths = list(files.paths())
    for root in roots:
        if any(
            path.startswith(f"{root}/")
            and posixpath.basename(path).split(".", 1)[0] in ("page", "layout", "route")
            for path in paths
        ):
            return f"{root}/api/webhooks"
    return None


def _package_of(files: Files, path: str) -> str:
    """The outermost package around a Python file, its folder when there is none."""
    folder = posixpath.dirname(path)
    package = folder
    while folder and files.read(f"{folder}/__init__.py") is not None:
        package, folder = folder, posixpath.dirname(folder)
    return package


def _stack(codebase: Codebase, places: Places, client: LocatedClient) -> Stack:
    sdk = places.sdk or sdk_of(codebase.packages, client.path)
    if sdk is None:
        raise unknown_sdk(f"`{client.path}` uses")
    stack = find_stack(client.language, sdk)
    if stack is None:
        python = client.language == "python"
        choices = "`--sdk python`" if python else "`--sdk v4` or `--sdk v3`"
        raise ScaffoldError(f"`--sdk {places.sdk}` does not fit `{client.path}`", f"use {choices}")
    return stack


def find_stack(language: str, sdk: str) -> Stack | None:
    """Return the stack whose templates are written for an SDK, None where there is none."""
    return next((one for one in all_stacks() if (one.language, one.sdk) == (language, sdk)), None)


def sdk_of(packages: Packages, path: str) -> Sdk | None:
    """Return the SDK that functions beside a file are written for, None when nothing says which.

    Raises ScaffoldError for one that is too old.
    """
    sdk = packages.sdk(path)
    if sdk == "older":
        version = packages.sdk_version(path)
        which = f" ({version})" if version else ""
        raise ScaffoldError(
            f"this repository uses an Inngest SDK before v3{which}, and "
            "functions and rules are for v3 and v4",
            "upgrade it first: https://www.inngest.com/docs/sdk/migration",
        )
    return sdk


def unknown_sdk(what: str) -> ScaffoldError:
    """Return the error for code whose SDK no manifest names."""
    return ScaffoldError(
        f"cannot tell which Inngest SDK {what}: no manifest names it",
        "say which: `--sdk v4` or `--sdk v3`",
        missing_flags=("--sdk",),
    )


def ranked(found: Iterable[FunctionsFolder], registry: Registry | None) -> list[FunctionsFolder]:
    """Return the folders that hold functions, the one with most of what is registered first."""

    def key(one: FunctionsFolder) -> tuple[int, int, str]:
        return -registered_in(one, registry), -one.functions, one.path

    return sorted(found, key=key)


def registered_in(folder: FunctionsFolder, registry: Registry | None) -> int:
    """Return how many modules of a folder a registry takes functions from."""
    registered = {entry.module for entry in registry.entries} if registry is not None else set()
    return len(registered.intersection(folder.files))


def _folder(
    files: Files,
    places: Places,
    registry: Registry,
    client: LocatedClient,
    stack: Stack,
    modules: Modules,
) -> tuple[str, Naming]:
    found = [folder for folder in find_folders(files, modules) if folder.language == stack.language]
    default = Naming(
        case="snake_case" if stack.language == "python" else "camelCase",
        ending=posixpath.splitext(client.path)[1].replace("x", ""),
    )
    if places.functions is not None:
        same = [one for one in found if one.path == places.functions]
        return places.functions, _naming(same or found, default)
    if not found:
        raise ScaffoldError(
            "cannot tell where functions live: there is none yet",
            f"name the folder: `--functions-dir {argument(_suggested(client, modules))}`",
            missing_flags=("--functions-dir",),
        )
    best, *others = ranked(found, registry)
    most = registered_in(best, registry), best.functions
    rivals = [one for one in others if (registered_in(one, registry), one.functions) == most]
    if rivals:
        listed = ", ".join(f"`{one.path or '.'}`" for one in (best, *rivals))
        raise ScaffoldError(
            f"functions live in {1 + len(rivals)} folders alike: {listed}",
            f"name one: `--functions-dir {argument(best.path or '.')}`",
            missing_flags=("--functions-dir",),
        )
    return best.path, _naming([best], default)


def _suggested(client: LocatedClient, modules: Modules) -> str:
    """The folder of the client, or one beside the endpoints it is among."""
    above = Endpoints(modules).root(client.path)
    if above is not None:
        return posixpath.join(above, "inngest")
    # A folder `inngest` would hide the SDK in Python.
    beside = posixpath.dirname(client.path)
    return beside or ("functions" if client.language == "python" else "inngest")


def _naming(folders: Sequence[FunctionsFolder], default: Naming) -> Naming:
    if not folders:
        return default
    return Naming(case=folders[0].naming, ending=folders[0].ending)


def _refuse_common_js(files: Files, path: str, modules: Modules) -> None:
    """Refuse plain JavaScript that `require`s: a function's file is written as an ES module."""
    source = modules.source(path)
    if source is not None and path.endswith((".js", ".cjs", ".jsx")) and only_requires(source):
        raise ScaffoldError(
            f"`{path}` uses `require()`, and functions are written as ES modules",
            "write the function by hand in the style of the others, or move to ES modules",
        )
