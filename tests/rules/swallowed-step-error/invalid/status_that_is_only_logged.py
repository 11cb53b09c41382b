import httpx
import inngest
import requests
from app.client import client


async def register(url: str) -> None:
    async with httpx.AsyncClient() as session:
        answer = await session.put("https://kv.test/values", content=url)
        if not answer.is_success:  # error
            log.error("not registered: %s", answer.status_code)


def push(url: str) -> None:
    answer = requests.post("https://hooks.test", json={"url": url})
    if answer.status_code == 200:  # error
        log.info("pushed")
    else:
        log.error("not pushed: %s", answer.text)


async def publish(url: str) -> None:
    async with httpx.AsyncClient() as session:
        answer = await session.post("https://hooks.test", json={"url": url})
        if answer.status_code >= 400:  # error
            log.error("not published: %s", answer.text)
            return


def analyze(text: str) -> dict:
    try:
        answer = ai.chat.completions.create(model="m", messages=[{"role": "user", "content": text}])
        return {"summary": answer.choices[0].message.content}
    except Exception as error:  # error
        return {"summary": f"failed: {error}"}


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    url = ctx.event.data["url"]
    await ctx.step.run("register", register, url)
    await ctx.step.run("push", push, url)
    await ctx.step.run("publish", publish, url)
    analysis = await ctx.step.run("analyze", analyze, url)
    await ctx.step.run("save", save, analysis["summary"])
