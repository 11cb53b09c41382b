"""What a handler reads from its event, by which names it goes."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee
from scaffold.code.operators import OR_ELSE
from scaffold.code.outline import Binding, Body, CallSite, Reference

_DEPTH = 3
_EVENT = ((), ("event",), ("event", "data"))


class _Read(NamedTuple):
    """A name for a part of the context, and the call that gave it to a helper's parameter."""

    binding: Binding
    way: tuple[str, ...]
    depth: int = 0
    caller: CallSite | None = None


def event_reads(
    handler: Body, links: Links, *, with_defaults: bool = False
) -> Iterator[tuple[Reference | Binding, tuple[str, ...]]]:
    """Yield each place that reads from the event, and what it reads: nothing for `event["a"]`.

    Helpers of the same file that get the event are read, and what they give back of it. With
    `with_defaults` so is `event.data or {}`, whose author knows that there may be no data.
    """
    todo = [_Read(each, each.path) for each in handler.declared() if each.kind == "param"]
    while todo:
        name, way, depth, caller = todo.pop(0)
        for reference in handler.outline.references_to(name):
            path = (*way, *reference.path)
            if path[:1] == ("event",) and (len(path) > 1 or subscript(reference) is not None):
                yield reference, path[1:]
            named = member_of(reference) if with_defaults else None
            if named is not None and path[:1] == ("event",):
                yield reference, (*path[1:], named.name)
            if depth > _DEPTH or path not in _EVENT:
                continue
            todo += _given_on(reference, path, depth + 1, links)
            holders = [(reference.body, reference.whole)]
            if caller is not None and reference.whole in reference.body.returned:
                holders = [(caller.body, caller.expr)]
            for held in (
                each for body, whole in holders for each in _held(body, whole, with_defaults)
            ):
                full = (*path, *held.path)
                if held.path and full[:1] == ("event",) and len(full) > 1:
                    yield held, full[1:]
                if full in _EVENT:
                    todo.append(_Read(held, full, depth + 1))


def _given_on(
    reference: Reference, path: tuple[str, ...], depth: int, links: Links
) -> Iterator[_Read]:
    """The parameter of a helper in the same file that gets the event, or a part of it."""
    site = reference.owner
    if site is None or reference.use != "argument" or reference.whole not in site.args:
        return
    helper = callee(site, links)
    if helper.kind != "function" or helper.target is None or helper.attrs:
        return
    index = site.args.index(reference.whole)
    for each in helper.target.declared() if helper.target.outline is site.outline else ():
        if each.kind == "param" and each.index == index:
            yield _Read(each, (*path, *each.path), depth, site)


def _held(body: Body, whole: Expr, with_defaults: bool) -> Iterator[Binding]:
    """The names that get what is read: `const data = event.data`, `const { id } = event.data`."""
    for binding in body.declared():
        initial = _without_default(binding.initial) if with_defaults else binding.initial
        if binding.kind != "value" or initial is not whole:
            continue
        if binding.is_rest or binding.has_default:
            continue
        if not any(not each.attrs for each in body.outline.mutations_of(binding)):
            yield binding


def _without_default(given: Expr | None) -> Expr | None:
    """`event.data or {}` reads `event.data`."""
    while given is not None and given.kind == "choice" and given.operator in OR_ELSE:
        given = given.left
    return given


def _with_default(read: Expr) -> Expr:
    while (around := read.around) is not None and _without_default(around) is read:
        if around is read:
            break
        read = around
    return read


def member_of(at: Reference) -> Expr | None:
    """Return what is read of `event.data or {}` in place: `(event.data or {}).get`."""
    whole = _with_default(at.whole)
    around = whole.around if whole is not at.whole else None
    is_read = around is not None and around.kind == "member" and around.inner is whole
    return around if is_read else None


def subscript(at: Reference | Binding) -> str | None:
    """Return the literal key of `event.data["key"]`, when that is what is read."""
    if not isinstance(at, Reference):
        return None
    whole = _with_default(at.whole)
    around = whole.around
    index = around.index if around is not None and around.inner is whole else None
    return index.string if index is not None else None
