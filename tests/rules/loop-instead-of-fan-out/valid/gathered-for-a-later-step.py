import inngest
from app import store
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    queries = await ctx.step.run("plan", store.plan)
    found = []
    for number, query in enumerate(queries):
        answer = await ctx.step.run(f"search-{number}", store.search, query)
        for each in answer["results"]:
            found.append(each["text"])
    await ctx.step.run("write", lambda: store.write(found))


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    plan = await ctx.step.run("plan", store.plan)
    fills = {}
    for order in plan:
        fills[order] = await ctx.step.run(f"order-{order}", store.order, order)

    async def persist():
        for fill in fills.values():
            await store.apply(fill)

    await ctx.step.run("persist", persist)
