"""Which calls of a handler give a new value each time: clocks, random numbers, new ids."""

from collections.abc import Iterator

from scaffold.inngest.effects.catalogue import Entry
from scaffold.inngest.effects.names import row
from scaffold.inngest.facts import Call, Function


def fresh(call: Call) -> Entry | None:
    """Return why a call reads the clock, or makes a random value or a new id."""
    if call.tool or call.target is not None:
        return None
    entry = row(call) if call.name else None
    return entry if entry is not None and entry.kind in ("clock", "random") else None


def fresh_calls(function: Function) -> Iterator[Call]:
    """Yield the calls outside of steps that give a new value on each replay, helpers' too."""
    for call in function.calls:
        if call.step is None and fresh(call):
            yield call
