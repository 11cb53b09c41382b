"""What functions write in two statements is read as one: the same program has one model.

`let x; x = f();` is `let x = f();`, `const x = f(); return x;` is `return f();`, with `throw` too,
`const x = f(); const { a } = x;` is `const { a } = f();`, `const p = f(); const x = await p;` is
`const x = await f();`, and `const x = await f();` is `await f();` where nothing reads `x`. A call
that is the only one to get a function by its name has it as if it were written there.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.kinds import Use
from scaffold.code.outline import Binding, Body, CallSite, Mutation, Outline, Reference
from scaffold.code.spans import Spanned, holds
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, parts

_STATEMENTS = frozenset(
    {"expression_statement", "return_statement", "lexical_declaration", "variable_declaration",
     "throw_statement", "raise_statement"}
)  # fmt: skip


class _Place(NamedTuple):
    """Where a name is read, in which statement, and what becomes of its value there."""

    name: Node
    statement: Node
    use: Use
    target: Node | None
    awaited: Reference | None = None


def merge(outline: Outline) -> None:
    """Merge such statements of the functions of a file, once all of it is read."""
    bodies = [each for each in outline.read_bodies if each.kind == "function"]
    uses = _Uses(bodies)
    _fill(bodies, uses)
    _give_on(bodies, uses, outline)
    _drop(bodies, uses, outline)
    _pass(bodies, uses, outline)


def _start(place: Reference | Mutation) -> int:
    return place.start


class _Uses:
    """What is assigned to which name, and where names stand: a file may have very many."""

    def __init__(self, bodies: list[Body]) -> None:
        self._assigned: dict[int, list[CallSite | Reference]] = {}
        self._named: dict[str, list[Reference | Mutation]] = {}
        for body in bodies:
            values: tuple[CallSite | Reference, ...] = (*body.calls, *body.references)
            for each in values:
                if each.use == "assigned" and each.target is not None:
                    self._assigned.setdefault(each.target.id, []).append(each)
            places: tuple[Reference | Mutation, ...] = (*body.references, *body.mutations)
            for place in places:
                self._named.setdefault(place.name, []).append(place)
        for named in self._named.values():
            named.sort(key=_start)

    def places(self, binding: Binding) -> list[Reference | Mutation]:
        """Return where a name is read and written, in order."""
        named, scope = self._named.get(binding.name, []), binding.scope
        seen: Spanned = binding.body if scope is None or scope.leaks else scope
        first = bisect_left(named, seen.start, key=_start)
        last = bisect_left(named, seen.end, key=_start)
        return [each for each in named[first:last] if each.binding is binding]

    def forget(self, write: Mutation) -> None:
        """Let a write be the declaration of its name."""
        named = self._named[write.name]
        named.remove(write)

    def move(self, name: Node, use: Use, target: Node | None, at: Reference | None = None) -> None:
        """Let what is assigned to a name be used in another way, or assigned to something else.

        `at` is where the name is awaited.
        """
        moved = self._assigned.pop(name.id, [])
        for each in moved:
            each.use, each.target = use, target
            each.awaited = each.awaited or at is not None
            if isinstance(each, CallSite) and at is not None:
                each.awaited_at = at
        if target is not None:
            self._assigned.setdefault(target.id, []).extend(moved)


def _fill(bodies: list[Body], uses: _Uses) -> None:
    """Declare a variable with what it is given right behind its declaration."""
    filled: set[int] = set()
    for binding in (each for body in bodies for each in body.declared()):
        if binding.kind != "value" or binding.value is not None:
            continue
        places = uses.places(binding)
        writes = (each for each in places if isinstance(each, Mutation) and not each.attrs)
        first = next(writes, None)
        left = first.node.child_by_field_name("left") if first is not None else None
        if first is None or left is None or not _follows(first.node.parent, binding):
            continue
        binding.value = first.value
        filled.add(id(first))
        uses.forget(first)
        uses.move(left, "assigned", binding.node)
    for body in bodies if filled else ():
        body.mutations[:] = [each for each in body.mutations if id(each) not in filled]


def _give_on(bodies: list[Body], uses: _Uses, outline: Outline) -> None:
    """Return, take apart or await what a name stands for that is there for that alone."""
    merged = outline.exprs.merged
    for body in bodies:
        given: set[int] = set()
        for place in [*_awaited(body), *_taken_apart(body), *_returned(body)]:
            binding = body.own(outline.text(place.name), place.name.start_byte)
            value = binding.value if binding is not None else None
            if binding is None or value is None or not _is_for(place.statement, binding, uses):
                continue
            outline.exprs.stands_for(place.name, value)
            declaration = _before(place.statement)
            if declaration is not None and declaration == _declaration(binding):
                merged.begins[place.statement.id] = declaration.start_byte
                merged.joined.add(declaration.id)
            uses.move(binding.node, place.use, place.target, place.awaited)
            if place.awaited is not None:
                merged.awaited.add(outline.exprs.of(value).node.id)
            binding.kind = "given"
            given.add(place.name.id)
        if given:
            body.references[:] = [each for each in body.references if each.node.id not in given]


def _returned(body: Body) -> Iterator[_Place]:
    """`return x;`, `throw x;`"""
    for each in body.returns:
        given = parts(each.node) if each.node.type == "return_statement" else ()
        if given and given[0].type == "identifier":
            yield _Place(given[0], each.node, "returned", None)
    for thrown in body.references:
        around = thrown.node.parent
        if thrown.use == "thrown" and around is not None and not thrown.path:
            yield _Place(thrown.node, around, "thrown", None)


def _taken_apart(body: Body) -> Iterator[_Place]:
    """`const { a } = x;`"""
    for each in body.references:
        around = each.target.parent if each.target is not None else None
        if each.use == "assigned" and not each.path and around is not None:
            value = around.child_by_field_name("value") or around.child_by_field_name("right")
            if value == each.node and around.parent is not None:
                yield _Place(each.node, around.parent, "assigned", each.target)


def _awaited(body: Body) -> Iterator[_Place]:
    """`await p;`, `const x = await p;` and `return await p;` right behind `const p = f();`."""
    for each in body.references:
        if not each.awaited or each.path or each.use not in ("assigned", "returned", "discarded"):
            continue
        node = each.node.parent
        statement = node.parent if node is not None else None
        if statement is not None and statement.type not in _STATEMENTS:
            statement = statement.parent
        if node is None or statement is None or node.type not in AWAIT:
            continue
        before = _before(statement)
        if before is not None and statement.type in _STATEMENTS and _names(before, each):
            yield _Place(each.node, statement, each.use, each.target, each)


def _before(statement: Node) -> Node | None:
    """The statement before one, comments left out."""
    before = statement.prev_named_sibling
    while before is not None and before.type == "comment":
        before = before.prev_named_sibling
    return before


def _names(declaration: Node, reference: Reference) -> bool:
    binding = reference.binding
    return binding is not None and declaration == _declaration(binding)


def _drop(bodies: list[Body], uses: _Uses, outline: Outline) -> None:
    """Take what nothing reads for what nobody takes."""
    for body in bodies:
        for binding in body.declared():
            if binding.kind != "value" or binding.path:
                continue
            value, declaration = binding.initial, _declaration(binding)
            if value is None or not value.awaited or declaration is None:
                continue
            if uses.places(binding):
                continue
            uses.move(binding.node, "discarded", None)
            outline.exprs.merged.dropped[declaration.id] = value.node
            binding.value = None


def _pass(bodies: list[Body], uses: _Uses, outline: Outline) -> None:
    """Give a call the function that a name stands for which is there for that call alone."""
    for binding in (each for body in bodies for each in body.declared()):
        initial = binding.initial if binding.kind == "value" and not binding.path else None
        function = outline.body(initial) if initial is not None else binding.function
        if function is None or function.kind != "function":
            continue
        places = uses.places(binding)
        only = places[0] if len(places) == 1 else None
        if isinstance(only, Reference) and only.use == "argument" and not only.path:
            function.owner, function.index, function.use = only.owner, only.index, only.use


def _is_for(statement: Node, binding: Binding, uses: _Uses) -> bool:
    """Whether a name is there for one statement and for nothing else."""
    if binding.kind != "value" or binding.path or not _follows(statement, binding):
        return False
    return len(uses.places(binding)) == 1


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
