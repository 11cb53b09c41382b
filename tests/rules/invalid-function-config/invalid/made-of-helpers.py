import datetime

import inngest
from app.client import client

HIRED = inngest.TriggerEvent(event="x/y")


def per_minute(limit: int) -> inngest.RateLimit:
    return inngest.RateLimit(limit=limit, period=datetime.timedelta(minutes=1))


def hours(number: int) -> datetime.timedelta:
    return datetime.timedelta(hours=number)


@client.create_function(fn_id="a", trigger=HIRED, rate_limit=per_minute(0))  # error
async def a(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="b", trigger=HIRED, rate_limit=per_minute(limit=-1))  # error
async def b(ctx: inngest.Context) -> None: ...


@client.create_function(
    fn_id="c",
    trigger=HIRED,
    rate_limit=inngest.RateLimit(limit=1, period=hours(25)),  # error
)
async def c(ctx: inngest.Context) -> None: ...


@client.create_function(
    fn_id="d",
    trigger=HIRED,
    batch_events=inngest.Batch(max_size=5, timeout=hours(24)),  # error
)
async def d(ctx: inngest.Context) -> None: ...
