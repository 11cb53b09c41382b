import inngest
from app import mail
from app.client import client
from app.log import logger


async def _send(to: str) -> str:
    try:
        return await mail.send(to)
    except Exception:  # error
        return "failed"


async def _tell(to: str) -> dict[str, str]:
    try:
        await mail.send(to)
    except Exception as error:  # error
        return {"status": "failed", "error": str(error)}
    return {"status": "sent"}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    sent = await ctx.step.run("send", _send, "a@example.com")
    logger.info("mail: %s", sent)
    told = await ctx.step.run("tell", _tell, "a@example.com")
    return {"mail": sent, "told": told}
