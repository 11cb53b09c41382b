"""Do not swallow errors inside a step: let it throw, so that it is retried.

A step that returns normally is done: its result is saved and it is never retried, whatever the
`catch` hid. Seen on SDK v3, SDK v4 and Python.
Throw `NonRetriableError` for what cannot succeed. A result that says what failed is for a handler
that tests it: one that is only returned makes the run `Completed`, and nothing retries. Clients
that answer `{ data, error }` never throw: a step that only logs that error is done as well; that
it throws the answer to a change away is a warning. Work that a step does not wait for, and
`Promise.allSettled` whose outcomes nobody reads, fail unseen in the same way; so does work in a
handler whose `catch` ends the run well. That a handler hides the failure of a whole step, with no
comment why, is a warning; where it logs it, in projects that `new` or `adopt` made.
"""

import re
from collections.abc import Iterator, Sequence

from scaffold.code.expressions import Expr
from scaffold.code.outline import Attempt, Body, CallSite, Catch, Reference
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.effects.by_name import listed_io
from scaffold.inngest.effects.logging import is_log_function
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Example, Severity, report
from scaffold.rules._step_results import makers, places
from scaffold.rules.swallowed_step_error.answered_failures import Answered, answered_failures
from scaffold.rules.swallowed_step_error.completed_failures import completed_failures
from scaffold.rules.swallowed_step_error.hidden_steps import ONLY_LOGS, hidden_steps
from scaffold.rules.swallowed_step_error.nothing_done import (
    does_nothing,
    is_data,
    is_empty,
    is_nothing,
)
from scaffold.rules.swallowed_step_error.other_ways import goes_another_way
from scaffold.rules.swallowed_step_error.tested_results import (
    is_only_returned,
    is_taken,
    is_tested,
)
from scaffold.rules.swallowed_step_error.unread_failures import unread_failures
from scaffold.rules.swallowed_step_error.unwaited import unwaited

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await step.run("send-mail", async () => {
              try {
                await mail.send(event.data.email);
              } catch (error) { // error
                console.error(error);
              }
            });
          },
        );
        """,
        valid="""
        import { NonRetriableError } from "inngest";
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await step.run("send-mail", async () => {
              try {
                await mail.send(event.data.email);
              } catch (error) {
                if (isRefused(error)) throw new NonRetriableError("refused", { cause: error });
                throw error;
              }
            });
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def send_mail(to: str) -> None:
            try:
                await mail.send(to)
            except Exception:  # error
                logger.exception("mail failed")

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("send-mail", send_mail, ctx.event.data["email"])
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def send_mail(to: str) -> None:
            try:
                await mail.send(to)
            except AddressRefused as err:
                raise inngest.NonRetriableError("refused") from err

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("send-mail", send_mail, ctx.event.data["email"])
        """,
    ),
]
_READING = frozenset({"json", "text", "arrayBuffer", "blob", "formData", "aread"})
_TIDYING = frozenset(
    {
        "unlink", "rm", "rmdir", "rmtree", "close", "aclose", "end", "disconnect", "quit",
        "destroy", "cleanup", "release", "dispose", "shutdown", "kill", "terminate", "abort",
        "publish", "track", "capture", "captureException", "flush",
    }
)  # fmt: skip
_WATCHING = r"(track|capture|identify)([A-Z_]|$)|(send|log|emit)_?(Analytics|Telemetry|Metric)"
_FALSE = frozenset({"false", "False"})
_Hiding = Catch | CallSite | Answered


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each clause in a step that hides a failure of awaited work."""
    for step in function.steps:
        if step.kind != "run" or step.callback is None or _is_after_failure(step):
            continue
        for maker, chain in makers(function, step, returned=False):
            for body in _bodies(maker):
                for hiding in _hiding(function, body):
                    if chain and (_is_beside(maker, body) or _is_partial(body, hiding)):
                        continue  # a helper may do its best at one thing of several
                    if body is maker and _tells(function, step, chain, body, hiding):
                        continue
                    yield report(_place(hiding), *_words(step))._replace(chain=places(chain))
                if body is maker and all(site.use == "returned" for site in chain):
                    for hiding in _untaken(function, step, body):
                        severity = _severity(function, step, body, hiding)
                        found = report(_place(hiding), *_words(step), severity=severity)
                        yield found._replace(chain=places(chain))
    yield from unwaited(function)
    yield from unread_failures(function)
    ended = list(completed_failures(function))
    yield from ended
    lines = {each.line for each in ended}
    yield from (each for each in hidden_steps(function) if each.line not in lines)


def elsewhere(_: Codebase, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the reports but those on a step whose failure is logged: that may do for others."""
    yield from (each for each in found if not each.message.startswith(ONLY_LOGS))


def _is_after_failure(step: Step) -> bool:
    """Whether a step tidies up in a handler's `catch` that throws again: the run fails anyway."""
    site = step.site
    region = site.region
    while region is not None and region.kind != "catch":
        region = region.parent
    return region is not None and _throws_after(site.body, site)


def _untaken(function: Function, step: Step, body: Body) -> Iterator[_Hiding]:
    """The clauses that only tell by the step's result that something failed: nobody looks at it."""
    hidden = list(_hiding(function, body, told=True))
    site = step.call.given_by
    if not hidden or (is_taken(site) and not is_only_returned(function, site)):
        return
    plain = {each.start for each in _hiding(function, body)}
    yield from (each for each in hidden if each.start not in plain)


def _severity(function: Function, step: Step, body: Body, hiding: _Hiding) -> Severity:
    """A warning where the run's output holds more of a failure than one word for it."""
    if not is_only_returned(function, step.call.given_by) or isinstance(hiding, CallSite):
        return "error"
    given = [each.expr for each in body.returns_in(hiding)]
    is_word = all(each is None or each.string is not None for each in given)
    return "error" if is_word else "warning"


def _hiding(function: Function, body: Body, *, told: bool = False) -> Iterator[_Hiding]:
    """The clauses and `.catch(…)` calls of one function that hide a failure.

    With `told` also those that give a result of their own for it.
    """
    for attempt in body.attempts:
        if not _awaits(body, attempt) and not _reaches_out(function, body, attempt):
            continue
        if goes_another_way(body, attempt) or _is_at_the_end(body, attempt):
            continue
        for clause in attempt.catches:
            hides = not clause.throws and does_nothing(body, clause, told=told)
            if hides and not _throws_after(body, clause):
                yield clause
    for site in body.calls:
        guarded = site.receiver
        if site.attrs[-1:] != ("catch",) or guarded is None or _needs_no_retry(guarded):
            continue
        if _is_at_the_end(body, site):
            continue
        hides = _only_logs(site) or _gives_nothing(_handler(site), told)
        is_end = site.use == "returned" and (body.owner is None or not body.is_async)
        if hides and not _throws_after(body, site) and (is_end or not is_tested(function, site)):
            yield site
    for answered in answered_failures(body):
        block = answered.block
        throws = any(each.kind == "throw" for each in block.all())
        if (
            not throws
            and does_nothing(body, block, told=told)
            and not _throws_after(body, answered)
        ):
            yield answered


def _is_at_the_end(body: Body, place: Spanned) -> bool:
    """Whether it stands in a `finally`: what fails there would hide why the work before failed."""
    statement = body.statement_at(place)
    return statement is not None and any(each.role == "finally" for each in statement.around())


def _place(hiding: _Hiding) -> Catch | CallSite | Reference:
    return hiding.test if isinstance(hiding, Answered) else hiding


def _tells(
    function: Function,
    step: Step,
    chain: tuple[CallSite, ...],
    body: Body,
    hiding: _Hiding,
) -> bool:
    """Whether a failure gives a result of its own, such as `null`, that somebody tests."""
    if any(site.use != "returned" for site in chain):
        return False
    if isinstance(hiding, CallSite):
        handler = _handler(hiding)
        given = handler.returns_in(handler) if handler is not None else []
        differs = hiding.use == "returned" and all(_is_unlike(each.expr) for each in given)
    else:
        differs = _gives_another_result(body, hiding)
    return differs and is_tested(function, step.call.given_by)


def _gives_another_result(body: Body, clause: Catch | Answered) -> bool:
    """Whether what a function returns after this clause is not what it returns otherwise."""
    returned = body.returns_in(clause)
    if returned or isinstance(clause, Answered):
        return bool(returned) and all(_is_unlike(each.expr) for each in returned)
    attempt = clause.attempt
    after = [each for each in body.returns_in(body) if each.start >= attempt.end]
    if not after:
        return any(each.expr is not None for each in body.returns_in(attempt))
    changed = {each.name for each in body.mutations if not each.attrs and holds(attempt, each)}
    return all(each.expr is not None and each.expr.text in changed for each in after)


def _is_unlike(given: Expr | None) -> bool:
    """Whether a result is none: `null`, `false`, nothing at all, `{ user: null }`."""
    if given is None or given.kind == "null" or given.text in _FALSE:
        return True
    return given.kind == "object" and bool(given.entries) and is_empty(given)


def _is_beside(maker: Body, body: Body) -> bool:
    """Whether a function has a name in a helper: it does a part of the work, here and there."""
    at: Body | None = body
    while at is not None and at is not maker and at.owner is not None:
        at = at.parent
    return at is not maker


def _is_partial(body: Body, hiding: _Hiding) -> bool:
    """Whether what fails is one item of many, or not the last thing that a function does."""
    statement = body.statement_at(hiding)
    if isinstance(hiding, Answered):
        if body.owner is not None and body.owner.attrs[-1:] == ("then",):
            statement = body.owner.body.statement_at(body.owner)
        elif hiding.block.leaves:
            return statement is not None and statement.is_in_loop
    in_comprehension = isinstance(hiding, CallSite) and hiding.loop is not None
    return in_comprehension or (statement is not None and not statement.is_last)


def _words(step: Step) -> tuple[str, str]:
    return (
        f"the step `{step.id_text}` counts as done when this hides an error: it is not retried",
        "let it throw, throw `NonRetriableError`, or return what failed and test it in the handler",
    )


def _bodies(around: Body) -> Iterator[Body]:
    """A function and those written in it."""
    for body in around.outline.inside(around):
        if body.kind == "function":
            yield body


def _awaits(body: Body, attempt: Attempt) -> bool:
    """Whether the guarded part waits for anything; parsing is not what a retry is for."""
    return any(
        (site.awaited or site.receiver_awaited) and not _needs_no_retry(site)
        for site in body.calls
        if _is_tried(site, attempt)
    )


def _reaches_out(function: Function, body: Body, attempt: Attempt) -> bool:
    """The same for code without `await`: whether the guarded part does I/O, by its name."""
    if body.is_async or body.outline.language != "python":
        return False
    return any(
        _is_tried(site, attempt) and listed_io(call) and not _needs_no_retry(call.site)
        for call in function.calls
        for site in (call.site, *call.chain)
    )


def _is_tried(site: CallSite, attempt: Attempt) -> bool:
    region = site.region
    return region is not None and region.kind == "try" and region.attempt is attempt


def _needs_no_retry(site: CallSite) -> bool:
    """Reading an answer that is there, tidying up, and telling those who only watch."""
    last = site.attrs[-1] if site.attrs else site.root or ""
    if re.match(_WATCHING, last):
        return True
    return last in _TIDYING or (last in _READING and not site.args and not site.kwargs)


def _throws_after(body: Body, place: _Hiding) -> bool:
    """`await tell().catch(log); throw error`: what comes after lets the step fail."""
    statement = body.statement_at(place)
    for after in statement.following() if statement is not None else ():
        if after.kind == "throw":
            return True
        if body.returns_in(after):
            return False
    return False


def _handler(site: CallSite) -> Body | None:
    return site.outline.body(site.args[0]) if len(site.args) == 1 else None


def _only_logs(site: CallSite) -> bool:
    """`.catch(console.error)`: the handler is a function of a log."""
    given = site.args[0] if len(site.args) == 1 else None
    if given is None or given.kind != "member":
        return False
    made_by = given.inner.callee if given.inner is not None else None
    dotted = f"{made_by.dotted}.{given.name}" if made_by is not None else given.dotted
    root, *attrs = dotted.split(".")
    return is_log_function(site.outline.language, root, attrs)


def _gives_nothing(handler: Body | None, told: bool = False) -> bool:
    if handler is None or any(site.awaited for site in handler.calls):
        return False
    if any(statement.kind == "throw" for statement in handler.block.all()):
        return False
    says = is_data if told else is_nothing
    return all(says(handler, each.expr) for each in handler.returns_in(handler))
