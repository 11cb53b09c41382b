import inngest
from app.client import client
from app.models import ask
from openai import AsyncOpenAI

models = AsyncOpenAI()


async def _answer(question: str) -> str:
    try:
        answer = await ask(question)
    except Exception as error:  # error
        answer = f"failed: {error}"
    return answer


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    found = await ctx.step.run("load", ask, "a")
    try:
        reply = await models.responses.create(model="m", input=found)
        answer = reply.output_text
    except Exception as error:  # error
        print("ERROR:", str(error))
        answer = f"Error: {error}"
    print("done", answer)
    return {"answer": answer, "found": found}


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
async def b(ctx: inngest.Context) -> dict:
    answer = await ctx.step.run("answer", _answer, "a")
    return {"answer": answer}
