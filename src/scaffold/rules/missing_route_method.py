"""Export `GET`, `POST` and `PUT` from the Inngest route.

Inngest calls the route with all three: `PUT` registers the functions, `POST` runs them, `GET`
tells about them. Without `PUT` the Dev Server shows the app as unreachable with no functions,
while `GET` still answers 200. Seen with SDK v3 and SDK v4 on Next.js App Router; any router that is
told the methods refuses the others in the same way: by exports (Astro, SvelteKit, Remix), by an
object of handlers (TanStack Start), by the name of the file (Nuxt, Nitro).
"""

import re
from collections.abc import Iterable, Iterator

from scaffold.code.expressions import Expr
from scaffold.code.outline import CallSite
from scaffold.code.spans import Spanned, holds
from scaffold.code.values import Value, argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.effects.names import method_of
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.sdk_names import serving_adapter
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/next";
        import { inngest } from "@/lib/inngest";
        export const { GET, POST } = serve({ client: inngest, functions: [] }); // error
        """,
        valid="""
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/next";
        import { inngest } from "@/lib/inngest";
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [] });
        """,
    ),
]
# The files that a framework serves by their place, and what may be handed to them.
_ROUTES = {
    "next": regex(r"(^|/)app/(.*/)?route\.[jt]sx?$"),
    "edge": regex(r"(^|/)app/(.*/)?route\.[jt]sx?$|(^|/)\+server\.[jt]s$"),
    "sveltekit": regex(r"(^|/)\+server\.[jt]s$"),
}
_ASTRO = regex(r"(^|/)pages/.*\.[jt]s$")
_ROUTES |= {"astro": _ASTRO}
# A route of these has one export for reading and one for all the rest.
_LOADERS = {
    "remix": regex(r"(^|/)app/routes/.*\.[jt]sx?$"),
    "react-router": regex(r"(^|/)app/routes/.*\.[jt]sx?$"),
}
_LOADER_EXPORTS = {"loader": ("GET",), "action": ("POST", "PUT")}
# A file of these answers the one method that its name ends in, if it ends in one.
_SUFFIXED = ("h3", "nitro", "nuxt")
_SUFFIX = regex(
    r"^(?P<stem>(?:.*/)?server/(?:api|routes)/.*)\.(?P<method>get|post|put|patch|delete|head)"
    r"(?P<end>\.[mc]?[jt]s)$"
)
_WITH_ROUTER = ("express", "fastify", "hono")
_METHODS = ("GET", "POST", "PUT")
_ALL_METHODS = frozenset({*_METHODS, "PATCH", "DELETE", "HEAD", "OPTIONS"})
# What stands for every method.
_ANY = frozenset({"fallback", "ALL", "ANY", "all", "default"})
_Place = tuple[str, CallSite | None, int | None]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each route of Inngest that lacks a method."""
    for file in project.file_facts:
        if not file.adapters:
            continue
        in_router: list[CallSite] = []
        for site in file.sites:
            adapter = serving_adapter(site, project) or ""
            if adapter in _WITH_ROUTER:
                in_router.append(site)
            elif adapter in _SUFFIXED and (named := _SUFFIX.match(file.path)):
                yield from _missing_by_name(site, named, project)
            elif adapter and (methods := _in_a_table(site, file)) is not None:
                yield from _missing_in_table(site, methods)
            elif adapter in _LOADERS and _LOADERS[adapter].search(file.path):
                yield from _missing_loader(site, file)
            elif adapter in _ROUTES:
                for route in _routes(file, project, _ROUTES[adapter]):
                    yield from _missing(site, route, adapter, project)
        if in_router:
            yield from _missing_in_router(in_router, project)


def _routes(file: FileFacts, project: Codebase, served: re.Pattern[str]) -> Iterator[str]:
    """The route files that a serve call is exported from: its own, or one that hands it on."""
    if served.search(file.path):
        yield file.path
        return
    for path in sorted(project.modules.paths):
        if served.search(path):
            table = project.modules.exports(path)
            modules = {module for module, _ in table.handed_on.values()}
            if any(project.modules.resolve(path, each) == file.path for each in modules):
                yield path


def _missing(site: CallSite, route: str, adapter: str, project: Codebase) -> Iterator[Diagnostic]:
    table = project.modules.exports(route)
    if any(project.modules.resolve(route, star) is None for star in table.stars):
        return
    facts = project.facts(route)
    names = set(project.modules.exported_names(route))
    names |= set(facts.outline.exports) if facts is not None else set()
    missing = [name for name in _METHODS if name not in names]
    if missing and not _answers_all(names, route):
        listed = _listed(missing)
        yield report(
            site,
            f"`{route}` does not export {listed}, so Inngest cannot register or run the functions",
            "write `export { handler as GET, handler as POST, handler as PUT };`"
            if adapter == "edge"
            else "write `export const { GET, POST, PUT } = serve({ … });`",
        )


def _answers_all(names: set[str], route: str) -> bool:
    """Whether a route exports what its framework calls for every method."""
    if route.rpartition("/")[2].startswith("+server"):
        return "fallback" in names
    return "ALL" in names and _ASTRO.search(route) is not None


def _listed(methods: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in methods)


def _missing_by_name(
    site: CallSite, named: re.Match[str], project: Codebase
) -> Iterator[Diagnostic]:
    """A file whose name says for which method it is, without others for the rest."""
    stem, end = named["stem"], named["end"]
    missing = [
        name
        for name in _METHODS
        if name.lower() != named["method"]
        and f"{stem}.{name.lower()}{end}" not in project.modules.paths
    ]
    if missing:
        yield report(
            site,
            f"a file that ends in `.{named['method']}{end}` is not called for {_listed(missing)}, "
            "so Inngest cannot register or run the functions",
            f"call the file `{stem.rpartition('/')[2]}{end}`",
        )


def _in_a_table(site: CallSite, file: FileFacts) -> set[str] | None:
    """The methods of an object that maps methods to a handler, None where there is none."""
    places: list[Spanned] = [site]
    binding = file.outline.binding(site.into) if site.into is not None else None
    if binding is not None:
        places += file.outline.references_to(binding)
    for start in _tables(file):
        for expr in start.inside():
            if expr.kind != "object":
                continue
            keys = {entry.key for entry in expr.entries if entry.key is not None}
            if not keys & _ALL_METHODS or not keys <= _ALL_METHODS | _ANY:
                continue
            if any(holds(entry.value, place) for entry in expr.entries for place in places):
                return keys
    return None


def _tables(file: FileFacts) -> Iterator[Expr]:
    """Every expression in which such an object may stand."""
    for each in file.sites:
        yield from each.args
    for binding in file.outline.module.declared():
        if binding.initial is not None:
            yield binding.initial


def _missing_in_table(site: CallSite, methods: set[str]) -> Iterator[Diagnostic]:
    missing = [name for name in _METHODS if name not in methods]
    if missing and not methods & _ANY:
        yield report(
            site,
            f"the route does not call this for {_listed(missing)}, so Inngest cannot register or "
            "run the functions",
            "route `GET`, `POST` and `PUT` to it",
        )


def _missing_loader(site: CallSite, file: FileFacts) -> Iterator[Diagnostic]:
    """A route with one export for reading, and one for every method that changes something."""
    missing = [name for name in _LOADER_EXPORTS if name not in file.outline.exports]
    methods = [method for name in missing for method in _LOADER_EXPORTS[name]]
    if missing:
        yield report(
            site,
            f"`{file.path}` does not export {_listed(missing)}, which answers {_listed(methods)}, "
            "so Inngest cannot register or run the functions",
            "write `export { handler as loader, handler as action };`",
        )


def _missing_in_router(sites: list[CallSite], project: Codebase) -> Iterator[Diagnostic]:
    """A file's handlers that a router is told to call for some methods only."""
    methods: set[str] = set()
    for site in sites:
        for use, owner, index in _places(site):
            told = _told(use, owner, index, project) if owner is not None else None
            if told is None:
                return
            methods |= told
    missing = [name for name in _METHODS if name not in methods]
    if methods and missing:
        listed = _listed(missing)
        yield report(
            sites[0],
            f"the router does not call this for {listed}, so Inngest cannot register or run the "
            "functions",
            "route `GET`, `POST` and `PUT` to it",
        )


def _places(site: CallSite) -> Iterator[_Place]:
    """Where a handler is given to something: at once, or by its name."""
    target = site.target
    if site.use != "assigned" or target is None:
        yield site.use, site.owner, site.index
        return
    name = site.outline.text(target)
    binding = site.body.lookup(name, site.start) if target.type == "identifier" else None
    if binding is None or name in site.outline.exports:
        yield "other", None, None
        return
    for reference in site.outline.references_to(binding):
        yield reference.use, reference.owner, reference.index


def _told(use: str, owner: CallSite, index: int | None, project: Codebase) -> set[str] | None:
    """The methods that a router is told, None where it may be told any."""
    last = method_of(owner)
    first = argument(owner, 0, project)
    given: Value | None = None
    if use == "property" and last == "route" and first is not None:
        if not first.is_object or first.has_unknown_entries:
            return None
        given = first.entry("method")
    elif use == "argument" and index and first is not None:
        if last in ("get", "post", "put") and (first.string or "").startswith("/"):
            return {last.upper()}
        given = first if last == "on" else None
    if given is None:
        return None
    names = [each.string for each in given.elements]
    return {name.upper() for name in names if name} if all(names) else None
