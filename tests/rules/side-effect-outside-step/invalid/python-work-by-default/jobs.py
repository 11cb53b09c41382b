import inngest

from app.client import inngest_client
from record import record


def make_save(save=record):
    @inngest_client.create_function(fn_id="save", trigger=inngest.TriggerEvent(event="x/y"))
    async def job(ctx: inngest.Context) -> None:
        save(ctx.event.data)  # error

    return job


saved = make_save()


def twice(row: object, save=record) -> None:
    save(row)
    save(row)


@inngest_client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    twice(ctx.event.data)  # error
    await ctx.step.run("c", twice, ctx.event.data)
