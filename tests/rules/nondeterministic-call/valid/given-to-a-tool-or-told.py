import datetime
import time

import inngest
from app import mail
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, str]:
    key = f"welcome-{ctx.event.data['user_id']}"
    begun = time.monotonic()
    sent = await ctx.step.run("send", mail.send, "a@example.com", key)
    ctx.logger.info("sent %s at %s", sent, datetime.datetime.now(datetime.UTC))
    await ctx.step.run("note", mail.note, time.monotonic() - begun)
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    await ctx.step.sleep_until("tomorrow", until)
    return {"sent": sent}
