import httpx
import inngest
from openai import OpenAI


def make_functions(bus: inngest.Inngest, http: httpx.Client, models: OpenAI):
    @bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
    async def a(ctx: inngest.Context) -> None:
        await ctx.step.run("load", load)
        page = http.get("https://example.com")  # error
        models.chat.completions.create(model="m", messages=[page.text])  # error

    return [a]
