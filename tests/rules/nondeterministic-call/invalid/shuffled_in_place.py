import random
import inngest
from client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    items = list(ctx.event.data["items"])
    random.shuffle(items)  # error
    for number, item in enumerate(items):
        await ctx.step.run(f"item-{number}", lambda item=item: len(item))
