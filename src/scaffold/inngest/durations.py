"""The durations Inngest reads: one grammar in step calls, another in function options."""

import re
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.syntax.regexes import regex

SECOND = 1_000
_MINUTE = 60 * SECOND
_HOUR = 60 * _MINUTE
DAY = 24 * _HOUR
LONGEST_WAIT = 366 * DAY  # the server's limit of a sleep or a wait

# npm's `ms`: one number, one unit; anything else silently becomes a wait of zero.
_MS = regex(
    r"(-?[0-9]*\.?[0-9]+) *"
    r"(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w"
    r"|years?|yrs?|y)?",
    re.IGNORECASE,
)
_LONGEST_MS_TEXT = 100
_UNITS = {"ms": 1, "s": SECOND, "m": _MINUTE, "h": _HOUR, "d": DAY, "w": 7 * DAY, "y": 365.25 * DAY}
_TIMESTR = regex(
    r"(?:([0-9]{1,18})w)?(?:([0-9]{1,18})d)?(?:([0-9]{1,18})h)?(?:([0-9]{1,18})m)?"
    r"(?:([0-9]{1,18})s)?"
)


# Go's durations, with days and weeks: what the server reads in a function's options.
_PART = regex(r"([0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]{1,18})(ns|us|µs|ms|s|m|h|d|w)")
_PARTS = {"ns": 1e-6, "us": 1e-3, "µs": 1e-3, **_UNITS}


class Timeout(NamedTuple):
    """How long a function waits: as the user wrote it for TypeScript, in seconds for Python."""

    text: str
    seconds: int


class Rate(NamedTuple):
    """How many runs start in a time: as TypeScript writes the time, in seconds for Python."""

    limit: int
    period: str
    seconds: int

    @property
    def words(self) -> str:
        """For how long it lets many runs wait: `10,000 take 9 minutes`."""
        seconds = 10_000 * self.seconds / self.limit
        for unit, length in (("days", DAY), ("hours", _HOUR), ("minutes", _MINUTE)):
            count = round(seconds * SECOND / length)
            if count > 1:
                return f"10,000 take {count} {unit}"
        return f"10,000 take {max(1, round(seconds))} seconds"


def parse_ms(text: str) -> int | None:
    """Return the milliseconds a step call makes of a string, None when it would not wait at all."""
    match = _MS.fullmatch(text) if len(text) <= _LONGEST_MS_TEXT else None
    if match is None:
        return None
    number, unit = match.groups()
    return round(float(number) * _UNITS[_short(unit or "ms")])


def parse_timestr(text: str) -> int | None:
    """Return the milliseconds of a period in function options (`1h30m`), None when rejected."""
    match = _TIMESTR.fullmatch(text)
    if not text or match is None:
        return None
    return round(
        sum(
            int(count or 0) * _UNITS[unit]
            for count, unit in zip(match.groups(), "wdhms", strict=True)
        )
    )


def parse_server(text: str, *, days: bool = True) -> float | None:
    """Return the milliseconds that the server reads in an option's period, None when it does not.

    Any number of parts in any order, without blanks; `0` needs no unit. The timeout of a batch
    is read by Go itself, which has no days and no weeks (`days=False`).
    """
    sign, rest = (-1, text[1:]) if text[:1] == "-" else (1, text.removeprefix("+"))
    if rest == "0":
        return 0.0
    total, at = 0.0, 0
    while (part := _PART.match(rest, at)) is not None:
        if not days and part[2] in "dw":
            return None
        total += float(part[1]) * _PARTS[part[2]]
        at = part.end()
    return sign * total if rest and at == len(rest) else None


def parse_rate(text: str) -> Rate:
    """Return how many runs start in which time, from `20/1s`.

    Raises ScaffoldError for what the server refuses, or never starts a run by.
    """
    limit, slash, period = text.strip().partition("/")
    hint = "write `20/1s` for twenty in a second, `100/1m` for a hundred in a minute"
    if not slash or not re.fullmatch(r"[0-9]{1,9}", limit):
        raise ScaffoldError(f"the rate `{text}` is not a number, a slash and a time", hint)
    if int(limit) == 0:
        raise ScaffoldError(f"the rate `{text}` lets nothing start: Inngest takes 1 for 0", hint)
    milliseconds = parse_timestr(period)
    if milliseconds is None:
        raise ScaffoldError(
            f"`{period}` in the rate `{text}` is not a time as function options take it, and one "
            "like it keeps the whole app from syncing",
            hint,
        )
    if milliseconds < SECOND:
        raise ScaffoldError(
            f"the rate `{text}` counts in less than a second; its runs would never start", hint
        )
    return Rate(int(limit), period, milliseconds // SECOND)


def parse_timeout(text: str) -> Timeout:
    """Return a timeout that both SDKs wait for exactly.

    Raises ScaffoldError for text that TypeScript would turn into no wait, for less than a second,
    and for more than the server allows.
    """
    spelled = text.strip()
    match = _MS.fullmatch(spelled) if len(spelled) <= _LONGEST_MS_TEXT else None
    if match is None:
        compound = parse_timestr(spelled)
        raise ScaffoldError(
            f"the duration `{text}` is not one number and one unit; Inngest would not wait at all",
            f"write `{one_unit(compound)}`" if compound else "write it as `90m`, `24h` or `7d`",
        )
    unit = match.group(2)
    if not unit:
        raise ScaffoldError(
            f"the duration `{text}` has no unit, so it would be milliseconds",
            f"add the unit: `{spelled}s`, `{spelled}m` or `{spelled}d`",
        )
    if unit == "M":
        raise ScaffoldError(
            f"the duration `{text}` means minutes, not months",
            f"write `{match.group(1)}m` for minutes; for months write days, such as `30d`",
        )
    milliseconds = parse_ms(spelled) or 0
    if milliseconds < SECOND or milliseconds % SECOND:
        raise ScaffoldError(
            f"the duration `{text}` is not a whole number of seconds from 1 up",
            "Inngest waits in whole seconds: write `30s` or `5m`",
        )
    if milliseconds > LONGEST_WAIT:
        raise ScaffoldError(
            f"the duration `{text}` is longer than the 366 days Inngest waits at most",
            "write `366d` or less",
        )
    return Timeout(spelled.replace(" ", ""), milliseconds // SECOND)


def _short(unit: str) -> str:
    unit = unit.lower()
    return "ms" if unit.startswith(("ms", "mil")) else unit[0]


def one_unit(milliseconds: int) -> str:
    """Return a duration as one number with the largest unit that fits, as every SDK reads it."""
    for unit in "dhm":
        if milliseconds % _UNITS[unit] == 0:
            return f"{round(milliseconds / _UNITS[unit])}{unit}"
    return f"{milliseconds // SECOND}s"
