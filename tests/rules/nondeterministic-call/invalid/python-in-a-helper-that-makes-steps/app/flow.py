from datetime import UTC, datetime

from app import store


async def run_flow(ctx, data):
    row = await ctx.step.run("load", store.load, data)
    if datetime.now(UTC).isoformat() > row["due"]:  # error
        await ctx.step.run("late", store.late, row)
    today = datetime.now(UTC).date()  # error
    if today.isoformat() == row["day"]:
        await ctx.step.run("day", store.day, row)
