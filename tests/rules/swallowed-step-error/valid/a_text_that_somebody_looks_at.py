import inngest
from app.client import inngest_client


async def load(url):
    try:
        answer = await http.get(url)
        return answer.text
    except Exception as err:
        return f"Error: {err}"


async def index(url):
    text = await load(url)
    if text.startswith("Error"):
        raise RuntimeError(text)
    await db.pages.insert({"text": text})


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("index", index, ctx.event.data["url"])
