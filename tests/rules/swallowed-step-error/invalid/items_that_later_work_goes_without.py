import inngest
from app.client import inngest_client


async def index(ids):
    parsed = []
    for each in ids:
        try:
            parsed.append(await mailbox.get(each))
        except Exception:  # error
            logger.exception("not read")
    await db.insert_many(parsed)


async def find_all(items):
    found = []
    for item in items:
        try:
            found.append(await model.ask(item))
        except Exception:  # error
            print("one is missing")
    return found


async def label(items):
    found = await find_all(items)
    await db.labels.insert_many(found)


async def push_all(devices):
    for device in devices:
        try:
            await push.send(device)
        except PushError as err:  # error
            if err.status == 410:
                await db.remove(device)
            else:
                logger.error(err)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def answer():
        async def ask(question):
            try:
                return await model.ask(question)
            except Exception:  # error
                logger.exception("no answer")
                return None

        return {"first": await ask("who"), "second": await ask("what")}

    await ctx.step.run("index", index, ctx.event.data["ids"])
    await ctx.step.run("push-all", push_all, ctx.event.data["devices"])
    await ctx.step.run("answer", answer)
    await ctx.step.run("label", label, ctx.event.data["items"])
