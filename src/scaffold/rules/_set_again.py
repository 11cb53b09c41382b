"""Whether the handler itself sets a variable after a step that writes to it."""

from scaffold.code.operators import asked_missing
from scaffold.code.outline import Binding, Mutation
from scaffold.code.spans import Spanned, holds
from scaffold.code.statements import Statement
from scaffold.inngest.facts import Step


def is_set_again(binding: Binding, step: Step) -> bool:
    """Whether the handler puts another value there after the step, before it reads the variable.

    `root = made.root`: a write in the step only serves those who see it while the step runs. So
    it does where the handler makes what is missing: `if (!file) file = await read(key)`.
    """
    body, callback = step.site.body, step.callback
    statement = body.statement_at(step.site)
    if statement is None or callback is None:
        return False
    whole = [each for each in binding.outline.mutations_of(binding) if not each.attrs]
    after = [
        each for each in whole if each.body is body and each.written is not None
        and (holds(each, step.site) or each.start >= step.site.end)
    ]  # fmt: skip
    first = min(after, key=lambda each: each.start, default=None)
    set_at = body.statement_at(first) if first is not None else None
    if first is None or first.written is None or set_at is None:
        return False
    begins: Spanned = first
    asked: Spanned | None = None
    test = set_at.parent
    if test is not None and test.block is statement.block and _makes_missing(test, after, binding):
        begins, asked = test.blocks[0], test.expr
    elif set_at.block is not statement.block and set_at is not statement:
        return False
    return not any(
        (step.site.end <= each.start < first.end and holds(first.written, each))
        or step.site.end <= each.start < begins.start
        for each in binding.outline.references_to(binding)
        if not each.body.is_inside(callback) and not (asked is not None and holds(asked, each))
    )


def _makes_missing(test: Statement, written: list[Mutation], binding: Binding) -> bool:
    """Whether an `if` does nothing but set a variable that has no value, in any case."""
    block = test.blocks[0] if test.kind == "if" and len(test.blocks) == 1 else None
    asked = asked_missing(test.expr) if test.expr is not None else None
    if block is None or asked is None or asked.kind != "name":
        return False
    if binding.outline.binding(asked) is not binding:
        return False
    places = [each.body.statement_at(each) for each in written]
    return any(each is not None and each.block is block for each in places)
