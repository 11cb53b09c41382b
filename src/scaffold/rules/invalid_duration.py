"""Write a duration in the form the SDK reads: another one waits for no time.

The TypeScript SDKs read durations with npm's `ms`.
What that does not understand becomes no wait at all, without an error: `"1h30m"`, `"1 month"` and
`"P1D"` sleep zero and time out at once, and `1M` is one minute. Seen on SDK v3 and v4.
A number is milliseconds, also in Python, where `3600` is 3.6 seconds, a string raises a
`TypeError`, and a wait below one second or with a part of one raises.
Python's `sleep_until` takes a `datetime`: a string has no time zone to convert, and raises.
"""

import math
import re
from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.spans import holds
from scaffold.code.values import Value
from scaffold.inngest.durations import LONGEST_WAIT, SECOND, one_unit, parse_ms, parse_timestr
from scaffold.inngest.facts import Call, Function, Step
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules.invalid_function_config.readings import read
from scaffold.syntax.edits import Edit

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "cart/left" }] },
          async ({ step }) => {
            await step.sleep("pause", "1h30m"); // error
            await step.sleep("month", "1 month"); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "cart/left" }] },
          async ({ step }) => {
            await step.sleep("pause", "90m");
            await step.sleep("month", "30d");
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            await ctx.step.sleep("hour", 3600)  # error
            await ctx.step.sleep("day", "1d")  # error
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            await ctx.step.sleep("hour", datetime.timedelta(hours=1))
            await ctx.step.sleep("day", datetime.timedelta(days=1))
        """,
    ),
]
_MOST_CHOICES = 8
# Numbers that people write for seconds: a minute, an hour, a day and their multiples.
_LOOKS_LIKE_SECONDS = 86_400


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each literal duration that does not wait as it reads."""
    for step in function.steps:
        if step.kind == "sleep":
            yield from _problems(step.call.argument(1, "duration"), waits=False)
        elif step.kind == "sleepUntil" and _is_python(step.call):
            yield from _no_moment(step.call.argument(1, "until"))
        elif step.kind == "sleepUntil":
            yield from _no_date(step.call.argument(1))
        elif step.kind in ("waitForEvent", "waitForSignal", "invoke"):
            options = step.call.argument(1)
            given = options.entry("timeout") if options is not None and options.is_object else None
            given = given or step.call.argument(-1, "timeout")
            is_wait = step.kind == "waitForEvent"  # the others may take any time
            longest = LONGEST_WAIT if is_wait else math.inf
            yield from _problems(given, waits=True, longest=longest)
            if given is None and is_wait and options is not None and options.is_object:
                yield from _no_timeout(step, options)
    for call in function.everything:
        if call.site.is_new and call.name == "inngest.RetryAfterError":
            yield from _problems(call.argument(1), waits=False)


def _is_python(call: Call) -> bool:
    return call.site.outline.language == "python"


def _problems(
    value: Value | None, *, waits: bool, longest: float = LONGEST_WAIT
) -> Iterator[Diagnostic]:
    """What is wrong with a duration, or with the first wrong one of several to choose from."""
    if value is None:
        return
    choices = _choices(value)
    for choice in choices:
        found = _problem(choice, waits=waits, longest=longest, alone=len(choices) == 1)
        if found is not None:
            yield report(_place(choice, value), *found, edits=_in_one_unit(choice))
            return


def _in_one_unit(value: Value) -> list[tuple[str, Edit]]:
    """The edit that writes `"1h30m"` as `"90m"`; none where it is named, for others may use it."""
    milliseconds = _compound(value.string or "")
    if not milliseconds or value.expr.kind != "string" or value.outline.language == "python":
        return []
    within = Edit(value.start + 1, value.end - 1, one_unit(milliseconds).encode())
    return [(value.outline.path, within)]


def _compound(text: str) -> int | None:
    """The milliseconds of `1h30m` and `1 h 30 m`, None for what `ms` reads, or nobody."""
    return parse_timestr(text.replace(" ", "")) if parse_ms(text) is None else None


def _problem(value: Value, *, waits: bool, longest: float, alone: bool) -> tuple[str, str] | None:
    python = value.outline.language == "python"
    if value.string is not None:
        if python:
            return _no_string(value.text)
        milliseconds = None if alone else parse_ms(value.string)
        if milliseconds is not None and 0 <= milliseconds < SECOND:
            return None  # no wait at all, for those who chose so
        return _wrong_text(value.string, longest)
    reading = read(value)
    number = reading.number
    if reading.shape == "number" and number is not None:
        if not alone and number < SECOND:
            return None
        return _wrong_number(number, longest, python=python)
    if reading.shape == "timedelta" and number is not None:
        return _wrong_timedelta(value, number, longest, waits=waits)
    if python:
        return _made_text(value)
    text = _with_a_number(value)
    if text is not None and parse_ms(text) is None:
        unread = value.resolved.text[1:-1]
        return (
            f"`{unread}` is no duration that the SDK reads: it does not wait at all",
            "count in a unit that it reads: seconds, minutes, hours, days, weeks",
        )
    return None


def _made_text(value: Value) -> tuple[str, str] | None:
    """`f"{hours}h"`, `str(hours) + "h"`: a string, whatever is put into it."""
    expr = value.resolved.expr
    sides = [expr.left, expr.right] if expr.kind == "binary" and expr.operator == "+" else []
    if expr.kind == "template" or any(side is not None and side.string for side in sides):
        return _no_string(value.text)
    return None


def _no_string(text: str) -> tuple[str, str]:
    return (
        f"`{text}` raises a `TypeError`: a duration in Python is no string",
        "write `datetime.timedelta(…)`",
    )


def _choices(value: Value) -> list[Value]:
    """Each value of `fast ? "1d" : "2d"` and of `given ?? "1d"`, through names."""
    found: list[Value] = []
    todo = [value]
    while todo and len(found) < _MOST_CHOICES:
        each = todo.pop(0)
        whole = each.resolved
        if whole.expr.kind == "choice" and whole.expr.operator != "&&":
            todo = [whole.at(choice) for choice in whole.expr.choices] + todo
        else:
            found.append(each)
    return found


def _place(choice: Value, given: Value) -> Value:
    """Where to report a choice: at its text if that stands in what is given, else there."""
    return choice if choice.outline is given.outline and holds(given, choice) else given


def _with_a_number(value: Value) -> str | None:
    """`${count} months` with a number put in, when nothing else is missing."""
    parts = value.resolved.expr.parts
    unit = parts[-1]
    if value.resolved.expr.kind != "template" or len(parts) != 2 or isinstance(parts[0], str):
        return None
    return f"2{unit}" if isinstance(unit, str) and re.fullmatch(r" *[A-Za-z]+", unit) else None


def _wrong_timedelta(
    value: Value, length: float, longest: float, *, waits: bool
) -> tuple[str, str] | None:
    """What is wrong with a length of Python's; a sleep of any length is taken, up to the most."""
    if waits and length < SECOND:
        return f"`{value.text}` is less than a second: a wait of that raises", "wait longer"
    if waits and length % SECOND:
        return f"`{value.text}` is no number of whole seconds, as a wait must be", "round it"
    return _too_long(value.text, length, longest)


def _too_long(text: str, milliseconds: float, longest: float) -> tuple[str, str] | None:
    if milliseconds <= longest:
        return None
    return f"`{text}` is longer than 366 days, the longest wait", "wait in several steps"


def _no_timeout(step: Step, options: Value) -> Iterator[Diagnostic]:
    """A wait without a `timeout` in TypeScript: the SDK sends none, and the server takes zero."""
    if not options.has_unknown_entries:
        yield report(
            step,
            f"the wait `{step.id_text}` has no `timeout`: it ends at once, with nothing",
            'say how long it waits: `timeout: "7d"`',
        )


def _no_date(value: Value | None) -> Iterator[Diagnostic]:
    """A text that no `Date` can be made of: one without any digit."""
    if value is not None and value.string is not None and not re.search(r"\d", value.string):
        yield report(
            value,
            f"`{value.text}` is no date: `sleepUntil` throws",
            "give it a `Date`, or an ISO time: `2027-01-31T09:00:00Z`",
        )


def _no_moment(value: Value | None) -> Iterator[Diagnostic]:
    """Text where Python's `sleep_until` takes a `datetime`; an event's data is JSON, too."""
    if value is None:
        return
    whole = value.resolved
    if whole.expr.kind in ("string", "template") or _is_event_field(whole.expr):
        yield report(
            value,
            f"`{value.text}` is no `datetime`, which `sleep_until` takes: it raises",
            "write `datetime.datetime.fromisoformat(…)`, with a time zone in the text",
        )


def _is_event_field(expr: Expr) -> bool:
    """Whether it is read from an event's data: `ctx.event.data["remind_at"]`."""
    found = expr
    while found.index is not None and found.index.string is not None and found.inner is not None:
        found = found.inner
    return found is not expr and re.fullmatch(r"\w+\.event\.data", found.dotted) is not None


def _wrong_text(text: str, longest: float) -> tuple[str, str] | None:
    milliseconds = parse_ms(text)
    if milliseconds is None:
        compound = _compound(text)
        hint = (
            f'write it with one unit: `"{one_unit(compound)}"`'
            if compound
            else 'write one number and one unit: `"90m"`, `"30d"`, `"2w"`'
        )
        return f'`"{text}"` is no duration that the SDK reads: it does not wait at all', hint
    if text.rstrip().endswith("M"):
        return (
            f'`"{text}"` is minutes, not months',
            'write `"1m"` for a minute, `"30d"` for a month',
        )
    if milliseconds < SECOND:
        return f'`"{text}"` is less than a second, which is not waited', "wait a second or more"
    return _too_long(f'"{text}"', milliseconds, longest)


def _wrong_number(number: float, longest: float, *, python: bool) -> tuple[str, str] | None:
    instead = "`datetime.timedelta(…)`" if python else 'a string with a unit, such as `"30s"`'
    if number < SECOND:
        return f"`{number:g}` is milliseconds, less than a second", f"write {instead}"
    if number <= _LOOKS_LIKE_SECONDS and number % SECOND and number % 60 == 0:
        return f"`{number:g}` is milliseconds, not seconds", f"write {instead}"
    return _too_long(f"{number:.0f}", number, longest)
