"""Durations: one grammar in step calls, another in function options."""

import pytest

from scaffold.errors import ScaffoldError
from scaffold.inngest.durations import parse_ms, parse_rate, parse_timeout, parse_timestr

DAY = 86_400_000


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("500", 500),
        ("1s", 1_000),
        ("1.5h", 5_400_000),
        (".5h", 1_800_000),
        ("30 mins", 1_800_000),
        ("24 hours", DAY),
        ("7D", 7 * DAY),
        ("1w", 7 * DAY),
        ("2 weeks", 14 * DAY),
        ("1y", 31_557_600_000),
        ("1hr", 3_600_000),
        ("1M", 60_000),
        ("100ms", 100),
        ("1 millisecond", 1),
        ("-1s", -1_000),
        ("", None),
        ("1h30m", None),
        ("1d 2h", None),
        ("1mo", None),
        ("1 month", None),
        ("P1D", None),
        ("10 fortnights", None),
        (" 1s", None),
        ("1s ", None),
        ("1" * 101, None),
        ("one day", None),
    ],
)
def test_step_durations(text: str, milliseconds: int | None) -> None:
    assert parse_ms(text) == milliseconds


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("1h30m", 5_400_000),
        ("1w2d3h4m5s", 788_645_000),
        ("10s", 10_000),
        ("", None),
        ("1 hour", None),
        ("1month", None),
        ("30m1h", None),
        ("1.5h", None),
        ("500", None),
    ],
)
def test_option_durations(text: str, milliseconds: int | None) -> None:
    assert parse_timestr(text) == milliseconds


@pytest.mark.parametrize(
    ("text", "spelled", "seconds"),
    [
        ("7d", "7d", 604_800),
        ("24 hours", "24hours", 86_400),
        ("90m", "90m", 5_400),
        ("30s", "30s", 30),
        ("366d", "366d", 31_622_400),
        ("1.5h", "1.5h", 5_400),
    ],
)
def test_timeouts(text: str, spelled: str, seconds: int) -> None:
    assert parse_timeout(text) == (spelled, seconds)
    assert parse_ms(spelled) == seconds * 1_000


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("", "not one number and one unit", "`90m`"),
        ("1h30m", "not one number and one unit", "write `90m`"),
        ("1d12h", "not one number and one unit", "write `36h`"),
        ("1 month", "not one number and one unit", "`7d`"),
        ("1M", "means minutes", "30d"),
        ("7", "no unit", "`7d`"),
        ("0s", "whole number of seconds", ""),
        ("-1d", "whole number of seconds", ""),
        ("500ms", "whole number of seconds", ""),
        ("1.5s", "whole number of seconds", ""),
        ("367d", "366 days", "366d"),
        ("2y", "366 days", "366d"),
    ],
)
def test_refused_timeouts(text: str, why: str, hint: str) -> None:
    with pytest.raises(ScaffoldError) as refusal:
        parse_timeout(text)
    assert why in refusal.value.message
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "limit", "seconds", "words"),
    [
        ("20/1s", 20, 1, "10,000 take 8 minutes"),
        ("100/1m", 100, 60, "10,000 take 2 hours"),
        ("1/1h30m", 1, 5_400, "10,000 take 625 days"),
        ("5000/1s", 5_000, 1, "10,000 take 2 seconds"),
        ("999999999/1s", 999_999_999, 1, "10,000 take 1 seconds"),
        (" 3/1w ", 3, 604_800, "10,000 take 23333 days"),
    ],
)
def test_rates(text: str, limit: int, seconds: int, words: str) -> None:
    rate = parse_rate(text)
    assert (rate.limit, rate.seconds, rate.words) == (limit, seconds, words)


@pytest.mark.parametrize(
    "text", ["", "20", "20/", "/1s", "x/1s", "-1/1s", "2.5/1s", "0/1s", "20/s", "20/1", "20/0s",
             "20/1 s", "20/1min", "20/500ms", "20/1s/1s", "٣/1s"],
)  # fmt: skip
def test_rates_that_the_server_refuses(text: str) -> None:
    with pytest.raises(ScaffoldError) as refusal:
        parse_rate(text)
    assert "20/1s" in refusal.value.hint
