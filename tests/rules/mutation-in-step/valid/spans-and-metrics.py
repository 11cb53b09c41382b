import inngest
from app.client import inngest_client
from app.tracing import tracer


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    span = tracer.start_span("a")
    send_stats = {"sent": 0}

    async def send() -> None:
        send_stats["sent"] += 1
        span.attributes["sent"] = 1

    await ctx.step.run("send", send)
    span.end()
