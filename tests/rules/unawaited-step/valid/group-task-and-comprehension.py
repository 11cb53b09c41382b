import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(context: inngest.Context) -> None:
    s = context.step
    await context.group.parallel((lambda: s.run("a", load), lambda: s.run("b", load)))
    await context.group.parallel(tuple(lambda i=i: s.run(f"c-{i}", load) for i in range(3)))
    task = s.run("c", load)
    await task
    rows = [await s.run(f"d-{i}", load) for i in range(3)]
    return await s.run("e", load)
