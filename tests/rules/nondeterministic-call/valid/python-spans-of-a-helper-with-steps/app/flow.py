from datetime import UTC, datetime

from app import store
from app.tracing import Span, sink


async def run_flow(ctx, data):
    started = datetime.now(UTC)
    row = await ctx.step.run("load", store.load, data)
    sink().emit_span(Span("load", start_time=started, end_time=datetime.now(UTC), row=row))
