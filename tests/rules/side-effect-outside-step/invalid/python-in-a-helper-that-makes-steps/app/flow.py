from app import store


async def run_flow(ctx, data):
    row = await ctx.step.run("load", store.load, data)
    await store.mark(row)  # error
    await tell(row)  # error
    await send(ctx, row)


async def tell(row):
    await store.tell(row)


async def send(ctx, row):
    await store.count(row)  # error
    await ctx.step.run("send", store.send, row)
