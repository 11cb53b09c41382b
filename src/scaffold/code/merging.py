"""What functions write in two statements is read as one: the same program has one model.

`let x; x = f();` is `let x = f();`, `const x = f(); return x;` is `return f();`,
`const x = f(); const { a } = x;` is `const { a } = f();`, and `const x = await f();` is
`await f();` where nothing reads `x`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.kinds import Use
from scaffold.code.outline import Binding, Body, CallSite, Outline, Reference
from scaffold.code.spans import Spanned, holds
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

_STATEMENTS = frozenset(
    {"expression_statement", "return_statement", "lexical_declaration", "variable_declaration"}
)


class _Place(NamedTuple):
    """Where a name is read, in which statement, and what becomes of its value there."""

    name: Node
    statement: Node
    use: Use
    target: Node | None


def merge(outline: Outline) -> None:
    """Merge such statements of the functions of a file, once all of it is read."""
    bodies = [each for each in outline.read_bodies if each.kind == "function"]
    _fill(bodies)
    _give_on(bodies, outline)
    _drop(bodies, outline)


def _fill(bodies: list[Body]) -> None:
    """Declare a variable with what it is given right behind its declaration."""
    empty = [
        each
        for body in bodies
        for each in body.declared()
        if each.kind == "value" and each.value is None
    ]
    names = {each.name for each in empty}
    found = [m for body in bodies if names for m in body.mutations if m.name in names]
    for binding in empty:
        writes = (each for each in found if not each.attrs and each.binding is binding)
        first = min(writes, key=lambda each: each.start, default=None)
        if first is not None and _follows(first.node.parent, binding):
            binding.value = first.value
            first.body.mutations.remove(first)
            for each in _uses(first.body, first.node.child_by_field_name("left")):
                each.target = binding.node


def _give_on(bodies: list[Body], outline: Outline) -> None:
    """Return, or take apart, what a name stands for that is there for that alone."""
    merged = outline.exprs.merged
    for body in bodies:
        for place in [*_taken_apart(body), *_returned(body)]:
            binding = body.own(outline.text(place.name), place.name.start_byte)
            value = binding.value if binding is not None else None
            if binding is None or value is None or not _is_for(place.statement, binding, bodies):
                continue
            outline.exprs.stands_for(place.name, value)
            declaration = place.statement.prev_named_sibling
            if declaration is not None and declaration == _declaration(binding):
                merged.begins[place.statement.id] = declaration.start_byte
                merged.joined.add(declaration.id)
            for each in _uses(body, binding.node):
                each.use, each.target = place.use, place.target
            body.references[:] = [r for r in body.references if r.node.id != place.name.id]


def _returned(body: Body) -> Iterator[_Place]:
    """`return x;`"""
    for each in body.returns:
        given = parts(each.node) if each.node.type == "return_statement" else ()
        if given and given[0].type == "identifier":
            yield _Place(given[0], each.node, "returned", None)


def _taken_apart(body: Body) -> Iterator[_Place]:
    """`const { a } = x;`"""
    for each in body.references:
        around = each.target.parent if each.target is not None else None
        if each.use == "assigned" and not each.path and around is not None:
            value = around.child_by_field_name("value") or around.child_by_field_name("right")
            if value == each.node and around.parent is not None:
                yield _Place(each.node, around.parent, "assigned", each.target)


def _drop(bodies: list[Body], outline: Outline) -> None:
    """Take what nothing reads for what nobody takes."""
    named = {each.name for body in bodies for each in (*body.references, *body.mutations)}
    for body in bodies:
        for binding in body.declared():
            if binding.kind != "value" or binding.path or binding.name in named:
                continue
            value, declaration = binding.initial, _declaration(binding)
            if value is None or not value.awaited or declaration is None:
                continue
            for each in _uses(body, binding.node):
                each.use, each.target = "discarded", None
            outline.exprs.merged.dropped[declaration.id] = value.node
            binding.value = None


def _is_for(statement: Node, binding: Binding, bodies: list[Body]) -> bool:
    """Whether a name is there for one statement and for nothing else."""
    if binding.kind != "value" or binding.path or not _follows(statement, binding):
        return False
    named = [
        each
        for body in bodies
        for each in (*body.references, *body.mutations)
        if each.name == binding.name and each.binding is binding
    ]
    return len(named) == 1


def _uses(body: Body, name: Node | None) -> Iterator[CallSite | Reference]:
    """The calls and names whose value is assigned to a name, where that stands."""
    found: tuple[CallSite | Reference, ...] = (*body.calls, *body.references)
    for each in found:
        if each.use == "assigned" and each.target is not None and each.target == name:
            yield each


def _declaration(binding: Binding) -> Node | None:
    declarator = binding.node.parent
    return declarator.parent if declarator is not None else None


def _follows(statement: Node | None, binding: Binding) -> bool:
    """Whether a statement stands behind the declaration of a name, in the same block."""
    declaration = _declaration(binding)
    return (
        statement is not None
        and declaration is not None
        and statement.type in _STATEMENTS
        and statement.parent == declaration.parent
        and declaration.end_byte <= statement.start_byte
    )


def returned_at(body: Body, expr: Expr) -> Spanned:
    """Return where a function gives something back: the `return` of a name that stands for it."""
    at = next((each for each in body.returns if each.expr is expr), None)
    return expr if at is None or holds(at, expr) else at
