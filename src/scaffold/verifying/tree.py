"""Runs as lines of text: each with its steps, and below it the runs that its events started."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.shown import shown
from scaffold.verifying.dev_server import Wait
from scaffold.verifying.follow import Run
from scaffold.verifying.trace import StepState

_LONGEST = 100
_MOST_CHILDREN = 20
# How a status is shown where there are colours.
STYLES = {
    "COMPLETED": "green", "FAILED": "red", "CANCELLED": "yellow", "RUNNING": "cyan",
    "WAITING": "magenta",
}  # fmt: skip


class Line(NamedTuple):
    """One line; `status` says how it is coloured."""

    text: str
    status: str


def lines(runs: Sequence[Run]) -> list[Line]:
    """Return the lines of some runs."""
    return [line for run in runs for line in _run(run, "", "")]


def _run(run: Run, before: str, rest: str) -> Iterator[Line]:
    status = "CANCELLED" if run.is_cancelled else run.status
    told = run.error or _value(run.output) if run.has_ended else ""
    parts = [f"{before}{shown(run.function, _LONGEST)}", status, duration(run.milliseconds), told]
    yield Line("  ".join(part for part in parts if part), status)
    children = run.children[:_MOST_CHILDREN]
    more = len(run.children) - len(children)
    last = len(run.steps) + len(children) + bool(more) - 1
    for at, step in enumerate(run.steps):
        branch = "└─" if at == last else "├─"
        yield Line(f"{rest}{branch} {_step(step, run.waits.get(step.name))}", step.status)
    for at, child in enumerate(children, len(run.steps)):
        first, below = ("└→ ", "   ") if at == last else ("├→ ", "│  ")
        yield from _run(child, rest + first, rest + below)
    if more:
        yield Line(f"{rest}└→ and {more} more runs: {_counted(run.children[_MOST_CHILDREN:])}", "")


def _counted(runs: Sequence[Run]) -> str:
    statuses = [run.status for run in runs]
    return ", ".join(f"{statuses.count(each)} {each}" for each in dict.fromkeys(statuses))


def _step(step: StepState, wait: Wait | None) -> str:
    attempts = f"{step.attempts} attempts" if step.attempts > 1 else ""
    told = step.error or (waiting(wait) if step.is_waiting and wait else _value(step.output))
    if step.sent:
        told = f"{len(step.sent)} event{'s' if len(step.sent) > 1 else ''} sent"
    parts = [shown(step.name, _LONGEST), step.status, attempts, duration(step.milliseconds), told]
    return "  ".join(part for part in parts if part)


def waiting(wait: Wait) -> str:
    """Return what a step waits for."""
    if wait.event:
        fits = f" that fits `{shown(wait.expression, _LONGEST)}`" if wait.expression else ""
        return f"waits for `{shown(wait.event, _LONGEST)}`{fits}"
    return f"sleeps until {shown(wait.until, 40)}" if wait.until else ""


def duration(milliseconds: int | None) -> str:
    """Return a duration in words, empty for one that is not known."""
    if milliseconds is None:
        return ""
    return f"{milliseconds} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def _value(value: object) -> str:
    if value is None:
        return ""
    return shown(json.dumps(value, ensure_ascii=False, default=str), _LONGEST)
