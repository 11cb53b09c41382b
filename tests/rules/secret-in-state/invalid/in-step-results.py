import os

import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="link", trigger=inngest.TriggerEvent(event="user/linked"))
async def link(ctx: inngest.Context) -> None:
    async def read() -> dict[str, str]:
        found = await vault.read(ctx.event.data["id"])
        return {
            "id": found.id,
            "access_token": found.token,  # error
        }

    await ctx.step.run("read", read)
    await ctx.step.run("env", lambda: {"key": os.getenv("MAIL_API_KEY")})  # error
    await ctx.step.run("whole", lambda: os.environ["MAIL_API_KEY"])  # error


async def start(user_id, google) -> None:
    await inngest_client.send(
        inngest.Event(
            name="drive/wanted",
            data={
                "user_id": user_id,
                "credentials_dict": google.credentials,  # error
                "credentials_id": google.id,
            },
        )
    )
