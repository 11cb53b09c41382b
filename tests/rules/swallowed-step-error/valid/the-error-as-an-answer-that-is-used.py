import inngest
from app.client import client
from app.models import ask, keep
from openai import AsyncOpenAI

models = AsyncOpenAI()


async def _answer(question: str) -> str:
    try:
        answer = await ask(question)
    except Exception as error:
        answer = f"failed: {error}"
    return answer


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    failure = None
    try:
        reply = await models.responses.create(model="m", input="a")
        answer = reply.output_text
    except Exception as error:
        answer = f"Error: {error}"
    await ctx.step.run("keep", keep, answer)
    try:
        reply = await models.responses.create(model="m", input="b")
    except Exception as error:
        failure = str(error)
    if failure:
        raise RuntimeError(failure)
    try:
        reply = await models.responses.create(model="m", input="c")
        label = reply.output_text
    except Exception:
        label = "unknown"
    return {"answer": answer, "failure": failure, "label": label}


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
async def b(ctx: inngest.Context) -> dict:
    answer = await ctx.step.run("answer", _answer, "a")
    await ctx.step.run("keep", keep, answer)
    return {"answer": answer}
