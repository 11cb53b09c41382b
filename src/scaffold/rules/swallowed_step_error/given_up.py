"""A step that ends well as a helper hides its failure, and gives nothing: `if (!found) return`.

The helper's `null` is all that is left of the error, and nobody looks at what the step gives.
"""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.spans import holds
from scaffold.inngest.facts import Function
from scaffold.rules._step_results import called_by, holder_of
from scaffold.rules.swallowed_step_error.hidings import Hiding, hidings

_IS = frozenset({"==", "===", "is"})


def given_up(function: Function, body: Body) -> Iterator[tuple[Hiding, CallSite]]:
    """Yield each clause of a helper that makes a function end early, with the helper's call."""
    for site in body.calls:
        binding = holder_of(site)
        helper = called_by(site, function) if binding is not None else None
        if helper is None or (helper.is_async and not site.awaited):
            continue
        if binding is None or not _ends_without(body, binding, site):
            continue
        for hiding in hidings(function, helper):
            if not isinstance(hiding, CallSite) and _gives_null(helper, hiding):
                yield hiding, site


def _ends_without(body: Body, binding: Binding, site: CallSite) -> bool:
    """Whether the next thing that a function does without a result is to return."""
    statement = body.statement_at(site)
    for after in statement.following() if statement is not None else ():
        read = [each for each in body.outline.references_to(binding) if holds(after, each)]
        if not read:
            continue
        block = after.blocks[0] if after.kind == "if" and after.blocks else None
        test = block.test or after.expr if block is not None else None
        if block is None or test is None or not _is_missing(test, binding):
            return False
        returned = body.returns_in(block)
        throws = any(each.kind == "throw" for each in block.all())
        works = any(holds(block, each) and each.awaited for each in body.calls)
        return block.leaves and bool(returned) and not throws and not works
    return False


def _is_missing(test: Expr, binding: Binding) -> bool:
    """`!found`, `found is None`, `found === null`."""
    if test.kind == "not":
        asked = test.operand
    elif test.kind == "comparison" and test.operator in _IS:
        right = test.right
        asked = test.left if right is not None and right.kind == "null" else None
    else:
        asked = None
    return asked is not None and asked.kind == "name" and binding.outline.binding(asked) is binding


def _gives_null(helper: Body, hiding: Hiding) -> bool:
    """Whether a helper returns nothing for a failure, and something else."""
    told = helper.returns_in(hiding)
    statement = helper.statement_at(hiding)
    if not told and (statement is None or statement.parent is not None or not statement.is_last):
        return False
    given = [each for each in helper.returns_in(helper) if not holds(hiding, each)]
    is_null = all(each.expr is None or each.expr.kind == "null" for each in told)
    return is_null and any(each.expr is not None and each.expr.kind != "null" for each in given)
