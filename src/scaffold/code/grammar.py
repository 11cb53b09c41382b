"""What the syntax node of an expression is made of: where the two grammars are told apart.

Everything here takes a node that nothing is wrapped around, and gives nodes as they are written;
`Expr` (expressions.py) is made of what these give.
"""

from typing import Literal, NamedTuple

from scaffold.code.kinds import operator_of
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

EntryKind = Literal["pair", "shorthand", "method", "spread"]
_ENTRIES: dict[str, EntryKind] = {
    "pair": "pair",
    "pair_pattern": "pair",
    "keyword_argument": "pair",
    "shorthand_property_identifier": "shorthand",
    "shorthand_property_identifier_pattern": "shorthand",
    "object_assignment_pattern": "shorthand",
    "method_definition": "method",
    "spread_element": "spread",
    "rest_pattern": "spread",
    "dictionary_splat": "spread",
}
# A key that is its own text.
WRITTEN_KEYS = frozenset({"property_identifier", "shorthand_property_identifier"})
_FILLINGS = frozenset({"template_substitution", "interpolation"})
_GIVEN = frozenset({"arguments", "argument_list"})
_KEYWORDS = frozenset({"keyword_argument", "dictionary_splat"})
# What stands between an expression and the one around it, and is none.
_OPENS = _GIVEN | _FILLINGS | {
    "pair", "keyword_argument", "computed_property_name", "type_arguments"
}  # fmt: skip


_CONSTANTS = frozenset(
    {"null", "undefined", "none", "string", "number", "integer", "float", "true", "false"}
)
# What a comparison is when its sides are exchanged.
_TURNED = {
    "===": "===", "!==": "!==", "==": "==", "!=": "!=", "is": "is", "is not": "is not",
    "<": ">", ">": "<", "<=": ">=", ">=": "<=",
}  # fmt: skip

Gathers = Literal["array", "set", "object", "generator"]
_GATHERS: dict[str, Gathers] = {
    "list_comprehension": "array",
    "set_comprehension": "set",
    "dictionary_comprehension": "object",
}


class EntryNodes(NamedTuple):
    """One entry of an object, dict or pattern, as it is written."""

    kind: EntryKind
    key: Node | None
    value: Node
    default: Node | None


def field(node: Node, *names: str) -> Node | None:
    """Return the first of these fields that a node has."""
    for name in names:
        found = node.child_by_field_name(name)
        if found is not None:
            return found
    return None


def first(node: Node) -> Node | None:
    """Return the first of what stands in a node."""
    return next(iter(parts(node)), None)


def around(node: Node) -> Node | None:
    """Return what a node stands in directly: an expression, or else a statement."""
    above = node.parent
    while above is not None and above.type in _OPENS:
        above = above.parent
    return above


# Calls.


def given(call: Node) -> list[Node]:
    """What a call is given, keywords included; a tagged template is given itself."""
    found = call.child_by_field_name("arguments")
    if found is None:
        return []
    return parts(found) if found.type in _GIVEN else [found]


def is_keyword(argument: Node) -> bool:
    """Whether an argument is `name=value`."""
    return argument.type == "keyword_argument"


# Literals.


def literals(string: Node) -> list[Node]:
    """The literals that one string is written with: Python joins neighbours."""
    if string.type != "concatenated_string":
        return [string]
    return [child for child in string.named_children if child.type == "string"]


def entry_nodes(node: Node) -> list[Node]:
    """The entries of an object, dict or pattern, and the keywords of a call."""
    if node.child_by_field_name("arguments") is not None:
        return [child for child in given(node) if child.type in _KEYWORDS]
    return [child for child in parts(node) if child.type in _ENTRIES]


def entry_around(node: Node, wrapped: Node) -> Node | None:
    """Return the entry that a value stands in; `wrapped` is it with what is around it."""
    above = wrapped.parent
    if above is not None and above.type in ("pair", "keyword_argument"):
        return above
    return node if node.type in _ENTRIES else None


def entry(node: Node) -> EntryNodes:
    """Return what an entry is made of.

    The value is the function of a method, what a spread spreads, the name of a shorthand.
    """
    kind = _ENTRIES[node.type]
    key: Node | None = node
    value: Node | None = node
    default: Node | None = None
    if kind == "pair":
        key, value = field(node, "key", "name"), field(node, "value")
    elif kind == "method":
        key = field(node, "name")
    elif kind == "spread":
        key, value = None, first(node)
    elif node.type == "object_assignment_pattern":
        key = value = field(node, "left")
        default = field(node, "right")
    if value is not None and value.type == "assignment_pattern":
        default, value = field(value, "right"), field(value, "left")
    return EntryNodes(kind, key, value if value is not None else node, default)


def computed_key(key: Node) -> Node | None:
    """Return what computes a key: `k` of `{ [k]: 1 }`."""
    return first(key) if key.type == "computed_property_name" else None


def clause_sources(comprehension: Node) -> list[Node]:
    """What each clause of a comprehension runs over."""
    clauses = (child for child in parts(comprehension) if child.type == "for_in_clause")
    return [found for clause in clauses if (found := field(clause, "right")) is not None]


def gathers(comprehension: Node) -> Gathers:
    """What a comprehension makes."""
    return _GATHERS.get(comprehension.type, "generator")


def gathered(comprehension: Node) -> Node | None:
    """What a comprehension puts in each time; of a dict the value."""
    held = field(comprehension, "body")
    return field(held, "value") if held is not None and held.type == "pair" else held


# Choices and operators.


def ends(choice: Node) -> list[Node]:
    """What may be the value of a choice: of `a && b` only `b`."""
    if choice.type == "conditional_expression":  # Python: value, condition, alternative
        return parts(choice)[::2]
    if choice.type == "ternary_expression":
        found = [field(choice, "consequence"), field(choice, "alternative")]
    elif operator_of(choice) in ("and", "&&"):
        found = [right(choice)]
    else:
        found = [left(choice), right(choice)]
    return [each for each in found if each is not None]


def condition(choice: Node) -> Node | None:
    """What decides a choice: the test of a ternary, the left side of `&&`, `||`, `??`."""
    if choice.type == "conditional_expression":
        written = parts(choice)
        return written[1] if len(written) == 3 else None
    return field(choice, "condition") or left(choice)


def left(node: Node) -> Node | None:
    """The left side of an operator or an assignment; of `null === x` it is `x`."""
    return _right(node) if is_turned(node) else _left(node)


def right(node: Node) -> Node | None:
    """The right side of an operator, or what is assigned; of `null === x` it is `null`."""
    return _left(node) if is_turned(node) else _right(node)


def operator(node: Node) -> str:
    """The operator between `left` and `right`; of `0 < x` it is `>`."""
    written = operator_of(node)
    return _TURNED.get(written, written) if is_turned(node) else written


def is_turned(node: Node) -> bool:
    """Whether a comparison begins with the constant that something is compared with."""
    if node.type not in ("comparison_operator", "binary_expression"):
        return False
    one, other = _left(node), _right(node)
    if one is None or other is None or one.type not in _CONSTANTS or other.type in _CONSTANTS:
        return False
    return operator_of(node) in _TURNED


def _left(node: Node) -> Node | None:
    return first(node) if node.type == "comparison_operator" else field(node, "left", "name")


def _right(node: Node) -> Node | None:
    if node.type != "comparison_operator":
        return field(node, "right", "value")
    written = parts(node)
    return written[-1] if len(written) == 2 else None


# Functions and patterns.


def decorators(node: Node) -> list[Node]:
    """The decorators of a class or a method in TypeScript: in it, or before it or its `export`."""
    held, before, around = node.named_children, node.prev_named_sibling, node.parent
    if around is not None and around.type == "export_statement":
        held = around.named_children + held
    while before is not None and before.type == "decorator":
        held, before = [before, *held], before.prev_named_sibling
    return [each.named_children[0] for each in held if each.type == "decorator"]


def is_in_head(function: Node, offset: int) -> bool:
    """Whether something stands before what a function does: its name, a parameter, a default."""
    inside = function.child_by_field_name("body")
    return inside is not None and offset < inside.start_byte


def is_parameter(kind: str, name: Node, function: Node) -> bool:
    """Whether what a name binds is given to a function; also `import("x").then((name) => …)`."""
    return kind == "param" or (kind == "import" and is_in_head(function, name.start_byte))


def is_getter(function: Node) -> bool:
    """Whether a function is read like a field: `get client() {…}`."""
    return any(child.type == "get" for child in function.children)


def in_defaults(function: Node, at: int | None) -> bool:
    """Whether what stands there is read where a function is made: a default of Python's."""
    given = function.child_by_field_name("parameters") if at is not None else None
    if given is None or at is None or given.type not in ("parameters", "lambda_parameters"):
        return False
    return given.start_byte <= at < given.end_byte


def is_rest(name: Node) -> bool:
    """Whether a name is what a pattern leaves: `others` of `{ id, ...others }`."""
    rest = name.parent
    pattern = rest.parent if rest is not None and rest.type == "rest_pattern" else None
    return pattern is not None and pattern.type in ("object_pattern", "array_pattern")


def has_default(name: Node) -> bool:
    """Whether a name's pattern says what it is where there is nothing: `{ limit = 10 }`."""
    pattern = name.parent
    defaults = ("object_assignment_pattern", "assignment_pattern")
    return pattern is not None and pattern.type in defaults
