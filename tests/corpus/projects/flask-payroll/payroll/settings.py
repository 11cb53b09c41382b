from datetime import timedelta

HALF_A_SECOND = timedelta(milliseconds=500)
A_DAY = timedelta(days=1)
TWO_DAYS = timedelta(hours=48)
TEN_SECONDS = 10_000
SECONDS = 30
RETRIES = 25
NIGHTLY = "0 1 * * *"
ON_HIRED = "payroll/person.hired"


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)
