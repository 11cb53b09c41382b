"""What the server and the SDKs do not take in a function's options: one row per condition.

Each row was tried on the Dev Server (source of August 2026) with SDK v4, SDK v3 and Python 0.5.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from scaffold.inngest.durations import DAY, SECOND, parse_ms, parse_server
from scaffold.rules.invalid_function_config.readings import Reading
from scaffold.syntax.regexes import regex

Outcome = Literal["refused", "throws", "never", "stuck", "shared", "ignored"]
OUTCOMES: dict[Outcome, str] = {
    "refused": "the whole app is refused, and what was registered before stays in force",
    "throws": "it throws, so the module does not load",
    "never": "the function never starts",
    "stuck": "its runs hang in the queue for ever",
    "shared": "all runs share one limit",
    "ignored": "it is ignored",
}

MINUTE, HOUR, WEEK = 60 * SECOND, 60 * 60 * SECOND, 7 * DAY


class Condition(NamedTuple):
    """One way in which a field of an option is wrong, and what happens then.

    `options` are the option's names in both languages, `fields` those of the field in it; without
    one the option itself is meant. `wrong` is asked of what the field certainly is.
    """

    options: tuple[str, ...]
    fields: tuple[str, ...]
    language: Literal["typescript", "python", "both"]
    wrong: Callable[[Reading], bool]
    what: str
    """What is wrong; the value goes before it."""
    outcome: Outcome
    fix: str


def _length(reading: Reading) -> float | None:
    if reading.language == "python":
        return reading.number
    return parse_server(reading.text) if reading.text is not None else None


def shorter(milliseconds: float) -> Callable[[Reading], bool]:
    """Whether a period that can be read is below a bound."""

    def wrong(reading: Reading) -> bool:
        length = _length(reading)
        return length is not None and length < milliseconds

    return wrong


def longer(milliseconds: float) -> Callable[[Reading], bool]:
    """Whether a period that can be read is above a bound."""

    def wrong(reading: Reading) -> bool:
        length = _length(reading)
        return length is not None and length > milliseconds

    return wrong


def _unread(reading: Reading) -> bool:
    return reading.text is not None and parse_server(reading.text) is None


def _unread_or_no_time(reading: Reading) -> bool:
    return _unread(reading) or shorter(1e-9)(reading)


def _unread_by_go(reading: Reading) -> bool:
    return reading.text is not None and parse_server(reading.text, days=False) is None


def _unread_by_ms(reading: Reading) -> bool:
    milliseconds = parse_ms(reading.text) if reading.text is not None else reading.number
    return reading.shape in ("string", "number") and (milliseconds is None or milliseconds < 0)


def _number(reading: Reading) -> bool:
    return reading.shape == "number"


def _text(reading: Reading) -> bool:
    return reading.shape == "string"


def _no_int(reading: Reading) -> bool:
    return reading.shape in ("string", "boolean") or (_number(reading) and not reading.is_whole)


def below(bound: float) -> Callable[[Reading], bool]:
    """Whether a number is below a bound."""
    return lambda reading: _number(reading) and (reading.number or 0) < bound


def _zero(reading: Reading) -> bool:
    return _number(reading) and reading.number == 0


def _no_seconds(reading: Reading) -> bool:
    """Python takes milliseconds, and sends whole seconds from one up."""
    number = reading.number
    return reading.shape in ("number", "timedelta") and number is not None and (
        number < SECOND or number % SECOND != 0
    )  # fmt: skip


def _no_length(reading: Reading) -> bool:
    return _text(reading) or (_number(reading) and not reading.is_whole)


def _whole_days(reading: Reading) -> bool:
    number = reading.number
    return (
        reading.shape in ("number", "timedelta")
        and number is not None
        and number > 0
        and number % DAY == 0
    )


def none_of(*words: str) -> Callable[[Reading], bool]:
    """Whether a text is none of a few words, in any case of letters."""
    return lambda reading: reading.text is not None and reading.text.lower() not in words


def _no_list(reading: Reading) -> bool:
    return reading.shape in ("object", "number", "string")


def _event_field(reading: Reading) -> bool:
    return reading.text is not None and _FIELD.fullmatch(reading.text.strip()) is not None


_FIELD = regex(r"event\.data(?:\.\w+)+")

_RATE, _THROTTLE, _DEBOUNCE = ("rateLimit", "rate_limit"), ("throttle",), ("debounce",)
_BATCH, _CANCEL = ("batchEvents", "batch_events"), ("cancelOn", "cancel")
_PERIOD = "write numbers with `s`, `m`, `h`, `d` or `w`, without blanks: `1h30m`"
_PYTHON_PERIOD = "write `datetime.timedelta(…)` of whole seconds"
_IS_NUMBER = "is a number, and the server reads text"
_UNREAD = "is no period that the server reads"
_NO_TEXT = "is no `int` of milliseconds and no `timedelta`"
_TOO_SHORT = "is less than a second"
_NO_INT = "is no whole number"
_FROM_1 = "write a whole number from 1 up"
_FROM_2 = "write a whole number from 2 up"
_TO_20 = "write a whole number from 0 to 20"
_ONE_S = "write a second or more"
_SCOPES = 'write `"fn"`, `"env"` or `"account"`'
_MODES = 'write `"skip"` or `"cancel"`'

_PYTHON_LENGTHS: tuple[tuple[Callable[[Reading], bool], str, Outcome], ...] = (
    (_no_length, _NO_TEXT, "throws"),
    (_no_seconds, "milliseconds are no whole seconds from 1 up", "refused"),
)

CONDITIONS = (
    Condition(_RATE, ("period",), "typescript", _number, _IS_NUMBER, "refused", _PERIOD),
    Condition(_RATE, ("period",), "typescript", _unread, _UNREAD, "refused", _PERIOD),
    Condition(_RATE, ("period",), "typescript", shorter(SECOND), _TOO_SHORT, "never", _ONE_S),
    Condition(_RATE, ("period",), "both", longer(DAY), "is more than 24 hours", "refused",
              "write `24h` or less"),
    Condition(_RATE, ("limit",), "both", _no_int, _NO_INT, "refused", _FROM_1),
    Condition(_RATE, ("limit",), "both", below(1), "is below 1", "refused", _FROM_1),
    Condition(_THROTTLE, ("period",), "typescript", _number, _IS_NUMBER, "refused", _PERIOD),
    Condition(_THROTTLE, ("period",), "typescript", _unread, _UNREAD, "refused", _PERIOD),
    Condition(_THROTTLE, ("period",), "typescript", shorter(SECOND), _TOO_SHORT, "stuck", _ONE_S),
    Condition(_THROTTLE, ("limit", "burst", "count"), "both", _no_int, _NO_INT, "refused", _FROM_1),
    Condition(_THROTTLE, ("limit", "burst", "count"), "both", below(0), "is below 0", "refused",
              _FROM_1),
    Condition(_THROTTLE, ("limit", "count"), "both", _zero, "counts as 1", "ignored", _FROM_1),
    Condition(_DEBOUNCE, ("period",), "typescript", _number, _IS_NUMBER, "refused", _PERIOD),
    Condition(_DEBOUNCE, ("period",), "typescript", _unread, _UNREAD, "refused", _PERIOD),
    Condition(_DEBOUNCE, ("period",), "typescript", shorter(SECOND), _TOO_SHORT, "refused",
              _ONE_S),
    Condition(_DEBOUNCE, ("period",), "both", longer(WEEK), "is more than 7 days", "refused",
              "write `7d` or less"),
    Condition(_DEBOUNCE, ("timeout",), "typescript", _number, _IS_NUMBER, "refused", _PERIOD),
    Condition(_DEBOUNCE, ("timeout",), "typescript", _unread_or_no_time, _UNREAD, "ignored",
              _PERIOD),
    Condition(_BATCH, ("timeout",), "typescript", _number, _IS_NUMBER, "refused",
              "write seconds as text: `30s`"),
    Condition(_BATCH, ("timeout",), "typescript", _unread_by_go,
              "is no period that the server reads here, where days and weeks are none", "refused",
              "write seconds, minutes or hours: `30s`"),
    Condition(_BATCH, ("timeout",), "typescript", shorter(SECOND), _TOO_SHORT, "refused", _ONE_S),
    Condition(_BATCH, ("timeout",), "python", _whole_days,
              "is sent as days, which the server does not read here", "refused",
              "write less than a day"),
    Condition(_BATCH, ("maxSize", "max_size"), "both", _no_int, _NO_INT, "refused", _FROM_2),
    Condition(_BATCH, ("maxSize", "max_size"), "both", below(2), "is below 2", "refused", _FROM_2),
    Condition(("timeouts",), ("start", "finish"), "typescript", _number, _IS_NUMBER, "refused",
              _PERIOD),
    Condition(("timeouts",), ("start", "finish"), "typescript", _unread, _UNREAD, "stuck", _PERIOD),
    Condition(("timeouts",), ("start", "finish"), "typescript", shorter(1e-9), "is no time",
              "ignored", _PERIOD),
    Condition(_CANCEL, ("timeout",), "typescript", _unread_by_ms,
              "is no duration that the SDK reads", "never",
              'write one number and one unit: `"30d"`'),
    *(Condition(options, fields, "python", wrong, what, outcome, _PYTHON_PERIOD)
      for options, fields in (
          (_RATE, ("period",)), (_THROTTLE, ("period",)), (_DEBOUNCE, ("period", "timeout")),
          (_BATCH, ("timeout",)), (("timeouts",), ("start", "finish")), (_CANCEL, ("timeout",)))
      for wrong, what, outcome in _PYTHON_LENGTHS),
    Condition(("concurrency",), (), "python", _no_list, "is no list", "throws",
              "write `concurrency=[inngest.Concurrency(limit=…)]`"),
    Condition(_CANCEL, (), "both", _no_list, "is no list", "throws", "write a list"),
    Condition(("concurrency",), ("limit",), "typescript", _no_int, _NO_INT, "refused", _FROM_1),
    Condition(("concurrency",), ("limit",), "python", _no_int, "is no `int`", "throws", _FROM_1),
    Condition(("concurrency",), ("scope",), "typescript", none_of("fn", "env", "account"),
              "is no scope", "refused", _SCOPES),
    Condition(("concurrency",), ("scope",), "python", none_of("fn", "env", "account"),
              "is no scope", "throws", _SCOPES),
    Condition(("priority",), ("run",), "both", _number, "is a number, and an expression is read",
              "refused", "write an expression of whole seconds: `event.data.rank > 5 ? 60 : 0`"),
    Condition(("priority",), ("run",), "both", _event_field,
              "is no whole number to the server: every number in an event is a fraction",
              "ignored", "write `int(event.data.…)`"),
    Condition(("singleton",), ("mode",), "typescript", none_of("skip", "cancel"), "is no mode",
              "refused", _MODES),
    Condition(("singleton",), ("mode",), "python", none_of("skip", "cancel"), "is no mode",
              "throws", _MODES),
    Condition(("retries",), (), "typescript", _no_int, _NO_INT, "refused", _TO_20),
    Condition(("retries",), (), "python", _no_int, "is no `int`", "throws", _TO_20),
    Condition(("retries",), (), "python", below(0), "is below 0", "refused", _TO_20),
    Condition(("retries",), (), "typescript", below(0), "is below 0: there is one attempt",
              "ignored", _TO_20),
    Condition(("retries",), (), "both", lambda r: _number(r) and (r.number or 0) > 20,
              "is cut to 20: more", "ignored", _TO_20),
    Condition(("retries",), (), "typescript",
              lambda r: r.shape == "null" and "null" in r.value.text,
              "means no retries, not the default of 4", "ignored", "leave it out"),
)  # fmt: skip
# Of one list.
MOST: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("concurrency",), 2, "concurrency entries"),
    (_CANCEL, 5, "events cancel it"),
)
MOST_TRIGGERS = 10
LONGEST_EVENT_NAME = 255  # bytes, of a trigger; longer ones can be sent
SHORTEST_JITTER, LONGEST_JITTER = SECOND, 5 * MINUTE
# Options that a batch cannot have beside it, and what happens.
BESIDE_BATCH: tuple[tuple[tuple[str, ...], Outcome], ...] = (
    (_CANCEL, "refused"),
    (_DEBOUNCE, "refused"),
    (("singleton",), "refused"),
    (("priority",), "refused"),
    (_RATE, "ignored"),
    (("idempotency",), "ignored"),
)
# What must be given in an option; missing, it counts as the worst value.
REQUIRED: tuple[tuple[tuple[str, ...], tuple[str, ...], str, Outcome], ...] = (
    (_RATE, ("limit",), "typescript", "refused"),
    (_RATE, ("period",), "typescript", "refused"),
    (_BATCH, ("timeout",), "both", "refused"),
    (_BATCH, ("maxSize", "max_size"), "typescript", "refused"),
    (_DEBOUNCE, ("period",), "typescript", "refused"),
)
