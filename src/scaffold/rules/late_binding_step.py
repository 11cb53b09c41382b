"""Bind the loop variable in a lambda that makes a step: `lambda item=item: …`.

A function looks its variables up when it is called, and `ctx.group.parallel` calls it after the
loop: every step then works on the last item. Seen on the Python SDK: `[2, 2, 2]` for `range(3)`.
The same holds for a `def` in a loop, and for a lambda that `functools.partial` is given.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.outline import Binding, Body, CallSite, Loop, Outline
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.tree import Node

SEVERITY = "error"
EXAMPLES = [
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="resize", trigger=inngest.TriggerEvent(event="album/added")
        )
        async def resize(ctx: inngest.Context) -> None:
            await ctx.group.parallel(
                tuple(lambda: ctx.step.run(f"resize-{n}", work, n) for n in range(3))  # error
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="resize", trigger=inngest.TriggerEvent(event="album/added")
        )
        async def resize(ctx: inngest.Context) -> None:
            await ctx.group.parallel(
                tuple((lambda n=n: ctx.step.run(f"resize-{n}", work, n)) for n in range(3))
            )
        """,
    ),
]


_COMPREHENSIONS = frozenset(
    {
        "list_comprehension",
        "generator_expression",
        "set_comprehension",
        "dictionary_comprehension",
    }
)
_COLLECT = frozenset({"append", "add", "insert", "extend"})
_AROUND = frozenset({"list", "tuple", "parenthesized_expression"})
_EMPTY = frozenset({"clear", "pop", "popleft"})
_DEPTH = 3


class _Place(NamedTuple):
    """Where a function is put to be called later."""

    node: Node
    body: Body
    use: str
    owner: CallSite | None
    loop: Loop | None


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step whose function reads a loop variable too late."""
    reported: set[int] = set()
    for step in function.steps:
        if step.site.node.id in reported:
            continue
        for late, loops in _called_later(step):
            read = sorted({name for loop in loops for name in _read_late(late, loop)})
            if read:
                reported.add(step.site.node.id)
                is_lambda = late.node.type == "lambda"
                how = "lambda" if is_lambda else f"def {late.name}"
                yield report(
                    step,
                    f"{'the lambda' if is_lambda else f'`{late.name}`'} reads `{read[0]}` after "
                    "the loop, so every step gets its last value",
                    f"bind it: `{how} {read[0]}={read[0]}: …`"
                    if is_lambda
                    else f"bind it: `{how}({read[0]}={read[0]}): …`",
                )
                break


def _called_later(step: Step) -> Iterator[tuple[Body, list[Loop]]]:
    """The functions that run after loops that they stand in, with these loops."""
    body, callback = step.site.body, step.callback
    if body.loop is not None:
        yield body, [loop for place in _places(body) for loop in _ended(place, body.outline)]
    if callback is not None and callback.loop is not None:
        bound = step.site.outline.site(step.site.node)
        if bound is not None and bound is not step.site:  # `partial(ctx.step.run, "id", callback)`
            place = _Place(bound.node, bound.body, bound.use, bound.owner, bound.loop)
            yield callback, list(_ended(place, bound.outline))


def _places(body: Body) -> Iterator[_Place]:
    """Where a function is put: where it is written, or where its name is given on."""
    if body.parent is None:
        return
    if body.node.type == "lambda" and body.name is None:
        yield _Place(body.node, body.parent, body.use, body.owner, body.loop)
    elif body.name is not None:
        binding = body.parent.lookup(body.name, body.start)
        if binding is not None and binding.function is body:
            for used in body.outline.references_to(binding):
                if _inside(used.node, body.loop):
                    yield _Place(used.node, used.body, used.use, used.owner, body.loop)


def _ended(place: _Place, outline: Outline) -> Iterator[Loop]:
    """The loops that are over when what is put there is called."""
    owner, loop = place.owner, place.loop
    if loop is not None and loop.node.type in _COMPREHENSIONS and _is_element(place):
        if (owner is not None and _inside(owner.node, loop)) or _is_looped_over(loop.node, outline):
            return
        yield loop
        loop = loop.parent
    name = _list_of(place)
    kept = place.body.lookup(name, place.node.start_byte) if name is not None else None
    while loop is not None and kept is not None and not _inside(kept.node, loop):
        if _is_emptied(kept, loop):
            return
        yield loop
        loop = loop.parent


def _is_element(place: _Place) -> bool:
    around = place.node.parent
    return place.use == "element" or (around is not None and around.type == "pair")


def _list_of(place: _Place) -> str | None:
    """The name of the list: `later.append(…)`, `later += […]`, `later[key] = …`."""
    owner = place.owner
    if owner is not None:
        collects = owner.attrs[-1:] != () and owner.attrs[-1] in _COLLECT
        return owner.root if collects and place.use in ("argument", "element") else None
    around = place.node.parent
    while around is not None and around.type in _AROUND:
        around = around.parent
    if around is None or around.type not in ("assignment", "augmented_assignment"):
        return None
    left = around.child_by_field_name("left")
    if left is not None and left.type == "subscript":
        left = left.child_by_field_name("value")
    elif around.type == "assignment":
        return None
    return place.body.outline.text(left) if left is not None else None


def _is_looped_over(node: Node, outline: Outline) -> bool:
    """Whether a generator gives each function to a loop that may call it at once."""
    around = node.parent
    if node.type != "generator_expression" or around is None:
        return False
    if around.type in ("for_statement", "for_in_clause"):
        return True
    name = around.child_by_field_name("left") if around.type == "assignment" else None
    return name is not None and any(
        used.use == "loop" for used in outline.references.get(outline.text(name), ())
    )


def _is_emptied(kept: Binding, loop: Loop) -> bool:
    outline = kept.body.outline
    return any(
        used.path[-1:] and used.path[-1] in _EMPTY and _inside(used.node, loop)
        for used in outline.references_to(kept)
    ) or any(
        not write.attrs and write.node.type == "assignment" and _inside(write.node, loop)
        for write in outline.mutations_of(kept)
    )


def _read_late(late: Body, loop: Loop) -> Iterator[str]:
    """The names that a function reads and that the loop gives another value each time."""
    for body in late.outline.inside(late):
        for used in body.references:
            binding = body.lookup(used.name, used.start)
            if binding is not None and not binding.body.is_inside(late) and _changes(binding, loop):
                yield used.name


def _changes(binding: Binding, loop: Loop, depth: int = 0) -> bool:
    """Whether a name is the loop's own, or made of one in it."""
    if binding.name in loop.names:
        return True
    value = binding.value
    if binding.kind != "value" or value is None or depth > _DEPTH:
        return False
    if not _inside(binding.node, loop):
        return False
    for used in binding.body.references:
        if value.start_byte <= used.node.start_byte and used.node.end_byte <= value.end_byte:
            made_of = used.body.lookup(used.name, used.start)
            if made_of is not None and _changes(made_of, loop, depth + 1):
                return True
    return False


def _inside(node: Node, loop: Loop | None) -> bool:
    if loop is None:
        return False
    return loop.node.start_byte <= node.start_byte and node.end_byte <= loop.node.end_byte
