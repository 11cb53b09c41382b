"""A `Map` or `Set` that a step returns, and that its reader takes for one: JSON made `{}` of it."""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee
from scaffold.code.outline import Binding, Body, Reference
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules._step_results import asked_for_their_kind, makers

_INSTEAD = {
    "Map": "return `Object.fromEntries(…)` of it, or its entries as an array",
    "Set": "return an array: `[...…]`",
}
_DEPTH = 3
_METHODS = frozenset({"get", "has", "forEach", "keys", "values", "entries", "set", "add", "delete"})


def lost_collections(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each use as a `Map` or `Set` of what a step returned as one."""
    for step in function.steps:
        site = step.call.given_by
        into = site.into if site.use == "assigned" and site.awaited else None
        made = _collections(function, step) if step.kind == "run" and into is not None else {}
        for (name, path), kind in _named(into, made):
            for reference, rest in _uses(site.body.lookup(name, site.start), path, function.links):
                yield report(
                    reference.expr,
                    f"`{'.'.join((reference.name, *rest))}` is `{{}}` by now, for it was JSON: "
                    f"a `{kind}` is lost there",
                    _INSTEAD[kind],
                    function=function.label,
                )


_Named = tuple[tuple[str, tuple[str, ...]], str]


def _named(into: Expr | None, made: dict[tuple[str, ...], str]) -> Iterator[_Named]:
    """The variables that hold them, each with the path that leads to one from there."""
    for path, kind in made.items():
        if into is not None and into.kind == "name":
            yield (into.text, path), kind
        elif into is not None and into.kind == "object" and path:
            taken = into.entry(*path)
            if taken is not None and taken.kind == "name":
                yield (taken.text, ()), kind


def _collections(function: Function, step: Step) -> dict[tuple[str, ...], str]:
    """The kinds of what a step returns, as a whole or in a field of an object, by its path."""
    body = [body for body, _ in makers(function, step, returned=True)][-1:]
    given = body[0].returned if body else ()
    if len(given) != 1:
        kinds = {_kind(each, body[0]) for each in given} if body else set()
        kind = kinds.pop() if len(kinds) == 1 else None
        return {(): kind} if kind is not None else {}
    whole = _kind(given[0], body[0])
    if whole is not None:
        return {(): whole}
    fields = given[0].entries if given[0].kind == "object" else ()
    found = {(each.key,): _kind(each.value, body[0]) for each in fields if each.key is not None}
    return {path: kind for path, kind in found.items() if kind is not None}


def _kind(value: Expr, body: Body) -> str | None:
    """Whether it is a new `Map` or `Set`, or a variable that holds one."""
    binding = body.lookup(value.text, value.start) if value.kind == "name" else None
    if binding is not None and binding.kind == "value" and binding.initial is not None:
        if any(not each.attrs for each in binding.outline.mutations_of(binding)):
            return None
        value = binding.initial
    site = body.outline.site(value)
    name = value.callee.text if site is not None and site.is_new and value.callee else ""
    return name if name in _INSTEAD else None


def _uses(
    binding: Binding | None, path: tuple[str, ...], links: Links, depth: int = 0
) -> Iterator[tuple[Reference, tuple[str, ...]]]:
    """Yield where it is taken for one, in functions that it is given to as well."""
    if binding is None or binding.outline.mutations_of(binding) or depth > _DEPTH:
        return
    for reference in binding.outline.references_to(binding):
        read = len(reference.path)
        if _takes_for_one(reference, path):
            yield reference, path
        elif reference.owner is not None and reference.path == path[:read]:
            taken = _parameter(reference, links)
            if taken is not None and not _is_asked_for(taken):
                yield from _uses(taken, path[read:], links, depth + 1)


def _parameter(given: Reference, links: Links) -> Binding | None:
    """The parameter of a function of one's own that takes what a call is given."""
    site, place = given.owner, given.index
    if site is None or place is None or any(each.kind == "spread" for each in site.args):
        return None
    if place >= len(site.args) or site.args[place].start != given.whole.start:
        return None
    target = callee(site, links).function
    names = target.parameters if target is not None else ()
    name = names[place] if place < len(names) else None
    binding = target.bindings.get(name) if target is not None and name is not None else None
    return binding if binding is not None and binding.kind == "param" else None


def _is_asked_for(taken: Binding) -> bool:
    """Whether a function asks what it is given, or a part of it: `names instanceof Set`."""
    asked = asked_for_their_kind(taken.body.expr)
    return any(each.partition(".")[0] == taken.name for each in asked)


def _takes_for_one(reference: Reference, path: tuple[str, ...]) -> bool:
    """Whether a `Map` or `Set` is asked for there: by its methods, a loop or `[...names]`."""
    if reference.use == "receiver":
        return reference.path[:-1] == path and reference.path[-1] in _METHODS
    if reference.path != path:
        return False
    around = reference.whole.around
    into = around.around if around is not None and around.kind == "spread" else None
    return reference.use == "loop" or (into is not None and into.kind in ("array", "call"))
