from datetime import UTC, datetime

from app import store
from app.orders import Orders
from app.tracing import Span, sink


async def run_flow(ctx, data):
    begun = datetime.now(UTC)
    row = await ctx.step.run("load", store.load, data)
    sink().emit_span(Span(name="load", begun=begun, ended=datetime.now(UTC)))
    await Orders().finish(row)  # is reported as a whole: a step holds what it does
