"""Which events are accepted, and which trigger names they match."""

import uuid

from .protocol import Event, Json


class BadEventError(Exception):
    """An event the real server refuses with 400."""


def accepted(event: Json, now: float, *, internal: bool = False) -> Event:
    """Return an event as runs see it: with an id and a time."""
    if not isinstance(event, dict) or not event.get("name"):
        raise BadEventError("event name is empty")
    if event["name"].startswith("inngest/") and not internal:
        raise BadEventError("event name is reserved for internal use")
    if not isinstance(event.get("data") or {}, dict):
        raise BadEventError("event data must be an object")
    return {
        **event,
        "data": event.get("data") or {},
        "id": event.get("id") or str(uuid.uuid4()),
        "ts": event.get("ts") or int(now * 1000),
    }


def named(trigger: str | None, name: str) -> bool:
    """Return whether a trigger's event name, which may end in a wildcard, covers a name."""
    if trigger is None:
        return False
    if trigger.endswith("*"):
        return name.startswith(trigger[:-1])
    return trigger == name
