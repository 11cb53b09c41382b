"""Send one event per item to a worker, instead of looping over items in one run.

A run has at most 1,000 steps and 32 MiB of state, one item that fails stops those after it, and
its retries repeat the loop's body on SDK v3 and in Python for each item. A worker per item retries
alone and runs beside the others.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function, Step
from scaffold.inngest.outline import Loop, Outline
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.tree import Node

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const sendDigests = inngest.createFunction(
          { id: "send-digests", triggers: [{ cron: "0 9 * * 1" }] },
          async ({ step }) => {
            const users = await step.run("load-users", () => loadUsers());
            for (const user of users) {
              await step.run(`send-${user.id}`, () => send(user)); // error
            }
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        import { digestSend } from "./events";
        export const sendDigests = inngest.createFunction(
          { id: "send-digests", triggers: [{ cron: "0 9 * * 1" }] },
          async ({ step, runId }) => {
            const users = await step.run("load-users", () => loadUsers());
            await step.sendEvent(
              "fan-out",
              users.map((u) => digestSend.create({ id: u.id }, { id: `digest-${runId}-${u.id}` })),
            );
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
            fn_id="send-digests", trigger=inngest.TriggerCron(cron="0 9 * * 1")
        )
        async def send_digests(ctx: inngest.Context) -> None:
            users = await ctx.step.run("load-users", load_users)
            for user in users:
                await ctx.step.run(f"send-{user}", send, user)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-digests", trigger=inngest.TriggerCron(cron="0 9 * * 1")
        )
        async def send_digests(ctx: inngest.Context) -> None:
            users = await ctx.step.run("load-users", load_users)
            await ctx.step.send_event("fan-out", [digest(ctx.run_id, user) for user in users])
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const page = await step.run("load", () => load());
          for (let i = 0; i < page.rows.length; i++) {
            await step.run("one", () => work(page.rows[i]));
          }
          for (const row of page.rows) {
            if (row.done) continue;
            await step.run(`row-${row.id}`, () => work(row)); // error
          }
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step } = ctx;
          for (const region of ["eu", "us"]) {
            await step.run(`sync-${region}`, () => sync(region));
          }
          for (const id of event.data.ids) {
            await step.run(`check-${id}`, () => check(id));
          }
          let cursor = null;
          do {
            cursor = await step.run("page", () => load(cursor));
            await step.sendEvent("send-page", cursor.events);
          } while (cursor);
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            users = await ctx.step.run("load-users", load_users)
            for place, user in enumerate(users, start=1):
                await ctx.step.run(f"send-{place}", send, user)  # error
            for user in reversed(sorted(users)):
                await ctx.step.run(f"call-{user}", call, user)  # error
            for name, user in zip(ctx.event.data["names"], users):
                await ctx.step.run(f"name-{name}", rename, user)  # error
            rows = await ctx.step.run("load-rows", load_rows)
            for key, row in rows["new"].items():
                await ctx.step.run(f"row-{key}", work, row)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            users = await ctx.step.run("load-users", load_users)
            for place, region in enumerate(["eu", "us"]):
                await ctx.step.run(f"sync-{place}", sync, region, users)
            for name, value in ctx.event.data.items():
                await ctx.step.run(f"check-{name}", check, value)
            for attempt in range(3):
                await ctx.step.run(f"poll-{attempt}", poll, users)
            for batch in batches(users):
                await ctx.step.run(f"batch-{batch}", send_all, batch)
            for number, user in enumerate(users):
                print(number, user)
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const users = await step.run("load", () => load());
          for (const [place, user] of users.entries()) {
            await step.run(`send-${place}`, () => send(user)); // error
          }
          for (const [name, row] of Object.entries(users.byName)) {
            await step.run(`row-${name}`, () => work(row)); // error
          }
          for (const user of Object.values(users)) {
            await step.run(`call-${user.id}`, () => call(user)); // error
          }
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step } = ctx;
          const users = await step.run("load", () => load());
          for (const [place, region] of ["eu", "us"].entries()) {
            await step.run(`sync-${place}`, () => sync(region, users));
          }
          for (const [name, value] of Object.entries(event.data.checks)) {
            await step.run(`check-${name}`, () => check(value));
          }
          for (const batch of chunk(users, 100)) {
            await step.run(`batch-${batch.first}`, () => sendAll(batch));
          }
        });
        """,
    ),
]

# These give every item of what they are given, in some order.
_KEEPS_EACH = {
    "typescript": frozenset({"Object.entries", "Object.values", "Object.keys", "Array.from"}),
    "python": frozenset({"enumerate", "zip", "reversed", "sorted", "list", "tuple"}),
}
_ITEMS = frozenset({"items", "values", "keys", "entries"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the first step of a loop over what another step loaded."""
    seen: set[int] = set()
    for step in function.steps:
        loop = step.site.loop
        if step.kind != "run" or loop is None or loop.node.id in seen:
            continue
        if step.site.body is function.handler and _runs_over_a_result(step, loop, function):
            seen.add(loop.node.id)
            yield report(
                step,
                "one run works off a whole list that a step loaded: one failure stops the rest",
                "send one event per item, and let a worker function handle each",
            )


def _runs_over_a_result(step: Step, loop: Loop, function: Function) -> bool:
    over = loop.node.child_by_field_name("right")
    if over is None or not loop.names:
        return False
    return any(_is_a_result(name, step, function) for name in _lists(over, step.site.outline))


def _is_a_result(name: Node, step: Step, function: Function) -> bool:
    binding = step.site.body.lookup(step.site.outline.text(name))
    if binding is None or binding.value is None:
        return False
    value = binding.value
    return any(
        value.start_byte <= other.site.node.start_byte
        and other.site.node.end_byte <= value.end_byte
        for other in function.steps
        if other.kind == "run" and other.site.outline is step.site.outline
    )


def _lists(over: Node, outline: Outline) -> Iterator[Node]:
    """Yield the names that a loop runs over: `users`, or each in `zip(ids, users.values())`."""
    site = outline.site(over)
    while site is not None and site.callee is not None:
        names = outline.text(site.callee)
        if names in _KEEPS_EACH[outline.language]:
            for argument in site.arguments:
                yield from _lists(argument, outline)
            return
        if not site.attrs or site.attrs[-1] not in _ITEMS or site.arguments:
            return
        inner = site.callee.child_by_field_name("object")
        if inner is None:
            return
        over, site = inner, outline.site(inner)
    name = _root(over)
    if name is not None:
        yield name


def _root(node: Node) -> Node | None:
    while node.type in ("member_expression", "attribute", "subscript", "subscript_expression"):
        inner = node.child_by_field_name("value" if node.type == "subscript" else "object")
        if inner is None:
            return None
        node = inner
    return node if node.type == "identifier" else None
