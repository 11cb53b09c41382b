"""Export `GET`, `POST` and `PUT` from the Inngest route.

Inngest calls the route with all three: `PUT` registers the functions, `POST` runs them, `GET`
tells about them. Without `PUT` the Dev Server shows the app as unreachable with no functions,
while `GET` still answers 200. Seen with SDK v3 and SDK v4 on Next.js App Router.
"""

import re
from collections.abc import Iterator

from scaffold.inngest.facts import FileFacts
from scaffold.inngest.graph import Project
from scaffold.inngest.links import callee
from scaffold.inngest.outline import CallSite
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
    Example(
        "typescript",
        invalid="""
        // file: src/app/api/inngest/route.js
        import { serve as listen } from "inngest/next";
        import { inngest } from "@/lib/inngest";
        const handler = listen({ client: inngest, functions: [] }); // error
        export { handler as GET, handler as POST };
        // file: app/other/route.ts
        import { serve } from "inngest/next";
        export default serve({ client: inngest, functions: [] }); // error
        """,
        valid="""
        // file: src/app/api/inngest/route.js
        import { serve as listen } from "inngest/next";
        import { inngest } from "@/lib/inngest";
        const handler = listen({ client: inngest, functions: [] });
        export { handler as GET, handler as POST };
        export const PUT = handler.PUT;
        // file: pages/api/inngest.ts
        import { serve } from "inngest/next";
        export default serve({ client: inngest, functions: [] });
        // file: app/two/route.ts
        import { serve } from "inngest/next";
        const { GET: get, POST, PUT } = serve({ client: inngest, functions: [] });
        export const GET = (request) => get(request);
        export { POST, PUT };
        // file: app/three/route.ts
        import { serve } from "inngest/next";
        const handler = serve({ client: inngest, functions: [] });
        export async function GET(request, context) { return handler.GET(request, context); }
        export async function POST(request, context) { return handler.POST(request, context); }
        export async function PUT(request, context) { return handler.PUT(request, context); }
        // file: app/four/route.ts
        import { serve } from "somewhere/next";
        export const { GET } = serve({ client: inngest, functions: [] });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: lib/serve.ts
        import { serve } from "inngest/next";
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [] }); // error
        // file: app/api/inngest/route.ts
        export { GET, POST } from "../../../lib/serve";
        """,
        valid="""
        // file: lib/serve.ts
        import { serve } from "inngest/next";
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [] });
        // file: app/api/inngest/route.ts
        export * from "../../../lib/serve";
        // file: lib/handlers.ts
        import { serve } from "inngest/next";
        export const handlers = serve({ client: inngest, functions: [] });
        // file: app/api/jobs/route.ts
        import { handlers } from "../../../lib/handlers";
        export const { GET, POST, PUT } = handlers;
        """,
    ),
]
_ROUTE = re.compile(r"(^|/)app/(.*/)?route\.[jt]sx?$")
_METHODS = ("GET", "POST", "PUT")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each App Router route that lacks a method."""
    for file in project.file_facts:
        bindings = file.outline.module.bindings.values()
        if not any(each.module.startswith("inngest/next") for each in bindings):
            continue
        for site in file.sites:
            if callee(site, project).name == "inngest/next.serve":
                for route in _routes(file, project):
                    yield from _missing(site, route, project)


def _routes(file: FileFacts, project: Project) -> Iterator[str]:
    """The route files that a serve call is exported from: its own, or one that hands it on."""
    if _ROUTE.search(file.path):
        yield file.path
        return
    for path in sorted(project.modules.paths):
        if _ROUTE.search(path):
            table = project.modules.exports(path)
            modules = {module for module, _ in table.handed_on.values()}
            if any(project.modules.resolve(path, each) == file.path for each in modules):
                yield path


def _missing(site: CallSite, route: str, project: Project) -> Iterator[Diagnostic]:
    table = project.modules.exports(route)
    if any(project.modules.resolve(route, star) is None for star in table.stars):
        return
    facts = project.facts(route)
    names = set(project.modules.exported_names(route))
    names |= set(facts.outline.exports) if facts is not None else set()
    missing = [name for name in _METHODS if name not in names]
    if missing:
        listed = " and ".join(f"`{name}`" for name in missing)
        yield report(
            site,
            f"`{route}` does not export {listed}, so Inngest cannot register or run the functions",
            "write `export const { GET, POST, PUT } = serve({ … });`",
        )
