import functools

import inngest

from app.client import client
from app.keys import has_access_token, hash_password, save_access_token
from app.mails import send


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    user_id = ctx.event.data["id"]
    first = await ctx.step.run("first", has_access_token, user_id)
    second = await ctx.step.run("second", functools.partial(save_access_token, user_id))
    password_hash = await ctx.step.run("third", functools.partial(hash_password, user_id))
    await ctx.step.run("send", functools.partial(send, first, second, password_hash))
