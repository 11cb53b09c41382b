"""What annotations and the heads of classes say."""

from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.outline import Body, Outline
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare, parts

_DEEPEST = 12


class Annotation(NamedTuple):
    """A type: its name, in quotes or not, and what that is given; or the members of a union."""

    name: Expr
    arguments: "tuple[Annotation, ...]" = ()
    members: "tuple[Annotation, ...]" = ()


def returned_type(body: Body) -> Annotation | None:
    """Return what a function says that it returns."""
    node = body.node.child_by_field_name("return_type")
    return _annotation(body.outline, node, _DEEPEST) if node is not None else None


def bases(body: Body) -> tuple[Expr, ...]:
    """Return what a class extends: `Event` of `Event[Order]`, keywords left out."""
    node = body.node.child_by_field_name("superclasses")
    given = parts(node) if node is not None else []
    given += [
        each
        for heritage in parts(body.node)
        if heritage.type == "class_heritage"
        for clause in parts(heritage)
        if clause.type == "extends_clause"
        for each in clause.children_by_field_name("value")
    ]
    named = (body.outline.bare(each) for each in given if each.type != "keyword_argument")
    plain = (
        each.child_by_field_name("value") if each.type == "subscript" else each for each in named
    )
    return tuple(body.outline.expr(each) for each in plain if each is not None)


def _annotation(outline: Outline, node: Node, depth: int) -> Annotation:
    node = bare(node)
    given = parts(node)
    if depth and given and node.type == "type":
        return _annotation(outline, given[0], depth - 1)
    if depth and node.type in ("union_type", "binary_operator"):
        members = tuple(_annotation(outline, each, depth - 1) for each in given)
        return Annotation(outline.expr(node), members=members)
    if depth and node.type == "generic_type" and len(given) == 2:
        arguments = tuple(_annotation(outline, each, depth - 1) for each in parts(given[1]))
        return Annotation(outline.expr(given[0]), arguments)
    return Annotation(outline.expr(node))
