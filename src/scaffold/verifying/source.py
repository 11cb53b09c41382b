"""What the source says is served: the app's ID, and each function's ID, triggers and retries.

Also what stands in front of it in a Next.js app: `middleware.ts` or `proxy.ts`.
"""

import posixpath
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from scaffold.code.bindings import resolve
from scaffold.code.values import Value
from scaffold.inngest.apps import app_id
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.endpoints import address_of
from scaffold.inngest.facts import Function
from scaffold.inngest.frameworks import framework_called
from scaffold.inngest.middleware import IN_FRONT
from scaffold.inngest.registry.find import Registry, find_registry
from scaffold.inngest.serving import serving
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import Files
from scaffold.verifying.addresses import HANDLER_PATH

# The server takes it where more are asked for.
_MOST_RETRIES = 20


class SourceFunction(NamedTuple):
    """One function as its file defines it. What the source does not tell is None."""

    id: str
    path: str
    line: int
    events: frozenset[str] | None
    crons: frozenset[str] | None
    retries: int | None
    handles_failures: bool
    """Whether the SDK makes a second function of it, for its failures."""

    @property
    def place(self) -> str:
        return f"`{self.path}:{self.line}`"


class SourceApp(NamedTuple):
    """What one registry serves. `is_whole` says that it serves nothing else, for certain."""

    path: str
    framework: str
    id: str | None
    functions: Mapping[str, SourceFunction]
    unregistered: tuple[SourceFunction, ...]
    is_whole: bool

    @property
    def function_count(self) -> int:
        """How many functions its handler says that it has: one more for each `onFailure`."""
        return sum(1 + each.handles_failures for each in self.functions.values())


class Gate(NamedTuple):
    """A file that sees requests first, and the `matcher` that says which; empty without one."""

    path: str
    matcher: str


class Source:
    """A project read for what it serves."""

    def __init__(self, files: Files, only: str | None = None) -> None:
        """Read a project, `only` the registry of that file.

        Raises ScaffoldError when it has no registry, or not that one.
        """
        self.files = files
        """As they are now: what a server writes as it starts is read again and again."""
        self.codebase = codebase = Codebase(files)
        found = [
            each
            for each in codebase.registries
            if is_app_file(each.serve_path) and only in (None, each.serve_path, each.path)
        ]
        # It says why there is none.
        self.registries = found or [find_registry(codebase.files, only, modules=codebase.modules)]

    @cached_property
    def apps(self) -> tuple[SourceApp, ...]:
        """Every app of the project, in the order of its registries."""
        return tuple(self._app(each) for each in self.registries)

    def folder(self, registry: Registry) -> str:
        """Return the folder of the package that a registry is in, empty for the root."""
        return self.codebase.packages.folder(registry.serve_path)

    def paths_in(self, registry: Registry, name: str) -> tuple[str, ...]:
        """Return where a file of the package may be: in its folder, then in the project's."""
        return tuple(dict.fromkeys((posixpath.join(self.folder(registry), name), name)))

    def gates(self) -> list[Gate]:
        """Return the gates of the packages that the registries are in."""
        found: list[Gate] = []
        for folder in dict.fromkeys(map(self.folder, self.registries)):
            named = map(IN_FRONT.fullmatch, sorted(self.codebase.modules.paths))
            own = (each[0] for each in named if each and each["app"] == posixpath.join(folder, ""))
            found += [Gate(path, self._matcher(path)) for path in own]
        return found

    def _matcher(self, path: str) -> str:
        facts = self.codebase.facts(path)
        if facts is None:
            return ""
        config = resolve(facts.outline.module, "config", ())
        if config.kind != "object" or config.expr is None:
            return ""
        matcher = Value(config.expr, facts.outline.module, self.codebase).entry("matcher")
        return " ".join(matcher.text.split()) if matcher is not None else ""

    def _app(self, registry: Registry) -> SourceApp:
        told = serving(self.codebase)
        functions: dict[str, SourceFunction] = {}
        unregistered = []
        is_whole = not (registry.dynamic or told.is_opaque(registry))
        for function in self.codebase.functions:
            standing = told.standing(function)
            if standing.registry is not registry and (
                standing.verdict != "unclear" and registry not in standing.candidates
            ):
                continue
            if function.id is None or standing.verdict == "unclear":
                is_whole = False
            elif standing.registry is registry:
                functions[function.id] = _read(function, function.id)
            else:
                unregistered.append(_read(function, function.id))
        return SourceApp(
            registry.serve_path,
            registry.framework,
            app_id(registry, self.codebase),
            functions,
            tuple(unregistered),
            is_whole,
        )


def default_port(framework: str) -> int:
    """Return the port that a framework's development server takes."""
    known = framework_called(framework.replace("_", ""))
    return known.port if known is not None else 3000


def handler_path(serve_path: str) -> str:
    """Return the path of a handler on its server, as the place of its file says."""
    return address_of(serve_path) or HANDLER_PATH


def _read(function: Function, id: str) -> SourceFunction:  # noqa: A002
    events: set[str | None] = set()
    crons: set[str | None] = set()
    for trigger in function.triggers:
        if trigger.kind == "cron":
            crons.add(trigger.cron)
        elif trigger.kind != "invoke":
            events.add(trigger.event)
            if trigger.kind == "unknown":
                crons.add(None)
    given = function.option("retries")
    retries = given.number if given is not None else None
    return SourceFunction(
        id,
        function.path,
        function.site.line,
        _known(events),
        _known(crons),
        min(int(retries), _MOST_RETRIES) if retries is not None else None,
        function.option("onFailure", "on_failure") is not None,
    )


def _known(names: set[str | None]) -> frozenset[str] | None:
    if None in names:
        return None
    return frozenset(name for name in names if name is not None)
