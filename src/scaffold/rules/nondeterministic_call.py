"""Read the clock, random numbers and new ids only inside a step.

The handler runs again from the top after every step, and a finished step gives back its saved
result. A value made outside a step is made anew on each of those runs, so it differs: an id is
stored under one value and looked up under another, and a branch on it runs another step without
any error.
Seen on SDK v3, SDK v4 and Python.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Call, Function
from scaffold.rules._effects import effects
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
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { db, jobs, retry } from "./db";
        async function mark(id) {
          const at = new Date();
          await db.update(jobs).set({ id, at });
          return at;
        }
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const at = new Date(); // error
          await db.update(jobs).set({ at });
          const marked = await mark(1); // error
          let key;
          await db.transaction(async (tx) => {
            key = crypto.randomUUID(); // error
            await tx.save(key);
          });
          await step.run("b", () => send(at, key, marked));
        });
        """,
        valid="""
        import { inngest } from "./client";
        import { db, jobs } from "./db";
        async function mark(id) {
          await db.update(jobs).set({ id, at: new Date() });
        }
        async function close(id) {
          const at = new Date();
          console.log(`closed at ${at}`);
          await db.update(jobs).set({ id, at });
        }
        async function touch(id, at) {
          await db.update(jobs).set({ id, at });
        }
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await db.update(jobs).set({ at: new Date() }).where(open);
          await mark(1);
          await close(1);
          await touch(1, new Date());
          await db.transaction(async (tx) => {
            const key = crypto.randomUUID();
            await tx.save(key);
          });
          await step.run("b", () => send());
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const now = new Date(); // error
          const next = new Date(now);
          if (next <= now) await step.run("late", () => send());
          const soon = new Date(); // error
          if (soon.getHours() > 9) soon.setDate(soon.getDate() + 1);
          else await step.run("early", () => send());
          let due = new Date(); // error
          let late = false;
          if (due > limit) late = true;
          if (late) await step.run("tell", () => send());
        });
        """,
        valid="""
        import { inngest } from "./client";
        function opening() {
          const now = new Date();
          const next = new Date(now);
          next.setUTCHours(9, 0, 0, 0);
          if (next <= now) next.setUTCDate(next.getUTCDate() + 1);
          return next;
        }
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.sleepUntil("opening", opening());
          const now = new Date();
          let next = addDays(now, 1);
          if (next.getTime() <= now.getTime()) {
            // Weekends are skipped as well.
            next = addDays(next, 1);
          }
          while (isWeekend(next)) next = addDays(next, 1);
          await step.sleepUntil("next", next);
          await step.run("b", () => send());
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            due = datetime.datetime.now(datetime.UTC)  # error
            if due.hour > 9:
                due = due + datetime.timedelta(days=1)
            await ctx.step.run("save", save, due)
            await ctx.step.run("keep", lambda: save(due))
        """,
        valid="""
        import datetime
        import inngest
        from app import db
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            now = datetime.datetime.now(datetime.UTC)
            due = now.replace(hour=9)
            if due <= now:
                due += datetime.timedelta(days=1)
            await ctx.step.sleep_until("due", due)
            await db.jobs.touch(datetime.datetime.now(datetime.UTC))
            await ctx.step.run("tell", tell)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each new value that is made outside of all steps."""
    if not function.steps:
        return  # no step, so no replay; a retry starts afresh
    ids = [step.id.node for step in function.steps if step.id is not None]
    how = "ctx.step.run" if function.language == "python" else "step.run"
    reported: list[Call] | None = None
    for call in fresh_calls(function):
        node = call.site.node
        if any(i.start_byte <= node.start_byte and node.end_byte <= i.end_byte for i in ids):
            continue  # nondeterministic-step-id says it better
        if is_harmless(call, function):
            continue
        if reported is None:
            found = effects(function, function.calls)
            reported = [effect.call for effect in found if effect.at is effect.call]
        if is_harmless(call, function, reported):
            continue  # side-effect-outside-step tells to wrap what it is given to
        spelled = f"new {call.spelled}" if call.site.is_new else call.spelled
        yield report(
            call,
            f"`{spelled}()` gives a new value on every replay",
            f"make it inside a step: `await {how}(…)` keeps the first value",
        )
