"""A clause that puts what an error says where the answer belongs: `answer = f"failed: {error}"`."""

from scaffold.code.outline import Body, Catch, Mutation, Reference
from scaffold.code.spans import holds
from scaffold.inngest.effects.logging import is_logging


def sets_answer(body: Body, clause: Catch) -> bool:
    """Whether all that a clause writes is the error, into what the function only returns."""
    written = [each for each in body.mutations if holds(clause, each)]
    return bool(written) and all(_is_answer(body, clause, each) for each in written)


def _is_answer(body: Body, clause: Catch, mutation: Mutation) -> bool:
    binding, given = mutation.binding, mutation.written
    if mutation.attrs or binding is None or given is None or binding.body is not body:
        return False
    named = [each.binding for each in body.outline.references_in(given)]
    if not any(each is not None and each.kind == "catch" for each in named):
        return False
    after = [
        each
        for each in body.outline.references_to(binding)
        if each.start >= clause.attempt.end or each.body is not body
    ]
    is_returned = any(any(one.holds(each) for one in body.returned) for each in after)
    return is_returned and all(_is_output(body, each) for each in after)


def _is_output(body: Body, reference: Reference) -> bool:
    """Whether a place returns a variable, alone or in what is returned, or logs it."""
    if reference.body is not body or reference.optional or reference.use == "condition":
        return False
    around = [site for site in body.calls if site.expr.holds(reference)]
    if around:
        return all(map(is_logging, around))
    return any(each.holds(reference) for each in body.returned)
