from inngest import Batch, Concurrency, Context, RateLimit, Throttle, TriggerEvent
from app.client import bus


@bus.create_function(
    fn_id="",  # error
    trigger=TriggerEvent(event="x/y", expression="event.data.a and event.data.b"),  # error
    concurrency=[Concurrency(limit=1), Concurrency(limit=2), Concurrency(limit=3)],  # error
    rate_limit=RateLimit(limit=1, period="1h"),  # error
    throttle=Throttle(limit=1, period="1h"),  # error
    batch_events=Batch(max_size=10, timeout="5s"),  # error
)
async def a(ctx: Context) -> None: ...


@bus.create_function(
    fn_id="b",
    trigger=TriggerEvent(event="x/y"),
    retries=25,  # error
    concurrency=4,  # error
)
async def b(ctx: Context) -> None: ...
