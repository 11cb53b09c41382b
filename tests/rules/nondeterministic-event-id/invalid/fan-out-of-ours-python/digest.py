import inngest

from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    rows = await ctx.step.run("rows", find_rows)
    week = await ctx.step.run("week", find_week)
    await ctx.step.send_event(
        "one",
        [inngest.Event(name="a/b", data={"user_id": row}) for row in rows],  # error
    )
    events = []
    for row in rows:
        events.append(inngest.Event(name="a/b", data={"user_id": row}))  # error
    await ctx.step.send_event("two", events)
    batch = ctx.run_id
    await ctx.step.send_event(
        "three",
        [inngest.Event(name="a/b", data={}, id=f"a-{batch}-{row}") for row in rows],  # error
    )
    await ctx.step.send_event(
        "four",
        [inngest.Event(name="a/b", data={"u": row}, id=f"digest-{week}") for row in rows],  # error
    )
