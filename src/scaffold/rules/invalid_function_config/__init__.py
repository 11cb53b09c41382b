"""Keep each function's options inside what the server accepts.

One function with a bad period, key or count keeps the whole app from syncing: the server answers
400 `At least one function is invalid`, none of its functions is registered, what was registered
before stays in force, and the reason stands only in the server's log. Other values are taken and
do harm later: the function never starts, its runs hang in the queue for ever, or the option is
ignored. Python raises for some of it. Seen with SDK v3, SDK v4 and Python on the Dev Server.
"""

from collections.abc import Iterator

from scaffold.code.values import Value
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, Severity, report
from scaffold.rules.invalid_function_config.combinations import combinations
from scaffold.rules.invalid_function_config.conditions import CONDITIONS, Condition, Outcome
from scaffold.rules.invalid_function_config.expressions import broken_expressions
from scaffold.rules.invalid_function_config.places import Problem, given_option, place
from scaffold.rules.invalid_function_config.readings import Reading, read, spread
from scaffold.rules.invalid_function_config.triggers import trigger_problems

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const sync = inngest.createFunction(
          {
            id: "sync-user",
            debounce: { period: "5 minutes" }, // error
            concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }], // error
            triggers: [{ event: "user/updated" }],
          },
          async ({ step }) => step.run("sync", () => sync()),
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const sync = inngest.createFunction(
          {
            id: "sync-user",
            debounce: { period: "5m" },
            concurrency: [{ limit: 1, key: "event.data.userId" }, { limit: 10 }],
            triggers: [{ event: "user/updated" }],
          },
          async ({ step }) => step.run("sync", () => sync()),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="sync-user",
            trigger=inngest.TriggerEvent(event="user/updated"),
            retries=-1,  # error
            concurrency=inngest.Concurrency(limit=1),  # error
            debounce=inngest.Debounce(period="5m"),  # error
        )
        async def sync_user(ctx: inngest.Context) -> None:
            await ctx.step.run("sync", sync)
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="sync-user",
            trigger=inngest.TriggerEvent(event="user/updated"),
            retries=5,
            concurrency=[inngest.Concurrency(limit=1)],
            debounce=inngest.Debounce(period=datetime.timedelta(minutes=5)),
        )
        async def sync_user(ctx: inngest.Context) -> None:
            await ctx.step.run("sync", sync)
        """,
    ),
]
_CONDITIONS: dict[tuple[str, ...], list[Condition]] = {}
for _condition in CONDITIONS:
    _CONDITIONS.setdefault(_condition.options, []).append(_condition)


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each option that the server or the SDK does not take."""
    for problem in _problems(function):
        is_taken = problem.outcome in ("shared", "ignored")
        severity: Severity = "warning" if is_taken else "error"
        yield report(
            place(function, problem.at, problem.option),
            problem.message,
            problem.fix,
            severity=severity,
        )


def _problems(function: Function) -> Iterator[Problem]:
    if function.shape != "v0" and function.id_value is not None and function.id == "":
        yield Problem(function.id_value, None, "the ID is empty", "refused", "give it an ID")
    for options, conditions in _CONDITIONS.items():
        if function.option_names.isdisjoint(options):
            continue
        option = given_option(function, *options)
        if option is not None:
            yield from _wrong(option, conditions, function)
    yield from combinations(function)
    yield from trigger_problems(function)
    yield from broken_expressions(function)


def _wrong(option: Value, conditions: list[Condition], function: Function) -> Iterator[Problem]:
    """Yield what is wrong with an option: one problem for each of its fields."""
    seen: set[tuple[int, int]] = set()
    readings: dict[Value, Reading] = {}
    for condition in conditions:
        if condition.language not in ("both", function.language):
            continue
        for given, name in _asked(option, condition):
            if given not in readings:
                readings[given] = read(given)
            reading = readings[given]
            key = (id(given.outline), given.start)
            if reading.shape == "unknown" or key in seen or not condition.wrong(reading):
                continue
            seen.add(key)
            written = f"{name}={given.text}" if function.language == "python" else (
                f"{name}: {given.text}"
            )  # fmt: skip
            yield Problem(
                given, option, f"`{written}` {condition.what}", condition.outcome, condition.fix
            )


def _asked(option: Value, condition: Condition) -> Iterator[tuple[Value, str]]:
    """Yield what a condition is about: the option, or a field of it in each of its entries."""
    if not condition.fields:
        yield option, next(name for name in _spelled(condition.options, option))
        return
    for each in spread(option):
        for field in condition.fields:
            given = each.entry(field)
            if given is not None:
                yield given.made, field


def _spelled(options: tuple[str, ...], option: Value) -> tuple[str, ...]:
    """Return the names of an option, that of its own language first."""
    is_python = option.outline.language == "python"
    return tuple(sorted(options, key=lambda name: ("_" in name or name == "cancel") != is_python))


__all__ = ["Outcome", "check"]
