import inngest
from app import store
from app.client import client


async def send(ctx, data):
    await ctx.step.run("send", store.send, data)


def double(data):
    return data["n"] * 2


async def forward(data):
    await store.forward(data)


SENDERS = {"a": send}
ANY = {"a": forward, "c": double}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    kind = ctx.event.data["kind"]
    await SENDERS[kind](ctx, ctx.event.data)
    n = ANY["c"](ctx.event.data)
    await ctx.step.run("forward", lambda: ANY[kind](n))
