import inngest
from app.client import bus


@bus.create_function(fn_id="a", trigger={"cron": "0 9 * * 0"})  # error
async def a(ctx: inngest.Context) -> None: ...


@bus.create_function(fn_id="b", trigger={"event": "x/y"})  # error
async def b(ctx: inngest.Context) -> None: ...


@bus.create_function(fn_id="c", trigger="x/y")  # error
async def c(ctx: inngest.Context) -> None: ...


@bus.create_function(
    fn_id="d",
    trigger=[
        inngest.TriggerEvent(event="x/y"),
        {"cron": "0 9 * * 0"},  # error
    ],
)
async def d(ctx: inngest.Context) -> None: ...
