"""Read the clock, random numbers and new ids only inside a step.

The handler runs again from the top after every step, and a finished step gives back its saved
result. A value made outside a step is made anew on each of those runs, so it differs: an id is
stored under one value and looked up under another, and a branch on it runs another step without
any error.
Seen on SDK v3, SDK v4 and Python.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._fresh import fresh_calls, is_harmless
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const order = inngest.createFunction(
          { id: "order", triggers: [{ event: "cart/paid" }] },
          async ({ event, step }) => {
            const orderId = crypto.randomUUID(); // error
            await step.run("save", () => db.orders.create(orderId));
            if (Date.now() > event.data.deadline) { // error
              await step.run("late", () => db.orders.markLate(orderId));
            }
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const order = inngest.createFunction(
          { id: "order", triggers: [{ event: "cart/paid" }] },
          async ({ event, step }) => {
            const orderId = await step.run("new-id", () => crypto.randomUUID());
            await step.run("save", () => db.orders.create(orderId));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import uuid
        from datetime import datetime as dt
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="order", trigger=inngest.TriggerEvent(event="cart/paid")
        )
        async def order(ctx: inngest.Context) -> None:
            order_id = str(uuid.uuid4())  # error
            at = dt.now()  # error
            await ctx.step.run("save", save, order_id, at)
        """,
        valid="""
        import uuid
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="order", trigger=inngest.TriggerEvent(event="cart/paid")
        )
        async def order(ctx: inngest.Context) -> None:
            order_id = await ctx.step.run("new-id", lambda: str(uuid.uuid4()))
            await ctx.step.run("save", save, order_id)
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { randomUUID as id } from "node:crypto";
        import { v4 } from "uuid";
        function today() {
          return new Date().toISOString().slice(0, 10);
        }
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const day = today(); // error
          const token = id(); // error
          const now = new Date(); // error
          const users = rows.filter((row) => row.at < Math.random()); // error
          await step.run("save", () => save(day, token, v4(), now));
          return users;
        });
        """,
        valid="""
        import { inngest } from "./client";
        const started = Date.now();
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step, logger } = ctx;
          const begin = Date.now();
          const due = new Date(event.data.due);
          const until = new Date(Date.now() + 1000);
          await step.sleepUntil("until", until);
          await step.sleepUntil("due", new Date(Date.now() + 1000));
          const now = await step.run("now", () => Date.now());
          const { at } = await step.run("at", async () => {
            const at = new Date();
            return { at };
          });
          console.log(`took ${Date.now() - begin} ms`);
          logger.info("done", { at: new Date() });
          if (!due) throw new Error(`no date at ${Date.now()}`);
          return { finishedAt: new Date().toISOString() };
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const yesterday = new Date(); // error
          yesterday.setDate(yesterday.getDate() - 1);
          const begin = Date.now(); // error
          const age = begin - 1000;
          await step.run("rows", () => db.rows(yesterday, age));
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { step, logger } = ctx;
          const tomorrow = new Date();
          tomorrow.setDate(tomorrow.getDate() + 1);
          await step.sleepUntil("tomorrow", tomorrow);
          const begin = performance.now();
          await step.run("rows", () => db.rows());
          const elapsed = performance.now() - begin;
          logger.info("done", { elapsed });
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import datetime
        import inngest
        from app.client import inngest_client

        def now() -> str:
            return datetime.datetime.now(datetime.UTC).isoformat()

        def is_late(due: str) -> bool:
            at = now()
            return at > due

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            at = now()  # error
            ctx.logger.info("started at %s", at)
            if is_late(ctx.event.data["due"]):  # error
                await ctx.step.run("late", mark_late, at)
            await ctx.step.run(f"save-{ctx.run_id}", save)
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        def now() -> str:
            at = datetime.datetime.now(datetime.UTC)
            return at.isoformat()

        def stamp(text: str) -> str:
            return f"{now()} {text}"

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> dict:
            total = await ctx.step.run("count", count)
            print(f"{now()} {total}")
            ctx.logger.info("counted at %s", now())
            ctx.logger.info(stamp("counted"))
            begin = now()
            ctx.logger.info("began at %s", begin)
            return {"total": total, "at": now()}
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        const now = () => new Date().toISOString();
        function tomorrow() {
          const day = new Date();
          day.setDate(day.getDate() + 1);
          return day;
        }
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const at = now(); // error
          await step.run("save", () => save(at));
          const due = tomorrow(); // error
          if (due > limit) await step.run("late", () => save());
        });
        """,
        valid="""
        import { inngest } from "./client";
        const now = () => new Date().toISOString();
        function tomorrow() {
          const day = new Date();
          day.setDate(day.getDate() + 1);
          return day;
        }
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          console.log(`${now()} begin`);
          await step.sleepUntil("tomorrow", tomorrow());
          await step.run("save", () => save());
        });
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each new value that is made outside of all steps."""
    if not function.steps:
        return  # no step, so no replay; a retry starts afresh
    ids = [step.id.node for step in function.steps if step.id is not None]
    how = "ctx.step.run" if function.language == "python" else "step.run"
    for call in fresh_calls(function):
        node = call.site.node
        if any(i.start_byte <= node.start_byte and node.end_byte <= i.end_byte for i in ids):
            continue  # nondeterministic-step-id says it better
        if not is_harmless(call, function):
            spelled = f"new {call.spelled}" if call.site.is_new else call.spelled
            yield report(
                call,
                f"`{spelled}()` gives a new value on every replay",
                f"make it inside a step: `await {how}(…)` keeps the first value",
            )
