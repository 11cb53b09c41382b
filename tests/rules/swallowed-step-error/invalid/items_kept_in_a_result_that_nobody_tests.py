import inngest
from app.client import inngest_client


async def of_many(addresses):
    result = {"sent": 0, "errors": []}
    for to in addresses:
        try:
            await mail.send(to)
            result["sent"] += 1
        except Exception as error:  # error
            result["errors"].append(str(error))
    return result


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("of-many", of_many, ctx.event.data["to"])
