import inngest
from anthropic import Anthropic, AsyncAnthropic
from app import store
from app.client import client
from app.log import logger


def _ask(prompt: str) -> str | None:
    try:
        answer = Anthropic().messages.create(model="m", max_tokens=9, messages=[prompt])
        return answer.content[0].text
    except Exception as error:  # error
        logger.warning("no answer: %s", error)
        return None


async def _find(item: str) -> str | None:
    try:
        answer = await AsyncAnthropic().messages.create(model="m", max_tokens=9, messages=[item])
    except Exception:  # error
        return None
    return answer.content[0].text


def classify(item: str) -> dict:
    label = _ask(item)
    if label is None:
        return {"status": "failed"}
    store.label(item, label)
    return {"status": "done"}


async def find(item: str) -> dict:
    found = await _find(item)
    if not found:
        logger.info("nothing found")
        return {"found": 0}
    await store.find(item, found)
    return {"found": 1}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    await ctx.step.run("classify", lambda: classify("a"))
    return await ctx.step.run("find", find, "a")
