"""Cron expressions: what the server accepts, and how each reads in words."""

import pytest

from scaffold.errors import ScaffoldError
from scaffold.inngest.cron import cron_in_words, cron_period, parse_cron, validate_cron


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0 9 * * 1", "every Monday at 09:00 UTC"),
        ("TZ=Europe/Paris 0 9 * * 1", "every Monday at 09:00 Europe/Paris"),
        ("CRON_TZ=America/New_York 0 9 * * MON", "every Monday at 09:00 America/New_York"),
        ("TZ=UTC 0 0 * * *", "every day at 00:00 UTC"),
        ("30 8,17 * * *", "every day at 08:30 and 17:30 UTC"),
        ("0 9,12,15 * * *", "every day at 09:00, 12:00 and 15:00 UTC"),
        ("0 9 * * 1-5", "Monday through Friday at 09:00 UTC"),
        ("0 9 * * mon-fri", "Monday through Friday at 09:00 UTC"),
        ("0 9 * * MON,WED", "every Monday and Wednesday at 09:00 UTC"),
        ("0 9 * * 1,3,5", "every Monday, Wednesday, and Friday at 09:00 UTC"),
        (
            "0 0 * * */2",
            "every Sunday, Tuesday, Thursday, and Saturday at 00:00 UTC",
        ),
        ("0 0 1 * *", "on day 1 of every month at 00:00 UTC"),
        ("0 9 * JAN *", "every day in January at 09:00 UTC"),
        ("0 9 * JAN-MAR *", "every day, January through March, at 09:00 UTC"),
        ("0 0 1 1,7 *", "on day 1 of the month, only in January and July, at 00:00 UTC"),
        (
            "0 9 1 JAN MON",
            "on day 1 of the month, or on Monday, only in January, at 09:00 UTC",
        ),
        ("*/15 * * * *", "every 15 minutes (UTC)"),
        ("5/15 * * * *", "every 15 minutes, starting at 5 minutes past the hour (UTC)"),
        ("0 */2 * * *", "every 2 hours (UTC)"),
        ("0 * * * *", "every hour (UTC)"),
        ("* * * * *", "every minute (UTC)"),
        ("? * ? * ?", "every minute (UTC)"),
        ("*/1 * * * *", "every minute (UTC)"),
        ("30 * * * *", "at 30 minutes past the hour (UTC)"),
        ("5-10 2 * * *", "every minute between 02:05 and 02:10 (UTC)"),
        ("0 9,12-14 * * *", "every day at 09:00, 12:00, 13:00 and 14:00 UTC"),
        ("\t0  9 * *   1 ", "every Monday at 09:00 UTC"),
        ("00 09 * * 1", "every Monday at 09:00 UTC"),
        ("0 0 29 2 *", "on day 29 of the month, only in February, at 00:00 UTC"),
        ("0 9 1,,2 * *", "on day 1 and 2 of every month at 09:00 UTC"),
    ],
)
def test_accepted(text: str, words: str) -> None:
    validate_cron(text)
    assert cron_in_words(text) == words


@pytest.mark.parametrize("text", ["0-30/5 9-17/2 1-15 JAN-JUN/2 MON-FRI", "1-5/2,7,*/20 * * * *"])
def test_accepted_however_odd(text: str) -> None:
    validate_cron(text)
    assert "UTC" in cron_in_words(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "0 fields"),
        ("0", "1 field, not 5"),
        ("0 9 * *", "4 fields"),
        ("0 0 9 * * 1", "6 fields"),
        ("@daily", "does not know `@daily`"),
        ("@every 10s", "does not know `@every`"),
        ("TZ=Europe/Paris @daily", "does not know `@daily`"),
        ("0 0 * * 7", "outside 0 to 6"),
        ("0 0 * * 5-7", "outside 0 to 6"),
        ("0 0 L * *", "`L`"),
        ("0 0 * * 5L", "`5L`"),
        ("0 0 15W * *", "`15W`"),
        ("0 0 * * 1#2", "`1#2`"),
        ("60 * * * *", "outside 0 to 59"),
        ("* 24 * * *", "outside 0 to 23"),
        ("* * 0 * *", "outside 1 to 31"),
        ("* * 32 * *", "outside 1 to 31"),
        ("* * * 0 *", "outside 1 to 12"),
        ("* * * 13 *", "outside 1 to 12"),
        ("*/0 * * * *", "step of `*/0` is 0"),
        ("*/-1 * * * *", "not a number"),
        ("*/ * * * *", "not a number"),
        ("*/x * * * *", "not a number"),
        ("30-10 * * * *", "backwards"),
        ("* * * * FRI-MON", "backwards"),
        ("1-2-3 * * * *", "more than one `-`"),
        ("1/2/3 * * * *", "more than one `/`"),
        ("-1 * * * *", "not a value"),
        ("1- * * * *", "not a value"),
        ("1.5 * * * *", "not a value"),
        (", * * * *", "names no value"),
        ("* * * JANUARY *", "`JANUARY`"),
        ("MON * * * *", "`MON`"),
        ("٣ * * * *", "not a value"),
        ("TZ=Mars/Olympus 0 9 * * *", "not a time zone"),
        ("TZ=Europe/Pari 0 9 * * *", "not a time zone"),
        ("TZ=Europe 0 9 * * *", "not a time zone"),
        ("TZ=../../etc/passwd 0 9 * * *", "not a time zone"),
        ("TZ= 0 9 * * *", "not a time zone"),
        ("TZ=Europe/Paris", "nothing after"),
        (" TZ=Europe/Paris 0 9 * * *", "6 fields"),
        ("0 0 31 2 *", "never comes due"),
        ("0 0 31 4,6,9,11 *", "never comes due"),
    ],
)
def test_refused(text: str, why: str) -> None:
    with pytest.raises(ScaffoldError) as refusal:
        validate_cron(text)
    assert why in refusal.value.message
    assert refusal.value.hint


def test_hints() -> None:
    for text, hint in [
        ("TZ=Europe/Pari 0 9 * * *", "did you mean `Europe/Paris`?"),
        ("0 0 * * 7", "Sunday is `0`"),
    ]:
        with pytest.raises(ScaffoldError) as refusal:
            cron_in_words(text)
        assert refusal.value.hint == hint


def test_a_day_no_month_has_comes_due_by_its_weekday() -> None:
    validate_cron("0 0 31 2 1")


def test_spaces_are_made_single() -> None:
    assert parse_cron("TZ=Europe/Paris  0 9\t* *\n1 ") == "TZ=Europe/Paris 0 9 * * 1"
    with pytest.raises(ScaffoldError):
        parse_cron("0 9 * *")


@pytest.mark.parametrize(
    ("text", "name", "zone", "minutes"),
    [
        ("* * * * *", "slot", "UTC", 1),
        ("*/15 * * * *", "slot", "UTC", 15),
        ("TZ=Europe/Paris 0 * * * *", "slot", "UTC", 60),
        ("0 */6 * * *", "slot", "UTC", 360),
        ("0 9,17 * * 1-5", "slot", "UTC", 480),
        ("10,50 * * * *", "slot", "UTC", 20),
        ("0 23,1 * * *", "slot", "UTC", 120),
        ("0 9 * * *", "day", "UTC", 0),
        ("TZ=Asia/Tokyo 30 6 * * 1-5", "day", "Asia/Tokyo", 0),
        ("0 9 1-7 * 1", "day", "UTC", 0),
        ("0 9 1,15 * *", "day", "UTC", 0),
        ("CRON_TZ=Europe/Paris 0 9 * * MON", "week", "Europe/Paris", 0),
        ("0 9 * 1 1", "week", "UTC", 0),
        ("TZ=Europe/Paris 0 0 1 * *", "month", "Europe/Paris", 0),
        ("0 0 1 1 *", "month", "UTC", 0),
    ],
)
def test_a_schedule_never_comes_due_twice_in_its_period(
    text: str, name: str, zone: str, minutes: int
) -> None:
    assert cron_period(text) == (name, zone, minutes)
