"""Find the registries of a project and what each one holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.packages import Packages
from scaffold.inngest.registry.arrays import Array, Cause, Entry, Followed, follow
from scaffold.inngest.registry.handed_on import handed_on
from scaffold.inngest.registry.serve_calls import ServeCall, calls_in, serve_calls, serving_sources
from scaffold.shown import argument
from scaffold.syntax.files import Files
from scaffold.syntax.imports import imported_as
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

OTHER_WAY = "if that line is wrong, correct it; else write it in another way; then run this again"


class NoRegistryError(ScaffoldError):
    """A repository in which nothing serves functions."""


class Given(NamedTuple):
    """Where a call of `serve()` states its functions, in bytes of its file."""

    start: int
    end: int
    is_options: bool


@dataclass(frozen=True)
class Registry:
    """One `serve()` and the functions it receives.

    `expression` is the text of what `serve()` receives as its functions.
    `path` and `line` say where the array is, `serve_path` and `serve_line` where it is served.
    `arrays` are the places an entry may go, outermost first. `dynamic` means that some entries
    cannot be read from the source, and `unclear` says what may hold functions that are named
    nowhere; `cause` says why no entry can be added, None when one can; `namespaces` are the modules
    whose exports are spread into it. `given` says where in the file of `serve()` its functions
    stand, or else the options that hold them.
    """

    serve_path: str
    serve_line: int
    path: str
    line: int
    framework: str
    client: str | None
    expression: str
    entries: tuple[Entry, ...]
    arrays: tuple[Array, ...]
    dynamic: bool
    cause: Cause | None
    namespaces: tuple[Cause, ...] = ()
    unclear: tuple[Cause, ...] = ()
    given: Given | None = None
    sources: tuple[Source, ...] = field(default=(), compare=False, repr=False)

    def is_current(self, modules: Modules) -> bool:
        """Whether reading it again would give the same: all is traced, and no file changed."""
        return all(each.module is not None for each in self.entries) and all(
            modules.source(each.path) is each for each in self.sources
        )

    def registers(self, symbol: str, path: str) -> bool:
        """Whether the function `symbol` of the file `path` is an entry, under whatever name."""
        return (path, symbol) in self._places

    @cached_property
    def _places(self) -> frozenset[tuple[str | None, str | None]]:
        return frozenset((each.module, each.name) for each in self.entries)


def find_registries(
    files: Files, *, only: str | None = None, modules: Modules | None = None
) -> list[Registry]:
    """Return every registry of a project, each array once.

    `only` keeps those that are served from, or written in, that file.
    """
    modules = modules or Modules(files)
    found: list[Registry] = []
    seen: set[tuple[str, int]] = set()
    for call in _served(modules):
        registry = _registry(call, modules)
        key = (registry.path, registry.arrays[0].offset if registry.arrays else -call.line)
        if key not in seen and (only is None or only in (registry.path, registry.serve_path)):
            seen.add(key)
            found.append(registry)
    return found


def _served(modules: Modules) -> Iterator[ServeCall]:
    """Yield what is served, by those who call a function that serves what it is given."""
    for call in serve_calls(modules):
        yield from handed_on(call, modules) or [call]


def _leads_somewhere(registry: Registry, modules: Modules) -> bool:
    """Whether what is served is there: it stays behind from something older where it is not."""
    if registry.entries:
        return any(entry.module is not None for entry in registry.entries)
    source = modules.source(registry.serve_path)
    root = re.match(r"[\w$]+", registry.expression)
    bound = imported_as(source, root.group()) if source is not None and root else []
    own = [each.module for each in bound if each.module.startswith((".", "@/", "~/"))]
    return not own or any(modules.resolve(registry.serve_path, each) for each in own)


def find_registry(
    files: Files, only: str | None = None, *, modules: Modules | None = None
) -> Registry:
    """Return the one registry of a project; ScaffoldError when there is none or a choice."""
    modules = modules or Modules(files)
    found = find_registries(files, only=only, modules=modules)
    found = [each for each in found if _leads_somewhere(each, modules)] or found
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(f"`{each.serve_path}:{each.serve_line}`" for each in found)
        if len({each.serve_path for each in found}) == 1:
            raise ScaffoldError(
                f"`{found[0].serve_path}` serves functions from {len(found)} registries: {places}",
                "add the import and the entry to the right one yourself",
            )
        raise ScaffoldError(
            f"there are {len(found)} registries: {places}",
            f"name one: `--registry {argument(found[0].serve_path)}`",
            missing_flags=("--registry",),
        )
    if only is not None:
        content = files.read(only)
        if content is not None and language_of(only) is not None:
            Source.parse(only, content)  # says what is wrong with a file that is no text
        others = find_registries(files, modules=modules)
        places = ", ".join(f"`--registry {argument(each.serve_path)}`" for each in others)
        raise ScaffoldError(
            f"`{only}` has no registry: no `serve()` from Inngest takes its functions from there",
            f"use {places}" if others else "call `serve()` there, with an array of functions",
        )
    for source in serving_sources(modules, strict=True):
        if source.has_error:
            cause = not_read(source)
            raise ScaffoldError(
                "there is no registry that can be read: "
                f"`{cause.path}:{cause.line}`: {cause.reason}",
                OTHER_WAY,
            )
    raise NoRegistryError(
        "there is no registry: no file calls `serve()` from an Inngest module",
        "create the route that serves functions, with `serve()` from `inngest/next` or your "
        "framework's module (Python: `inngest.fast_api`), then run this again",
    )


def registries_in(path: str, modules: Modules, *, only: str | None = None) -> Iterator[Registry]:
    """Yield the registries that one file serves, with `only` the entries of that text."""
    source = modules.source(path)
    if source is None:
        return
    own = [
        each for call in calls_in(source, modules) for each in handed_on(call, modules) or [call]
    ]
    # Where another file serves what this one gives it, that one has to be found.
    calls = own or list(_served(modules))
    yield from (_registry(each, modules, only) for each in calls if each.source.path == path)


def not_read(source: Source) -> Cause:
    """Return where a file could not be read in full, which makes every edit a guess."""
    why = "the file could not be read in full there"
    return Cause(source.path, source.unread_line, why, "unread")


def _in_options(expr: Expr, modules: Modules) -> Expr | None:
    """Return the `functions` of an options object that a name stands for, also in another file."""
    bound = outline(expr.source).binding(expr)
    if bound is not None and bound.kind == "import":
        origin = modules.origin(expr.source.path, bound.module, bound.imported)
        target = modules.source(origin[0]) if origin is not None else None
        if origin is None or target is None:
            return None
        bound = outline(target).module.bindings.get(origin[1])
    if bound is None or bound.kind != "value" or bound.path or bound.initial is None:
        return None
    return bound.initial.entry("functions") if bound.initial.kind == "object" else None


def _given(call: ServeCall) -> Given | None:
    expr = call.functions or call.takes_more
    return Given(*expr.whole, call.functions is None) if expr is not None else None


def _registry(call: ServeCall, modules: Modules, only: str | None = None) -> Registry:
    found = Followed()
    stated = call.functions or call.takes_more
    start, end = stated.whole if stated is not None else (0, 0)
    expression = call.source.content[start:end].decode()
    if call.functions is not None:
        found = follow(call.functions, modules, only)
    elif call.takes_more is not None:
        inside = _in_options(call.takes_more, modules)
        if inside is not None:
            found = follow(inside, modules, only)
        else:
            found.refuse(call.call.expr, "the call does not state its functions", remedy="options")
    else:
        found.refuse(call.call.expr, "the call has no `functions`", dynamic=False, remedy="call")
    if call.is_positional and (Packages(modules).sdk_major(call.source.path) or 0) >= 3:
        found.refuse(
            call.call.expr,
            "`serve(client, […])` is for SDK v2; this SDK takes `serve({ client, functions })`",
            dynamic=False,
            remedy="signature",
        )
    first = found.arrays[0] if found.arrays else None
    cause = found.cause
    path = first.path if first else cause.path if cause else call.source.path
    line = first.line if first else cause.line if cause else call.line
    return Registry(
        call.source.path,
        call.line,
        path,
        line,
        call.framework,
        call.client,
        expression,
        tuple(found.entries),
        tuple(found.arrays),
        found.dynamic,
        cause,
        tuple(found.namespaces),
        tuple(found.unclear),
        _given(call),
        (call.source, *found.sources),
    )
