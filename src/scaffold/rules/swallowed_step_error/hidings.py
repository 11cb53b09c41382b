"""The clauses and `.catch(…)` calls of one function that hide a failure of what it waits for."""

from collections.abc import Iterator

from scaffold.code.fates import FOR_EACH
from scaffold.code.links import Links, function_given
from scaffold.code.outline import Body, CallSite, Reference
from scaffold.code.places import Attempt, Catch
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.clients import is_send
from scaffold.inngest.effects.by_name import is_named_like_io, listed_io
from scaffold.inngest.effects.logging import is_logging, takes_a_log
from scaffold.inngest.effects.names import last_word
from scaffold.inngest.facts import Call, Function
from scaffold.rules._step_results import called_by, gives_result
from scaffold.rules.swallowed_step_error.answered_failures import Answered, answered_failures
from scaffold.rules.swallowed_step_error.kinds_of_calls import reads
from scaffold.rules.swallowed_step_error.nothing_done import (
    does_nothing,
    is_data,
    is_empty,
    is_no_failure,
    is_nothing,
    needs_no_retry,
)
from scaffold.rules.swallowed_step_error.other_ways import goes_another_way
from scaffold.rules.swallowed_step_error.set_answers import collects
from scaffold.rules.swallowed_step_error.tested_results import is_tested

_PLAIN = frozenset(
    {"includes", "startsWith", "endsWith", "toLowerCase", "toUpperCase", "trim", "split", "join",
     "slice", "round", "floor", "ceil", "max", "min", "filter", "map", "some", "every", "find"}
)  # fmt: skip
_BROAD = frozenset({"Exception", "BaseException"})
Hiding = Catch | CallSite | Answered


def hidings(function: Function, body: Body, *, told: bool = False) -> Iterator[Hiding]:
    """The clauses and `.catch(…)` calls of one function that hide a failure.

    With `told` also those that give a result of their own for it.
    """
    for attempt in body.attempts:
        if not waits(function, body, attempt):
            continue
        if goes_another_way(body, attempt) or _is_at_the_end(body, attempt):
            continue
        for clause in attempt.catches:
            if hides(function, body, clause, told=told):
                yield clause
    links = function.links
    for site in body.calls:
        guarded = site.receiver
        if site.attrs[-1:] != ("catch",) or guarded is None or needs_no_retry(guarded):
            continue
        if _is_at_the_end(body, site) or _is_a_default(site, guarded, links):
            continue
        is_hidden = takes_a_log(site) or _gives_nothing(handler_of(site, links), told)
        is_end = site.use == "returned" and (body.owner is None or not body.is_async)
        if is_hidden and not throws_after(body, site) and (is_end or not is_tested(function, site)):
            yield site
    for answered in answered_failures(function, body):
        block = answered.block
        throws = any(each.kind == "throw" for each in block.all())
        if not throws and does_nothing(body, block, told=told) and not throws_after(body, answered):
            yield answered


def hides(function: Function, body: Body, clause: Catch, *, told: bool = False) -> bool:
    """Return whether a clause hides a failure, whatever is done after it."""
    if clause.throws or is_no_failure(clause) or _is_thrown_by(function, body, clause):
        return False
    return does_nothing(body, clause, told=told) and not throws_after(body, clause)


def _is_thrown_by(function: Function, body: Body, clause: Catch) -> bool:
    """Whether a clause gives what it caught to a function that throws: `fail(error)`."""
    given = (each for each in body.calls if each.use == "discarded" and holds(clause, each))
    called = (called_by(each, function) for each in given)
    return any(
        each is not None and any(one.kind == "throw" for one in each.block.all()) for each in called
    )


def answers_nothing(site: CallSite, links: Links) -> bool:
    """Return whether a `.catch(…)` gives nothing for a failure of work that a retry may mend."""
    guarded = site.receiver
    if guarded is None or needs_no_retry(guarded):
        return False
    return _gives_nothing(handler_of(site, links))


def hidden_in(
    function: Function, around: Body, *, told: bool = False
) -> Iterator[tuple[Body, Hiding]]:
    """Yield what hides a failure in a function, and in those written in it.

    With `told` also what the function itself answers for a failure.
    """
    for body in around.outline.inside(around):
        if body.kind == "function":
            found = hidings(function, body, told=told and _answers_for(around, body))
            yield from ((body, hiding) for hiding in found)


def _answers_for(around: Body, body: Body) -> bool:
    """Whether a function gives what one in it does: `return withRetry(async () => { … })`."""
    owner = body.owner
    if body is around or owner is None:
        return body is around
    is_one = owner.body is around and last_word(owner) not in FOR_EACH
    return is_one and gives_result(owner)


def _is_at_the_end(body: Body, place: Spanned) -> bool:
    """Whether it stands in a `finally`: what fails there would hide why the work before failed."""
    statement = body.statement_at(place)
    return statement is not None and any(each.role == "finally" for each in statement.around())


def takes_all(body: Body) -> bool:
    """Return whether all that a function waits for stands in a `try` that hides its failure."""
    waits = [each for each in body.calls if each.awaited]
    return bool(waits) and all(map(_is_caught, waits))


def _is_caught(site: CallSite) -> bool:
    """Whether a call stands in a `try` that takes whatever fails and throws nothing."""
    region = site.region
    while region is not None:
        clauses = region.attempt.catches if region.kind == "try" else []
        if region.kind == "catch" or any(
            not each.throws and (not each.types or _BROAD & {e.text for e in each.exceptions})
            for each in clauses
        ):
            return True
        region = region.parent
    return False


def place_of(hiding: Hiding) -> Catch | CallSite | Reference:
    """Return where a report of it stands."""
    return hiding.test if isinstance(hiding, Answered) else hiding


def span_of(hiding: Hiding) -> Spanned:
    """Return all of what may fail, and of what is done about it."""
    if isinstance(hiding, Answered):
        return hiding
    return hiding.expr if isinstance(hiding, CallSite) else hiding.attempt


def waits(function: Function, body: Body, attempt: Attempt) -> bool:
    """Return whether the guarded part waits for work, or does I/O without `await`."""
    return _awaits(function, body, attempt) or _reaches_out(function, body, attempt)


def _awaits(function: Function, body: Body, attempt: Attempt) -> bool:
    """Whether the guarded part waits for what may fail; parsing is not what a retry is for."""
    return any(
        (site.awaited or site.receiver_awaited)
        and not (needs_no_retry(site) or _never_fails(called_by(site, function)))
        for site in body.calls
        if _is_tried(site, attempt)
    )


def _only_works_out(helper: Body) -> bool:
    """`async (address) => address.includes("beach") ? "AE" : "X"`, which waits for nothing."""
    plain = helper.is_async and helper.outline.language == "typescript"
    return plain and all(
        not each.awaited and (last_word(each) in _PLAIN or is_logging(each))
        for each in helper.calls
    )


def _never_fails(helper: Body | None) -> bool:
    """Whether a function takes its own failures, so that no clause around a call gets one."""
    if helper is None or not (takes_all(helper) or _only_works_out(helper)):
        return False
    return not any(each.kind == "throw" for each in helper.block.all())


def _reaches_out(function: Function, body: Body, attempt: Attempt) -> bool:
    """The same for code without `await`: whether the guarded part does I/O, by its name."""
    if body.outline.language != "python":
        return False
    return any(
        _is_tried(site, attempt)
        and _is_io(function, call)
        and not (needs_no_retry(call.site) or _never_fails(called_by(site, function)))
        for call in function.calls
        for site in (call.site, *call.chain)
    )


def _is_io(function: Function, call: Call) -> bool:
    """Whether a call reaches outside, by what is known of it or else by its name."""
    is_named = call.target is None and is_named_like_io(call)
    is_sent = is_send(call.site, call.origin, function.links)
    return is_sent or is_named or listed_io(call) is not None


def _is_tried(site: CallSite, attempt: Attempt) -> bool:
    region = site.region
    return region is not None and region.kind == "try" and region.attempt is attempt


def throws_after(body: Body, place: Hiding) -> bool:
    """`await tell().catch(log); throw error`: what comes after lets the step fail."""
    statement = body.statement_at(place)
    for after in statement.following() if statement is not None else ():
        if after.kind == "throw":
            return True
        if body.returns_in(after):
            return False
    return False


def _is_a_default(site: CallSite, guarded: CallSite, links: Links) -> bool:
    """`makePlan(await getSignals(id).catch(() => []))`: of what is only read for other work."""
    handler = handler_of(site, links)
    given = handler.returned if handler is not None else []
    is_used = site.use in ("argument", "element", "assigned") and not gives_result(site)
    return is_used and reads(guarded) and bool(given) and all(map(is_empty, given))


def reaction(body: Body, hiding: Hiding, links: Links) -> tuple[Body, Spanned]:
    """Return what is done about a failure, after the function that it stands in."""
    if isinstance(hiding, CallSite):
        handler = handler_of(hiding, links)
        return (handler, handler) if handler is not None else (body, hiding)
    return body, hiding.block if isinstance(hiding, Answered) else hiding


def handler_of(site: CallSite, links: Links) -> Body | None:
    return function_given(site, links) if len(site.args) == 1 else None


def _gives_nothing(handler: Body | None, told: bool = False) -> bool:
    if handler is None or any(site.awaited for site in handler.calls):
        return False
    if any(statement.kind == "throw" for statement in handler.block.all()):
        return False
    if not told and any(map(collects, handler.calls)):
        return False
    says = is_data if told else is_nothing
    return all(says(handler, each.expr) for each in handler.returns_in(handler))
