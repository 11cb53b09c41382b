"""Where two steps keep one variable, each as it was when that step ran.

A step keeps what it was given first. What is made anew on each replay is another value for the
step after it, and for one that runs beside it; so what they keep does not belong together.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite, Reference
from scaffold.code.places import Loop
from scaffold.code.spans import holds
from scaffold.code.statements import Statement
from scaffold.inngest.effects.names import says


def is_kept_twice(binding: Binding, tools: Sequence[CallSite]) -> bool:
    """Whether steps that are given a variable keep it more than once in a run."""
    return any(_is_repeated(each, binding) for each in tools) or any(
        not _excludes(one, other) for one, other in combinations(tools, 2)
    )


def is_event_id(at: Expr, tool: CallSite) -> bool:
    """Whether a value becomes part of the id of an event that a call sends, not of its data."""
    part, is_id = at, False
    while (around := part.around) is not None and part is not tool.expr:
        for entry in around.entries:
            if holds(entry.value, part):
                is_id = entry.key == "id" or (is_id and entry.key != "data")
        part = around
    return is_id


def read_after(value: Expr, binding: Binding) -> list[Reference]:
    """Return where a variable is read, but for what is done with it before a value gets into it.

    `await step.run("save", () => save(result)); result.at = new Date();`
    """
    read, body = binding.outline.references_to(binding), binding.body
    put = body.statement_at(value)
    is_first = binding.initial is not None and holds(binding.initial, value)
    inner = binding.outline.body_at(value.start)
    if put is None or put.is_in_loop or is_first or inner is not body:
        return list(read)
    return [each for each in read if not _is_done(each, body, put)]


def _is_done(reference: Reference, body: Body, before: Statement) -> bool:
    """Whether a function is done with what it reads there, and nothing else holds it."""
    owner = reference.owner
    if reference.body is body:
        is_given = reference.use == "argument" and owner is not None and owner.use == "discarded"
        stands = body.statement_at(reference)
        is_asked = stands is not None and stands.kind in ("if", "loop", "switch")
        return (is_given or is_asked) and reference.end <= before.start
    owner = reference.body.owner
    while owner is not None and owner.awaited and owner.body is not body:
        owner = owner.body.owner
    return owner is not None and owner.awaited and owner.end <= before.start


def _is_repeated(tool: CallSite, binding: Binding) -> bool:
    """Whether a step runs again and again in one run, outside of which its variable is made."""
    if any(not holds(loop, binding) for loop in _loops_around(tool)):
        return not _leaves_loop(tool)
    return any(
        body.owner is not None and says(body.owner, "iterates")
        for body in _functions_between(tool.body, binding.body)
    )


def _loops_around(tool: CallSite) -> Iterator[Loop]:
    loop = tool.loop
    while loop is not None:
        yield loop
        loop = loop.parent


def _functions_between(inner: Body, outer: Body) -> Iterator[Body]:
    body: Body | None = inner
    while body is not None and body is not outer:
        yield body
        body = body.parent


def _leaves_loop(tool: CallSite) -> bool:
    """Whether the loop is left after the step: `if (isLast) { await step…; break; }`."""
    statement = tool.body.statement_at(tool)
    while statement is not None and statement.kind != "loop":
        block = statement.block
        if block.leaves or any(each.kind in ("break", "return") for each in block.statements):
            return True
        statement = statement.parent
    return False


def _excludes(one: CallSite, other: CallSite) -> bool:
    """Whether only one of two calls is made in a run: they stand in two branches."""
    first, second = sorted((one, other), key=lambda each: each.start)
    statement = first.body.statement_at(first)
    if first.body is not second.body or statement is None:
        return False
    for block in statement.around():
        if holds(block, second):
            return False
        owner = block.owner
        if block.leaves or (owner is not None and owner.kind != "loop" and holds(owner, second)):
            return True
    return False
