import datetime
import os

import inngest
from app.client import client

HIRED = inngest.TriggerEvent(event="x/y")


def per_minute(limit: int) -> inngest.RateLimit:
    return inngest.RateLimit(limit=limit, period=datetime.timedelta(minutes=1))


def hours(number: int) -> datetime.timedelta:
    return datetime.timedelta(hours=number)


@client.create_function(fn_id="a", trigger=HIRED, rate_limit=per_minute(5))
async def a(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="b", trigger=HIRED, rate_limit=per_minute(int(os.environ["LIMIT"])))
async def b(ctx: inngest.Context) -> None: ...


@client.create_function(
    fn_id="c", trigger=HIRED, rate_limit=inngest.RateLimit(limit=1, period=hours(24))
)
async def c(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="d", trigger=HIRED, rate_limit=per_minute(*[0]))
async def d(ctx: inngest.Context) -> None: ...
