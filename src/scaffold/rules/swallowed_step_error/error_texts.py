"""A helper that answers a failure with a text, `"Failed to fetch …"`, which is used like any other.

So it is where the text is one part of an answer: `{ reply: "Sorry, something went wrong" }`.
"""

import re
from collections.abc import Iterator

from scaffold.code.expressions import Entry, Expr
from scaffold.code.outline import Body, CallSite, Reference
from scaffold.code.places import Catch
from scaffold.inngest.effects.logging import is_logged
from scaffold.inngest.facts import Function, Step
from scaffold.rules._step_results import called_by, followed, gives_result, holder_of
from scaffold.rules.swallowed_step_error.explained import is_expected
from scaffold.rules.swallowed_step_error.hidings import hides, waits
from scaffold.rules.swallowed_step_error.nothing_done import is_asked
from scaffold.rules.swallowed_step_error.other_ways import goes_another_way
from scaffold.rules.swallowed_step_error.set_answers import names_error
from scaffold.rules.swallowed_step_error.tested_results import is_tested
from scaffold.syntax.regexes import regex

_FAILURE = regex(
    r"\W*((an?|internal|unknown|unexpected|i|i'm|we|we're) )*(error|failed|failure|sorry|apolog"
    r"|unable to|could not|couldn't|cannot|something went wrong)"
    r"|\W*([\w-]+ ){1,3}(failed|could not be|couldn't be|(is |was )?(unavailable|not available))\b",
    re.IGNORECASE,
)
_FAILED = regex(r"\b(error|failed|failure)\b", re.IGNORECASE)
_LOOKING = frozenset({"startsWith", "includes", "startswith", "match", "test", "endsWith"})
_TRUE = frozenset({"true", "True"})
Calls = tuple[CallSite, ...]
_MARKS = frozenset(
    {"error", "errors", "message", "reason", "detail", "details", "status", "success", "ok"}
)


def error_texts(
    function: Function, step: Step | None, maker: Body
) -> Iterator[tuple[Catch, Body, Calls]]:
    """Yield each clause that answers so, where nobody looks at the text, with the helper's call.

    Without a step it is a handler's that has none.
    """
    given_by = step.call.given_by if step is not None else None
    for body in maker.outline.inside(maker):
        for site in body.calls:
            called = called_by(site, function) if site.use != "discarded" else None
            gives = body is maker and gives_result(site)
            asked = given_by if gives and given_by is not None else site
            for helper, calls in followed(function, called, returned=True):
                if not helper.attempts or _is_looked_at(function, asked):
                    continue
                for clause in _answered_texts(function, helper, is_result=gives):
                    yield clause, helper, (site, *calls)
    is_callback = step is not None and maker is step.callback and bool(maker.attempts)
    if is_callback and given_by is not None and not _is_looked_at(function, given_by):
        found = _answered_texts(function, maker, is_result=True)
        yield from ((clause, maker, ()) for clause in found)


def _answered_texts(function: Function, helper: Body, *, is_result: bool) -> Iterator[Catch]:
    """The clauses of a function that return what says that it failed, as if it had not.

    A step's result that holds the error tells it to whoever takes that.
    """
    for attempt in helper.attempts:
        if not waits(function, helper, attempt) or goes_another_way(helper, attempt):
            continue
        for clause in attempt.catches:
            told = [each.expr for each in helper.returns_in(clause)]
            says = bool(told) and all(_says_failure(helper, each) for each in told)
            if is_result and any(_tells_by_its_field(helper, each) for each in told):
                continue
            if (
                says
                and hides(function, helper, clause, told=True)
                and not is_expected(helper, clause)
            ):
                yield clause


def _tells_by_its_field(helper: Body, given: Expr | None) -> bool:
    """Whether a result is an error, or holds it where one is looked for: `{ error: `${e}` }`."""
    if given is None or given.kind != "object":
        return given is not None and names_error(helper, given)
    fields = {each.key or "": each.value for each in given.entries}
    told = [value for key, value in fields.items() if key in _MARKS or "err" in key.lower()]
    return any(names_error(helper, each) for each in told)


def _says_failure(helper: Body, given: Expr | None) -> bool:
    """`"Failed to load"`, `{ reason: `judge failed: ${error}` }`; no result with a mark of it."""
    if given is None:
        return False
    if given.kind == "object":
        marked = any(each.key in _MARKS or _is_told(each) for each in given.entries)
        return not marked and any(_says_failure(helper, each.value) for each in given.entries)
    first = given.parts[0] if given.parts else None
    if not isinstance(first, str):
        return False
    return _FAILURE.match(first) is not None or (
        _FAILED.search(first) is not None and names_error(helper, given)
    )


def _is_told(entry: Entry) -> bool:
    """`is_error: true`, as a model is told of a tool."""
    return "error" in (entry.key or "").lower() and entry.value.text in _TRUE


def _is_looked_at(function: Function, site: CallSite) -> bool:
    """Whether something asks what a call gave."""
    holder = holder_of(site)
    read = holder.outline.references_to(holder) if holder is not None else []
    return is_tested(function, site) or any(map(_asks, read))


def _asks(reference: Reference) -> bool:
    return is_asked(reference) or (
        reference.path[-1:] != () and reference.path[-1] in _LOOKING and not is_logged(reference)
    )
