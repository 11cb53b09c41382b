"""The places of a project that matter to a function: client, registry, events, folders."""

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from scaffold.inngest.own_folders import are_beside
from scaffold.inngest.registry.edit import Registry, find_registry, registries_in
from scaffold.names import FunctionName, words
from scaffold.stacks import Role, Stack
from scaffold.syntax.files import Files, unread
from scaffold.syntax.modules import Modules


class Client(NamedTuple):
    """The Inngest client that functions import."""

    symbol: str
    path: str
    default: bool = False
    used_as: str = ""
    """How it is said, where that is more than its name: `getInngest()`."""


class Only(NamedTuple):
    """A view of some files that lists few of them, so that a search reads nothing else."""

    files: Files
    listed: tuple[str, ...]

    def read(self, path: str) -> bytes | None:
        return self.files.read(path)

    def paths(self) -> tuple[str, ...]:
        return self.listed

    def unread(self, path: str) -> str | None:
        return unread(self.files, path)

    def left_out(self) -> Mapping[str, str]:
        return {}


class Naming(NamedTuple):
    """How a project names the modules of its functions."""

    case: str
    """`kebab-case`, `camelCase`, `PascalCase` or `snake_case`."""
    ending: str
    """What follows the name: `.ts`, `.function.ts`; a file in a folder of that name: `/index.ts`,
    `/*.ts`."""

    def stem(self, name: FunctionName) -> str:
        """Return what the module of a function is called, or its folder."""
        stems = {"kebab-case": name.id, "PascalCase": name.pascal, "snake_case": name.snake}
        return stems.get(self.case, name.camel)

    def file(self, name: FunctionName) -> str:
        """Return the file name of a function's module, in a folder of its own where others are."""
        stem = self.stem(name)
        return stem + self.ending.replace("*", stem)


class Site(NamedTuple):
    """What adding or removing a function needs to know of a project."""

    stack: Stack
    """The stack whose templates fit; in anybody's repository, that of its language and SDK."""
    owned: bool
    """Whether the project is made by `new`: services to import, tests to write."""
    client: Client
    registry: Registry
    files: Files
    """The project's files before anything is planned."""
    modules: Modules
    """The modules among them, with what was read of them."""
    functions: str
    """Folder of the functions, one module each."""
    naming: Naming
    events: str | None = None
    """The only module of typed events, None when they may be anywhere."""
    tests: str | None = None
    routes: str | None = None
    answers: str | None = None
    models: tuple[str, ...] = ()
    """Files whose imports a new function's file is written like, the likest first."""
    only_needed_events: bool = False
    """Whether an event is typed only where the client's types would refuse it otherwise."""

    def holds(self, path: str) -> bool:
        """Whether a module is where functions go: in their folder, or in one for it alone."""
        new = self.module(FunctionName("new"))
        return posixpath.dirname(path) == self.functions or are_beside(path, new)

    def module(self, name: FunctionName) -> str:
        """Return the path of a function's module."""
        return posixpath.join(self.functions, self.naming.file(name))

    @property
    def event_files(self) -> Files:
        """The files in which typed events are looked for."""
        if self.events is None:
            return self.files
        # Aliases are resolved by the manifest; with SDK v3 the client's file holds the schemas.
        manifests = ("package.json", "tsconfig.json")
        return Only(self.files, (self.events, self.client.path, *manifests))

    def path(self, name: FunctionName, role: Role) -> str | None:
        """Return the path of one of a function's files, None without a place for it."""
        if role in ("function", "worker"):
            return self.module(name)
        folder = self.answers if role == "answers" else self.routes
        named = self.naming.stem(name) + self.stack.suffix
        return beside(self.stack, named, role, tests=self.tests, routes=folder)


def beside(
    stack: Stack, function: str, role: Role, *, tests: str | None, routes: str | None
) -> str | None:
    """Return the path of a file that goes with a function's module, None without a place.

    `routes` is the folder of the role's own routes.
    """
    stem = posixpath.basename(function).split(".", 1)[0]
    python = stack.language == "python"
    if role in ("route", "answers"):
        if routes is None:
            return None
        if python:
            return posixpath.join(routes, f"{stem}.py")
        return posixpath.join(routes, "-".join(words(stem)), f"route{stack.suffix}")
    if tests is None:
        return None
    # A test of a route says of which sort; that of a worker is named as any other.
    sort = {"route_test": "route", "answers_test": "answers"}.get(role)
    tested = f"{stem}{'_' if python else '.'}{sort}" if sort else stem
    return f"{tests}/{stack.test_name(tested)}"


class Places(NamedTuple):
    """Where the user says things are: the options of the commands that edit functions."""

    client: str | None = None
    registry: str | None = None
    functions: str | None = None
    sdk: str | None = None


def registry_in(files: Files, path: str | None, modules: Modules) -> Registry:
    """Return the registry that a file serves, without a search where the file is enough.

    Without a file, the only one of the project.
    """
    found = list(registries_in(path, modules)) if path is not None else []
    return found[0] if len(found) == 1 else find_registry(files, only=path, modules=modules)
