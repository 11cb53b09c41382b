import inngest
from app.client import inngest_client


def tell(step, name):
    return step.run(f"tell-{name}", load)


def tell_sync(step, name):
    step.run(f"tell-{name}", load)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    go = lambda: ctx.step.run("go", load)
    await tell(ctx.step, "a")
    for name in ctx.event.data["names"]:
        await tell(ctx.step, name)
    await go()
    await ctx.group.parallel((go, lambda: tell(ctx.step, "b")))


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
def b(ctx: inngest.ContextSync) -> None:
    tell_sync(ctx.step, "a")
    tell(ctx.step, "b")
