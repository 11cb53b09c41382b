"""The clauses and `.catch(…)` calls of one function that hide a failure of what it waits for."""

import re
from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.outline import Attempt, Body, CallSite, Catch
from scaffold.code.spans import holds
from scaffold.inngest.effects.by_name import is_named_like_io, listed_io
from scaffold.inngest.effects.logging import is_log_function, is_logging
from scaffold.inngest.facts import Call, Function
from scaffold.rules.swallowed_step_error.other_ways import goes_another_way
from scaffold.rules.swallowed_step_error.set_answers import (
    collects,
    fills_answer,
    is_plain,
    sets_answer,
)
from scaffold.rules.swallowed_step_error.tested_results import is_tested

_READING = frozenset({"json", "text", "arrayBuffer", "blob", "formData", "aread"})
_TIDYING = frozenset(
    {
        "unlink", "rm", "rmdir", "rmtree", "close", "aclose", "end", "disconnect", "quit",
        "destroy", "cleanup", "release", "dispose", "shutdown", "kill", "terminate", "abort",
        "publish", "track", "capture", "captureException", "flush",
    }
)  # fmt: skip
_WATCHING = r"(track|capture|identify)([A-Z_]|$)|(send|log|emit)_?(Analytics|Telemetry|Metric)"
# Undoing what failed, and letting go of it, tells nobody.
_UNDOING = frozenset({"rollback", "close", "aclose", "release", "abort"})
_ROLLBACK = re.compile(r"\W*rollback\b", re.IGNORECASE)
_DEPTH = 3
_ASIDE = frozenset({"time", "traceback", "warnings", "gc", "sys"})
Hiding = Catch | CallSite


def hidings(function: Function, body: Body, *, told: bool = False) -> Iterator[Hiding]:
    """The clauses and `.catch(…)` calls of one function that hide a failure.

    With `told` also those that give a result of their own for it.
    """
    for attempt in body.attempts:
        if not _awaits(body, attempt) and not _reaches_out(function, body, attempt):
            continue
        if goes_another_way(body, attempt):
            continue
        for clause in attempt.catches:
            if _hides(body, clause, told) and not throws_after(body, clause):
                yield clause
    for site in body.calls:
        guarded = site.receiver
        if site.attrs[-1:] != ("catch",) or guarded is None or _needs_no_retry(guarded):
            continue
        hides = _only_logs(site) or _gives_nothing(handler_of(site), told)
        is_end = site.use == "returned" and (body.owner is None or not body.is_async)
        if hides and not throws_after(body, site) and (is_end or not is_tested(function, site)):
            yield site


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
        _is_tried(site, attempt) and _is_io(call) and not _needs_no_retry(call.site)
        for call in function.calls
        for site in (call.site, *call.chain)
    )


def _is_io(call: Call) -> bool:
    """Whether a call reaches outside, by what is known of it or else by its name."""
    return listed_io(call) is not None or (call.target is None and is_named_like_io(call))


def _is_tried(site: CallSite, attempt: Attempt) -> bool:
    region = site.region
    return region is not None and region.kind == "try" and region.attempt is attempt


def _needs_no_retry(site: CallSite) -> bool:
    """Reading an answer that is there, tidying up, telling those who only watch, an import."""
    if site.root == "import" and not site.attrs:
        return True
    last = site.attrs[-1] if site.attrs else site.root or ""
    if re.match(_WATCHING, last):
        return True
    return last in _TIDYING or (last in _READING and not site.args and not site.kwargs)


def _hides(body: Body, clause: Catch, told: bool) -> bool:
    if clause.throws:
        return False
    inside = [site for site in body.calls if holds(clause, site)]
    if any((site.awaited and not _undoes(site)) or _makes_up(body, site) for site in inside):
        return False
    writes = any(map(collects, inside)) or any(holds(clause, each) for each in body.mutations)
    if writes and not (told and (sets_answer(body, clause) or fills_answer(body, clause))):
        return False
    if told:
        return all(is_data(body, each.expr) for each in body.returns_in(clause))
    return all(_is_nothing(body, each.expr) for each in body.returns_in(clause))


def _makes_up(body: Body, site: CallSite) -> bool:
    """Whether a statement of plain Python does something about a failure: `jobs.fail(job)`."""
    if body.is_async or body.outline.language != "python" or site.use != "discarded":
        return False
    plain = is_logging(site) or _undoes(site) or _needs_no_retry(site) or collects(site)
    return not plain and site.root not in _ASIDE


def _undoes(site: CallSite) -> bool:
    """`await session.rollback()`, `await client.query("ROLLBACK")`."""
    if site.attrs and site.attrs[-1] in _UNDOING:
        return True
    texts = (each.string for each in (site.args[0].inside() if site.args else ()))
    return any(text is not None and _ROLLBACK.match(text) for text in texts)


def _is_nothing(body: Body, given: Expr | None) -> bool:
    """Whether a result says nothing: none, a constant, what a log gives."""
    if given is None or given.kind in ("null", "boolean"):
        return True
    site = body.outline.site(given)
    if site is not None:
        return is_logging(site)
    return is_empty(given)


def is_empty(given: Expr, depth: int = 0) -> bool:
    """`[]`, `{}`, `""`, `0`; `{ rows: [], total: 0 }`, which looks like an answer with nothing."""
    if given.kind in ("array", "tuple") or depth > _DEPTH:
        return not given.elements
    if given.kind == "object":
        return all(
            each.value is not None
            and each.computed is None
            and each.kind != "spread"
            and (each.value.kind == "null" or is_empty(each.value, depth + 1))
            for each in given.entries
        )
    return given.string == "" or given.number == 0


def is_data(body: Body, given: Expr | None) -> bool:
    """Whether a result is what a clause itself says of the failure, and nothing that it does."""
    if given is None:
        return True
    works = (site for site in body.outline.sites_in(given) if site.awaited)
    return (given.kind != "call" or is_plain(body, given)) and not any(works)


def throws_after(body: Body, place: Hiding) -> bool:
    """`await tell().catch(log); throw error`: what comes after lets the step fail."""
    statement = body.statement_at(place)
    for after in statement.following() if statement is not None else ():
        if after.kind == "throw":
            return True
        if body.returns_in(after):
            return False
    return False


def handler_of(site: CallSite) -> Body | None:
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
    is_nothing = is_data if told else _is_nothing
    return all(is_nothing(handler, each.expr) for each in handler.returns_in(handler))
