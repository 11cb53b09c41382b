import inngest
from app.client import inngest_client


def tell(step, name):
    return step.run(f"tell-{name}", load)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    go = lambda: ctx.step.run("go", load)
    tell(ctx.step, "a")  # error
    for name in ctx.event.data["names"]:
        tell(ctx.step, name)  # error
    go()  # error
