import functools

import inngest

from app.client import client
from app.keys import exchange, get_access_token
from app.mails import send


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    user_id = ctx.event.data["id"]
    first = await ctx.step.run("first", get_access_token, user_id)  # error
    second = await ctx.step.run("second", functools.partial(get_access_token, user_id))  # error
    third = await ctx.step.run("third", lambda: get_access_token(user_id))  # error
    password = await ctx.step.run("fourth", functools.partial(exchange, user_id))  # error
    await ctx.step.run("send", functools.partial(send, first, second, third, password))
