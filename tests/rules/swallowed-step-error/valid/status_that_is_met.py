import httpx
import inngest
import requests
from app.client import client


async def register(url: str) -> None:
    async with httpx.AsyncClient() as session:
        answer = await session.put("https://kv.test/values", content=url)
        if not answer.is_success:
            log.error("not registered: %s", answer.status_code)
            answer.raise_for_status()


def is_there(url: str) -> bool:
    answer = requests.post("https://hooks.test/find", json={"url": url})
    if answer.status_code == 200:
        return True
    log.error("not found: %s", answer.text)
    raise RuntimeError("not found")


async def call(url: str) -> dict:
    try:
        async with httpx.AsyncClient() as session:
            answer = await session.post("https://api.test", json={"url": url})
        if answer.status_code != 200:
            return {"error": f"HTTP {answer.status_code}"}
        return {"task_id": answer.json()["id"]}
    except Exception as error:
        return {"error": str(error)}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    url = ctx.event.data["url"]
    await ctx.step.run("register", register, url)
    await ctx.step.run("is-there", is_there, url)
    result = await ctx.step.run("call", call, url)
    task_id = result.get("task_id", "")
    if not task_id:
        raise RuntimeError(result.get("error"))
    await ctx.step.run("save", save, task_id)
