"""What a class extends: the project's classes, and those of other packages."""

from collections.abc import Iterator

from scaffold.code.bindings import Origin, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, settle
from scaffold.code.outline import Binding, Body
from scaffold.syntax.wrappers import parts

_DEPTH = 6


def heads(owner: Body) -> tuple[Expr, ...]:
    """Return what stands between the parentheses of a Python class, keywords too, as written."""
    node = owner.node.child_by_field_name("superclasses")
    return tuple(map(owner.outline.expr, parts(node))) if node is not None else ()


def bases(owner: Body) -> tuple[Expr, ...]:
    """Return what a class extends: `Event` of `Event[Order]`, keywords left out."""
    given = [each.node for each in heads(owner) if each.node.type != "keyword_argument"]
    given += [
        owner.outline.bare(each)
        for heritage in parts(owner.node)
        if heritage.type == "class_heritage"
        for clause in parts(heritage)
        if clause.type == "extends_clause"
        for each in clause.children_by_field_name("value")
    ]
    plain = (
        each.child_by_field_name("value") if each.type == "subscript" else each for each in given
    )
    return tuple(owner.outline.expr(each) for each in plain if each is not None)


def with_bases(owner: Body, links: Links, depth: int = 0) -> Iterator[Body]:
    """Yield a class, and the project's classes that it extends, nearest first."""
    yield owner
    for each in bases(owner) if depth < _DEPTH else ():
        base = base_class(owner, each, links)
        if base is not None and base is not owner:
            yield from with_bases(base, links, depth + 1)


def member(owner: Body, name: str, links: Links) -> Binding | None:
    """Return what a class, or the nearest of those that it extends, has under a name.

    What is only declared, `event_name: ClassVar[str]`, counts for nothing.
    """
    for each in with_bases(owner, links):
        found = each.bindings.get(name)
        if found is not None and (found.function is not None or found.value is not None):
            return found
    return None


def library_bases(owner: Body, links: Links) -> Iterator[Origin]:
    """Yield what a class extends that other packages have, nearest first."""
    for each in with_bases(owner, links):
        found = (_extended(each, base, links) for base in bases(each))
        yield from (base for base in found if base.kind == "import")


def base_class(owner: Body, base: Expr, links: Links) -> Body | None:
    """Return the project's class that a class extends by this name."""
    found = _extended(owner, base, links)
    return found.target if found.kind == "class" and not found.attrs else None


def _extended(owner: Body, base: Expr, links: Links) -> Origin:
    return settle(resolve_expr(owner.parent or owner, base), links)
