import inngest

from app.client import inngest_client


async def is_there(name: str) -> bool:
    try:
        return len(await resolve(name)) > 0
    except OSError:
        return False


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    text = await ctx.step.run("text", is_there, "text")
    alias = await ctx.step.run("alias", is_there, "alias")
    verified = text and not alias
    await ctx.step.run("save", save, "verified" if verified else "failed")
