"""Write a duration in the form the SDK reads: another one waits for no time.

The TypeScript SDKs read durations with npm's `ms`.
What that does not understand becomes no wait at all, without an error: `"1h30m"`, `"1 month"` and
`"P1D"` sleep zero and time out at once, and `1M` is one minute. Seen on SDK v3 and v4.
A number is milliseconds, also in Python, where `3600` is 3.6 seconds, a string raises a
`TypeError`, and a wait below one second raises.
"""

from collections.abc import Iterator

from scaffold.inngest.durations import LONGEST_WAIT, SECOND, parse_ms, parse_timestr
from scaffold.inngest.facts import Call, Function
from scaffold.inngest.values import Value
from scaffold.rules._rule import Diagnostic, Example, report

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
    Example(
        "typescript",
        invalid="""
        import { inngest, RetryAfterError } from "./sdk";
        import { RetryAfterError as Later } from "inngest";
        const PAUSE = "P1D";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.sleep("p", PAUSE); // error
          await step.sleep("m", "1M"); // error
          await step.sleep("n", 500); // error
          await step.sleep("s", 60); // error
          await step.sleep("e", ""); // error
          await step.sleep("minus", "-5m"); // error
          await step.sleep("long", "2y"); // error
          const ok = await step.waitForEvent("w", {
            event: "x/z",
            match: "data.id",
            timeout: "1d 2h", // error
          });
          await step.invoke("i", { function: other, timeout: "1mo" }); // error
          await step.run("r", () => {
            throw new Later("busy", "1h30m"); // error
          });
          return ok;
        });
        """,
        valid="""
        import { inngest } from "./client";
        import { RetryAfterError } from "inngest";
        export const a = inngest.createFunction(
          { id: "a", debounce: { period: "1h30m" } },
          { event: "x/y" },
          async ({ event, step }) => {
            await step.sleep("p", 60_000);
            await step.sleep("d", "1.5 hours");
            await step.sleep("w", "1w");
            await step.sleep("data", event.data.delay);
            await step.sleep("template", `${event.data.days}d`);
            await step.sleepUntil("u", "2030-01-01");
            const ok = await step.waitForEvent("w", {
              event: "x/z", match: "data.id", timeout: "7D",
            });
            await step.run("r", () => {
              throw new RetryAfterError("busy", "30 mins");
            });
            return ok;
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        MINUTE = 60

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event(
                "w",
                event="x/z",
                if_exp="async.data.id == event.data.id",
                timeout=MINUTE,  # error
            )
            await ctx.step.sleep("z", duration=86_400)  # error
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event(
                "w",
                event="x/z",
                if_exp="async.data.id == event.data.id",
                timeout=datetime.timedelta(minutes=1),
            )
            await ctx.step.sleep("ms", 30_000)
            await ctx.step.sleep("sum", 60 * 60 * 1000)
        """,
    ),
]
# Numbers that people write for seconds: a minute, an hour, a day and their multiples.
_LOOKS_LIKE_SECONDS = 86_400


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each literal duration that does not wait as it reads."""
    for step in function.steps:
        if step.kind == "sleep":
            yield from _problem(step.call.argument(1, "duration"), function)
        elif step.kind in ("waitForEvent", "waitForSignal", "invoke"):
            options = step.call.argument(1)
            given = options.entry("timeout") if options is not None and options.is_object else None
            yield from _problem(given or step.call.argument(-1, "timeout"), function)
    for call in function.everything:
        if call.name in ("inngest.RetryAfterError",) and not _is_python(call):
            yield from _problem(call.argument(1), function)


def _is_python(call: Call) -> bool:
    return call.site.outline.language == "python"


def _problem(value: Value | None, function: Function) -> Iterator[Diagnostic]:
    if value is None:
        return
    python = value.outline.language == "python"
    if value.string is not None:
        if python:
            yield report(
                value,
                f"`{value.text}` raises a `TypeError`: a duration in Python is no string",
                "write `datetime.timedelta(…)`",
            )
        elif reason := _wrong_text(value.string):
            yield report(value, *reason)
    elif value.number is not None and (reason := _wrong_number(value.number, python)):
        yield report(value, *reason)


def _wrong_text(text: str) -> tuple[str, str] | None:
    milliseconds = parse_ms(text)
    if milliseconds is None:
        compound = parse_timestr(text.replace(" ", ""))
        hint = (
            f'write it with one unit: `"{compound // 60_000}m"`'
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
    if milliseconds > LONGEST_WAIT:
        return f'`"{text}"` is longer than 366 days, the longest wait', "wait in several steps"
    return None


def _wrong_number(number: float, python: bool) -> tuple[str, str] | None:
    instead = "`datetime.timedelta(…)`" if python else 'a string with a unit, such as `"30s"`'
    if number < SECOND:
        return f"`{number:g}` is milliseconds, less than a second", f"write {instead}"
    if number <= _LOOKS_LIKE_SECONDS and number % SECOND and number % 60 == 0:
        return f"`{number:g}` is milliseconds, not seconds", f"write {instead}"
    return None
