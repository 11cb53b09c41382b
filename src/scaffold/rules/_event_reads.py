"""What a handler reads from its event, by which names it goes."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee
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
    handler: Body, links: Links
) -> Iterator[tuple[Reference | Binding, tuple[str, ...]]]:
    """Yield each place that reads from the event, and the attributes it reads.

    Helpers of the same file that get the event are read, and what they give back of it.
    """
    todo = [_Read(each, each.path) for each in handler.declared() if each.kind == "param"]
    while todo:
        name, way, depth, caller = todo.pop(0)
        for reference in handler.outline.references_to(name):
            path = (*way, *reference.path)
            if path[:1] == ("event",) and len(path) > 1:
                yield reference, path[1:]
            if depth > _DEPTH or path not in _EVENT:
                continue
            todo += _given_on(reference, path, depth + 1, links)
            holders = [(reference.body, reference.whole)]
            if caller is not None and reference.whole in reference.body.returned:
                holders = [(caller.body, caller.expr)]
            for held in (each for body, whole in holders for each in _held(body, whole)):
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


def _held(body: Body, whole: Expr) -> Iterator[Binding]:
    """The names that get what is read: `const data = event.data`, `const { id } = event.data`."""
    for binding in body.declared():
        if binding.kind != "value" or binding.initial is not whole:
            continue
        if binding.is_rest or binding.has_default:
            continue
        if not any(not each.attrs for each in body.outline.mutations_of(binding)):
            yield binding


def subscript(at: Reference | Binding) -> str | None:
    """Return the literal key of `event.data["key"]`, when that is what is read."""
    if not isinstance(at, Reference):
        return None
    around = at.whole.around
    index = around.index if around is not None and around.inner is at.whole else None
    return index.string if index is not None else None
