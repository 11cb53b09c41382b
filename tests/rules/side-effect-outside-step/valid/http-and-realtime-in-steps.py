import inngest
import requests
from app.client import inngest_client
from inngest.experimental import realtime
from supabase import create_async_client


def load_rate():
    return requests.get("https://example.com/rate").json()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context, session: dict) -> None:
    client = await create_async_client("https://example.com", "key")
    await ctx.step.run("read", lambda: client.table("t").select("*").execute())
    rate = await ctx.step.run("rate", load_rate)
    name = session.get("user", "nobody")
    page = ctx.request.query.get("page")
    for row in await ctx.step.run("rows", load, rate):
        print(row, name, page)
    await ctx.step.run(
        "publish",
        lambda: realtime.publish_sync(client=inngest_client, channel="c", topic="t", data={"n": 1}),
    )
