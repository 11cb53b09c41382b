"""Do not swallow errors inside a step: let it throw, so that it is retried.

A step that returns normally is done: its result is saved and it is never retried, whatever the
`catch` hid. Seen on SDK v3, SDK v4 and Python. The same is true of a handler without steps. What
decides, from the first that holds:

| a failure of awaited work | is |
| --- | --- |
| is thrown again, on any way, or as `NonRetriableError` | no fault |
| is of parsing, tidying up, a local file or an import: no retry mends it | no fault |
| leads to another way: a fallback, another source, a default for what was only read | no fault |
| is acted on in the clause, of whatever kind it is: recorded, made up for | no fault |
| is said to be expected, done already or best effort | no fault |
| is beside other work, and not what this was loaded for: a mail after a save, a cache | no fault |
| is told by a result that the handler tests, not for a log alone or to skip the rest | no fault |
| is of all that a handler without steps does, and only answered with | an error |
| is an answer that tells of a failure, of a request or a change, and nobody reads it | a warning |
| is said not to matter ("non-fatal"), or is only kept, or summed, in the run's output | a warning |
| is of what only watches, counts what is used or keeps an audit | a warning |
| is of what a schedule's next run finds again: marked last, passed over or by date | a warning |
| is told, and the handler then ends as failed, or only leaves out the rest | a warning |
| leaves `null`, or one of several lists empty or short, for what later work is given | a warning |
| is recorded by the clause that ends a run, or stands in a failure handler | a warning |
| is only logged, told where nobody tests it, or answered with nothing or a text for it | an error |

Hidden in a helper that does the step's work is hidden all the same, and so is the failure of each
item of a loop, whatever is done with the others after it. Clients that answer `{ data, error }`
never throw: a step that only logs that error, or an answer to a `POST` that is not `ok`, is done as
well; that it throws the answer to a change away is a warning. So it is with `fetch`, and Python's
clients of HTTP, which answer a status and raise for none. Work that nobody waits for, and
`Promise.allSettled` whose outcomes nobody reads, fail unseen in the same way. That a handler hides
the failure of a whole step, with no comment why, is a warning; where it logs it, in projects that
`new` or `adopt` made.
"""

from collections.abc import Iterator, Sequence

from scaffold.code.expressions import Expr
from scaffold.code.links import Links
from scaffold.code.outline import Body, CallSite
from scaffold.code.places import Catch
from scaffold.code.spans import holds
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Example, Severity, report
from scaffold.rules._step_results import gives_result, places
from scaffold.rules.swallowed_step_error.answered_failures import Answered, is_of_lookup
from scaffold.rules.swallowed_step_error.beside_work import (
    does_work_before,
    is_after_a_failure,
    is_beside,
)
from scaffold.rules.swallowed_step_error.error_texts import error_texts
from scaffold.rules.swallowed_step_error.explained import is_expected, may_fail_there, severity_said
from scaffold.rules.swallowed_step_error.given_up import ends_without, given_up, skips_the_rest
from scaffold.rules.swallowed_step_error.hidden_in_handlers import completed_failures, hidden_steps
from scaffold.rules.swallowed_step_error.hidings import (
    Hiding,
    hidings,
    place_of,
    reaction,
    span_of,
    throws_after,
)
from scaffold.rules.swallowed_step_error.nothing_done import is_empty, needs_no_retry
from scaffold.rules.swallowed_step_error.only_told import is_only_told
from scaffold.rules.swallowed_step_error.set_answers import (
    counted,
    is_given_on,
    writes_more_than_a_word,
)
from scaffold.rules.swallowed_step_error.tested_results import (
    held_by,
    is_taken,
    is_tested,
    reads_past,
)
from scaffold.rules.swallowed_step_error.unread_answers import unread_answers
from scaffold.rules.swallowed_step_error.unread_outcomes import unread_outcomes
from scaffold.rules.swallowed_step_error.unwaited import unwaited
from scaffold.rules.swallowed_step_error.weights import weighs
from scaffold.rules.swallowed_step_error.workers import Worker, hidden_by, is_dropped, workers

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
_FALSE = frozenset({"false", "False"})
_Found = tuple[Hiding, Severity, tuple[CallSite, ...]]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each clause in a step that hides a failure of awaited work."""
    for step in function.steps:
        if step.kind != "run" or step.callback is None:
            continue
        around, site = step.site.body, step.site
        if is_after_a_failure(around, site) and throws_after(around, site):
            continue  # it tidies up, and the run fails anyway
        for worker in workers(function, step.callback):
            for hiding, severity, chain in _hidden(function, step, worker):
                yield report(
                    place_of(hiding),
                    f"the step `{step.id_text}` counts as done when this hides an error: it is not "
                    "retried",
                    "let it throw, throw `NonRetriableError`, or return what failed and test it in "
                    "the handler",
                    severity="warning" if step.call.in_failure_handler else severity,
                )._replace(chain=places(chain))
    yield from unwaited(function)
    yield from unread_answers(function)
    yield from unread_outcomes(function)
    ended = list(completed_failures(function))
    yield from ended
    lines = {each.line for each in ended}
    yield from (each for each in hidden_steps(function) if each.line not in lines)


def _hidden(function: Function, step: Step, worker: Worker) -> Iterator[_Found]:
    """What a worker hides of its work, tells to nobody, or answers with a text."""
    maker, chain = worker
    seen = set()
    for body, hiding in hidden_by(function, worker):
        seen.add(hiding.start)
        if is_expected(body, hiding) or is_beside(maker, body, hiding, is_helper=bool(chain)):
            continue
        if any(map(needs_no_retry, chain)):
            continue  # `release(lock)`: it tidies up, or shows
        if _is_asked_for(function, step, chain, hiding):
            continue
        is_tested = body is maker and _tells(function, step, worker, hiding)
        if not is_tested or _leaves_out(step, _told_by(body, hiding, function.links)):
            is_slight = _is_summed(step, worker, body, hiding) or any(map(may_fail_there, chain))
            is_slight = is_slight or is_tested
            said = "warning" if is_slight else weighs(function, step, body, hiding, chain)
            yield hiding, said, chain
    if all(map(gives_result, chain)):
        yield from _told_to_nobody(function, step, worker)
    elif is_dropped(chain):
        yield from (each for each in _given_up(function, step, worker) if each[0].start not in seen)
    for clause, body, calls in error_texts(function, step, maker):
        yield clause, severity_said(body, clause), (*chain, *calls)


def _is_summed(step: Step, worker: Worker, body: Body, hiding: Hiding) -> bool:
    """Whether a failure is counted, in a number that the run's output or the handler gets."""
    maker, chain = worker
    is_given = all(map(is_given_on, chain)) and is_taken(step.call.given_by)
    return any(
        is_given or not (each.body is maker or each.body.is_inside(maker))
        for each in counted(*reaction(body, hiding, step.call.function.links))
    )


def _is_asked_for(
    function: Function, step: Step, chain: tuple[CallSite, ...], hiding: Hiding
) -> bool:
    """Whether a handler asks whether a row is there: `const user = await step.run("find", …)`."""
    is_lookup = isinstance(hiding, Answered) and is_of_lookup(hiding)
    return is_lookup and all(map(gives_result, chain)) and is_tested(function, step.call.given_by)


def _leaves_out(step: Step, told: Sequence[Expr | None] | None) -> bool:
    """Whether a handler looks at a step's result, and then only leaves out what comes after it."""
    site = step.call.given_by
    holder = held_by(site)
    if holder is None or holder.outline.mutations_of(holder):
        return False
    return skips_the_rest(site.body, holder, site, told)


def _told_to_nobody(function: Function, step: Step, worker: Worker) -> Iterator[_Found]:
    """The clauses that only tell by the step's result that something failed: nobody looks at it."""
    body, chain = worker
    hidden = [each for each in hidings(function, body, told=True) if not is_expected(body, each)]
    helped = list(_given_up(function, step, worker))
    if not hidden and not helped:
        return
    site = step.call.given_by
    told = [each for hiding in hidden for each in _told_by(body, hiding, function.links)]
    is_skipped = _leaves_out(step, told if hidden else None)
    helped = [] if helped and is_tested(function, site) and not is_skipped else helped
    is_output = is_only_told(function, site, told)
    plain = {each.start for each in hidings(function, body)}
    for hiding, said, calls in helped:
        plain.add(hiding.start)
        yield hiding, "warning" if is_output or is_skipped else said, calls
    alike = [each for each in hidden if _gives_as_for_nothing(body, each, function.links)]
    if is_taken(site) and not is_output and not reads_past(site, told):
        hidden = hidden if is_skipped else alike
    for hiding in hidden:
        if hiding.start not in plain and not _gives_the_same(body, hiding):
            statement = body.statement_at(hiding)
            one_of_many = statement is not None and statement.is_in_loop
            is_kept = one_of_many or is_output
            is_kept = is_kept and _keeps_more_than_a_word(body, hiding, function.links)
            is_kept = is_kept or (is_skipped and hiding not in alike)
            said = "warning" if is_kept else weighs(function, step, body, hiding, chain)
            yield hiding, said, chain


def _given_up(function: Function, step: Step, worker: Worker) -> Iterator[_Found]:
    """The clauses by which a worker ends early, with nothing done."""
    maker, chain = worker
    for hiding, body, call in given_up(function, maker):
        if not is_expected(body, hiding):
            calls = chain if call is None else (*chain, call)
            is_slight = any(map(may_fail_there, calls))
            said = "warning" if is_slight else weighs(function, step, body, hiding, calls)
            yield hiding, said, calls


def _told_by(body: Body, hiding: Hiding, links: Links) -> list[Expr | None]:
    """What a clause, or the function of a `.catch(…)`, returns for a failure."""
    at, part = reaction(body, hiding, links)
    return [each.expr for each in at.returns_in(part)]


def _gives_the_same(body: Body, hiding: Hiding) -> bool:
    """Whether a clause returns a variable that is returned without a failure too, after work."""
    if not isinstance(hiding, Catch) or not does_work_before(body, hiding.attempt):
        return False
    told = [each.expr for each in body.returns_in(hiding)]
    given = [each.text for each in body.returned if not holds(hiding, each)]
    return bool(told) and all(
        each is not None and each.kind == "name" and each.text in given for each in told
    )


def _gives_as_for_nothing(body: Body, hiding: Hiding, links: Links) -> bool:
    """`{ created: 0 }`, as where there was nothing to do: no test tells a failure from that."""
    clauses = [each for attempt in body.attempts for each in attempt.catches]
    around = span_of(hiding) if isinstance(hiding, CallSite) else reaction(body, hiding, links)[1]
    others = (
        each for each in body.returned if not any(holds(at, each) for at in (around, *clauses))
    )
    given = [_counts(each) for each in others]
    told = [_counts(each) if each is not None else None for each in _told_by(body, hiding, links)]
    return bool(told) and all(each is not None and each in given for each in told)


def _counts(given: Expr) -> dict[str | None, float | None] | None:
    """The numbers of a result that tells nothing else, of which one is 0."""
    values = {each.key: each.value for each in given.entries}
    is_marked = any(v.kind in ("boolean", "null") or v.string for v in values.values())
    if given.kind != "object" or is_marked or all(v.number != 0 for v in values.values()):
        return None
    return {
        key: float(len(value.elements)) if value.kind == "array" else value.number
        for key, value in values.items()
    }


def _keeps_more_than_a_word(body: Body, hiding: Hiding, links: Links) -> bool:
    """Whether the run's output holds more of a failure than one word for it."""
    given = _told_by(body, hiding, links)
    if not given:
        return writes_more_than_a_word(*reaction(body, hiding, links))
    return not all(each is None or each.string is not None for each in given)


def _tells(function: Function, step: Step, worker: Worker, hiding: Hiding) -> bool:
    """Whether a failure gives a result of its own, such as `null`, that somebody tests."""
    body, chain = worker
    if isinstance(hiding, CallSite):
        given = _told_by(body, hiding, function.links)
        differs = hiding.use == "returned" and all(_is_unlike(body, each) for each in given)
    else:
        differs = _gives_another_result(body, hiding)
    differs = differs and not _gives_as_for_nothing(body, hiding, function.links)
    is_given = all(gives_result(each, in_part=True) for each in chain)
    site = step.call.given_by
    holder = held_by(site)
    is_over = (
        holder is not None
        and not holder.outline.mutations_of(holder)
        and ends_without(site.body, holder, site, in_handler=True)
    )
    return differs and is_given and not is_over and is_tested(function, site)


def _gives_another_result(body: Body, clause: Catch | Answered) -> bool:
    """Whether what a function returns after this clause is not what it returns otherwise."""
    returned = body.returns_in(clause)
    if returned or isinstance(clause, Answered):
        return bool(returned) and all(_is_unlike(body, each.expr) for each in returned)
    attempt = clause.attempt
    after = [each for each in body.returns_in(body) if each.start >= attempt.end]
    if not after:
        return any(each.expr is not None for each in body.returns_in(attempt))
    changed = {each.name for each in body.mutations if not each.attrs and holds(attempt, each)}
    return all(each.expr is not None and each.expr.text in changed for each in after)


def _is_unlike(body: Body, given: Expr | None) -> bool:
    """Whether a result is none: `null`, `false`, `""`, `{ user: null }`; `{}` is in Python."""
    if given is None or given.kind == "null" or given.text in _FALSE:
        return True
    if given.kind == "object" and (given.entries or body.outline.language == "python"):
        return is_empty(given)
    return given.string == ""
