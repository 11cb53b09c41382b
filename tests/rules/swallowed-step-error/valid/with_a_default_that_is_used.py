import inngest

from app.client import client


async def tell(market: str) -> None:
    text = f"Nothing is known of {market}."
    try:
        text = await summarize(market)
    except Exception:
        logger.exception("no summary, the plain text does")
    await publish(text)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("tell", tell, ctx.event.data["market"])
