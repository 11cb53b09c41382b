"""Steps written as before SDK v3, which took no ID: `step.sleep("1d")`, `step.sendEvent({ … })`."""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, report

_WITHOUT = {
    "sleep": ("a duration: it does not wait at all", '`await step.sleep("wait-a-day", "1d")`'),
    "sleepUntil": ("a time: it throws", '`await step.sleepUntil("until-due", due)`'),
    "sendEvent": ("an event: nothing is sent", '`await step.sendEvent("send-paid", { … })`'),
}


def steps_without_id(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step whose one argument counts as its ID since SDK v3."""
    for step in function.steps:
        given = step.site.args
        if step.kind not in _WITHOUT or len(given) != 1 or given[0].kind == "spread":
            continue
        misses, written = _WITHOUT[step.kind]
        yield report(
            step,
            f"since SDK v3 the first argument is the step's ID, and this one lacks {misses}",
            f"give it both: {written}",
        )
