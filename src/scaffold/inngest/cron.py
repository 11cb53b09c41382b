"""Cron expressions as the Inngest server accepts them, and in words."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from scaffold.errors import ScaffoldError
from scaffold.names import meant
from scaffold.syntax.regexes import regex

_ZONE_PREFIX = regex(r"(?:CRON_)?TZ=([^ ]*) ")
_NUMBER = regex(r"\+?[0-9]{1,9}")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = 24 * 60
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


@dataclass(frozen=True)
class _Bounds:
    title: str
    low: int
    high: int
    names: tuple[str, ...] = ()

    def number(self, text: str) -> int:
        if text.lower() in self.names:
            return self.names.index(text.lower()) + self.low
        if not _NUMBER.fullmatch(text):
            raise _CronError(f"`{text}` is not a value of the field {self.title}")
        return int(text)


_FIELDS = (
    _Bounds("minute", 0, 59),
    _Bounds("hour", 0, 23),
    _Bounds("day of the month", 1, 31),
    _Bounds("month", 1, 12, _MONTHS),
    _Bounds("day of the week", 0, 6, _DAYS),
)


class _CronError(Exception):
    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint or "write five fields: minute, hour, day, month, weekday: `0 9 * * 1`"


@dataclass(frozen=True)
class _Cron:
    zone: str
    fields: tuple[str, ...]  # in a spelling every reader of cron knows
    values: tuple[frozenset[int], ...]


class Period(NamedTuple):
    """What a schedule comes due once in: its runs have periods of their own."""

    name: Literal["slot", "day", "week", "month"]
    """A slot is a part of a day, counted in UTC, where no clock change repeats an hour."""
    zone: str
    """Where its days begin."""
    minutes: int = 0
    """The length of a slot."""


def validate_cron(text: str) -> None:
    """Raise ScaffoldError for an expression that the server refuses or that never comes due."""
    _read(text)


def parse_cron(text: str) -> str:
    """Return a valid expression with single spaces, so that it fits in a string literal.

    Raises ScaffoldError as `validate_cron` does.
    """
    validate_cron(text)
    return " ".join(text.split())


def cron_in_words(text: str) -> str:
    """Return when an expression comes due: `every Monday at 09:00 UTC`.

    Raises ScaffoldError as `validate_cron` does.
    """
    cron = _read(text)
    # Slow to import, and only people read this.
    from cron_descriptor import (  # type: ignore[import-untyped]
        FormatError,
        Options,
        get_description,
    )

    options = Options()
    options.verbose = True
    options.use_24hour_time_format = True
    options.locale_code = "en_US"
    try:
        described = get_description(" ".join(cron.fields), options)
    except (FormatError, ValueError):
        return f"at `{' '.join(cron.fields)}` ({cron.zone})"
    return _shape(described, cron.zone)


def cron_period(text: str) -> Period:
    """Return the longest period in which an expression never comes due twice.

    Raises ScaffoldError as `validate_cron` does.
    """
    cron = _read(text)
    minutes, hours, days, _, weekdays = cron.values
    times = sorted(60 * hour + minute for hour in hours for minute in minutes)
    if len(times) > 1:
        gaps = [later - earlier for earlier, later in pairwise(times)]
        return Period("slot", "UTC", min(*gaps, _DAY - times[-1] + times[0]))
    any_day, any_weekday = cron.fields[2] == "*", cron.fields[4] == "*"
    if any_day and len(weekdays) == 1:
        return Period("week", cron.zone)
    if any_weekday and len(days) == 1:
        return Period("month", cron.zone)
    return Period("day", cron.zone)


def _read(text: str) -> _Cron:
    try:
        return _parse(text)
    except _CronError as problem:
        raise ScaffoldError(
            f"the cron expression `{text}` is not valid: {problem}", problem.hint
        ) from None


def _parse(text: str) -> _Cron:
    zone, rest = "UTC", text
    if text.startswith(("TZ=", "CRON_TZ=")):
        match = _ZONE_PREFIX.match(text)
        if match is None:
            raise _CronError("there is nothing after the time zone")
        zone, rest = match.group(1), text[match.end() :]
        _check_zone(zone)
    if rest.lstrip().startswith("@"):
        raise _CronError(
            f"Inngest does not know `{rest.split()[0]}`",
            "write it out: daily at midnight is `0 0 * * *`",
        )
    parts = rest.split()
    if len(parts) == 6:
        raise _CronError("it has 6 fields; Inngest has no field for seconds or years")
    if len(parts) != 5:
        raise _CronError(f"it has {len(parts)} field{'' if len(parts) == 1 else 's'}, not 5")
    parsed = [_field(part, bounds) for part, bounds in zip(parts, _FIELDS, strict=True)]
    spellings = tuple(spelling for spelling, _ in parsed)
    days, months = parsed[2][1], parsed[3][1]
    # A restricted weekday comes due by itself, whatever the day of the month says.
    if spellings[4] == "*" and all(min(days) > _LONGEST_MONTHS[month - 1] for month in months):
        raise _CronError(
            "no month it names has that day, so it never comes due",
            "the last day of every month has no expression: run daily and look at the date",
        )
    return _Cron(zone, spellings, tuple(frozenset(values) for _, values in parsed))


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        known = available_timezones()
        if not known:  # no time zone database on this machine: the server decides
            return
        raise _CronError(
            f"`{zone}` is not a time zone",
            meant(zone, known, "name it by area and city: `TZ=Europe/Paris`"),
        ) from None


def _field(text: str, bounds: _Bounds) -> tuple[str, set[int]]:
    """The field in its plainest spelling, and its values."""
    spellings, values = [], set[int]()
    for part in filter(None, text.split(",")):
        spelling, more = _range(part, bounds)
        spellings.append(spelling)
        values |= more
    if not values:
        raise _CronError(f"the field {bounds.title} names no value")
    if "*" in spellings:
        return "*", values
    if bounds.high == 6 or (len(spellings) > 1 and any("-" in it or "/" in it for it in spellings)):
        contiguous = len(values) > 2 and len(values) == max(values) - min(values) + 1
        if not contiguous:
            return ",".join(map(str, sorted(values))), values
    return ",".join(spellings), values


def _range(text: str, bounds: _Bounds) -> tuple[str, set[int]]:
    span, *steps = text.split("/")
    ends = span.split("-")
    if len(steps) > 1:
        raise _CronError(f"`{text}` has more than one `/`")
    is_any = ends[0] in ("*", "?")
    if is_any:
        low, high, spelling = bounds.low, bounds.high, "*"
    elif len(ends) > 2:
        raise _CronError(f"`{text}` has more than one `-`")
    else:
        numbers = [bounds.number(end) for end in ends]
        low, high = numbers[0], numbers[-1]
        spelling = "-".join(str(number) for number in numbers)
    step = 1
    if steps:
        if not _NUMBER.fullmatch(steps[0]):
            raise _CronError(f"the step of `{text}` is not a number")
        step = int(steps[0])
        if len(ends) == 1:
            high = bounds.high
        if step > 1 or not is_any:
            spelling += f"/{step}"
    if low < bounds.low or high > bounds.high:
        hint = "Sunday is `0`" if bounds.high == 6 and high == 7 else ""
        raise _CronError(
            f"`{text}` is outside {bounds.low} to {bounds.high}, the values of the field "
            f"{bounds.title}",
            hint,
        )
    if low > high:
        raise _CronError(f"the range `{text}` runs backwards")
    if step == 0:
        raise _CronError(f"the step of `{text}` is 0")
    return spelling, set(range(low, high + 1, step))


# A comma between two parts of the description, not one inside a list.
_PARTS = regex(
    r", (?=every |only |on day|or |between |starting |[a-z]+ \d+ through|[A-Z][a-z]+ through)"
)


def _shape(described: str, zone: str) -> str:
    """Put the days before the time, as a person says it."""
    first, *rest = _PARTS.split(described)
    days = [part for part in rest if part not in ("every day", "every hour")]
    if not first.startswith("At ") or "past the hour" in first:
        return f"{first[0].lower()}{first[1:]}{''.join(f', {part}' for part in days)} ({zone})"
    at = f"at {first[3:]} {zone}"
    if not days:
        return f"every day {at}"
    when, *more = days
    if more:
        return f"{', '.join(days)}, {at}"
    when = when.replace("of the month", "of every month")
    if when.startswith("only on "):
        return f"every {when.removeprefix('only on ')} {at}"
    if when.startswith("only in "):
        return f"every day in {when.removeprefix('only in ')} {at}"
    if "every day" in rest:
        return f"every day, {when}, {at}"
    return f"{when} {at}"
