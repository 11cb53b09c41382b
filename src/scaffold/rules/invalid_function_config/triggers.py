"""What the server does not take in a function's triggers."""

from collections.abc import Iterator

from scaffold.code.values import Value
from scaffold.inngest.durations import parse_server
from scaffold.inngest.facts import Function, Trigger
from scaffold.rules.invalid_function_config.conditions import (
    LONGEST_EVENT_NAME,
    LONGEST_JITTER,
    MOST_TRIGGERS,
    SHORTEST_JITTER,
)
from scaffold.rules.invalid_function_config.places import Problem
from scaffold.rules.invalid_function_config.readings import Reading, read, spread
from scaffold.syntax.regexes import regex

# A `*` matches only at the end, right behind `/` or `.`.
_WILDCARD = regex(r"[^*]*[/.]\*")


def trigger_problems(function: Function) -> Iterator[Problem]:
    """Yield what is wrong with the triggers, each alone and together."""
    if len(function.triggers) > MOST_TRIGGERS:
        yield Problem(
            _list_of(function),
            None,
            f"{len(function.triggers)} triggers, and {MOST_TRIGGERS} are allowed",
            "refused",
            "split the function, or send one event of your own from each place",
        )
    if function.language == "python":
        yield from _no_triggers(function)
    seen: dict[tuple[str | None, ...], Trigger] = {}
    for trigger in function.triggers:
        yield from _alone(trigger)
        key = _identity(trigger)
        if key is not None and key in seen:
            yield Problem(
                trigger.value,
                None,
                f"the trigger `{trigger.event or trigger.cron}` stands here twice",
                "refused",
                "keep one of them",
            )
        elif key is not None:
            seen[key] = trigger


def _no_triggers(function: Function) -> Iterator[Problem]:
    """Dictionaries and names, as TypeScript takes them."""
    option = function.option("trigger")
    for given in spread(option) if option is not None else ():
        if given.is_object or given.string is not None:
            yield Problem(
                given,
                option,
                f"`trigger={given.text}` is no trigger of Python's SDK",
                "refused",
                "write `inngest.TriggerEvent(event=…)` or `inngest.TriggerCron(cron=…)`",
            )


def _identity(trigger: Trigger) -> tuple[str | None, ...] | None:
    """What must not be there twice: an event with its condition, the text of a cron."""
    if trigger.cron is not None:
        return ("cron", trigger.cron)
    if trigger.event is None:
        return None
    condition = trigger.condition
    text = condition.string if condition is not None else ""
    return None if text is None else ("event", trigger.event, text)


def _alone(trigger: Trigger) -> Iterator[Problem]:
    event = trigger.event
    if event is not None and len(event.encode()) > LONGEST_EVENT_NAME:
        yield Problem(
            trigger.value,
            None,
            f"the name of the event has more than {LONGEST_EVENT_NAME} bytes",
            "refused",
            "shorten it",
        )
    if event is not None and "*" in event and not _WILDCARD.fullmatch(event):
        yield Problem(
            trigger.value,
            None,
            f"`{event}` matches no event: a `*` stands at the end, right behind `/` or `.`",
            "never",
            "write `orders/*` or `orders/order.*`, or name each event",
        )
    entries = trigger.value.entries if trigger.value.is_object else {}
    if "event" in entries and "cron" in entries:
        yield Problem(
            trigger.value,
            None,
            "an event and a cron in one trigger: one of the two counts",
            "ignored",
            "make two triggers of it",
        )
    jitter = trigger.value.entry("jitter")
    if jitter is not None:
        yield from _jitter(read(jitter))


def _jitter(reading: Reading) -> Iterator[Problem]:
    if reading.shape == "unknown":
        return
    length = reading.number if reading.language == "python" else None
    if reading.text is not None:
        length = parse_server(reading.text) if reading.text else 0.0
    is_typed = reading.shape == "number" and reading.language != "python"
    if is_typed or length is None or (length and not SHORTEST_JITTER <= length <= LONGEST_JITTER):
        yield Problem(
            reading.value,
            None,
            f"`{reading.value.text}` is no jitter from one second to five minutes",
            "refused",
            "write `30s`, or `5m` at most",
        )


def _list_of(function: Function) -> Value | None:
    """Return the list that holds the triggers."""
    given = function.option("triggers", "trigger")
    if given is not None:
        return given
    arguments = function.site.args
    return function.triggers[0].value.at(arguments[1]) if len(arguments) > 2 else None
