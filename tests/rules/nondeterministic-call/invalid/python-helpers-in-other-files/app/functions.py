import inngest

from app import ids
from app.client import client
from app.db import save
from app.ids import codes, is_late


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    key = ids.new_id()  # error
    order = ids.stamped(ctx.event.data)  # error
    code = codes.next()  # error
    if is_late(ctx.event.data["due"]):  # error
        return
    await ctx.step.run("save", save, key, order)
    await ctx.step.run("code", lambda: save(key, code))
