import inngest

client = inngest.Inngest(app_id="flows")


@client.create_function(fn_id="start", trigger=inngest.TriggerEvent(event="flows/start"))
async def start(ctx: inngest.Context) -> None:
    pause = 0
    for each in ctx.event.data["ids"]:
        if pause > 0:
            await ctx.step.sleep(f"pause-{each}", pause)
        await ctx.step.run(f"start-{each}", lambda: 1)
        pause = pause + 10_000
