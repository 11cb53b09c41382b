"""Who uses a function or class in other ways than by a call: what is decorated, what extends it."""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_expr
from scaffold.code.inheritance import bases
from scaffold.code.links import Links, callee, settle
from scaffold.code.outline import Body

_DEPTH = 4


def decorated_by(function: Body, links: Links) -> Iterator[Body]:
    """Yield the functions that a Python function is given as a decorator.

    It is one by its own name, `@traced`, or another one makes it: `@job("send")`.
    """
    around = function.parent
    is_made = around is not None and around.kind == "function"
    maker = around if is_made and around is not None else function
    if maker.name is None or maker.outline.language != "python":
        return
    for outline in links.naming(maker.name, maker.outline):
        for body in outline.bodies:
            for mark in body.decorated_with if body.kind == "function" else ():
                site = outline.site(mark)
                if (site is not None) is not is_made:
                    continue
                within = body.parent or outline.module
                found = callee(site, links) if site else settle(resolve_expr(within, mark), links)
                if found.target is maker and not found.attrs:
                    yield body


def overrides(method: Body, links: Links) -> Iterator[Body]:
    """Yield the methods of the project's classes that stand for one of the class they extend."""
    owner = method.parent
    if owner is None or owner.kind != "class" or method.name is None:
        return
    for each in _extending(owner, links):
        found = each.bindings.get(method.name)
        if found is not None and found.function is not None:
            yield found.function


def _extending(owner: Body, links: Links, depth: int = 0) -> Iterator[Body]:
    for outline in links.naming(owner.name or "", owner.outline) if depth < _DEPTH else ():
        for body in outline.bodies:
            if body.kind == "class" and any(
                settle(resolve_expr(body.parent or body, base), links).target is owner
                for base in bases(body)
            ):
                yield body
                yield from _extending(body, links, depth + 1)
