"""Await, return or collect every step.

A step that nobody waits for does not run: the handler ends first, the run counts as completed, and
no error says so.
SDK v3 and v4: the callback of an unawaited `step.run` never executes, and an unawaited
`step.sleep` does not delay v3.
Python: without `await` nothing happens at all.
`forEach` with an async function drops its promises, so steps inside it are lost in the same way.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Call, Function
from scaffold.inngest.fates import body_fate
from scaffold.inngest.outline import Body, CallSite
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.edits import Edit

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            step.run("send-mail", () => mail.send(event.data.email)); // error
            event.data.friends.forEach(async (friend) => {
              await step.run(`tell-${friend}`, () => mail.send(friend)); // error
            });
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await step.run("send-mail", () => mail.send(event.data.email));
            await Promise.all(
              event.data.friends.map((who) => step.run(`tell-${who}`, () => mail.send(who))),
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
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            ctx.step.run("send-mail", send_mail)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("send-mail", send_mail)

        @inngest_client.create_function(
            fn_id="sync", trigger=inngest.TriggerEvent(event="user/created")
        )
        def sync(ctx: inngest.ContextSync) -> None:
            ctx.step.run("send-mail", send_mail)
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest as app } from "./client";
        async function helper(s) {
          await s.run("in-helper", load);
        }
        export const a = app.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { run, sleep } = ctx.step;
          run("lost", load); // error
          sleep("nap", "1d"); // error
          const unused = run("unused", load); // error
          run("chained", load).then((x) => x + 1); // error
          Promise.all([run("in-all", load)]); // error
          ids.forEach((id) => run(id, load)); // error
          ids.map(async (id) => {
            await run(id, load); // error
          });
          helper(ctx.step); // error
        });
        """,
        valid="""
        import { inngest as app } from "./client";
        async function helper(s) {
          await s.run("in-helper", load);
        }
        export const a = app.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { run, sleep } = ctx.step;
          const later = [run("x", load), run("y", load)];
          const [x, y] = await Promise.all(later);
          const promises = [];
          for (const id of ids) {
            promises.push(run(id, load));
          }
          await Promise.all(promises);
          const one = run("one", load);
          const jobs = ids.map(async (id) => {
            await run(id, load);
          });
          await Promise.all(jobs);
          await one;
          const picked = x ? await run("a", load) : await run("b", load);
          await helper(ctx.step);
          await run("sum", load).then((n) => run("double", () => n * 2));
          const result = await errors.try(run("z", load));
          x && (await sleep("s", "1s"));
          const go = () => run("go", load);
          await go();
          return run("last", load);
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def helper(step):
            await step.run("in-helper", load)

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(context: inngest.Context) -> None:
            s = context.step
            s.sleep("nap", 1000)  # error
            for i in range(3):
                s.run(f"job-{i}", load)  # error
            helper(s)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(context: inngest.Context) -> None:
            s = context.step
            await context.group.parallel((lambda: s.run("a", load), lambda: s.run("b", load)))
            await context.group.parallel(tuple(lambda i=i: s.run(f"c-{i}", load) for i in range(3)))
            task = s.run("c", load)
            await task
            rows = [await s.run(f"d-{i}", load) for i in range(3)]
            return await s.run("e", load)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step whose promise is dropped."""
    handlers = (function.handler, function.failure_handler)
    if function.language == "python" and not any(body and body.is_async for body in handlers):
        return
    if function.site.attrs[-1:] == ("createStepFunction",):
        return  # before v1 these steps gave their result at once
    found = [call for call in function.everything if call.certain]
    stepping = {
        body for call in found if call.is_step for body in _around(call.site.body) if body.is_async
    }
    for call in found:
        if call.is_step:
            body = call.site.body
            if function.language == "python" and not body.is_async and not call.site.awaited:
                continue  # a lambda, or a sync helper that returns the coroutine
            if call.fate == "dropped" or (call.fate == "awaited" and _is_dropped(body)):
                yield report(
                    call,
                    f"nobody waits for step `{_name(call)}`: it may never run",
                    "await it, return it, or collect it with `Promise.all`"
                    if function.language == "typescript"
                    else "await it, or run it with `ctx.group.parallel`",
                    edits=_awaited(call.site),
                )
        elif call.target in stepping and call.fate == "dropped":
            yield report(
                call, f"nobody waits for `{call.spelled}`, which starts steps: they may never run",
                "await it", edits=_awaited(call.site),
            )  # fmt: skip


def _awaited(site: CallSite) -> list[tuple[str, Edit]]:
    """The edit that awaits a call which is a statement of an async function."""
    while site.use == "receiver" and site.owner is not None:
        site = site.owner
    statement = site.node.parent
    if site.use != "discarded" or not site.body.is_async:
        return []
    if statement is None or statement.start_byte != site.node.start_byte:
        return []
    return [(site.outline.path, Edit(statement.start_byte, statement.start_byte, b"await "))]


def _around(body: Body | None) -> Iterator[Body]:
    while body is not None and body.kind == "function":
        yield body
        body = body.parent


def _is_dropped(body: Body) -> bool:
    """Whether an async function around the step is given to something that drops its promise."""
    at: Body | None = body
    while at is not None and at.kind == "function" and at.owner is not None:
        if at.owner.attrs[-1:] and at.owner.attrs[-1] in ("createFunction", "create_function"):
            return False
        if body_fate(at) == "dropped":
            return True
        if at.owner.awaited:
            return False
        at = at.parent
    return False


def _name(call: Call) -> str:
    return call.as_step.id_text if call.as_step is not None else call.spelled
