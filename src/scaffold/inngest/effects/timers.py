"""Which calls wait inside the process."""

from scaffold.inngest.effects.catalogue import Entry
from scaffold.inngest.effects.names import known, row
from scaffold.inngest.facts import Call


def timer(call: Call) -> Entry | None:
    """Return why a call sets a timer or waits, by its full name; a helper's name must say so."""
    if call.tool or call.target is not None:
        return None
    origin = call.origin
    if origin.kind == "import" and not origin.attrs:
        named = known(call).says(origin.imported, "timer", "imported")
        if named is not None:
            return named
    entry = row(call)
    return entry if entry is not None and entry.kind == "timer" else None
