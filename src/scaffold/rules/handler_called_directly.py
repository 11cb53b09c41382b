"""Do not call an Inngest function yourself: send its event, or invoke it.

Called directly it has no run: no retries, no saved steps, nothing in the Dev Server. On SDK v3 and
v4 and in Python the function object is not callable at all, so such a call is an error at run time.
"""

from collections.abc import Iterator

from scaffold.inngest.bindings import resolve_callee
from scaffold.inngest.graph import Project
from scaffold.inngest.links import settle
from scaffold.inngest.outline import CallSite
from scaffold.rules._rule import Diagnostic, Example, report

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
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def bill(ctx: inngest.Context) -> str:
            return "billed"

        bill_order = inngest_client.create_function(
            fn_id="bill-order", trigger=inngest.TriggerEvent(event="order/placed")
        )(bill)

        async def paid() -> None:
            await bill_order(None)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def bill(ctx: inngest.Context) -> str:
            return "billed"

        bill_order = inngest_client.create_function(
            fn_id="bill-order", trigger=inngest.TriggerEvent(event="order/placed")
        )(bill)
        as_refund = inngest_client.create_function(
            fn_id="refund", trigger=inngest.TriggerEvent(event="order/refunded")
        )
        refund = as_refund(bill)

        async def bill_again(ctx: inngest.Context) -> str:
            return await bill(ctx)
        """,
    ),
]


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call of a function object or of its inner handler."""
    made = {id(function.site): function for function in project.functions}
    # A handler that is decorated by hand stays a plain function, which may be called.
    bodies = {
        function.handler.node.id: function
        for function in project.functions
        if function.language == "python" and function.handler is not None
        and any(each.id == function.site.node.id for each in function.handler.decorators)
    }  # fmt: skip
    for file in project.file_facts:
        for site in file.sites:
            origin = settle(resolve_callee(site), project)
            function = None
            if origin.kind == "call" and not origin.attrs and origin.site is not None:
                function = made.get(id(_maker(origin.site)))
            elif origin.kind == "function" and not origin.attrs and origin.target is not None:
                function = bodies.get(origin.target.node.id)
            if function is not None and site is not function.site:
                yield report(
                    site,
                    f"`{function.label}` is called directly: there is no run, nothing is retried",
                    "send its event, or use `step.invoke` in another function",
                )


def _maker(site: CallSite) -> CallSite | None:
    """The call that makes the function; in Python its result is a decorator, applied by `site`."""
    return site.receiver if site.outline.language == "python" else site
