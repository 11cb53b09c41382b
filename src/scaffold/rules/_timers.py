"""Which calls wait inside the process."""

from scaffold.inngest.facts import Call

_TIMERS = frozenset(
    {
        "setTimeout",
        "setInterval",
        "setImmediate",
        "window.setTimeout",
        "timers.setTimeout",
        "timers.setInterval",
        "timers/promises.setTimeout",
        "timers/promises.setInterval",
        "timers/promises.scheduler.wait",
        "Bun.sleep",
        "asyncio.sleep",
        "time.sleep",
        "anyio.sleep",
        "trio.sleep",
        "delay",
        "p-sleep",
        "sleep-promise",
    }
)
_WORDS = frozenset({"sleep", "delay"})


def is_timer(call: Call) -> bool:
    """Whether a call sets a timer or waits, by its full name; a helper's name must say so."""
    if call.tool or call.target is not None:
        return False
    if call.name in _TIMERS:
        return True
    origin = call.origin
    return origin.kind == "import" and not origin.attrs and origin.imported in _WORDS
