import inngest
from app.client import inngest_client


async def failed(ctx: inngest.Context) -> None:
    data = ctx.event.data or {}
    title = data.get("title", "none")  # error
    mail = (ctx.event.data or {}).get("mail")  # error
    phone = (ctx.event.data or {})["phone"]  # error
    await ctx.step.run("tell", tell, title, mail, phone, data.get("error"))


@inngest_client.create_function(
    fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=failed
)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("call", call, ctx.event.data["title"])
