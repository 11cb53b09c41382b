"""Export `GET`, `POST` and `PUT` from the Inngest route.

Inngest calls the route with all three: `PUT` registers the functions, `POST` runs them, `GET`
tells about them. Without `PUT` the Dev Server shows the app as unreachable with no functions,
while `GET` still answers 200. Seen with SDK v3 and SDK v4 on Next.js App Router; any router that is
told the methods refuses the others in the same way.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.sdk_names import adapter_imports, serving_adapter
from scaffold.rules._rule import Diagnostic, Example, report

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
    "next": re.compile(r"(^|/)app/(.*/)?route\.[jt]sx?$"),
    "edge": re.compile(r"(^|/)app/(.*/)?route\.[jt]sx?$|(^|/)\+server\.[jt]s$"),
    "sveltekit": re.compile(r"(^|/)\+server\.[jt]s$"),
}
_WITH_ROUTER = ("express", "fastify", "hono")
_METHODS = ("GET", "POST", "PUT")
_Place = tuple[str, CallSite | None, int | None]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each route of Inngest that lacks a method."""
    for file in project.file_facts:
        if not any(adapter_imports(file.outline, project)):
            continue
        in_router: list[CallSite] = []
        for site in file.sites:
            adapter = serving_adapter(site, project) or ""
            if adapter in _WITH_ROUTER:
                in_router.append(site)
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
    if missing and not ("fallback" in names and route.rpartition("/")[2].startswith("+server")):
        listed = " and ".join(f"`{name}`" for name in missing)
        yield report(
            site,
            f"`{route}` does not export {listed}, so Inngest cannot register or run the functions",
            "write `export { handler as GET, handler as POST, handler as PUT };`"
            if adapter == "edge"
            else "write `export const { GET, POST, PUT } = serve({ … });`",
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
        listed = " and ".join(f"`{name}`" for name in missing)
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
    last = owner.attrs[-1] if owner.attrs else ""
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
