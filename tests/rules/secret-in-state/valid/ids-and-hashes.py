import os

import inngest
from app.client import inngest_client


async def invite(user) -> None:
    await inngest_client.send(
        inngest.Event(
            name="user/invited",
            data={
                "id": user.id,
                "password": hash_of(user.password),
                "has_password": True,
                "secret": None,
                "region": os.environ["AWS_REGION"],
            },
        )
    )


@inngest_client.create_function(fn_id="link", trigger=inngest.TriggerEvent(event="user/linked"))
async def link(ctx: inngest.Context) -> None:
    async def read() -> dict[str, str]:
        found = await vault.read(ctx.event.data["id"])
        await provider.call({"access_token": found.token, "api_key": os.environ["API_KEY"]})
        return {"id": found.id}

    await ctx.step.run("read", read)
