"""What kind of expression a syntax node is, and how one is used, for both languages."""

from typing import Literal

from scaffold.code.templates import is_filled, is_formatted, is_joined
from scaffold.syntax.regexes import regex
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

Kind = Literal[
    "name",  # `x`, `this`
    "member",  # `inner.name`
    "index",  # `inner[index]`
    "call",  # `callee(…)`, `new callee(…)`, a tagged template
    "function",
    "class",
    "string",  # without substitutions
    "template",  # with some; a sum with a string in it
    "number",
    "boolean",
    "null",  # `undefined` and `None` too
    "regex",
    "object",  # a dict, `dict(a=1)`; also a pattern that takes one apart
    "array",  # a list; also a pattern
    "tuple",
    "set",
    "comprehension",
    "choice",  # `a ? b : c`, `a ?? b`, `a || b`, `a && b`
    "comparison",  # also `in`, `instanceof`, `is`
    "binary",  # other operators with two sides
    "not",
    "unary",  # `-x`, `typeof x`, `void x`
    "assignment",  # `x = y`, `x ??= y`, `x += y`, Python's `x := y`
    "update",  # `x++`
    "spread",  # `...x`, `*x`, `**x`; also the rest of a pattern
    "yield",
    "sequence",  # `a, b` of JavaScript: the last counts
    "markup",  # JSX
    "type",
    "other",
]

Use = Literal[
    "discarded",  # a statement of its own
    "assigned",  # to `target`
    "returned",
    "argument",  # number `index` of the call `owner`
    "element",  # of an array, tuple or spread; `owner` is the call around it, if any
    "property",  # of an object or dict; likewise
    "receiver",  # of the method call `owner`
    "member",  # an attribute is read from it; `path` says which
    "condition",  # of if, while, a ternary, &&, ||, ??, !, a comparison
    "asserted",  # Python's `assert`
    "thrown",
    "void",  # JavaScript's `void x`
    "loop",  # what a loop runs over
    "other",
]

_KINDS: dict[str, Kind] = {
    "identifier": "name",
    "this": "name",
    "super": "name",
    "import": "name",
    "shorthand_property_identifier": "name",
    "shorthand_property_identifier_pattern": "name",
    "property_identifier": "name",
    "private_property_identifier": "name",
    "type_identifier": "name",
    "member_expression": "member",
    "attribute": "member",
    "subscript": "index",
    "call_expression": "call",
    "new_expression": "call",
    "arrow_function": "function",
    "function_expression": "function",
    "function_declaration": "function",
    "function_definition": "function",
    "generator_function": "function",
    "generator_function_declaration": "function",
    "method_definition": "function",
    "lambda": "function",
    "class": "class",
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    "class_definition": "class",
    "number": "number",
    "integer": "number",
    "float": "number",
    "true": "boolean",
    "false": "boolean",
    "null": "null",
    "undefined": "null",
    "none": "null",
    "regex": "regex",
    "object": "object",
    "dictionary": "object",
    "object_pattern": "object",
    "array": "array",
    "list": "array",
    "array_pattern": "array",
    "list_pattern": "array",
    "tuple": "tuple",
    "tuple_pattern": "tuple",
    "pattern_list": "tuple",
    "expression_list": "tuple",
    "set": "set",
    "list_comprehension": "comprehension",
    "set_comprehension": "comprehension",
    "dictionary_comprehension": "comprehension",
    "generator_expression": "comprehension",
    "ternary_expression": "choice",
    "conditional_expression": "choice",
    "boolean_operator": "choice",
    "comparison_operator": "comparison",
    "not_operator": "not",
    "unary_operator": "unary",
    "assignment_expression": "assignment",
    "augmented_assignment_expression": "assignment",
    "assignment": "assignment",
    "augmented_assignment": "assignment",
    "named_expression": "assignment",
    "update_expression": "update",
    "spread_element": "spread",
    "list_splat": "spread",
    "dictionary_splat": "spread",
    "rest_pattern": "spread",
    "list_splat_pattern": "spread",
    "dictionary_splat_pattern": "spread",
    "yield": "yield",
    "yield_expression": "yield",
    "sequence_expression": "sequence",
    "jsx_element": "markup",
    "jsx_self_closing_element": "markup",
    "type": "type",
    "generic_type": "type",
    "union_type": "type",
    "type_annotation": "type",
}
_ENTRIES = frozenset({"keyword_argument", "dictionary_splat"})
_CHOOSING = frozenset({"&&", "||", "??"})
_COMPARING = frozenset(
    {"===", "!==", "==", "!=", "<", ">", "<=", ">=", "instanceof", "in", "not in"}
)


# How what is read of something is named, by the node that reads it.
_NAMED_BY = {"member_expression": "property", "attribute": "attribute"}
_WORD = regex(rb"[A-Za-z_$][\w$]*")


def read_name(node: Node) -> Node | None:
    """Return what names what is read: `b` of `a.b`, and of JavaScript's `a["b"]`, which is it."""
    field = _NAMED_BY.get(node.type)
    if field is not None:
        return node.child_by_field_name(field)
    if node.type != "subscript_expression":
        return None
    index = node.child_by_field_name("index")
    if index is None or index.type != "string" or index.named_child_count != 1:
        return None
    text = index.named_children[0]
    return text if _WORD.fullmatch(text.text or b"") else None


def kind_of(node: Node) -> Kind:
    """Return the kind of a node that nothing is wrapped around."""
    kind = node.type
    if kind == "call":
        return "object" if makes_dict(node) else "template" if is_formatted(node) else "call"
    found = _KINDS.get(kind)
    if found is not None:
        return found
    if kind in ("string", "template_string", "concatenated_string"):
        return "template" if is_filled(node) else "string"
    if kind == "subscript_expression":
        return "index" if read_name(node) is None else "member"
    if kind in ("binary_expression", "binary_operator"):
        word = operator_of(node)
        if word in _CHOOSING:
            return "choice"
        if word in ("+", "%") and is_joined(node):
            return "template"
        return "comparison" if word in _COMPARING else "binary"
    if kind == "unary_expression":
        return "not" if operator_of(node) == "!" else "unary"
    return "other"


def makes_dict(call: Node) -> bool:
    """Whether a call of Python's is what a literal would be too: `dict(a=1)` for `{"a": 1}`."""
    callee, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if callee is None or given is None or callee.text != b"dict":
        return False
    return given.type == "argument_list" and all(each.type in _ENTRIES for each in parts(given))


def is_expression(node: Node) -> bool:
    """Whether a node is one that `Expr` has a kind for."""
    return kind_of(node) != "other"


def operator_of(node: Node) -> str:
    """Return the operator between or before what a node is made of: `+`, `??`, `not in`."""
    operators = node.children_by_field_name("operator") or node.children_by_field_name("operators")
    return " ".join(each.type for each in operators)
