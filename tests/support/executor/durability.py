"""Whether runs survive a replay: nothing repeated, forgotten or sent from the body."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from .protocol import Answer, Call, Json
from .runs import EXECUTED, Exchange, Run


class UndurableError(AssertionError):
    """A run that did something a durable function must not do."""


def assert_durable(runs: Iterable[Run], exchange: Callable[[Call], Exchange]) -> None:
    """Raise UndurableError with every problem of every run."""
    problems = [
        f"{run.function_id}: {problem}"
        for run in runs
        for problem in [*_observed(run), *_replayed(run, exchange)]
    ]
    if problems:
        raise UndurableError("\n".join(problems))


def _observed(run: Run) -> list[str]:
    problems: list[str] = []
    if not run.ended:
        problems.append("the run did not end")
    for step in run.steps:
        if step.done > 1:
            problems.append(f"step `{step.name}` succeeded {step.done} times")
        if run.status == "COMPLETED" and step.status == "PENDING":
            problems.append(f"step `{step.name}` was started and never awaited")
    for done in run.exchanges:
        if done.events and not any(o["op"] in EXECUTED for o in done.answer.operations):
            problems.append(f"sent {_names(done)} outside of a step")
    return problems


def _replayed(run: Run, exchange: Callable[[Call], Exchange]) -> list[str]:
    problems: list[str] = []
    for done in run.exchanges:
        if done.call.target != "step":
            continue
        # With `plan_only` the SDK names the next steps and runs none of them.
        again = exchange(replace(done.call, plan_only=True))
        if again.events:
            problems.append(f"sends {_names(again)} outside of a step on every replay")
        before, after = _result(done.answer), _result(again.answer)
        # A failed call may have failed in a step, and that step is not run again here.
        if before != after and before[0] != "failed":
            problems.append(f"a replay {_said(after)} where the run {_said(before)}")
    return problems


def _result(answer: Answer) -> tuple[str, Json]:
    """What must not change between two replays: the steps found, or the value returned."""
    if answer.status == 206:
        steps = [
            (operation["id"], operation.get("displayName"), *_fixed(operation))
            for operation in answer.operations
        ]
        return ("found", sorted(steps))
    return ("returned", answer.body) if answer.status == 200 else ("failed", None)


def _said(result: tuple[str, Json]) -> str:
    return f"{result[0]} {result[1]!r}"


def _fixed(operation: dict[str, Json]) -> tuple[str, ...]:
    """The operation and the arguments it was given; a step planned is a step that will run."""
    if operation["op"] in EXECUTED or operation["op"] == "StepPlanned":
        return ("step",)
    # The Python SDK turns every sleep into a date, anew on each replay.
    name = "" if operation["op"] == "Sleep" else str(operation.get("name"))
    return (operation["op"], name, str(operation.get("opts")))


def _names(exchange: Exchange) -> str:
    return ", ".join(f"`{event['name']}`" for event in exchange.events)
