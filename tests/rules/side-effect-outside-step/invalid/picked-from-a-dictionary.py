import inngest
from app import store
from app.client import client


async def send(data):
    await store.send(data)


async def forward(data):
    await store.forward(data)


def double(data):
    return data["n"] * 2


SENDERS = {"a": send, "b": forward}
ANY = {"a": send, "c": double}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    kind = ctx.event.data["kind"]
    await ctx.step.run("count", count)
    await SENDERS[kind](ctx.event.data)  # error
    await ANY["a"](ctx.event.data)  # error
