"""Whether a function is served: it is, it is not, or the source does not tell.

Everything that asks gets the same answer from here. What is in no registry is only called
*not served* where all that may serve it could be read.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from scaffold.code.definitions import exported_as
from scaffold.code.values import Value
from scaffold.inngest.apps import client_of
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.common_js import exported_where_made
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.listed import Listed
from scaffold.inngest.nameable import why_unnamed
from scaffold.inngest.registry.by_itself import serves_a_client
from scaffold.inngest.registry.find import Registry
from scaffold.inngest.sdk_modules import sdk_module
from scaffold.inngest.sdk_surface import exports
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.imports import Imported, ImportStatement, import_statements
from scaffold.syntax.language import language_of
from scaffold.syntax.regexes import regex

# `await import("inngest/next")`: what is done with it there is not followed.
_LOADED_LATER = regex(rb"""\bimport\s*\(\s*["'`]([^"'`]+)["'`]""")
# `import(fileUrl)`, `require(path)`, `importlib.import_module(name)`: any module may be meant.
_LOADED_BY_NAME = regex(
    rb"(?:\bawait\s+import|(?<![.\w])require)\s*\(\s*(?:[A-Za-z_$]|`[^`]*\$\{)"
    rb"|\bimport_module\s*\(\s*(?:[A-Za-z_]|f[\"'])"
)
Verdict = Literal["served", "not served", "unclear"]


class Standing(NamedTuple):
    """Whether one function is served.

    `registry` is where, for one that is; `candidates` are the registries that one which is not may
    be added to; `why` says why it is unclear.
    """

    verdict: Verdict
    registry: Registry | None = None
    candidates: tuple[Registry, ...] = ()
    why: str = ""


class Unserved(NamedTuple):
    """A function that nothing serves, and the registries it may be added to."""

    function: Function
    candidates: tuple[Registry, ...]


class Serving:
    """Tells of each function of a project whether it is served; registries are read once."""

    def __init__(self, project: Codebase) -> None:
        self._project = project
        self._known: dict[Function, Standing] = {}

    def standing(self, function: Function) -> Standing:
        """Return whether a function is served."""
        if function not in self._known:
            self._known[function] = self._find(function)
        return self._known[function]

    def registry(self, function: Function) -> Registry | None:
        """Return the registry that serves a function, None when none is known to."""
        return self.standing(function).registry

    def is_opaque(self, registry: Registry) -> bool:
        """Whether a registry may hold functions that its source does not name."""
        return bool(registry.unclear and self._listed(registry).unknown)

    def _find(self, function: Function) -> Standing:
        if function.shape == "endpoint":
            return Standing("served")
        number = self._number(function)
        if number is not None:
            return Standing("served", self._project.registries[number])
        if any(function.site in self._listed(each).maybe for each in self._registries):
            return Standing("unclear", why="it is made by whoever calls what the list is given")
        if self._may_be_entry(function):
            return Standing("unclear", why="an entry that leads nowhere may be this function")
        why = why_unnamed(function, self._project, has_lists=bool(self._registries))
        if why:
            return Standing("unclear", why=why)
        if not self._registries:
            why = self._unread(function, near=False)
            if why or self._unseen:
                return Standing("unclear", why=why or f"{self._unseen} may serve functions")
            return Standing("not served")
        near = self._near(function)
        opaque = next((each for each in near if self.is_opaque(each)), None)
        if opaque is not None and function.factory is None and not (
            self._are_filled_by_hand and not self._is_mentioned(function)
        ):  # fmt: skip
            cause = opaque.unclear[0]
            return Standing("unclear", why=f"`{cause.path}:{cause.line}`: {cause.reason}")
        loads = next(filter(self._loads_by_name, near), None)
        if loads is not None and not self._is_mentioned(function):
            return Standing("unclear", why=f"`{loads.serve_path}` loads modules that it finds")
        why = self._unread(function, near=any(map(self._is_beside(function), near)))
        if why or (not near and self._unseen):
            return Standing("unclear", why=why or f"{self._unseen} may serve functions")
        return Standing("not served", candidates=tuple(near))

    # Where it is served

    def _number(self, function: Function) -> int | None:
        """Which registry serves a function, the first that does."""
        names = {function.symbol} if function.symbol else set()
        names.update(exported_as(function.outline, function.symbol or ""))
        names.update(exported_where_made(function))
        places = [(function.path, name) for name in names]
        found = [self._by_place[place] for place in places if place in self._by_place]
        if found:
            return min(found)
        if function.site in self._by_site:
            return self._by_site[function.site]
        if function.language == "python" and function.handler in self._by_body:
            return self._by_body[function.handler]
        client = function.client.site
        return self._by_client.get(client) if client is not None else None

    def _first(self, of: Callable[[Registry], Iterable[object]]) -> dict[object, int]:
        """The number of the first registry that has each of these."""
        found: dict[object, int] = {}
        for number, registry in enumerate(self._project.registries):
            for each in of(registry):
                found.setdefault(each, number)
        return found

    @cached_property
    def _by_place(self) -> dict[object, int]:
        return self._first(lambda registry: [(each.module, each.name) for each in registry.entries])

    @cached_property
    def _by_site(self) -> dict[object, int]:
        return self._first(lambda registry: self._listed(registry).sites)

    @cached_property
    def _by_body(self) -> dict[object, int]:
        return self._first(lambda registry: self._listed(registry).bodies)

    @cached_property
    def _by_client(self) -> dict[object, int]:
        """Which `connect()` serves every function of a client, as it does without `functions`."""
        return self._first(
            lambda registry: (
                [client_of(registry, self._project)] if serves_a_client(registry) else []
            )
        )

    def _listed(self, registry: Registry) -> Listed:
        key = registry.serve_path, registry.given
        if key not in self._lists:
            self._lists[key] = listed = Listed(self._project)
            facts = self._project.facts(registry.serve_path)
            if facts is not None and registry.given is not None:
                start, end, is_options = registry.given
                body = facts.outline.body_at(start)
                value = Value(facts.outline.expr_at(start, end), body, self._project)
                if is_options:
                    listed.options(value)
                else:
                    listed.read(value)
        return self._lists[key]

    @cached_property
    def _lists(self) -> dict[tuple[str, object], Listed]:
        return {}

    @cached_property
    def _unresolved(self) -> frozenset[str]:
        """The names of entries whose import could not be followed."""
        return frozenset(
            entry.symbol.rpartition(".")[2]
            for registry in self._registries
            for entry in registry.entries
            if entry.module is None and entry.symbol is not None
        )

    def _may_be_entry(self, function: Function) -> bool:
        return bool(self._unresolved) and (
            function.symbol in self._unresolved
            or not self._unresolved.isdisjoint(exported_where_made(function))
            or any(
                export.name == "default" and export.local == function.symbol
                for export in function.outline.exports.values()
            )
            or function.symbol == "default"
        )

    @cached_property
    def _registries(self) -> list[Registry]:
        return [each for each in self._project.registries if is_app_file(each.serve_path)]

    def _near(self, function: Function) -> list[Registry]:
        """The registries of a function's package, else those of its language."""
        of_language = [
            each for each in self._registries if _language(each.serve_path) == function.language
        ]
        return list(filter(self._is_beside(function), of_language)) or of_language

    def _is_beside(self, function: Function) -> Callable[[Registry], bool]:
        """What tells whether a registry is in the same package as a function."""
        folder = self._project.packages.folder
        own = folder(function.path)
        return lambda registry: folder(registry.serve_path) == own

    def _may_name_it(self, path: str) -> bool:
        """Whether a file that was not read may serve functions: one that says so, or is closed."""
        content = self._project.files.read(path)
        return content is None or b"inngest" in content.lower()

    def _unread(self, function: Function, *, near: bool) -> str:
        """Say which file may serve a function, is there and was not read; empty without one.

        With a registry in its package, only such a file of the same package counts.
        """
        own = self._project.packages.folder(function.path)
        for path in self._project.unread(function.language):
            if (not near or not own or path.startswith(f"{own}/")) and self._may_name_it(path):
                return f"`{path}` was not read"
        return ""

    def _loads_by_name(self, registry: Registry) -> bool:
        """Whether the module of a registry imports modules by names that it makes."""
        content = self._project.files.read(registry.serve_path) or b""
        return _LOADED_BY_NAME.search(content) is not None

    @cached_property
    def _are_filled_by_hand(self) -> bool:
        """Whether all that is unclear is a list that code fills with functions it names."""
        opaque = [each for each in self._registries if self.is_opaque(each)]
        return all(cause.filled is not None for each in opaque for cause in each.unclear)

    @cached_property
    def _unseen(self) -> str:
        """The file that may serve functions in a way that is not read here, empty without one."""
        for file in self._project.file_facts:
            if any(self._may_serve(file, each) for each in import_statements(file.source)):
                return f"`{file.path}`"
            for match in _LOADED_LATER.finditer(file.source.content):
                found = sdk_module(match[1].decode(errors="replace"), file.language)
                if found is not None and found.may_serve:
                    return f"`{file.path}`"
        return ""

    def _may_serve(self, file: FileFacts, statement: ImportStatement) -> bool:
        modules = self._project.modules
        if modules.resolve(file.path, statement.module) is not None:
            return False
        names = {each.name for each in statement.names}
        module = modules.installed(file.path, statement.module)
        parts = [module]
        if file.language == "python":  # `from inngest import fast_api`
            # What is called of the package itself is seen where it is called.
            parts += [f"{module}.{name}" for name in names - exports("python", "") - {"*"}]
        found = (sdk_module(part, file.language) for part in parts)
        return "InngestCommHandler" in names or any(
            each is not None and each.may_serve for each in found
        )

    def _is_mentioned(self, function: Function) -> bool:
        """Whether any file of the app names a function, or imports all of its module."""
        project, symbol = self._project, function.symbol or ""
        binding = function.outline.module.bindings.get(symbol)
        if binding is not None and function.outline.references_to(binding):
            return True
        stem = function.path.rpartition("/")[2].partition(".")[0].encode()
        for path in project.modules.paths:
            if path == function.path or _language(path) != function.language:
                continue
            content = (project.files.read(path) or b"") if is_app_file(path) else b""
            # A barrel may hand it on under any name.
            if any(word in content for word in (symbol.encode(), stem, b"* as", b"import *")):
                source = project.modules.source(path)
                statements = import_statements(source) if source is not None else ()
                if any(self._names(path, each, function) for each in statements):
                    return True
        return False

    def _names(self, path: str, statement: ImportStatement, function: Function) -> bool:
        """Whether an import gives a function, or runs its module for whatever that does."""
        modules, place = self._project.modules, (function.path, function.symbol or "default")
        target = modules.resolve(path, statement.module)
        if not statement.names:
            return target == function.path
        return any(self._gives(path, each, target, place) for each in statement.names)

    def _gives(
        self, path: str, imported: Imported, target: str | None, place: tuple[str, str]
    ) -> bool:
        modules = self._project.modules
        if imported.name != "*" or target is None:
            # Python's `from app import jobs` names a module.
            found = modules.origin(path, imported.module, imported.name)
            return found in (place, (place[0], "*"))
        return target == place[0] or any(
            modules.exported(target, name) == place for name in modules.exported_names(target)
        )


def serving(project: Codebase) -> Serving:
    """Return what tells which functions of a project are served, one per project."""
    return project.once(Serving)


def unserved(project: Codebase) -> Iterator[Unserved]:
    """Yield the functions that certainly nothing serves."""
    told = serving(project)
    for function in project.functions:
        standing = told.standing(function)
        if standing.verdict == "not served":
            yield Unserved(function, standing.candidates)


def _language(path: str) -> str:
    found = language_of(path)
    return found.name if found is not None else ""
