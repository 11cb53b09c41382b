import inngest
from app import mail
from app.client import client
from app.results import Result


async def filled(to: str) -> dict:
    result = {"sent": 0, "errors": []}
    try:
        await mail.send(to)
        result["sent"] = 1
    except Exception as error:  # error
        result["errors"].append(str(error))
    return result


async def set_to_a_word(to: str) -> dict:
    status = "sent"
    try:
        await mail.send(to)
    except Exception:  # error
        status = "failed"
    return {"status": status}


async def made_by_a_call(to: str) -> dict:
    try:
        await mail.send(to)
    except Exception as error:  # error
        return dict(ok=False, error=str(error))
    return dict(ok=True)


async def made_of_a_class(to: str) -> Result:
    try:
        await mail.send(to)
    except Exception as error:  # error
        return Result(ok=False, error=str(error))
    return Result(ok=True)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    await ctx.step.run("filled", filled, "a")
    await ctx.step.run("made-by-a-call", made_by_a_call, "a")
    await ctx.step.run("made-of-a-class", made_of_a_class, "a")
    return await ctx.step.run("set-to-a-word", set_to_a_word, "a")
