"""Durations and dates as the SDKs put them on the wire."""

import re
from datetime import UTC, datetime

_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_557_600}
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhdwy])")
_WHOLE = re.compile(rf"(?:{_PART.pattern})*")


def moment(text: str, now: float, clock: float) -> float:
    """Return the virtual time, in seconds since the epoch, of a wire duration or ISO date.

    `now` is virtual; a date was made by the app, whose clock is the real one, `clock`.
    An empty duration is over at once: so do the SDKs report one they could not read.
    """
    if _WHOLE.fullmatch(text):
        return now + sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(text))
    return now + _seconds(datetime.fromisoformat(text)) - clock


def _seconds(at: datetime) -> float:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def iso(at: float) -> str:
    """Return an ISO date with milliseconds, as JavaScript writes it."""
    text = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
