import inngest
from anthropic import AsyncAnthropic
from app import store
from app.client import client


async def _find(item: str) -> str | None:
    try:
        answer = await AsyncAnthropic().messages.create(model="m", max_tokens=9, messages=[item])
    except Exception:
        return None
    return answer.content[0].text


async def thrown(item: str) -> dict:
    found = await _find(item)
    if found is None:
        raise RuntimeError("not found")
    return {"found": found}


async def another_way(item: str) -> dict:
    found = await _find(item)
    if found is None:
        return await store.find(item)
    return {"found": found}


async def taken(item: str) -> dict:
    found = await _find(item)
    if found is None:
        return {"found": None}
    return {"found": found}


async def goes_on(item: str) -> dict:
    found = await _find(item)
    if found is None:
        found = "unknown"
    await store.keep(item, found)
    return {"found": found}


async def what_is_there(item: str) -> dict:
    found = await _find(item)
    if found is not None:
        return {"found": found}
    await store.keep(item, None)
    return {"found": None}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("thrown", thrown, "a")
    await ctx.step.run("another-way", another_way, "a")
    answer = await ctx.step.run("taken", taken, "a")
    if answer["found"] is None:
        await ctx.step.run("goes-on", goes_on, "a")
    await ctx.step.run("what-is-there", what_is_there, "a")
