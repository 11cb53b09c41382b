"""Data for a run where none is given: from the event's own schema, as generated tests have it."""

import json
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.typed_events.events import EventDefinition
from scaffold.inngest.typed_events.fields import Field
from scaffold.shown import shown

_LARGEST = 1_000_000
_LONGEST_NAME = 16
_SAMPLES: dict[str, object] = {
    "int": 1, "float": 9.5, "bool": True, "datetime": "2030-01-01T09:00:00.000Z",
}  # fmt: skip


class Payload(NamedTuple):
    """The data of an event, and what there is to say of it; empty when it is whole."""

    data: dict[str, object]
    note: str = ""


def payload(codebase: Codebase, events: frozenset[str]) -> Payload:
    """Return data for the first of these events that has a schema, none where none has."""
    known = {each.name: each for each in codebase.event_definitions}
    for name in sorted(events):
        if name in known:
            return _of(known[name])
    if not events:
        return Payload({})
    named = " or ".join(f"`{shown(name)}`" for name in sorted(events))
    return Payload({}, f"there is no schema of {named}, so its data is empty; `--data` gives it")


def _of(event: EventDefinition) -> Payload:
    data = {field.name: sample(field) for field in event.fields or ()}
    if event.fields is not None and event.complete:
        return Payload(data)
    return Payload(
        data,
        f"the schema of `{shown(event.name)}` in `{event.path}` is not understood whole; `--data` "
        "gives what is missing",
    )


def sample(field: Field) -> object:
    """Return a value of a field, the one that generated tests have."""
    name = field.name if len(field.name) <= _LONGEST_NAME else "sample"
    text = "ada@example.com" if field.name == "email" else f"{name}-1"
    one = _SAMPLES.get(field.type, text)
    return [one] if field.list else one


def read_data(text: str, flag: str) -> dict[str, object]:
    """Return the JSON object of an option. Raises ScaffoldError for what is none."""
    example = f"""write it as `{flag} '{{"orderId": "o-1"}}'`"""
    if len(text) > _LARGEST:
        raise ScaffoldError(f"`{flag}` is longer than {_LARGEST:,} characters", "send an ID")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ScaffoldError(f"`{flag}` is not JSON: {shown(str(error), 200)}", example) from None
    if not isinstance(found, dict):
        raise ScaffoldError(f"`{flag}` is no JSON object, and an event's data is one", example)
    return found
