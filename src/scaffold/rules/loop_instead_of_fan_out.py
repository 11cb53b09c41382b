"""Send one event per item to a worker, instead of looping over items in one run.

A run has at most 1,000 steps and 32 MiB of state, one item that fails stops those after it, and
its retries repeat the loop's body on SDK v3 and in Python for each item. A worker per item retries
alone and runs beside the others.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function, Step
from scaffold.inngest.outline import Loop
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
]


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
    body = step.site.body
    name = _root(over)
    binding = body.lookup(step.site.outline.text(name)) if name is not None else None
    if binding is None or binding.value is None:
        return False
    value = binding.value
    return any(
        value.start_byte <= other.site.node.start_byte
        and other.site.node.end_byte <= value.end_byte
        for other in function.steps
        if other.kind == "run" and other.site.outline is step.site.outline
    )


def _root(node: Node) -> Node | None:
    while node.type in ("member_expression", "attribute"):
        inner = node.child_by_field_name("object")
        if inner is None:
            return None
        node = inner
    return node if node.type == "identifier" else None
