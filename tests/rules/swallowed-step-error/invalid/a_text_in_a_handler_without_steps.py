import inngest
from app.client import inngest_client


async def summarize(text: str) -> str:
    try:
        answer = await model.generate(text)
        return answer.text
    except Exception as err:  # error
        logger.error(err)
        return f"Failed to summarize: {err}"


async def study(topic: str) -> str:
    try:
        return (await model.generate(topic)).text
    except Exception:  # error
        return "The study could not be completed."


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, str]:
    summary = await summarize(ctx.event.data["text"])
    await mail.send(ctx.event.data["to"], summary, await study(ctx.event.data["topic"]))
    return {"summary": summary}
