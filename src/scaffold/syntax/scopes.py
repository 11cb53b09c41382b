"""What a name stands for where it is used: a value, a parameter, an import, or nothing known."""

from collections.abc import Iterator
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from scaffold.syntax.exports import bound_names, declared
from scaffold.syntax.imports import Imported, imported_as
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare

_FUNCTIONS = frozenset(
    {"function_declaration", "function_expression", "arrow_function", "method_definition",
     "function_definition", "lambda", "generator_function_declaration"}
)  # fmt: skip
# What may hold an assignment without being a scope of its own in Python.
_PYTHON_BLOCKS = frozenset(
    {"module", "block", "decorated_definition", "expression_statement", "if_statement",
     "elif_clause", "else_clause", "try_statement", "except_clause", "finally_clause",
     "with_statement", "for_statement", "while_statement", "match_statement", "case_clause"}
)  # fmt: skip


class Meaning(NamedTuple):
    """What a name stands for, and the node that says so."""

    kind: Literal["value", "parameter", "declaration"]
    node: Node


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, in source order."""
    pending = [node]
    while pending:
        at = pending.pop()
        yield at
        pending += reversed(at.children)


def meaning(source: Source, at: Node, name: str) -> Meaning | Imported | None:
    """Return what `name` stands for at a node, by the scopes around it."""
    around: Node | None = at
    while (scope := around) is not None:
        around = scope.parent
        if scope.type in _FUNCTIONS and _has_parameter(source, scope, name):
            return Meaning("parameter", scope)
        if scope.type in ("program", "module"):
            found = _at_top(source).get(name)
            if found is not None:
                return found
        elif scope.type in ("statement_block", "switch_case"):
            found = _declarations(source, scope).get(name)
            if found is not None:
                return found
        elif scope.type == "function_definition":
            found = _assignments(source, scope).get(name)
            if found is not None:
                return found
    candidates = [
        each
        for each in imported_as(source, name)
        if not each.type_only and is_visible(each.statement, at.start_byte)
    ]
    # One of several (`try: … except ImportError: …`) is as good as the other to follow, but one
    # inside the function hides those at the top.
    return max(candidates, key=lambda each: each.statement.start_point.column, default=None)


def is_visible(node: Node, offset: int | None) -> bool:
    """Whether what an import binds can be used at an offset, at the top when there is none."""
    above = node.parent
    while above is not None:
        if above.type == "function_definition":
            return offset is not None and above.start_byte <= offset < above.end_byte
        above = above.parent
    return True


def _has_parameter(source: Source, function: Node, name: str) -> bool:
    parameters = function.child_by_field_name("parameters")
    if parameters is None:
        single = function.child_by_field_name("parameter")
        return single is not None and source.text(single) == name
    kinds = ("identifier", "shorthand_property_identifier_pattern")
    return any(node.type in kinds and source.text(node) == name for node in walk(parameters))


_top: WeakKeyDictionary[Source, dict[str, Meaning]] = WeakKeyDictionary()


def _at_top(source: Source) -> dict[str, Meaning]:
    """Return what a file defines outside every function, by name."""
    if source not in _top:
        python = source.language.name == "python"
        read = _assignments if python else _declarations
        _top[source] = read(source, source.root)
    return _top[source]


def _declarations(source: Source, scope: Node) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for child in scope.named_children:
        node = child
        if child.type == "export_statement":
            node = child.child_by_field_name("declaration") or child
        if node.type in ("lexical_declaration", "variable_declaration"):
            for declarator in node.named_children:
                target = declarator.child_by_field_name("name")
                value = declarator.child_by_field_name("value")
                if value is not None and _is_require(source, value):
                    continue
                if target is not None and value is not None and target.type == "identifier":
                    found.setdefault(source.text(target), Meaning("value", value))
                elif target is not None:
                    for each in bound_names(target):
                        found.setdefault(source.text(each), Meaning("declaration", declarator))
        elif node.type in ("function_declaration", "class_declaration", "enum_declaration"):
            for each in declared(node):
                found.setdefault(source.text(each), Meaning("declaration", node))
    return found


def _is_require(source: Source, value: Node) -> bool:
    return source.text(bare(value)).startswith("require(")


def _assignments(source: Source, scope: Node) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    pending = [scope.child_by_field_name("body") or scope]
    while pending:
        node = pending.pop()
        if node.type in ("function_definition", "class_definition"):
            named = node.child_by_field_name("name")
            if named is not None:
                found.setdefault(source.text(named), Meaning("declaration", node))
        elif node.type == "assignment":
            left = node.child_by_field_name("left")
            right = node.child_by_field_name("right")
            if left is not None and right is not None:
                found.setdefault(source.text(left), Meaning("value", right))
        elif node.type in _PYTHON_BLOCKS:
            pending += reversed(node.named_children)
    return found
