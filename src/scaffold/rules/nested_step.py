"""Never start a step inside another step.

A step is a checkpoint of its own: while one runs, the SDK cannot start a second one.
SDK v3 and v4: the request never answers and the run stays `RUNNING` for ever, with only a
`NESTING_STEPS` warning in the log.
Python: the run fails at once with `Nested steps are not supported.` and is not retried.
This holds for `sendEvent`, `sleep` and every other step tool, and for steps that a helper starts.
The SDK's ESLint plugin has `no-nested-steps`, which sees the literal name `step` only.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          { id: "charge", triggers: [{ event: "order/placed" }] },
          async ({ event, step }) => {
            await step.run("charge", async () => {
              const card = await db.card(event.data.userId);
              await step.sendEvent("charged", { name: "order/charged", data: card }); // error
            });
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const charge = inngest.createFunction(
          { id: "charge", triggers: [{ event: "order/placed" }] },
          async ({ event, step }) => {
            const card = await step.run("charge", () => db.card(event.data.userId));
            await step.sendEvent("charged", { name: "order/charged", data: card });
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed")
        )
        async def charge(ctx: inngest.Context) -> None:
            async def outer() -> None:
                await ctx.step.run("inner", send_mail)  # error

            await ctx.step.run("outer", outer)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed")
        )
        async def charge(ctx: inngest.Context) -> None:
            first = await ctx.step.run("first", load_card)
            await ctx.step.run("second", send_mail, first)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step that is started inside another one."""
    for step in function.steps:
        if step.enclosing is not None and step.call.certain and not step.call.how.nests:
            yield report(
                step,
                f"step `{step.id_text}` starts inside step `{step.enclosing.id_text}`",
                "return from the outer step first, then start this one after it"
                if step.kind != "sendEvent"
                else "send after the step with `sendEvent`, or inside it with the client's `send`",
            )
