"""Keep each function's options inside what the server accepts.

One function with a bad period, key or count keeps the whole app from syncing: the server answers
400 `At least one function is invalid`, and none of its functions is registered; the reason stands
only in the server's log. Seen with SDK v3, SDK v4 and Python on the Dev Server. Python raises
`FunctionConfigInvalidError` itself for some of it. Retries above 20 are cut to 20.
"""

from collections.abc import Iterator

from scaffold.code.values import Value
from scaffold.inngest.durations import parse_timestr
from scaffold.inngest.facts import Function
from scaffold.rules._payloads import key_place
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules.invalid_function_config.expressions import broken_expression

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
_PERIODS = (
    (("debounce",), ("period", "timeout")),
    (("rateLimit", "rate_limit"), ("period",)),
    (("throttle",), ("period",)),
    (("batchEvents", "batch_events"), ("timeout",)),
    (("timeouts",), ("start", "finish")),
)
_KEYED = ("concurrency", "debounce", "rateLimit", "rate_limit", "throttle", "batchEvents",
          "batch_events", "singleton")  # fmt: skip
_NO_SYNC = "the whole app fails to sync: "


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each option that the server or the SDK rejects."""
    yield from _numbers(function)
    yield from _counts(function)
    yield from _periods(function)
    yield from _expressions(function)


def _numbers(function: Function) -> Iterator[Diagnostic]:
    if function.shape != "v0" and function.id_value is not None and function.id == "":
        yield report(function, f"{_NO_SYNC}the ID is empty", "give the function an ID")
    retries = function.option("retries")
    number = retries.number if retries is not None else None
    if retries is None or number is None or (0 <= number <= 20 and number == int(number)):
        return
    if function.language == "python" and number < 0:
        message = f"`retries={retries.text}` raises `FunctionConfigInvalidError`"
    elif number > 20:
        message = f"`{retries.text}` retries are cut to 20 by the server"
    else:
        message = f"`{retries.text}` is no number of retries"
    yield report(key_place(retries), message, "write a whole number from 0 to 20")


def _counts(function: Function) -> Iterator[Diagnostic]:
    concurrency = function.option("concurrency")
    if concurrency is not None:
        if concurrency.is_array and len(concurrency.elements) > 2:
            yield report(
                key_place(concurrency),
                f"{_NO_SYNC}{len(concurrency.elements)} concurrency entries, and 2 are allowed",
                "keep two",
            )
        elif function.language == "python" and (
            concurrency.number is not None or _is_call_of(concurrency, "Concurrency")
        ):
            yield report(
                key_place(concurrency),
                "`concurrency` is no list, which raises `FunctionConfigInvalidError`",
                "write `concurrency=[inngest.Concurrency(limit=…)]`",
            )
    if len(function.triggers) > 10:
        place = function.triggers[0].value.node.parent
        at = function.triggers[0].value
        whole = (at.outline, place) if place is not None and place.type in ("array", "list") else at
        yield report(
            whole,
            f"{_NO_SYNC}{len(function.triggers)} triggers, and 10 are allowed",
            "split the function, or send one event of your own from each place",
        )
    cancel = function.option("cancelOn", "cancel")
    if cancel is not None and cancel.is_array and len(cancel.elements) > 5:
        yield report(
            key_place(cancel),
            f"{_NO_SYNC}{len(cancel.elements)} events cancel it, and 5 are allowed",
            "keep five",
        )


def _periods(function: Function) -> Iterator[Diagnostic]:
    for options, names in _PERIODS:
        option = function.option(*options)
        for name in names if option is not None else ():
            given = option.entry(name) if option is not None else None
            text = given.string if given is not None else None
            if given is None or text is None or option is None:
                continue
            at = key_place(given if given.outline is function.outline else option)
            if not _is_inside(at[1].start_byte, function):
                at = key_place(option)
            if function.language == "python":
                yield report(
                    at,
                    f'`{name}="{text}"` is a string, which raises `FunctionConfigInvalidError`',
                    f"write `{name}=datetime.timedelta(…)`",
                )
            elif parse_timestr(text) is None:
                yield report(
                    at,
                    f"{_NO_SYNC}the server does not read the period `{text}`",
                    "write numbers with `w`, `d`, `h`, `m` and `s`, without spaces: `1h30m`",
                )


def _expressions(function: Function) -> Iterator[Diagnostic]:
    places: list[tuple[str, Value | None]] = [
        ("the condition", trigger.condition) for trigger in function.triggers
    ]
    places.append(("`idempotency`", function.option("idempotency")))
    for name in _KEYED:
        option = function.option(name)
        for each in option.elements if option is not None else ():
            places.append(("the key", each.entry("key")))
    for what, given in places:
        text = given.string if given is not None else None
        reason = broken_expression(text) if text is not None else None
        if given is not None and reason is not None:
            yield report(
                key_place(given),
                f"{_NO_SYNC}{what} `{text}` does not compile: {reason}",
                "write a CEL expression, such as `event.data.userId`",
            )


def _is_call_of(value: Value, name: str) -> bool:
    site = value.site
    return site is not None and (site.attrs[-1:] or (site.root,)) == (name,)


def _is_inside(offset: int, function: Function) -> bool:
    node = function.site.node
    return node.start_byte <= offset < node.end_byte
