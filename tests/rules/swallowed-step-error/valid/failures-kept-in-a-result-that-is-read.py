import inngest
from app import mail, store
from app.client import client
from app.results import Result


async def filled(to: str) -> dict:
    result = {"sent": 0, "errors": []}
    try:
        await mail.send(to)
        result["sent"] = 1
    except Exception as error:
        result["errors"].append(str(error))
    return result


async def kept(to: str) -> dict:
    status = "sent"
    try:
        await mail.send(to)
    except Exception:
        status = "failed"
    await store.keep(to, status)
    return {"status": status}


async def given(to: str, errors: list[str]) -> list[str]:
    try:
        await mail.send(to)
    except Exception as error:
        errors.append(str(error))
    return errors


async def made_of_a_class(to: str) -> Result:
    try:
        await mail.send(to)
    except Exception as error:
        return Result(ok=False, error=str(error))
    return Result(ok=True)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    first = await ctx.step.run("filled", filled, "a")
    if first["errors"]:
        raise RuntimeError("not sent")
    made = await ctx.step.run("made-of-a-class", made_of_a_class, "a")
    if not made.ok:
        raise RuntimeError(made.error)
    await ctx.step.run("kept", kept, "a")
    await ctx.step.run("given", given, "a", [])
