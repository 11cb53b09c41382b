"""How steps stand in Python's `try` statements and gathering calls."""

import re
from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee, resolve_expr
from scaffold.code.links import settle
from scaffold.code.outline import CallSite, Outline
from scaffold.code.places import Catch, Region
from scaffold.inngest.effects.catalogue import catalogue
from scaffold.inngest.facts import Function, Step


def catches_around(function: Function) -> Iterator[tuple[Step, Outline, Catch]]:
    """Yield each except clause around a step, innermost first, with its step.

    Clauses around a helper that makes the step count as well.
    """
    for step in function.steps:
        for outline, region in regions_around(step):
            for clause in region.attempt.catches if region.kind == "try" else ():
                yield step, outline, clause


def regions_around(step: Step) -> Iterator[tuple[Outline, Region]]:
    """Yield each part of a `try` statement that a step stands in, or the helper that makes it."""
    for site in (step.site, *step.call.chain):
        region = site.region
        while region is not None:
            yield site.outline, region
            region = region.parent


def caught_names(function: Function, step: Step, clause: Catch) -> list[str]:
    """Return the full names of the exceptions that a clause catches; empty for a bare one."""
    names = []
    body = step.site.body
    for each in clause.exceptions:
        parts = each.elements if each.kind == "tuple" else [each]
        names += [settle(resolve_expr(body, part), function.links).name for part in parts]
    return names


def raises_again(outline: Outline, clause: Catch) -> bool:
    """Whether a clause raises the very exception that it caught."""
    name = re.escape(clause.name) if clause.name else r"\B"
    again = rf"(?m)^[ \t]*raise[ \t]*(?:{name}[ \t]*)?(?:#.*)?$"
    return (
        clause.throws
        and re.search(again, outline.source.content[clause.start : clause.end].decode()) is not None
    )


def spelled(name: str) -> str:
    """Return the last part of a full name."""
    return name.rsplit(".", 1)[-1]


def gathers(function: Function) -> Iterator[tuple[CallSite, str]]:
    """Yield each call that hands steps to asyncio, with the name of the first of them."""
    seen: set[int] = set()
    for site, name in _step_makers(function):
        for gatherer in _gatherers_of(site):
            if id(gatherer) not in seen:
                seen.add(id(gatherer))
                yield gatherer, name


def _step_makers(function: Function) -> Iterator[tuple[CallSite, str]]:
    """The calls that give a step's coroutine: steps, and helpers that make steps."""
    for step in function.steps:
        yield step.site, step.id_text
    for call in function.calls:
        for step in function.steps if call.target is not None else ():
            inside = call.target is not None and step.site.body.is_inside(call.target)
            if inside or call.site in step.call.chain:
                yield call.site, step.id_text
                break


def _gatherers_of(site: CallSite) -> Iterator[CallSite]:
    owner = site.owner
    name: str | None = None
    if site.use in ("argument", "element") and owner is not None:
        if _is_gatherer(owner):
            yield owner
            return
        if owner.attrs[-1:] in (("append",), ("add",)):  # tasks.append(ctx.step.run(…))
            name = owner.root
    if name is None and site.target is not None and site.use in ("assigned", "element"):
        name = site.outline.text(site.target)
    binding = site.body.lookup(name, site.start) if name is not None else None
    for each in site.outline.references_to(binding) if binding is not None else ():
        if each.owner is not None and _is_gatherer(each.owner):
            yield each.owner


def _is_gatherer(site: CallSite) -> bool:
    name = resolve_callee(site).name
    table = catalogue("python")
    return bool(table.entry(name, "gathers") or table.says(name, "gathers")) if name else False
