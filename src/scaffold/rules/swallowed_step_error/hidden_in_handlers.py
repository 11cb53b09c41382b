"""A handler that hides what failed, and the run completes: of all its work, or of a whole step.

Who says in a comment why a step may fail, does something about it, or looks at what came of it,
means it.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import Body, CallSite
from scaffold.code.places import Attempt, Catch
from scaffold.code.spans import Span, Spanned, holds
from scaffold.inngest.effects.logging import is_logging, only_logs, takes_a_log
from scaffold.inngest.effects.outside_steps import effects
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Severity, report
from scaffold.rules._step_results import gives_result, places
from scaffold.rules.swallowed_step_error.answered_failures import answered_failures
from scaffold.rules.swallowed_step_error.beside_work import is_beside
from scaffold.rules.swallowed_step_error.error_texts import error_texts
from scaffold.rules.swallowed_step_error.explained import is_expected, severity_said
from scaffold.rules.swallowed_step_error.hidings import Hiding, place_of, reaction
from scaffold.rules.swallowed_step_error.nothing_done import (
    answers_failure,
    does_nothing,
    is_no_failure,
    needs_no_retry,
)
from scaffold.rules.swallowed_step_error.set_answers import counted, is_given_on, sets_answer
from scaffold.rules.swallowed_step_error.weights import weighs
from scaffold.rules.swallowed_step_error.workers import hidden_by, workers
from scaffold.syntax.regexes import regex

_BROAD = frozenset({"Exception", "BaseException"})
_WORK = frozenset({"run", "sendEvent", "invoke", "ai.wrap", "ai.infer"})
# Three words are a reason; fewer are a mark for a tool.
_COMMENT = regex(rb"(^|\s)(//|/\*|#)\s*\w+(?:[^\w\n]+\w+){2}", re.M)


def completed_failures(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each `catch` that ends the run well.

    It stands around a whole handler, or around work outside of steps, and returns.
    """
    handler = function.handler
    if handler is None:
        return
    told: set[int] = set()
    for hiding, chain, severity in _without_steps(function, handler) if not function.steps else ():
        if hiding.start not in told:
            told.add(hiding.start)
            yield _report(hiding, severity, has_steps=False)._replace(chain=places(chain))
    for attempt in handler.attempts:
        clause = attempt.catches[-1] if attempt.catches else None
        if clause is None or clause.start in told:
            continue
        is_set = sets_answer(handler, clause)
        if not _only_logs(handler, clause, is_set=is_set):
            continue
        has_steps = any(holds(attempt, step.site) for step in function.steps)
        if (is_set or not _is_whole(handler, attempt, function)) and (
            has_steps or not _gives_up(handler, attempt, clause, function, is_set)
        ):
            continue
        said = "warning" if has_steps else severity_said(handler, clause)
        yield _report(clause, said, has_steps=has_steps)


def _report(at: Hiding, severity: Severity, *, has_steps: bool) -> Diagnostic:
    return report(
        place_of(at),
        "the run counts as completed when this hides an error: "
        + ("`onFailure` never hears of it" if has_steps else "nothing is retried"),
        "throw it again; what must be undone can be a step before that",
        severity=severity,
    )


def _without_steps(
    function: Function, handler: Body
) -> Iterator[tuple[Hiding, tuple[CallSite, ...], Severity]]:
    """What hides a failure of a handler's own work, or ends it with a word for that.

    With each comes how much it weighs: the run's output may count it, the clause record it.
    """
    for maker, chain in workers(function, handler):
        for clause, part in _answering(function, maker) if all(map(gives_result, chain)) else ():
            is_noted = not does_nothing(maker, part, told=True)
            yield (
                clause,
                chain,
                "warning" if is_noted else weighs(function, None, maker, clause, chain),
            )
        for clause, helper, calls in error_texts(function, None, maker):
            yield clause, (*chain, *calls), severity_said(helper, clause)
        for body, hiding in hidden_by(function, (maker, chain)):
            beside = is_beside(maker, body, hiding, is_helper=bool(chain))
            if not beside and not is_expected(body, hiding):
                is_kept = bool(counted(*reaction(body, hiding, function.links)))
                is_kept = is_kept or not all(map(_is_whole_work, chain))
                is_kept = is_kept and all(map(is_given_on, chain))
                said = "warning" if is_kept else weighs(function, None, body, hiding, chain)
                yield hiding, chain, said


def _is_whole_work(site: CallSite) -> bool:
    return site.use == "discarded" or gives_result(site)


def _answering(function: Function, maker: Body) -> Iterator[tuple[Hiding, Spanned]]:
    """The clauses, and the tests for an answered failure, after which it is told as a result."""
    for attempt in maker.attempts:
        for clause in attempt.catches:
            if not (clause.throws or is_no_failure(clause)) and answers_failure(maker, clause):
                yield clause, clause
    for answered in answered_failures(function, maker):
        if answers_failure(maker, answered.block):
            yield answered, answered.block


def _is_whole(handler: Body, attempt: Attempt, function: Function) -> bool:
    """Whether all that a handler waits for stands in a `try`, which is its last statement."""
    statement = handler.statement_at(attempt)
    if statement is None or statement.parent is not None or not statement.is_last:
        return False
    waits = [site for site in handler.calls if site.awaited]
    waits += [step.site for step in function.steps if step.site.body is handler]
    inside = [site for site in waits if holds(attempt, site)]
    return bool(inside) and len(inside) == len(waits)


def _gives_up(
    handler: Body, attempt: Attempt, clause: Catch, function: Function, is_set: bool
) -> bool:
    """Whether a clause returns for work outside of steps that failed, or sets what is returned."""
    statement = handler.statement_at(attempt)
    blocks = statement.blocks if statement is not None else []
    if not is_set and not any(block.leaves for block in blocks if holds(clause, block)):
        return False
    for effect in effects(function, function.calls):
        site = effect.call.chain[0] if effect.call.chain else effect.call.site
        region = site.region
        while region is not None and (region.kind != "try" or region.attempt is not attempt):
            region = region.parent
        if region is not None:
            return True
    return False


def _only_logs(handler: Body, clause: Catch, *, steps: bool = False, is_set: bool = False) -> bool:
    """Whether a clause does nothing about an error but log it, and return.

    With `steps` also one that only catches what a step throws when it gave up; with `is_set` what
    it writes does not count.
    """
    names = _BROAD | {"StepError"} if steps else _BROAD
    caught = {each.text.rpartition(".")[2] for each in clause.exceptions}
    if clause.throws or (clause.types and not caught & names):
        return False
    if not is_set and any(holds(clause, each) for each in handler.mutations):
        return False
    for site in handler.calls:
        tells = site.use == "discarded" and not (is_logging(site) or needs_no_retry(site))
        if holds(clause, site) and (site.awaited or tells):
            return False
    return True


def hidden_steps(function: Function) -> Iterator[Diagnostic]:
    """Yield a warning for each step whose failure is caught, logged at most, and forgotten."""
    handler = function.handler
    if handler is None:
        return
    told: set[int] = set()
    for step in function.steps:
        if step.kind not in _WORK or step.call.chain or step.call.in_failure_handler:
            continue
        hiding = _clause(step, handler) or _chained(step)
        if hiding is None or hiding.start in told:
            continue
        told.add(hiding.start)
        is_logged = _logs(step, hiding)
        yield report(
            hiding,
            f"this {'only logs' if is_logged else 'hides'} that the step `{step.id_text}` failed, "
            "after all its retries: the run completes without it",
            "let it throw, compensate in a step, or say in a comment why it may fail",
            severity="warning",
            only_ours=is_logged,  # a log may do for others
        )


def _clause(step: Step, handler: Body) -> Catch | None:
    """The clause around a step, of which nothing is used, that does nothing about a failure."""
    site = step.site
    region = site.region
    attempt = region.attempt if region is not None and region.kind == "try" else None
    if attempt is None or site.use != "discarded" or site.body is not handler:
        return None
    clause = attempt.catches[-1] if attempt.catches else None
    if clause is None or not _only_logs(handler, clause, steps=True):
        return None
    statement = handler.statement_at(attempt)
    blocks = [each for each in statement.blocks if holds(clause, each)] if statement else []
    if any(each.ends for each in blocks) or handler.returns_in(attempt):
        return None
    if any(holds(attempt, each) for each in handler.mutations):
        return None
    is_explained = _is_explained(handler, Span(attempt.start, attempt.start))
    return None if is_explained or _is_explained(handler, clause) else clause


def _chained(step: Step) -> CallSite | None:
    """`await step.run(…).catch(() => {})`."""
    chained = step.site.owner
    if step.site.use != "receiver" or chained is None or chained.attrs[-1:] != ("catch",):
        return None
    if chained.use != "discarded" or not only_logs(chained, step.call.function.links):
        return None
    return None if _is_explained(chained.body, chained) else chained


def _logs(step: Step, hiding: Catch | CallSite) -> bool:
    """Whether a clause, or the function that `.catch(…)` is given, logs the failure."""
    if isinstance(hiding, CallSite) and takes_a_log(hiding):
        return True
    at, part = reaction(step.site.body, hiding, step.call.function.links)
    return any(map(is_logging, at.outline.sites_in(part)))


def _is_explained(body: Body, place: Spanned) -> bool:
    """Whether a comment stands in it, on the lines around it, or right above it."""
    content = body.outline.source.content
    start = content.rfind(b"\n", 0, place.start) + 1
    above = content.rfind(b"\n", 0, max(start - 1, 0)) + 1
    end = content.find(b"\n", content.find(b"\n", place.end) + 1)
    shown = content[above : end if end >= 0 else len(content)]
    return _COMMENT.search(shown) is not None
