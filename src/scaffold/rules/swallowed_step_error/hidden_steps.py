"""A handler that hides the failure of a whole step, and goes on as if it had done its work.

Who says why that may be in a comment, does something about it, or looks at what came of it, means
it.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import Body, CallSite
from scaffold.code.places import Catch
from scaffold.code.spans import Span, Spanned, holds
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules.swallowed_step_error.completed_failures import only_logs
from scaffold.syntax.regexes import regex

_WORK = frozenset({"run", "sendEvent", "invoke", "ai.wrap", "ai.infer"})
# Three words are a reason; fewer are a mark for a tool.
_COMMENT = regex(rb"(^|\s)(//|/\*|#)\s*\w+(?:[^\w\n]+\w+){2}", re.M)


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
    if clause is None or not only_logs(handler, clause, steps=True):
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
    given = chained.outline.body(chained.args[0]) if chained.args else None
    if chained.use != "discarded" or given is None or given.returned or given.mutations:
        return None
    if not all(is_logging(each) for each in given.calls) or "throw" in given.expr.text:
        return None
    return None if _is_explained(chained.body, chained) else chained


def _logs(step: Step, hiding: Catch | CallSite) -> bool:
    """Whether a clause, or the function that `.catch(…)` is given, logs the failure."""
    return any(
        holds(hiding, site) and is_logging(site)
        for body in step.site.outline.bodies
        for site in body.calls
    )


def _is_explained(body: Body, place: Spanned) -> bool:
    """Whether a comment stands in it, on the lines around it, or right above it."""
    content = body.outline.source.content
    start = content.rfind(b"\n", 0, place.start) + 1
    above = content.rfind(b"\n", 0, max(start - 1, 0)) + 1
    end = content.find(b"\n", content.find(b"\n", place.end) + 1)
    shown = content[above : end if end >= 0 else len(content)]
    return _COMMENT.search(shown) is not None
