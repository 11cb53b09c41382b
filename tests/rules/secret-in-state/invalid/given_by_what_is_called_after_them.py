import inngest
from app.client import client
from app.listing import listing
from app.provider import get_access_token, log_in


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    async def token_of() -> str:
        return await get_access_token(ctx.event.data["id"])  # error

    token = await ctx.step.run("token", token_of)
    session_cookie = await ctx.step.run("log-in", lambda: log_in(ctx.event.data["id"]))  # error
    await ctx.step.invoke(
        "list",
        function=listing,
        data={
            "id": ctx.event.data["id"],
            "access_token": token,  # error
        },
    )
    return {"id": ctx.event.data["id"], "session_cookie": session_cookie}
