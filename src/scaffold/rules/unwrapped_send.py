"""Send events with the step's `sendEvent`, not with the client, in a handler.

The handler runs again from the top after every step, and each run sends the events again.
SDK v3: 4 sends in a function with two steps and a sleep; v4: 2; Python: one per step.
A failure handler has one retry, which sends again as well: that is a warning.
Sending with the client is right inside a step's callback, in a route and in a script.
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
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            await inngest.send({ name: "invoice/approved", data: event.data }); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            await step.sendEvent("announce", { name: "invoice/approved", data: event.data });
            await step.run("notify", () => inngest.send({ name: "invoice/seen" }));
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
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> None:
            await inngest_client.send(inngest.Event(name="invoice/approved"))  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> None:
            await ctx.step.send_event("announce", inngest.Event(name="invoice/approved"))
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: src/bus.ts
        import { Inngest as Bus } from "inngest";
        export const bus = new Bus({ id: "app" });
        export const announce = async (name) => {
          await bus.send({ name });
        };
        // file: src/app.ts
        import { bus } from "./bus.js";
        export const app = { inngest: bus };
        // file: src/functions.ts
        import { app } from "./app.js";
        import { announce, bus as b } from "./bus.js";
        export const a = app.inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {
          await announce("a/b"); // error
          const p = b.send({ name: "c/d" }); // error
          await Promise.all([1, 2].map((i) => app.inngest.send({ name: "e/f" }))); // error
          await p;
        });
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest as Bus } from "inngest";
        export const bus = new Bus({ id: "app" });
        export const announce = async (name) => {
          await bus.send({ name });
        };
        // file: src/functions.ts
        import { announce, bus } from "./bus.js";
        import { resend } from "./mail.js";
        export const a = bus.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.run("a", () => announce("a/b"));
          await step.run("b", async () => {
            await bus.send({ name: "c/d" });
            await resend.send({ to: "x" });
          });
        });
        export async function POST() {
          await bus.send({ name: "c/d" });
        }
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { Inngest } from "inngest";
        export class Jobs {
          constructor(private readonly client: Inngest) {}
          all() {
            return this.client.createFunction({ id: "a" }, { event: "x/y" }, async () => {
              await this.client.send({ name: "a/b" }); // error
            });
          }
        }
        export const make = (queue: Inngest) =>
          queue.createFunction({ id: "b" }, { event: "x/y" }, async () => {
            await queue.send({ name: "a/b" }); // error
          });
        """,
        valid="""
        import { Inngest } from "inngest";
        export class Jobs {
          constructor(private readonly client: Inngest, private readonly mail: Mailer) {}
          all() {
            return this.client.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
              await step.run("mail", () => this.mail.send({ to: "x" }));
              await step.run("event", () => this.client.send({ name: "a/b" }));
            });
          }
        }
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction(
          {
            id: "a",
            onFailure: async ({ event, step }) => {
              await inngest.send({ name: "a/failed", data: event.data.event.data }); // error
            },
          },
          { event: "x/y" },
          async ({ step }) => step.run("charge", () => charge()),
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction(
          {
            id: "a",
            onFailure: async ({ event, step }) => {
              await step.sendEvent("tell", { name: "a/failed", data: event.data.event.data });
              await step.run("note", () => inngest.send({ name: "a/noted" }));
            },
          },
          { event: "x/y" },
          async ({ step }) => step.run("charge", () => charge()),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def tell_ops(ctx: inngest.Context) -> None:
            await inngest_client.send(inngest.Event(name="a/failed"))  # error

        @inngest_client.create_function(
            fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=tell_ops
        )
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def tell_ops(ctx: inngest.Context) -> None:
            await ctx.step.send_event("tell", inngest.Event(name="a/failed"))

        @inngest_client.create_function(
            fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=tell_ops
        )
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event that the handler sends through a client."""
    python = function.language == "python"
    for call in function.sends:
        if call.step is not None or not call.certain:
            continue
        failing = call.in_failure_handler
        yield report(
            call,
            f"`{call.spelled}` is outside a step: a retry of the failure handler sends again"
            if failing
            else f"`{call.spelled}` outside a step sends again on every replay",
            'use `await ctx.step.send_event("name", …)`'
            if python
            else 'use `await step.sendEvent("name", …)`',
            severity="warning" if failing else "error",
        )
