import time
import uuid
from datetime import UTC, datetime

import inngest
from app import db
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    key = ctx.event.data.get("key") or str(uuid.uuid4())  # error
    ids = []
    ids.append(uuid.uuid4())  # error
    order = {}
    order["at"] = datetime.now(UTC)  # error
    begun = time.monotonic()  # error
    await ctx.step.run("save", db.save, key, order)
    await ctx.step.run("keep", lambda: db.keep(ids, order))
    if time.monotonic() - begun > 5:  # error
        return
    await ctx.step.run("end", db.end)
