"""A clause that puts what an error says where the answer belongs: `answer = f"failed: {error}"`."""

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite, Reference
from scaffold.code.places import Catch
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import last_word
from scaffold.rules._step_results import holder_of

_COLLECTING = frozenset({"push", "append", "add", "set", "extend", "update"})
_PLAIN = frozenset({"dict", "str", "repr", "String", "Error"})


def sets_answer(body: Body, clause: Catch) -> bool:
    """Whether all that a clause writes is the error, into what the function only returns."""
    written = [each for each in body.mutations if holds(clause, each)]
    return bool(written) and all(
        not each.attrs
        and each.written is not None
        and names_error(body, each.written)
        and _is_answer(body, clause, each.binding)
        for each in written
    )


def only_tells(body: Body, clause: Catch) -> bool:
    """The same also for a word, `status = "failed"`, and for a part of what is returned."""
    if sets_answer(body, clause):
        return True
    written = [each for each in body.mutations if holds(clause, each)]
    filled = [site for site in body.calls if holds(clause, site) and collects(site)]
    holders = [each.binding for each in written]
    holders += map(holder, filled)
    return bool(holders) and (
        all(each.written is None or is_plain(body, each.written) for each in written)
        and all(_is_answer(body, clause, each) for each in holders)
    )


def writes_more_than_a_word(body: Body, clause: Spanned) -> bool:
    """Whether what a clause writes tells more of a failure than one word for it."""
    written = [each.written for each in body.mutations if holds(clause, each)]
    filled = any(holds(clause, site) and collects(site) for site in body.calls)
    return filled or any(each is not None and each.string is None for each in written)


def counted(body: Body, clause: Spanned) -> list[Binding]:
    """The numbers that a clause adds to, which a function gives: `failed += 1`."""
    added = (each.binding for each in body.mutations if holds(clause, each))
    return [
        each
        for each in added
        if each is not None and any(map(_is_told, each.outline.references_to(each)))
    ]


def is_given_on(site: CallSite) -> bool:
    """Return whether what a call gives is returned as well, whatever else is done with it."""
    binding = holder_of(site)
    read = binding.outline.references_to(binding) if binding is not None else ()
    return site.use == "returned" or any(_is_returned(each) or _is_put_in(each) for each in read)


def _is_told(reference: Reference) -> bool:
    """Whether a value is returned, also in a variable: `const report = { failed };`."""
    values = ((each, each.initial) for each in reference.body.declared())
    return _is_returned(reference) or any(
        _is_returned(used)
        for each, given in values
        if given is not None and given.kind == "object" and given.holds(reference)
        for used in each.outline.references_to(each)
    )


def _is_put_in(reference: Reference) -> bool:
    """Whether a value is a part of what is put into a list that is returned."""
    around = [each for each in reference.body.calls if each.expr.holds(reference)]
    lists = [holder(each) for each in around if collects(each)]
    return any(
        each is not None and any(map(_is_returned, each.outline.references_to(each)))
        for each in lists
    )


def _is_returned(reference: Reference) -> bool:
    return any(each.holds(reference) for each in reference.body.returned)


def collects(site: CallSite) -> bool:
    """`errors.append(error)`; no `await db.update(orders).set(paid)`."""
    is_it = site.attrs[-1:] != () and site.attrs[-1] in _COLLECTING
    return is_it and not site.awaited and site.use != "receiver"


def is_plain(body: Body, given: Expr) -> bool:
    """Whether an expression only says something: `{"error": str(error)}`, `Result(ok=False)`."""
    for site in body.outline.sites_in(given):
        name = last_word(site)
        if site.awaited or not (site.is_new or name in _PLAIN or name[:1].isupper()):
            return False
    return True


def holder(site: CallSite) -> Binding | None:
    """Return the variable of `result["errors"].append(…)`."""
    root = site.called.root if site.called is not None else None
    return site.outline.binding(root) if root is not None else None


def names_error(body: Body, given: Expr) -> bool:
    """Return whether a value is made of what was caught."""
    named = [each.binding for each in body.outline.references_in(given)]
    return any(each is not None and each.kind == "catch" for each in named)


def _is_answer(body: Body, clause: Catch, binding: Binding | None) -> bool:
    """Whether a variable is a function's own, and goes nowhere but into its result and logs."""
    if binding is None or binding.body is not body or binding.kind == "param":
        return False
    after = [
        each
        for each in body.outline.references_to(binding)
        if each.start >= clause.attempt.end or each.body is not body
    ]
    return any(map(_is_returned, after)) and all(_is_output(body, each) for each in after)


def _is_output(body: Body, reference: Reference) -> bool:
    """Whether a place returns a variable, alone or in what is returned, or logs it."""
    if reference.body is not body or reference.optional or reference.use == "condition":
        return False
    around = [site for site in body.calls if site.expr.holds(reference)]
    if around:
        return all(map(is_logging, around))
    return any(each.holds(reference) for each in body.returned)
