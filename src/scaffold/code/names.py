"""Every place where a name is written, in types and patterns too, and what it stands for there.

`body.references` tells what is read and how. Who changes a name, or moves a statement with all that
it needs, wants each place of it: `names_in(file, place)`. Places of one `Variable` are those that
must be spelled alike: what a loop of Python binds is the variable of its function, whereas each
block of TypeScript has its own.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.grammar import is_in_head, is_parameter
from scaffold.code.outline import Binding, Body, Outline
from scaffold.code.places import Placed
from scaffold.code.spans import Spanned, holds
from scaffold.syntax.tree import Node

Role = Literal[
    "name",
    "shorthand",  # of an object: its key too
    "taken",  # of a pattern, likewise: `{ x }` in `const { x } = y`
    "import",  # in an import statement: a part of a module, what is imported, what is bound
    "label",  # a key, an attribute, a keyword, a name of another module that is handed on
]
_ROLES: dict[str, Role] = {
    "identifier": "name",
    "type_identifier": "name",
    "shorthand_property_identifier": "shorthand",
    "shorthand_property_identifier_pattern": "taken",
    "property_identifier": "label",
}
_IMPORTS = frozenset({"import_statement", "import_from_statement"})
_LABELS = {
    "attribute": "attribute",
    "keyword_argument": "name",
    "member_expression": "property",
    "export_specifier": "alias",
}
# Where the name of a parameter says nothing but what it is for.
_SIGNATURES = frozenset(
    {"function_type", "constructor_type", "call_signature", "construct_signature",
     "method_signature", "abstract_method_signature", "function_signature"}
)  # fmt: skip
_TYPES = frozenset({"interface_declaration", "type_alias_declaration"})


class Variable(NamedTuple):
    """All that one name stands for in one scope; in the whole file where nothing binds it."""

    name: str
    start: int
    end: int


class Name(Placed):
    """One place where a name is written."""

    __slots__ = ("outline", "role", "text")

    def __init__(self, node: Node, role: Role, outline: Outline) -> None:
        self.node = node
        self.role = role
        self.outline = outline
        self.text = outline.text(node)

    @property
    def expr(self) -> Expr:
        """It as an expression."""
        return self.outline.expr_at(self.start, self.end)

    @property
    def chain(self) -> Iterator[Expr]:
        """It and what is read from it: `a`, `a.b` and `a.b.c` of `a.b.c`."""
        found = self.expr
        yield found
        while (around := found.around) is not None and around.kind == "member":
            if around.inner is not found:
                break
            found = around
            yield found

    @property
    def variable(self) -> Variable:
        """What it stands for there."""
        return variable(self.outline, self.text, self.start)


class _Written:
    """The names of a file, and where it declares types."""

    def __init__(self, outline: Outline) -> None:
        self.names: list[Name] = []
        self.types: list[Variable] = []
        root = outline.source.root
        # With what it stands in, the block around, and what each name there is.
        todo: list[tuple[Node, Node, Node, Role]] = [(root, root, root, "name")]
        while todo:
            node, above, block, role = todo.pop()
            kind = node.type
            if kind in _ROLES:
                if role == "name":
                    role = "label" if _is_label(node, above) else _ROLES[kind]
                self.names.append(Name(node, role, outline))
                continue
            if kind in _TYPES and (name := node.child_by_field_name("name")) is not None:
                found = top_variable(outline, outline.text(name))
                if block is not root:
                    found = Variable(found.name, block.start_byte, block.end_byte)
                self.types.append(found)
            if kind in _IMPORTS:
                role = "import"
            elif kind == "export_statement" and node.child_by_field_name("source") is not None:
                role = "label"
            block = node if kind == "statement_block" else block
            todo += [(child, node, block, role) for child in reversed(node.named_children)]


def names(outline: Outline) -> list[Name]:
    """Return every name of a file, in order."""
    return _written(outline).names


def names_in(outline: Outline, place: Spanned) -> list[Name]:
    """Return every name that stands in a part of a file, in order."""
    return [each for each in names(outline) if holds(place, each)]


def places_of(outline: Outline, variable: Variable) -> list[Name]:
    """Return every place of a variable, the imports that bind it left out."""
    return [
        each
        for each in names(outline)
        if each.text == variable.name
        and each.role not in ("label", "import")
        and each.variable == variable
    ]


def is_bound(outline: Outline, variable: Variable) -> bool:
    """Whether something in the file binds a variable, or declares a type of that name."""
    bound = (each for body in outline.bodies for each in body.declared())
    return variable in _written(outline).types or any(
        each.name == variable.name and _variable(each) == variable for each in bound
    )


def variable(outline: Outline, name: str, offset: int) -> Variable:
    """Return what a name stands for, or would if it stood there, at an offset."""
    found = _binding(outline, name, offset)
    candidates = [top_variable(outline, name), *([_variable(found)] if found else [])]
    candidates += [each for each in _written(outline).types if each.name == name]
    around = (each for each in candidates if each.start <= offset < each.end)
    return min(around, key=lambda each: each.end - each.start)


def top_variable(outline: Outline, name: str) -> Variable:
    """Return what a name stands for at the top of a file."""
    return Variable(name, 0, len(outline.source.content) + 1)


def _written(outline: Outline) -> _Written:
    made: _Written | None = outline.source.made.get("names")
    if made is None:
        made = outline.source.made["names"] = _Written(outline)
    return made


def _binding(outline: Outline, name: str, offset: int) -> Binding | None:
    body: Body | None = outline.body_at(offset)
    in_function = False
    while body is not None:
        found = body.own(name, offset)
        inside = body.kind == "module" or not is_in_head(body.node, offset)
        if body.kind == "class":
            inside = inside and body.sees_members and not in_function
        elif not inside and found is not None:
            inside = _is_of_head(body, found, offset)
        if found is not None and inside:
            return found
        in_function = in_function or (inside and body.kind == "function")
        body = body.parent
    return None


def _is_of_head(body: Body, found: Binding, offset: int) -> bool:
    """Whether what a function binds is seen in its head: defaults of Python are read outside."""
    name = body.node.child_by_field_name("name")
    is_given = is_parameter(found.kind, found.node, body.node)
    if not is_given or body.outline.language == "python":
        return found.start == offset if is_given else found.node == body.node
    return name is None or name.start_byte != offset


def _variable(binding: Binding) -> Variable:
    scope, body = binding.scope, binding.body
    if scope is not None and not scope.leaks:
        return Variable(binding.name, scope.start, scope.end)
    if body.kind == "module":
        return top_variable(body.outline, binding.name)
    return Variable(binding.name, body.start, body.end)


def _is_label(node: Node, above: Node) -> bool:
    if above.type == "keyword_pattern":
        return above.named_children[0] == node
    if above.type == "dotted_name":
        return above.named_children[0] != node
    if above.type in ("required_parameter", "optional_parameter"):
        head = above.parent.parent if above.parent is not None else None
        typed = above.child_by_field_name("pattern") == node
        return typed and head is not None and head.type in _SIGNATURES
    field = _LABELS.get(above.type)
    return field is not None and above.child_by_field_name(field) == node
