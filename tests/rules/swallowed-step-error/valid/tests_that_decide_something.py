import inngest
from app.client import inngest_client
from app.db import db


def read(path: str) -> str:
    try:
        return extract(fetch_file(path))
    except Exception as error:
        logger.error(f"not read: {error}")
        return ""


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    text = await ctx.step.run("read", lambda: read(ctx.event.data["path"]))
    if not text:
        set_status(ctx.event.data["id"], "failed")
        return {"status": "error"}
    await ctx.step.run("save", save, text)
    return {"status": "completed"}
