"""Types as they are written, the same for TypeScript and Python, and the names that stand for them.

A `Type` is to a type what an `Expr` is to an expression: parentheses around it are not seen.
"""

from typing import Literal, NamedTuple

from scaffold.code.definitions import Definition, definitions
from scaffold.code.expressions import Expr, Expressions
from scaffold.code.once import once
from scaffold.code.outline import Binding, Body, CallSite, Outline
from scaffold.code.spans import Span, holds
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare, parts

TypeKind = Literal[
    "name",  # `Order`
    "member",  # `shop.Order`
    "generic",  # `Event<Order>`, `Event[Order]`: it has `arguments`
    "object",  # `{ id: string }`, what stands in an interface: it has `properties`
    "union",  # it has `members`
    "intersection",  # likewise
    "literal",  # `"order/paid"`; Python's `"Order"`
    "query",  # `typeof order`: it has a `value`
    "other",  # `string`, `Order[]`
]
_KINDS: dict[str, TypeKind] = {
    "type_identifier": "name",
    "identifier": "name",
    "nested_type_identifier": "member",
    "attribute": "member",
    "generic_type": "generic",
    "subscript": "generic",
    "object_type": "object",
    "interface_body": "object",
    "union_type": "union",
    "binary_operator": "union",
    "intersection_type": "intersection",
    "literal_type": "literal",
    "string": "literal",
    "type_query": "query",
}
_TYPED = frozenset(
    {"required_parameter", "optional_parameter", "public_field_definition", "typed_parameter",
     "typed_default_parameter", "assignment", "variable_declarator"}
)  # fmt: skip


class Property(NamedTuple):
    """One member of an object type; only a plain property has a key and a value."""

    key: str | None
    value: "Type | None"
    is_optional: bool
    start: int
    end: int
    key_span: Span


class Type:
    """One type of a file: `start` and `end` without what is around it, `whole` with that."""

    __slots__ = ("__dict__", "_exprs", "end", "kind", "node", "start", "whole")

    def __init__(self, node: Node, exprs: Expressions) -> None:
        node = _inside(node, "type", "type_annotation")
        self.whole = Span(node.start_byte, node.end_byte)
        node = _inside(node, "type", "parenthesized_type")
        self.node = node
        self._exprs = exprs
        self.kind: TypeKind = _KINDS.get(node.type, "other")
        self.start = node.start_byte
        self.end = node.end_byte

    def __repr__(self) -> str:
        return f"Type({self.kind}, {self.text!r})"

    @property
    def source(self) -> Source:
        """The file that it stands in."""
        return self._exprs.source

    @property
    def text(self) -> str:
        """The source text, without what is around it."""
        return self._exprs.text(self.node)

    @property
    def name(self) -> Expr:
        """What it is called: `Event` of `Event[Order]`."""
        named = parts(self.node)[:1] if self.kind == "generic" else []
        return self._exprs.of(named[0] if named else self.node)

    @once
    def arguments(self) -> "tuple[Type, ...]":
        """What a generic type is given."""
        given = parts(self.node)[1:] if self.kind == "generic" else []
        if self.node.type != "subscript":  # `typing.List[Order]` has them side by side
            given = [each for part in given for each in parts(part)]
        return tuple(map(self._of, given))

    @once
    def members(self) -> "tuple[Type, ...]":
        """What a union or an intersection is of, however the syntax nests it."""
        if self.kind not in ("union", "intersection"):
            return ()
        found: list[Type] = []
        todo = parts(self.node)[::-1]
        while todo:
            node = todo.pop()
            if node.type == self.node.type:
                todo += parts(node)[::-1]
            else:
                found.append(self._of(node))
        return tuple(found)

    @once
    def properties(self) -> tuple[Property, ...]:
        """The members of an object type, in order."""
        nodes = parts(self.node) if self.kind == "object" else []
        return tuple(self._property(each) for each in nodes)

    @property
    def string(self) -> str | None:
        """The text that a literal is."""
        given = parts(self.node) if self.node.type == "literal_type" else [self.node]
        return self._exprs.of(given[0]).string if self.kind == "literal" else None

    @property
    def value(self) -> Expr | None:
        """The value that `typeof` asks the type of."""
        given = parts(self.node) if self.kind == "query" else []
        return self._exprs.of(given[-1]) if given else None

    @property
    def lead(self) -> int:
        """Where it starts as the member of a union, the `|` in front of it included."""
        start, at = self.whole.start, self.node
        while at.parent is not None and at.parent.start_byte >= start:
            if at.start_byte == start and at.prev_sibling is not None:
                break
            at = at.parent
        before = at.prev_sibling
        while before is not None and before.type == "comment":
            before = before.prev_sibling
        return before.start_byte if before is not None and before.type == "|" else start

    def _of(self, node: Node) -> "Type":
        return Type(node, self._exprs)

    def _property(self, node: Node) -> Property:
        key = node.child_by_field_name("name") or node
        given = node.child_by_field_name("type")
        plain = node.type == "property_signature" and key.type != "computed_property_name"
        named = self._exprs.of(key)
        return Property(
            (named.string or named.text) if plain and given is not None else None,
            self._of(given) if plain and given is not None else None,
            any(child.type == "?" for child in node.children),
            node.start_byte,
            node.end_byte,
            Span(key.start_byte, key.end_byte),
        )


def _inside(node: Node, *around: str) -> Node:
    node = bare(node)
    while node.type in around and (given := parts(node)):
        node = bare(given[0])
    return node


def returned_type(body: Body) -> Type | None:
    """Return what a function says that it returns."""
    node = body.node.child_by_field_name("return_type")
    return Type(node, body.outline.exprs) if node is not None else None


def declared_as(binding: Binding) -> Type | None:
    """Return the type that a variable, a parameter or a field is declared with."""
    node: Node | None = binding.node if binding.kind != "import" else None
    for _ in range(2):
        if node is None or node.type in _TYPED:
            break
        node = node.parent
    given = node.child_by_field_name("type") if node is not None and node.type in _TYPED else None
    return Type(given, binding.outline.exprs) if given is not None else None


def type_arguments(site: CallSite) -> tuple[Type, ...]:
    """Return the types that a call is given: `Order` of `f<Order>()`."""
    given = site.node.child_by_field_name("type_arguments")
    nodes = parts(given) if given is not None else []
    return tuple(Type(each, site.outline.exprs) for each in nodes)


class Declared(NamedTuple):
    """What a name at the top of a file stands for, and the statement that says so."""

    name: str
    means: Expr | Type
    statement: Definition

    @property
    def is_interface(self) -> bool:
        """Whether the statement is an `interface`."""
        return isinstance(self.means, Type) and self.means.node.type == "interface_body"


def named_type(outline: Outline, name: str) -> Declared | None:
    """Return the type that a file declares under a name outside every function."""
    return _declared(outline).get((True, name))


def named_value(outline: Outline, name: str) -> Declared | None:
    """Return the value that a file declares under a name outside every function."""
    return _declared(outline).get((False, name))


def _declared(outline: Outline) -> dict[tuple[bool, str], Declared]:
    """The types (True) and the values of a file by name, found once."""
    made: dict[tuple[bool, str], Declared] | None = outline.source.made.get("declared")
    if made is None:
        made = outline.source.made["declared"] = {}
        for statement in definitions(outline):
            for name in statement.names:
                means = _meant(outline, statement, name)
                if means is not None:
                    made[isinstance(means, Type), name] = Declared(name, means, statement)
    return made


def _meant(outline: Outline, statement: Definition, name: str) -> Expr | Type | None:
    if statement.kind == "type":
        node = statement.node.child_by_field_name("declaration") or statement.node
        given = node.child_by_field_name("value") or node.child_by_field_name("body")
        return Type(given, outline.exprs) if given is not None else None
    binding = outline.module.own(name)
    initial = binding.initial if binding is not None and not binding.path else None
    return initial if initial is not None and holds(statement, initial) else None
