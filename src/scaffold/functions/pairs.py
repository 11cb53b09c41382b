"""What shape an existing function has: the kinds it shows, and the other half of a fan-out."""

from scaffold.code.values import argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_calls import event_call
from scaffold.inngest.facts import Function, Step
from scaffold.kinds import Kind, chosen_kinds

_MAKES_ONE = ("create", "to_event", "Event")


def kinds_shown(codebase: Codebase, function: Function) -> set[str]:
    """Return the kinds that a function is an example of, of those its code shows."""
    return {
        kind.name
        for kind in chosen_kinds().values()
        if not kind.looks.route and _looks_like(codebase, function, kind)
    }


def kinds_with_routes() -> set[str]:
    """Return the kinds that a route shows: what its function looks like does not tell."""
    return {kind.name for kind in chosen_kinds().values() if kind.looks.route}


def _looks_like(codebase: Codebase, function: Function, kind: Kind) -> bool:
    looks = kind.looks
    if looks.trigger and all(trigger.kind != looks.trigger for trigger in function.triggers):
        return False
    if looks.step is None:
        return looks.trigger is not None
    steps = [step for step in function.steps if step.kind == looks.step]
    return any(_sends_many(codebase, step) or not looks.many for step in steps)


def triggers_of(function: Function) -> set[str]:
    """Return the events that start a function."""
    return {trigger.event for trigger in function.triggers if trigger.event is not None}


def item_events(codebase: Codebase, function: Function) -> set[str]:
    """Return the events that a function sends one of per item."""
    sites = [step.site for step in function.steps if _sends_many(codebase, step)]
    calls = [event_call(site, "step", codebase) for site in sites]
    return {name for call in calls for name in call.names if name is not None}


def partners(codebase: Codebase, function: Function) -> list[Function]:
    """Return the workers of an orchestrator, or the orchestrators of a worker."""
    items, starts = item_events(codebase, function), triggers_of(function)
    found = []
    for other in codebase.functions:
        if other.site is function.site:
            continue
        if triggers_of(other) & items or (starts and item_events(codebase, other) & starts):
            found.append(other)
    return found


def _sends_many(codebase: Codebase, step: Step) -> bool:
    if step.kind != "sendEvent":
        return False
    given = argument(step.site, 1, codebase, "events")
    if given is None:
        return False
    if given.is_array:
        # `[event]` is one event; `[...events]` and two of them are many.
        elements = given.elements
        return len(elements) != 1 or elements[0].expr.kind == "spread"
    site = given.site
    if site is not None and (site.attrs[-1:] or (site.root,))[-1] in _MAKES_ONE:
        return False
    return not given.is_object
