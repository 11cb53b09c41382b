import inngest
from app import mail, reports
from app.client import client


async def _send(to: str) -> str:
    try:
        return await mail.send(to)
    except Exception:
        return "failed"


async def _tell(to: str) -> str:
    try:
        return await mail.send(to)
    except Exception as error:
        return f"failed: {error}"


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    sent = await ctx.step.run("send", _send, "a@example.com")
    if sent == "failed":
        await ctx.step.run("call", reports.call, "a@example.com")
    told = await ctx.step.run("tell", _tell, "a@example.com")
    await ctx.step.run("report", reports.keep, told)
    return {"mail": sent, "told": told}
