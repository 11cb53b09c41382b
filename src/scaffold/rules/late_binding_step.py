"""Bind the loop variable in a lambda that makes a step: `lambda item=item: …`.

A function looks its variables up when it is called, and `ctx.group.parallel` calls it after the
loop: every step then works on the last item. Seen on the Python SDK: `[2, 2, 2]` for `range(3)`.
The same holds for a `def` in a loop, and for a lambda that `functools.partial` is given.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.bindings import default_of
from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite, Outline
from scaffold.code.places import Loop
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Example, report

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


_COLLECT = frozenset({"append", "add", "insert", "extend"})
_AROUND = ("array", "tuple")
_EMPTY = frozenset({"clear", "pop", "popleft"})
_DEPTH = 3


class _Place(NamedTuple):
    """Where a function is put to be called later."""

    expr: Expr
    body: Body
    use: str
    owner: CallSite | None
    loop: Loop | None


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step whose function reads a loop variable too late."""
    reported: set[Expr] = set()
    for step in function.steps:
        if step.site.expr in reported:
            continue
        for late, loops in _called_later(step):
            read = sorted({name for loop in loops for name in _read_late(late, loop)})
            if read:
                reported.add(step.site.expr)
                is_lambda = _is_lambda(late)
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
        bound = step.site.outline.site(step.site.expr)
        if bound is not None and bound is not step.site:  # `partial(ctx.step.run, "id", callback)`
            place = _Place(bound.expr, bound.body, bound.use, bound.owner, bound.loop)
            yield callback, list(_ended(place, bound.outline))


def _places(body: Body) -> Iterator[_Place]:
    """Where a function is put: where it is written, or where its name is given on."""
    if body.parent is None:
        return
    if _is_lambda(body) and body.name is None:
        yield _Place(body.expr, body.parent, body.use, body.owner, body.loop)
    elif body.name is not None:
        binding = body.parent.lookup(body.name, body.start)
        if binding is not None and binding.function is body:
            for used in body.outline.references_to(binding):
                if _inside(used, body.loop):
                    yield _Place(used.expr, used.body, used.use, used.owner, body.loop)


def _ended(place: _Place, outline: Outline) -> Iterator[Loop]:
    """The loops that are over when what is put there is called."""
    owner, loop = place.owner, place.loop
    if loop is not None and loop.kind == "comprehension" and _is_element(place):
        made = outline.expr_at(loop.start, loop.end)
        if (owner is not None and _inside(owner, loop)) or _is_looped_over(made, place.body):
            return
        yield loop
        loop = loop.parent
    name = _list_of(place)
    kept = place.body.lookup(name, place.expr.start) if name is not None else None
    while loop is not None and kept is not None and not _inside(kept, loop):
        if _is_emptied(kept, loop):
            return
        yield loop
        loop = loop.parent


def _is_element(place: _Place) -> bool:
    around = place.expr.around
    is_value = around is not None and around.gathers == "object"
    return place.use == "element" or place.expr.entry_around is not None or is_value


def _list_of(place: _Place) -> str | None:
    """The name of the list: `later.append(…)`, `later += […]`, `later[key] = …`."""
    owner = place.owner
    if owner is not None:
        collects = owner.attrs[-1:] != () and owner.attrs[-1] in _COLLECT
        return owner.root if collects and place.use in ("argument", "element") else None
    around = place.expr.around
    while around is not None and around.kind in _AROUND:
        around = around.around
    left = around.left if around is not None and around.kind == "assignment" else None
    if around is None or left is None:
        return None
    if left.kind == "index":
        return left.inner.text if left.inner is not None else None
    return left.text if around.operator else None


def _is_looped_over(made: Expr, body: Body) -> bool:
    """Whether a generator gives each function to a loop that may call it at once."""
    if made.gathers != "generator":
        return False
    around, statement = made.around, body.statement_at(made)
    if around is None:
        return statement is not None and statement.kind == "loop" and statement.expr is made
    if made in around.sources:
        return True
    name = around.left if around.kind == "assignment" else None
    return name is not None and any(
        used.use == "loop" for used in body.outline.references.get(name.text, ())
    )


def _is_lambda(body: Body) -> bool:
    return body.expr.text.startswith("lambda")


def _is_emptied(kept: Binding, loop: Loop) -> bool:
    outline = kept.body.outline
    return any(
        used.path[-1:] and used.path[-1] in _EMPTY and _inside(used, loop)
        for used in outline.references_to(kept)
    ) or any(
        not write.attrs and write.written is not None and _inside(write, loop)
        for write in outline.mutations_of(kept)
    )


def _read_late(late: Body, loop: Loop) -> Iterator[str]:
    """The names that a function reads and that the loop gives another value each time."""
    defaults = [default_of(late, index) for index in range(len(late.parameters))]
    for body in late.outline.inside(late):
        for used in body.references:
            if any(each is not None and holds(each, used) for each in defaults):
                continue  # `lambda i=i: …` reads it in time
            binding = body.lookup(used.name, used.start)
            if binding is not None and not binding.body.is_inside(late) and _changes(binding, loop):
                yield used.name


def _changes(binding: Binding, loop: Loop, depth: int = 0) -> bool:
    """Whether a name is the loop's own, or made of one in it."""
    if binding.name in loop.names:
        return True
    value = binding.initial
    if binding.kind != "value" or value is None or depth > _DEPTH or not _inside(binding, loop):
        return False
    return any(
        used.binding is not None and _changes(used.binding, loop, depth + 1)
        for used in binding.body.references
        if holds(value, used)
    )


def _inside(place: Spanned, loop: Loop | None) -> bool:
    return loop is not None and holds(loop, place)
