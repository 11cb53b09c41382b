"""Await, return or collect every step.

A step that nobody waits for does not run: the handler ends first, the run counts as completed, and
no error says so.
SDK v3 and v4: the callback of an unawaited `step.run` never executes, and an unawaited
`step.sleep` does not delay v3.
Python: without `await` nothing happens at all.
`forEach` with an async function drops its promises, so steps inside it are lost in the same way.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial

from scaffold.code.fates import FOR_EACH, body_fate
from scaffold.code.outline import Body, CallSite
from scaffold.code.spans import holds
from scaffold.inngest.facts import Call, Function
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
]
# They call what they are given for each item; what `forEach` gets back is lost.
_GROUPS = frozenset({("group", "parallel")})  # which make no step of their own


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step whose promise is dropped."""
    handlers = (function.handler, function.failure_handler)
    if function.language == "python" and not any(body and body.is_async for body in handlers):
        return
    if function.site.attrs[-1:] == ("createStepFunction",):
        return  # before v1 these steps gave their result at once
    found = [call for call in function.everything if call.certain]
    stepping = cache(partial(_stepping, found))
    for call in found:
        if call.is_step:
            body = call.site.body
            if function.language == "python" and not body.is_async and not call.site.awaited:
                continue  # a lambda, or a sync helper that returns the coroutine
            if _is_lost(call):
                yield report(
                    call,
                    f"nobody waits for step `{_name(call)}`: it may never run",
                    "await it, return it, or collect it with `Promise.all`"
                    if function.language == "typescript"
                    else "await it, or run it with `ctx.group.parallel`",
                    edits=_awaited(call.site),
                )
        elif call.target is not None or call.tool in _GROUPS:
            if _is_lost(call) and (call.tool in _GROUPS or call.target in stepping()):
                yield report(call, _unawaited(call.spelled), "await it", edits=_awaited(call.site))
        elif given := _given_to_each(call, stepping):
            yield report(
                call,
                _unawaited(given),
                "write `await Promise.all(….map(…))`, or a loop that awaits",
            )


def _stepping(found: list[Call]) -> set[Body]:
    """The functions whose promise is one of steps: async ones, and those that return it."""
    calls = [call for call in found if _steps(call) or call.target is not None]
    stepping: set[Body] = set()
    while True:
        known = len(stepping)
        for call in calls:
            if not _steps(call) and call.target not in stepping:
                continue
            if _steps(call) or call.fate != "dropped":
                stepping.update(body for body in _around(call.site.body) if body.is_async)
            body = _named(call.site.body)
            given = call.fate == "returned" or (
                call.fate == "other" and any(holds(each, call.site) for each in body.returned)
            )
            if not body.is_async and given:
                stepping.add(body)
        if len(stepping) == known:
            return stepping


def _steps(call: Call) -> bool:
    """Whether a call gives the promise of steps by itself."""
    return call.is_step or call.tool in _GROUPS


def _named(body: Body) -> Body:
    """The function that a function written as an argument stands in, if it is one."""
    while body.owner is not None and body.parent is not None and body.parent.kind == "function":
        body = body.parent
    return body


def _is_lost(call: Call) -> bool:
    if call.fate == "awaited":
        return _is_dropped(call.site.body)
    return call.fate in ("dropped", "void")


def _given_to_each(call: Call, stepping: Callable[[], set[Body]]) -> str | None:
    """`ids.forEach(save)`: the name of a function whose promises are dropped."""
    site = call.site
    if not site.attrs or site.attrs[-1] not in FOR_EACH or not site.arguments:
        return None
    if site.args[0].kind not in ("name", "member"):
        return None
    if site.attrs[-1] != "forEach" and (site.use == "receiver" or call.fate != "dropped"):
        return None
    value = call.argument(0)
    if value is None or value.function not in stepping():
        return None
    return value.text


def _unawaited(name: str) -> str:
    return f"nobody waits for `{name}`, which starts steps: they may never run"


def _awaited(site: CallSite) -> list[tuple[str, Edit]]:
    """The edit that awaits a call which is a statement of an async function."""
    while site.use == "receiver" and site.owner is not None:
        site = site.owner
    statement = site.body.statement_at(site)
    if site.use != "discarded" or not site.body.is_async:
        return []
    if statement is None or statement.start != site.start:
        return []
    return [(site.outline.path, Edit(statement.start, statement.start, b"await "))]


def _around(body: Body | None) -> Iterator[Body]:
    while body is not None and body.kind == "function":
        yield body
        body = body.parent


def _is_dropped(body: Body) -> bool:
    """Whether an async function around the step is written into what drops its promise."""
    at: Body | None = body
    while at is not None and at.owner is not None and holds(at.owner, at):
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
