import inngest
from app.client import client
from app.search import index, mail


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def lost() -> dict:
        try:
            await index("a")
            return {"ok": True}
        except Exception as error:  # error
            return {"ok": False, "error": str(error)}

    async def taken() -> dict:
        try:
            await mail("a")
            return {"ok": True}
        except Exception as error:
            return {"ok": False, "error": str(error)}

    await ctx.step.run("lost", lost)
    done = await ctx.step.run("taken", taken)
    if not done["ok"]:
        raise RuntimeError(done["error"])
