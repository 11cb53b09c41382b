"""Do not call an Inngest function yourself: send its event, or invoke it.

Called directly it has no run: no retries, no saved steps, nothing in the Dev Server. On SDK v3 and
v4 and in Python the function object is not callable at all, so such a call is an error at run time.
"""

from collections.abc import Iterator

from scaffold.code.links import callee
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.file_purpose import is_app_file

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: inngest/receipt.ts
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        // file: app/route.ts
        import { inngest } from "../inngest/client";
        import { receipt } from "../inngest/receipt";
        export async function POST() {
          await receipt({ event: { name: "order/paid" } }); // error
        }
        """,
        valid="""
        // file: inngest/receipt.ts
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        // file: app/route.ts
        import { inngest } from "../inngest/client";
        import { receipt } from "../inngest/receipt";
        export async function POST() {
          await inngest.send({ name: "order/paid", id: "shop-order-paid-1", data: {} });
          return Response.json({ listens: receipt.id() });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/receipt.py
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="receipt", trigger=inngest.TriggerEvent(event="order/paid")
        )
        async def receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        # file: app/routes.py
        from app.client import inngest_client
        from app.receipt import receipt

        async def paid() -> None:
            await receipt(None)  # error
            await inngest_client.send([])
        """,
        valid="""
        # file: app/receipt.py
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="receipt", trigger=inngest.TriggerEvent(event="order/paid")
        )
        async def receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        # file: app/routes.py
        import inngest
        from app.client import inngest_client

        async def paid() -> None:
            await inngest_client.send(inngest.Event(name="order/paid", id="shop-order-paid-1"))
        """,
    ),
]


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call of a function object or of its inner handler."""
    for site in file.sites:
        origin = callee(site, file.links)
        if origin.attrs:
            continue
        function = None
        if origin.kind == "call" and origin.site is not None:
            function = _made_by(_maker(origin.site), file)
        elif origin.kind == "function" and origin.target is not None:
            function = _decorated(origin.target, file)
        if function is not None and site is not function.site:
            yield report(
                site,
                f"`{function.label}` is called directly: there is no run, nothing is retried",
                "send its event, or use `step.invoke` in another function",
            )


def _maker(site: CallSite) -> CallSite | None:
    """The call that makes the function; in Python its result is a decorator, applied by `site`."""
    return site.receiver if site.outline.language == "python" else site


def _made_by(maker: CallSite | None, file: FileFacts) -> Function | None:
    """The function that a call makes."""
    if maker is None:
        return None
    functions = _functions(maker.outline, file)
    return next((each for each in functions if each.site is maker), None)


def _decorated(handler: Body, file: FileFacts) -> Function | None:
    """The function that a decorator makes of its handler.

    A handler that is decorated by hand stays a plain function, which may be called.
    """
    if handler.outline.language != "python" or not handler.decorators:
        return None
    made = [handler.outline.site(each) for each in handler.decorated_with]
    functions = _functions(handler.outline, file)
    return next((each for each in functions if each.handler is handler and each.site in made), None)


def _functions(outline: Outline, file: FileFacts) -> tuple[Function, ...]:
    """The functions of the file that a name has led to; its tests define none."""
    if outline is file.outline:
        return file.functions
    if not is_app_file(outline.path) or not isinstance(file.links, Codebase):
        return ()
    found = file.links.facts(outline.path)
    return found.functions if found is not None else ()
