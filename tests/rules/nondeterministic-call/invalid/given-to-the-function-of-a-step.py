import datetime
import time
import uuid

import inngest
from app import mail
from app.client import client


def _key(user_id: str) -> str:
    return f"{user_id}-{time.time()}"


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, str]:
    key = str(datetime.datetime.now(datetime.UTC))  # error
    sent = await ctx.step.run("send", mail.send, "a@example.com", key)
    other = f"welcome-{uuid.uuid4()}"  # error
    await ctx.step.run("welcome", mail.send, "a@example.com", f"{other}-again")
    await ctx.step.run("late", mail.send, "a@example.com", time.time())  # error
    await ctx.step.run("last", mail.send, "a@example.com", _key("u1"))  # error
    return {"sent": sent}
