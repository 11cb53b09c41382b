"""The expressions in options and triggers: what the server does not compile."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.values import Value
from scaffold.inngest.cel import syntax_fault, unknown_name
from scaffold.inngest.facts import Function
from scaffold.rules.invalid_function_config.conditions import Outcome
from scaffold.rules.invalid_function_config.places import Problem, given_option
from scaffold.rules.invalid_function_config.readings import spread
from scaffold.syntax.regexes import regex


class _Place(NamedTuple):
    """Where an expression stands, and what comes of one that cannot be parsed, or names nothing."""

    options: tuple[str, ...]
    fields: tuple[str, ...]
    broken: Outcome
    unknown: Outcome

    @property
    def name(self) -> str:
        return f"`{self.options[0]}.{self.fields[0]}`"


_BATCH = ("batchEvents", "batch_events")
# A key of `throttle` or `singleton` is never looked at when the app syncs; one of `concurrency`
# and `priority.run` are parsed only, and what names nothing is false for every run.
_PLACES = (
    _Place(("concurrency",), ("key",), "refused", "shared"),
    _Place(("debounce",), ("key",), "refused", "refused"),
    _Place(("rateLimit", "rate_limit"), ("key",), "refused", "refused"),
    _Place(("throttle",), ("key",), "ignored", "ignored"),
    _Place(("singleton",), ("key",), "ignored", "ignored"),
    _Place(_BATCH, ("key",), "refused", "refused"),
    _Place(_BATCH, ("if", "if_exp"), "refused", "refused"),
    _Place(("priority",), ("run",), "refused", "ignored"),
    _Place(("cancelOn", "cancel"), ("if", "if_exp"), "refused", "refused"),
)
_WORDS = regex(r"[\w-]+")
# An empty one counts as none.
_MAY_BE_EMPTY = ("`debounce.key`", "`cancelOn.if`")


def broken_expressions(function: Function) -> Iterator[Problem]:
    """Yield each expression of the options and triggers that the server does not compile."""
    for trigger in function.triggers:
        if trigger.kind == "event":
            yield from _judged("the condition", trigger.condition, "refused", "refused")
    yield from _judged("`idempotency`", function.option("idempotency"), "refused", "refused")
    for place in _PLACES:
        option = given_option(function, *place.options)
        for each in spread(option) if option is not None else ():
            # Of a cancelling event, `match` wins over `if`.
            if each.entry("match") is None:
                given = each.entry(*place.fields)
                yield from _judged(place.name, given, place.broken, place.unknown)


def _judged(what: str, given: Value | None, broken: Outcome, unknown: Outcome) -> Iterator[Problem]:
    text = given.string if given is not None and given.is_certain else None
    if given is None or text is None or (not text and what in _MAY_BE_EMPTY):
        return
    reason, outcome = syntax_fault(text), broken
    fix = "write a CEL expression, such as `event.data.userId`"
    if reason is None:
        reason, outcome = unknown_name(text, is_cancel=what == "`cancelOn.if`"), unknown
        if reason is not None and _WORDS.fullmatch(text):  # `key: "send-mail"`
            reason = reason.partition(";")[0]
            fix = f"quote the text, `\"'{text}'\"`, or write a path: `event.data.userId`"
    if reason is not None:
        does = "is read as an expression" if outcome == "shared" else "does not compile"
        yield Problem(given, given, f"{what} `{text}` {does}: {reason}", outcome, fix)
