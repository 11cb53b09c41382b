import inngest
from app.client import client


async def draw(text: str) -> dict[str, object]:
    try:
        return {"success": True, "url": await painter.draw(text)}
    except Exception as error:  # error
        print(error)
        return {"success": False, "error": str(error), "url": None}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    image = await ctx.step.run("draw", draw, ctx.event.data["text"])
    await ctx.step.run("store", store, image["url"])
