"""Whether what a step gives goes nowhere but into the run's output, into logs and into counts."""

from collections.abc import Sequence

from scaffold.code.expressions import Expr
from scaffold.code.links import NoLinks, function_given
from scaffold.code.operators import AND
from scaffold.code.outline import Binding, CallSite, Mutation, Reference
from scaffold.code.spans import holds
from scaffold.code.statements import Statement
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import last_word
from scaffold.inngest.facts import Function
from scaffold.rules._step_results import decides_nothing
from scaffold.rules.swallowed_step_error.kinds_of_calls import changes, is_for_watchers_or_copies
from scaffold.rules.swallowed_step_error.set_answers import collects, holder
from scaffold.rules.swallowed_step_error.tested_results import held_by, only_counts, tells_failure

_COUNTING = frozenset(
    {"filter", "reduce", "map", "sum", "len", "count", "size", "values", "entries", "keys"}
)
_GOOD = frozenset({"success", "ok", "sent", "succeeded", "done"})
_PATHS = frozenset({"name", "member", "index"})
_DEPTH = 3


def is_only_told(function: Function, site: CallSite, told: Sequence[Expr | None] = ()) -> bool:
    """Return whether nothing depends on what a step gives, or on what it has `told` of a failure.

    `total += pulled.added`, which then decides, tells nothing of `pulled.error`.
    """
    if not function.triggers or any(each.kind == "invoke" for each in function.triggers):
        return False  # another function may look at it
    handlers = (function.handler, function.failure_handler)
    owner = site.body.owner
    if site.use == "returned" and owner is not None and owner.attrs[-1:] == ("map",):
        all_of = owner.owner  # `Promise.all(ids.map((id) => step.run(…)))`
        return all_of is not None and all_of.body in handlers and _is_told(held_by(all_of), 0)
    if site.body not in handlers:
        return False
    if site.use == "returned":
        return True
    if site.use == "argument" and site.owner is not None:
        return collects(site.owner) and _is_told(holder(site.owner), 0)
    if site.use != "assigned":
        return False
    held = held_by(site)
    if held is None:  # `results[id] = await step.run(…)`
        is_kept = site.into is not None and site.into.kind in ("index", "member")
        held = site.outline.binding(site.into.root) if is_kept and site.into is not None else None
    keys = {key for each in told for key in tells_failure(each)} if all(told) else set()
    return _is_told(held, 0) or (bool(keys) and _is_told(held, 0, frozenset(keys)))


def _is_told(binding: Binding | None, depth: int, keys: frozenset[str] = frozenset()) -> bool:
    """Whether all that reads a value only tells it; with `keys` all that reads one of these."""
    if binding is None or depth > _DEPTH:
        return False
    reads = binding.outline.references_to(binding)
    if keys and all(each.path for each in reads):
        reads = [each for each in reads if each.path[0] in keys]
    return bool(reads) and all(_is_output(each, depth) for each in reads)


def _is_output(reference: Reference, depth: int) -> bool:
    """Whether a place returns a value, logs it, counts it or puts it with others of which so."""
    body, owner = reference.body, reference.owner
    if decides_nothing(reference) or only_counts(reference):
        return True
    if reference.optional or reference.use in ("condition", "asserted"):
        return False
    around = [site for site in body.calls if site.expr.holds(reference)]
    if any(is_logging(each) for each in around):
        return True
    if any(is_for_watchers_or_copies(each) and not changes(each) for each in around):
        return True
    if owner is not None and collects(owner):  # `results.push(result)`, of either
        return holder(owner) is reference.binding or _is_told(holder(owner), depth + 1)
    if any(each.start == reference.start for each in body.mutations):
        return True  # `total` of `total += …`
    into = _written_with(reference)
    if into:
        return all(
            not each.attrs and each.binding is not reference.binding
            and _is_told(each.binding, depth + 1)
            for each in into
        )  # fmt: skip
    gone = _gone_through(reference)
    if gone:  # `for (const one of results) …`
        return all(_is_told(each, depth + 1) for each in gone)
    if not all(last_word(site) in _COUNTING for site in around):
        return False
    if any(each.holds(reference) for each in body.returned):
        return True
    kept = [each for each in body.declared() if each.initial and each.initial.holds(reference)]
    if len(kept) != 1 or kept[0].kind != "value":
        return False
    return _keeps_what_went_well(around) or _is_told(kept[0], depth + 1)


def _written_with(reference: Reference) -> list[Mutation]:
    """What is written of a value: `last = result.id`, `total += result.count`."""
    statement = reference.body.statement_at(reference)
    if statement is None or statement.kind != "expression":
        return []
    return [
        each
        for each in reference.body.mutations
        if (each.written.holds(reference) if each.written is not None else holds(statement, each))
        and each.start < reference.start
    ]


def _gone_through(reference: Reference) -> list[Binding]:
    """The variables of a loop over it."""
    statement: Statement | None = reference.body.statement_at(reference)
    if statement is None or statement.kind != "loop" or statement.expr is None:
        return []
    if not statement.expr.holds(reference):
        return []
    declared = reference.body.declared()
    return [e for e in declared if e.kind == "loop" and holds(statement, e)]


def _keeps_what_went_well(around: list[CallSite]) -> bool:
    """`results.filter((each) => each.success)`: what did not is left out."""
    asked = [function_given(each, NoLinks()) for each in around if last_word(each) == "filter"]
    return any(
        each is not None and len(each.returned) == 1 and _is_good(each.returned[0])
        for each in asked
    )


def _is_good(asked: Expr) -> bool:
    if asked.kind == "choice" and asked.operator in AND and asked.left is not None:
        return _is_good(asked.left)
    return asked.kind in _PATHS and asked.name in _GOOD
