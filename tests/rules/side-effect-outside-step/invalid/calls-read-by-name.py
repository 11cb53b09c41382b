import inngest
import requests

from app.client import client


@getattr(client, "create_function")(fn_id="ask", trigger=inngest.TriggerEvent(event="x/y"))
async def ask(ctx: inngest.Context) -> None:
    getattr(requests, "post")("https://example.com/a")  # error
    await getattr(getattr(ctx, "step"), "run")("b", lambda: requests.post("https://example.com/b"))
    await getattr(
        ctx.step,
        "run",
    )("c", lambda: requests.post("https://example.com/c"))
