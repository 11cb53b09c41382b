"""What a name stands for where it is used: a value, a parameter, an import, or nothing known."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from scaffold.syntax.exports import bound_names, declared
from scaffold.syntax.imports import Imported, imported_as, imports
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare

_FUNCTIONS = frozenset(
    {"function_declaration", "function_expression", "arrow_function", "method_definition",
     "function_definition", "lambda", "generator_function_declaration"}
)  # fmt: skip
_CHANGING = frozenset(
    {"push", "unshift", "splice", "pop", "shift", "fill", "reverse", "sort", "append",
     "extend", "insert", "remove", "clear"}
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
    return meaning_within(source, around(at), name)


def around(at: Node) -> list[Node]:
    """Return a node and those that it is in, innermost first."""
    found = [at]
    while (above := found[-1].parent) is not None:
        found.append(above)
    return found


def meaning_within(source: Source, scopes: Sequence[Node], name: str) -> Meaning | Imported | None:
    """Return what `name` stands for in a node and those around it, as `around` gives them.

    Asking for many names in one place, find what is around it once: a tree looks for it anew.
    """
    for scope in scopes:
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
        if not each.type_only and is_visible(each.statement, scopes[0].start_byte)
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


def changed_later(source: Source, name: str, value: Node) -> Node | None:
    """Return the first place that assigns a name anew or changes the list it holds."""
    for node in walk(source.root):
        if node.type in ("assignment_expression", "augmented_assignment_expression"):
            left = node.child_by_field_name("left")
        elif node.type in ("assignment", "augmented_assignment"):
            left = node.child_by_field_name("left")
            if node.child_by_field_name("right") == value:
                left = None
        elif node.type in ("call_expression", "call"):
            left = _changed_by_call(source, node)
        else:
            continue
        if left is not None and source.text(left) == name:
            return node
    return None


def _changed_by_call(source: Source, call: Node) -> Node | None:
    function = call.child_by_field_name("function")
    if function is None or function.type not in ("member_expression", "attribute"):
        return None
    method = function.named_children[-1]
    return function.named_children[0] if source.text(method) in _CHANGING else None


def is_used(source: Source, name: str, apart_from: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether a name is read anywhere outside imports and the ranges given."""
    return any(True for _ in _uses(source, name, apart_from))


def is_import_used(
    source: Source, bound: Imported, apart_from: Iterable[tuple[int, int]] = ()
) -> bool:
    """Whether what one import binds is read outside the ranges given, by scope."""
    uses = _uses(source, bound.local, apart_from)
    if len(imported_as(source, bound.local)) == 1:
        return any(True for _ in uses)
    meanings = (meaning(source, node, bound.local) for node in uses)
    return any(not isinstance(m, Imported) or m.node == bound.node for m in meanings)


def _uses(source: Source, name: str, apart_from: Iterable[tuple[int, int]]) -> Iterator[Node]:
    skipped = [(each.statement.start_byte, each.statement.end_byte) for each in imports(source)]
    skipped += apart_from
    for node in walk(source.root):
        if node.type not in _NAMES or source.text(node) != name or _is_attribute(node):
            continue
        start, end = node.start_byte, node.end_byte
        if not any(first <= start and end <= last for first, last in skipped):
            yield node


_NAMES = frozenset({"identifier", "shorthand_property_identifier", "type_identifier"})


def _is_attribute(node: Node) -> bool:
    """Whether an identifier is the `b` of Python's `a.b` or `f(b=1)`: no use of a name `b`."""
    above = node.parent
    if above is None or above.type not in ("attribute", "keyword_argument"):
        return False
    return node == above.child_by_field_name("attribute" if above.type == "attribute" else "name")
