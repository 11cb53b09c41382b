import httpx
import inngest
from app.client import client
from app.search import delete_index, index


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    async with httpx.AsyncClient() as http:
        try:
            page = await http.get(ctx.event.data["url"])
        except Exception as error:  # error
            return {"status": "error", "detail": f"fetch failed: {error}"}
        try:
            await index(page.text)
        except Exception as error:  # error
            ctx.logger.error("failed: %s", error)
            return {"status": "error"}
    return {"status": "ok"}


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
def b(ctx: inngest.ContextSync) -> dict:
    try:
        httpx.post("https://example.com/index", json={"id": ctx.event.data["id"]})
        return {"status": "ok"}
    except Exception as error:  # error
        return {"status": "error", "detail": str(error)}
