import inngest

from app import store, text
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await text.log_begin("a")
    store.count_run("a")
    order = await text.read_order(ctx.event.data["order"])
    greeting = await text.welcome(order["name"])
    loud = text.format_with("loud", greeting)
    openai = text.get_client()
    basket = store.Basket()
    basket.add(text.settings()["a"])
    await ctx.step.run("mark", store.mark_handled, loud)
    await ctx.step.run("ask", openai.responses.create, greeting)
