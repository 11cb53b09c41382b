"""The typed events of one function: found in the project, or added to it in the form it has."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scaffold.functions.places import Site
from scaffold.functions.rendering import EventRef
from scaffold.functions.request import Request, RequestedEvent
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.typed_events.events import (
    EventDefinition,
    EventModule,
    add_event,
    find_event_modules,
    find_events,
)
from scaffold.inngest.typed_events.fields import Field, in_language, key_field
from scaffold.names import event_symbol, words
from scaffold.syntax.overlay import Overlay

# With these, the client's types refuse a trigger that they do not list.
_CLOSED_FORMS = ("record", "schemas", "union")


class PlannedEvents(NamedTuple):
    """The events of one function as its templates see them, and the files that declare them."""

    refs: Mapping[str, EventRef]
    """By the names that templates call them."""
    module: str | None
    """The one module that the function's file imports its events from."""
    contents: Mapping[str, bytes]
    notes: tuple[str, ...]


def plan_events(site: Site, request: Request) -> PlannedEvents:
    """Return the events of a request; those that the project does not declare are added.

    Raises ScaffoldError when a file that would declare one is not understood.
    """
    known = {
        event.name: event
        for event in reversed(find_events(Codebase(site.event_files), strict=True))
    }
    modules: list[EventModule] | None = None
    refs: dict[str, EventRef] = {}
    contents: dict[str, bytes] = {}
    notes: list[str] = []
    imported: str | None = None
    for event in request.events:
        fields = event.fields
        if event.is_answer:
            asked = next(iter(refs.values())).fields if refs else None
            fields = _with_question(fields, asked)
        wanted = in_language(fields, site.stack.language)
        found = known.get(event.name)
        if found is not None:
            notes += _notes_on(found, event, wanted)
        else:
            if modules is None:
                modules = _open_modules(site)
            module = _module_for(event.name, modules, imported)
            if module is not None:
                files = Codebase(Overlay(site.event_files, contents))
                found, changed = add_event(files, module, event.name, fields)
                known[event.name] = found
                contents |= changed
                grown = module._replace(names=(*module.names, event.name))
                modules = [grown if each is module else each for each in modules]
        ref = _reference(site, event.name, found, wanted, imported)
        if found is None and event.given_by is not None and modules == []:
            notes.append(
                f"no events are typed here, so `{event.given_by}` has no place: only the function "
                f"that `{event.name}` starts asks for its fields"
            )
        if ref.typed and found is not None and found.form not in _CLOSED_FORMS:
            imported = ref.path
        refs[event.variable] = ref
    return PlannedEvents(refs, imported, contents, tuple(notes))


def _open_modules(site: Site) -> list[EventModule]:
    """The modules that new events go to, the largest first."""
    modules = find_event_modules(Codebase(site.event_files), site.stack.sdk)
    if site.only_needed_events:
        return [each for each in modules if each.form in _CLOSED_FORMS]
    return modules


def _module_for(
    name: str, modules: Iterable[EventModule], imported: str | None
) -> EventModule | None:
    """The module a new event goes to: that of the other events, of its domain, the largest."""
    domain = name.partition("/")[0] + "/"

    def distance(module: EventModule) -> tuple[bool, bool]:
        same = any(other.startswith(domain) for other in module.names)
        return module.path != imported, not same

    return min(modules, key=distance, default=None)


def _reference(
    site: Site,
    name: str,
    found: EventDefinition | None,
    wanted: tuple[Field, ...],
    imported: str | None,
) -> EventRef:
    symbol = event_symbol(name, site.stack.language)
    if found is None:
        return EventRef(name, symbol, False, None, wanted)
    fields = found.fields if found.fields is not None and found.complete else wanted
    if found.form in _CLOSED_FORMS:
        return EventRef(name, symbol, True, found.path, fields)
    # One import for all events of a file, of what can be imported and is fully understood.
    importable = found.exported and found.symbol.isidentifier()
    fits = imported in (None, found.path)
    if not (importable and fits and (found.complete or site.owned)):
        return EventRef(name, symbol, False, None, fields)
    return EventRef(name, found.symbol, True, found.path, fields)


def _notes_on(
    found: EventDefinition, event: RequestedEvent, wanted: tuple[Field, ...]
) -> list[str]:
    """What to tell who gave fields to an event that has its own."""
    if event.given_by is None:
        return []
    there = f"`{event.name}` is there already, in `{found.path}`; "
    if found.fields is None:
        return [f"{there}`{event.given_by}` is not used"]
    if set(found.fields) == set(wanted):
        return []
    shown = ", ".join(one.name for one in found.fields) or "none"
    return [f"{there}its own fields are used ({shown}), not `{event.given_by}`"]


def _with_question(answer: tuple[Field, ...], trigger: Iterable[Field] | None) -> tuple[Field, ...]:
    """Return the fields of an answer with the one that tells it from answers to other runs."""
    key = key_field(trigger) if trigger is not None else Field("requestId", "str")
    key = key or Field("id", "str")
    return (key, *(field for field in answer if words(field.name) != words(key.name)))
