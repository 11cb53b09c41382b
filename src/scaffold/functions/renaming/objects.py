"""What is taken from a module that an expression gives: `await import("./a")`, `require("./a")`."""

from collections.abc import Iterator

from scaffold.functions.renaming.scopes import Scopes
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_GIVES_MODULE = ("import", "require")
_ACTUAL = ("vi.importActual", "vi.importMock", "jest.requireActual", "jest.requireMock")
_WRAPPERS = (
    "await_expression",
    "parenthesized_expression",
    "as_expression",
    "satisfies_expression",
    "non_null_expression",
)


def taken_from(source: Source, specifier: Node, symbol: str) -> Iterator[Node]:
    """Yield the nodes that name an export of the module that a call with a specifier gives."""
    call = specifier.parent.parent if specifier.parent is not None else None
    function = call.child_by_field_name("function") if call is not None else None
    if call is None or function is None or call.type != "call_expression":
        return
    called = source.text(function)
    if called in _GIVES_MODULE or called in _ACTUAL:
        yield from _taken(source, call, symbol)


def _taken(source: Source, node: Node, symbol: str) -> Iterator[Node]:
    above = node.parent
    while above is not None and above.type in _WRAPPERS:
        node, above = above, above.parent
    if above is None:
        return
    if above.type == "variable_declarator" and above.child_by_field_name("value") == node:
        target = above.child_by_field_name("name")
        if target is not None:
            yield from _bound(source, target, symbol)
    elif above.type == "subscript_expression" and above.child_by_field_name("object") == node:
        index = above.child_by_field_name("index")
        written = index.named_children if index is not None and index.type == "string" else []
        yield from (each for each in written if source.text(each) == symbol)
    elif above.type == "member_expression" and above.child_by_field_name("object") == node:
        member = above.child_by_field_name("property")
        if member is None:
            return
        if source.text(member) == symbol:
            yield member
        elif source.text(member) == "then" and above.parent is not None:
            given = above.parent.child_by_field_name("arguments")
            for callback in given.named_children[:1] if given is not None else []:
                parameter = _first_parameter(callback)
                if parameter is not None:
                    yield from _bound(source, parameter, symbol)


def _bound(source: Source, target: Node, symbol: str) -> Iterator[Node]:
    """What a pattern takes, or what is read from a name that stands for the module."""
    if target.type == "object_pattern":
        for part in target.named_children:
            if part.type == "pair_pattern" or part.type == "object_assignment_pattern":
                part = part.named_children[0]
            if part.type != "rest_pattern" and source.text(part) == symbol:
                yield part
    elif target.type == "identifier":
        scopes = Scopes(source, source.text(target))
        scope = scopes.scope(target)
        for node in scopes.nodes:
            if node.id != target.id and scopes.scope(node) == scope:
                yield from _taken(source, node, symbol)


def _first_parameter(function: Node) -> Node | None:
    single = function.child_by_field_name("parameter")
    if single is not None:
        return single
    parameters = function.child_by_field_name("parameters")
    first = parameters.named_children[0] if parameters and parameters.named_children else None
    return first.child_by_field_name("pattern") if first is not None else None
