import inngest
from client import inngest_client
from current import current_step, use_step


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context, step: inngest.Step) -> int:
    with use_step(step):
        return await work(ctx.event.data["id"])


async def work(order: str) -> int:
    step = current_step()
    found = await step.run("load", lambda: load(order))
    await step.sleep(f"rest-{found}", 1000)
    return found
