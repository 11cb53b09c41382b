from datetime import timedelta
from inngest import Batch, Concurrency, Context, RateLimit, Throttle, TriggerEvent
from app.client import bus
from app.settings import LIMITS, RETRIES


@bus.create_function(
    fn_id="a",
    trigger=TriggerEvent(event="x/y", expression="event.data.a == 1 && event.data.b"),
    concurrency=[Concurrency(limit=1, key="event.data.id"), Concurrency(limit=2)],
    rate_limit=RateLimit(limit=1, period=timedelta(hours=1)),
    throttle=Throttle(limit=1, period=3_600_000),
    retries=0,
)
async def a(ctx: Context) -> None: ...


@bus.create_function(
    fn_id="batched",
    trigger=TriggerEvent(event="x/y"),
    batch_events=Batch(max_size=10, timeout=timedelta(seconds=5)),
)
async def batched(ctx: Context) -> None: ...


@bus.create_function(
    fn_id=name("b"),
    trigger=TriggerEvent(event="x/y"),
    retries=RETRIES,
    concurrency=LIMITS,
)
async def b(ctx: Context) -> None: ...
