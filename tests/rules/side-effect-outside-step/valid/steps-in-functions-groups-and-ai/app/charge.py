import functools
import inngest
from app.client import client as c
from app.repository import orders


async def load_all(step: inngest.Step, ids):
    return [await step.run(f"load-{i}", functools.partial(orders.load, i)) for i in ids]


@c.create_function(fn_id="other", trigger=inngest.TriggerEvent(event="x/y"))
async def other(context: inngest.Context) -> None:
    step = context.step
    rows = await load_all(step, [1])
    await orders.with_context(context)
    await context.group.parallel((lambda: step.run("a", orders.a), lambda: step.run("b", orders.b)))
    await step.ai.infer("think", adapter=make_adapter())
    context.logger.info("done")
