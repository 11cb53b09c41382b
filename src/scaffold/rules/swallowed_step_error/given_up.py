"""A step that ends well with nothing, as a failure is hidden on the way: `if (!found) return`.

The `null` of a `catch`, or of a helper's, is all that is left of the error, and nobody looks at
what the step gives.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.operators import AND, OR, SAME, asked_missing
from scaffold.code.outline import Binding, Body, CallSite, Reference
from scaffold.code.places import Catch
from scaffold.code.spans import Spanned, holds
from scaffold.code.statements import Block, Statement
from scaffold.inngest.effects.logging import is_logged, is_logging
from scaffold.inngest.effects.names import last_word
from scaffold.inngest.facts import Function
from scaffold.rules._step_results import called_by, decides_nothing, holder_of
from scaffold.rules.swallowed_step_error.answered_failures import Answered
from scaffold.rules.swallowed_step_error.hidings import (
    Hiding,
    answers_nothing,
    hides,
    hidings,
    waits,
)
from scaffold.rules.swallowed_step_error.kinds_of_calls import sends
from scaffold.rules.swallowed_step_error.nothing_done import (
    answers_failure,
    does_nothing,
    is_empty,
    is_nothing,
)
from scaffold.rules.swallowed_step_error.other_ways import does_something, set_by_success
from scaffold.rules.swallowed_step_error.set_answers import collects, holder

_TRUE, _FALSE = ("true", "True"), ("false", "False")
_MORE = frozenset({">", ">="})
_PATHS = frozenset({"name", "member", "index"})


class GivenUp(NamedTuple):
    """A clause of `body` that makes a function end early, and the call that leads there."""

    hiding: Hiding
    body: Body
    call: CallSite | None


def given_up(function: Function, body: Body) -> Iterator[GivenUp]:
    """Yield each clause that makes a function end early, of its own or of a helper."""
    for site in body.calls:
        binding = holder_of(site)
        if binding is None or not ends_without(body, binding, site):
            continue
        if last_word(site) == "catch":
            if answers_nothing(site, function.links):
                yield GivenUp(site, body, None)
            continue
        helper = called_by(site, function)
        if helper is None or (helper.is_async and not site.awaited):
            continue
        for hiding in hidings(function, helper, told=True):
            if _gives_none(helper, hiding):
                yield GivenUp(hiding, helper, site)
    for attempt in body.attempts:
        if not waits(function, body, attempt):
            continue
        for binding in set_by_success(body, attempt):
            given = binding.initial
            is_none = given is None or is_nothing(body, given) or given.text == "undefined"
            if is_none and ends_without(body, binding, attempt):
                yield from (
                    GivenUp(c, body, None) for c in attempt.catches if hides(function, body, c)
                )
                break


def ends_without(body: Body, binding: Binding, place: Spanned, *, in_handler: bool = False) -> bool:
    """Return whether the next thing that is done without a result is to end, or to go on.

    In a handler it is to end as if there was nothing to do: `if (!user) return { skipped: true }`.
    """
    statement = body.statement_at(place)
    for after in statement.following() if statement is not None else ():
        read = [each for each in body.outline.references_to(binding) if holds(after, each)]
        if not read:
            continue
        if after.kind == "loop":  # `for (const row of rows) { … }`
            is_over = after.expr is not None and all(map(after.expr.holds, read))
            return (
                not in_handler
                and is_over
                and any(_is_all_the_rest(body, place, each) for each in after.blocks)
            )
        part = _taken_of(body, binding, after, read)
        if part is not None:
            return ends_without(body, part, after, in_handler=in_handler)
        block, test = _asked(after)
        if block is None or test is None:
            return False
        if test.kind == "name" and binding.outline.binding(test) is binding:  # `if (found) { … }`
            is_alone = not in_handler and len(after.blocks) == 1
            return is_alone and _is_all_the_rest(body, place, block)
        if not _is_missing(test, binding):
            return False
        throws = any(each.kind == "throw" for each in block.all())
        is_told = all(each.expr is None or _is_plain(each.expr) for each in body.returns_in(block))
        if in_handler and not (block.leaves and not answers_failure(body, block)):
            return False
        rest = next(after.following(), None)
        if throws or (rest is not None and rest.kind == "throw"):
            return False  # `if (!state?.isOpen) return; throw new Error("is open");`
        return block.ends and is_told and does_nothing(body, block, told=True)
    return False


def skips_the_rest(
    body: Body, binding: Binding, place: Spanned, told: Sequence[Expr | None] | None
) -> bool:
    """Return whether all that a handler asks of a result is whether to go on, or to end.

    `if (!job) return { success: false };`, `if (sent.ok) { await step.run("next", next); }`, where
    what is `told` for a failure says no; None is that of work that was given up.
    """
    statement = body.statement_at(place)
    for after in statement.following() if statement is not None else ():
        read = [each for each in body.outline.references_to(binding) if holds(after, each)]
        if all(is_logged(each) or decides_nothing(each) or _is_kept(each) for each in read):
            continue
        block, test = _asked(after)
        if block is None or test is None:
            return False
        if _is_missing(test, binding):
            throws = any(each.kind == "throw" for each in block.all())
            return block.ends and not throws and does_nothing(body, block, told=True)
        asked = _asked_there(test, binding)
        if len(after.blocks) > 1 or asked is None or not _does_more_than_log(body, block):
            return False
        return _says_no(asked, told)
    return False


def _is_kept(reference: Reference) -> bool:
    """`results.push(sent);`, beside which something may be asked."""
    return reference.use == "argument" and reference.owner is not None and collects(reference.owner)


def _does_more_than_log(body: Body, block: Block) -> bool:
    logs = [each for each in body.calls if holds(block, each) and is_logging(each)]
    return not all(
        each.kind == "expression" and any(holds(each, site) for site in logs)
        for each in block.statements
    )


def _asked(statement: Statement) -> tuple[Block | None, Expr | None]:
    """The first block of an `if`, and what is asked for it."""
    if statement.kind != "if" or not statement.blocks:
        return None, None
    block = statement.blocks[0]
    return block, block.test or statement.expr


def _taken_of(
    body: Body, binding: Binding, statement: Statement, read: list[Reference]
) -> Binding | None:
    """The variable for a part that is not there where there is nothing: `hit = found?.hits[0]`."""
    if statement.kind != "declaration" or len(read) != 1 or not read[0].optional:
        return None
    return next(
        (
            each
            for each in body.declared()
            if each.kind == "value" and each.initial is not None and holds(statement, each)
            if each.initial.kind in _PATHS and each.initial.root is read[0].expr
        ),
        None,
    )


def _asked_there(test: Expr, binding: Binding) -> Expr | None:
    """What a test asks to be there: `sent`, `sent.ok`, `rows.length > 0`, `sent && sent.ok`."""
    if test.kind == "choice" and test.operator in AND and test.left is not None:
        return _asked_there(test.left, binding)
    asked = test.left if test.operator in _MORE and test.right is not None else test
    is_it = asked is not None and asked.kind in _PATHS and _is_of(asked, binding)
    return asked if is_it else None


def _says_no(asked: Expr, told: Sequence[Expr | None] | None) -> bool:
    """Whether what is asked is nothing in each result for a failure: `ok` of `{ ok: false }`."""
    if asked.kind == "name" or asked.name == "length":
        is_nothing = (each is None or _is_no(each) for each in told or ())
        return told is None or (bool(told) and all(is_nothing))
    key = asked.index.string if asked.kind == "index" and asked.index is not None else asked.name
    if not told or key is None:
        return False
    values = [
        {one.key: one.value for one in each.entries} if each is not None else {} for each in told
    ]
    is_part = asked.inner is not None and asked.inner.kind == "name"
    return is_part and all(
        key in each and None not in each and _is_no(each[key]) for each in values
    )


def _is_no(value: Expr) -> bool:
    return value.kind == "null" or value.text in _FALSE or is_empty(value)


def _is_of(asked: Expr, binding: Binding) -> bool:
    return binding.outline.binding(asked.root) is binding


def _is_plain(given: Expr) -> bool:
    """Whether a result is no other way to come to one: `{ status: "not_found", row: null }`."""
    return given.kind != "template" and all(each.kind != "call" for each in given.inside())


def _is_missing(test: Expr, binding: Binding) -> bool:
    """`!found`, `!found?.ok`, `found is None`, `found === null`, `!found || found.gone`."""
    if test.kind == "choice" and test.operator in OR and test.left is not None:
        return _is_missing(test.left, binding)
    is_none = test.right is not None and test.right.number == 0 and test.operator in SAME
    asked = test.left if is_none else asked_missing(test)
    return asked is not None and _is_of(asked, binding)


def _is_all_the_rest(body: Body, place: Spanned, block: Block) -> bool:
    """Whether all that a function waits for after a place stands in one block."""
    later = [each for each in body.calls if each.awaited and each.start >= place.end]
    given = [each.expr for each in body.returns_in(body) if each.start >= block.end]
    is_told = all(each is None or _is_as_before(body, each, block) for each in given)
    return bool(later) and is_told and all(holds(block, each) for each in later)


def _is_as_before(body: Body, given: Expr, block: Block) -> bool:
    """Whether a result says no more than what one block did: a literal, or the list it filled."""
    return (given.kind == "object" and _is_plain(given)) or _is_gathered(body, given, block)


def _is_gathered(body: Body, given: Expr, block: Block) -> bool:
    """Whether it is a list that is filled in one block: `made.push(await create(row))`."""
    held = body.outline.binding(given) if given.kind == "name" else None
    into = [each for each in body.calls if collects(each) and holder(each) is held]
    return held is not None and bool(into) and all(holds(block, each) for each in into)


def _gives_none(helper: Body, hiding: Hiding) -> bool:
    """Whether a helper gives `null`, `[]`, `{ ok: false }` for a failure, and something else."""
    if isinstance(hiding, CallSite):
        return False
    if answers_failure(helper, hiding):
        return True
    told = helper.returns_in(hiding)
    statement = helper.statement_at(hiding)
    if not told and (statement is None or statement.parent is not None or not statement.is_last):
        return False
    given = [each for each in helper.returns_in(helper) if not holds(hiding, each)]
    if told and _does(helper, hiding) and any(e.expr and e.expr.text in _TRUE for e in given):
        return all(each.expr and each.expr.text in _FALSE for each in told)
    return all(_is_none(each.expr) for each in told) and not all(_is_none(e.expr) for e in given)


def _does(helper: Body, hiding: Catch | Answered) -> bool:
    """Whether it is something done to the world that failed, as far as names tell."""
    place = hiding.attempt if isinstance(hiding, Catch) else helper
    tried = [each for each in helper.outline.sites_in(place) if each.awaited]
    return any(does_something(each) or sends(each) for each in tried)


def _is_none(given: Expr | None) -> bool:
    return given is None or (given.kind in ("null", "array", "tuple") and not given.elements)
