import inngest
from app.client import inngest_client


async def helper(step):
    await step.run("in-helper", load)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(context: inngest.Context) -> None:
    s = context.step
    s.sleep("nap", 1000)  # error
    for i in range(3):
        s.run(f"job-{i}", load)  # error
    helper(s)  # error
