import shutil

import inngest
from app.client import inngest_client
from app.database import accounts_of


def tidy(folder: str) -> None:
    try:
        shutil.rmtree(folder)
    except Exception as error:
        print(f"left: {error}")


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def load() -> dict:
        try:
            found = await accounts_of(ctx.event.data["user"])
            if found:
                return {"accounts": found, "source": "database"}
        except Exception as error:
            print(f"goes on with the event: {error}")
        return {"accounts": ctx.event.data.get("accounts", []), "source": "event"}

    await ctx.step.run("load", load)
    await ctx.step.run("tidy", tidy, "/tmp/a")
