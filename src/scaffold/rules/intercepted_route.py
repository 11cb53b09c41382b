"""Let Inngest's requests pass `middleware.ts`: leave its route out of `matcher`.

Next.js runs `middleware.ts` (since 16 `proxy.ts`) for every path that its `matcher` covers. Inngest
has no session: a redirect to a sign-in page or a 401 keeps the app from syncing, or each run uses
up its attempts and fails, while sending an event still answers 200. Seen with SDK v3 and v4 on
Next.js.
What the matcher and the conditions before it mean is worked out; where that cannot be read, nothing
is said, and `curl -i` of the route tells.
"""

from collections.abc import Iterator

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.middleware import guards
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: package.json
        { "dependencies": { "inngest": "^4.0.0", "next": "^16.0.0", "next-auth": "^4.24.0" } }
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/next";
        import { inngest } from "../../../lib/inngest";
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [] });
        // file: middleware.ts
        import { withAuth } from "next-auth/middleware";
        export default withAuth({ pages: { signIn: "/login" } });
        export const config = {
          matcher: ["/((?!_next/static|_next/image|favicon.ico).*)"], // error
        };
        """,
        valid="""
        // file: package.json
        { "dependencies": { "inngest": "^4.0.0", "next": "^16.0.0", "next-auth": "^4.24.0" } }
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/next";
        import { inngest } from "../../../lib/inngest";
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [] });
        // file: middleware.ts
        import { withAuth } from "next-auth/middleware";
        export default withAuth({ pages: { signIn: "/login" } });
        export const config = {
          matcher: ["/((?!api/inngest|_next/static|_next/image|favicon.ico).*)"],
        };
        """,
    ),
]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file that turns Inngest's requests away."""
    for guard in guards(project):
        covers = f"its matcher `{guard.matcher}` covers" if guard.matcher else "it runs for"
        yield report(
            guard.at,
            f"`{guard.path}` keeps Inngest out: {covers} `{guard.route}`, and {guard.why}",
            guard.hint,
        )
