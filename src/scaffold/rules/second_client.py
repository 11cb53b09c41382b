"""Make one client per app, in a module of its own, and import it.

Functions and events of a second client miss the middleware, the event types and the settings of
the first one; `step.invoke` on a function of a client with another ID fails with `could not find
function with ID`. Functions of both run under the ID of the client given to `serve()`.
Seen with SDK v3 and SDK v4; in Python each client reads its own settings too.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import CallSite
from scaffold.code.values import argument
from scaffold.inngest.apps import client_id, client_of
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.serving import serving
from scaffold.rules._aside import is_aside
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: inngest/sendReceipt.ts
        import { Inngest } from "inngest";
        const inngest = new Inngest({ id: "shop" }); // error
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        """,
        valid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: inngest/sendReceipt.ts
        import { inngest } from "../lib/inngest";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        # file: app/receipts.py
        import inngest
        client = inngest.Inngest(app_id="shop")  # error

        @client.create_function(
            fn_id="send-receipt", trigger=inngest.TriggerEvent(event="order/paid")
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
        valid="""
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        # file: app/receipts.py
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-receipt", trigger=inngest.TriggerEvent(event="order/paid")
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
    ),
]
# Of these a module is a program of its own: importing the app would start that a second time.
_PROGRAMS = regex(rb"(?m)(?:^|;)[ \t]*(?:import|from)[ \t]+(?:streamlit|gradio|chainlit)\b")
_CLIENT = regex(r"(client|inngest)[^/]*(/index)?\.\w+$", re.IGNORECASE)


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each client beside the one of its package."""
    packages: dict[str, list[CallSite]] = {}
    for site in project.clients:
        if not is_aside(site.outline.path) and not _is_own_program(site, project):
            packages.setdefault(project.packages.folder(site.outline.path), []).append(site)
    served = list(_served(project))
    for sites in packages.values():
        by_path: dict[str, list[CallSite]] = {}
        for site in sites:
            by_path.setdefault(site.outline.path, []).append(site)
        if len(by_path) < 2:
            continue
        first = max(sites, key=lambda site: _weight(site, project, served))
        for site in sites:
            if site.outline.path == first.outline.path or not _is_second(
                site, first, project, served
            ):
                continue
            place = f"`{first.outline.path}:{first.line}`"
            yield report(
                site,
                f"a second client beside the one at {place}: it has its own settings, "
                "middleware and event types",
                f"import the client from `{first.outline.path}`",
            )


def _is_own_program(site: CallSite, project: Codebase) -> bool:
    """Whether a file is a program of its own, or only such programs ask it for the client."""
    if _PROGRAMS.search(site.outline.source.content):
        return True
    body = site.body
    while body.parent is not None and body.parent.kind != "module":
        body = body.parent
    name = body.name or (site.into.text if site.into is not None else "")
    users = [each for each in project.naming(name, site.outline) if each is not site.outline]
    return bool(users) and all(_PROGRAMS.search(each.source.content) for each in users)


def _served(project: Codebase) -> Iterator[CallSite]:
    """The clients that are given to `serve()`."""
    for registry in project.registries:
        site = client_of(registry, project)
        if site is not None:
            yield site


def _weight(site: CallSite, project: Codebase, served: list[CallSite]) -> tuple[object, ...]:
    """How much a client looks like the one of its app."""
    users = sum(function.client.site is site for function in project.functions)
    own = any(function.path == site.outline.path for function in project.functions)
    return site in served, not own, users, bool(_CLIENT.search(site.outline.path))


def _is_second(site: CallSite, first: CallSite, project: Codebase, served: list[CallSite]) -> bool:
    if site in served:
        return False
    own, other = client_id(site, project), client_id(first, project)
    if own is None or other is None or own.string is None or other.string is None:
        return False
    if own.string == other.string:
        return not _is_for_elsewhere(site, first, project)
    # Another ID is another app, unless its functions are served by the first one's.
    registered = [
        function
        for function in project.functions
        if function.client.site is site and serving(project).registry(function) is not None
    ]
    return bool(registered) and first in served


def _is_for_elsewhere(site: CallSite, first: CallSite, project: Codebase) -> bool:
    """Whether a client names an environment or a key that the first one does not name as well."""
    own, other = (dict(_named(each, project)) for each in (site, first))
    return any(own[key] != other.get(key) for key in own)


def _named(site: CallSite, project: Codebase) -> Iterator[tuple[str, str]]:
    """The environment and the keys that a client is given, but for the key that it reads itself."""
    python = site.outline.language == "python"
    options = None if python else argument(site, 0, project)
    for key in ("env", "eventKey", "baseUrl", "event_key", "event_api_base_url"):
        value = argument(site, -1, project, key) if python else options and options.entry(key)
        if value is not None and "INNGEST_EVENT_KEY" not in value.text:
            yield key, value.origin.name or value.text
