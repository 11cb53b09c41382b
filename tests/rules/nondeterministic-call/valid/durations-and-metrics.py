import time
import uuid
from datetime import UTC, datetime

import inngest
import sentry_sdk
from app import db
from app.client import client
from app.metrics import statsd


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    key = ctx.event.id or str(uuid.uuid4())
    run = ctx.run_id or uuid.uuid4().hex
    await ctx.step.run("save", db.save, key, run)
    times: dict[str, float] = {}
    spans = []
    begun = time.monotonic()
    started_at = datetime.now(UTC)
    await ctx.step.run("load", db.load)
    times["load"] = time.monotonic() - begun
    spans.append(round(time.monotonic() - begun, 2))
    took = (datetime.now(UTC) - started_at).total_seconds()
    stats = {"took": took, "rows": 3}
    statsd.timing("load", time.monotonic() - begun)
    sentry_sdk.capture_message(f"loaded at {datetime.now(UTC)}")
    ctx.logger.info("done in %.2f s", took)
    await ctx.step.run("keep", db.keep, took)
    return {"times": times, "spans": spans, "stats": stats}
