import inngest
from app.client import client
from app.database import session
from app.models import Episode


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    episode = Episode.objects.get(id=ctx.event.data["id"])

    def complete():
        episode.status = "done"
        episode.retries += 1
        episode.save(update_fields=["status", "retries"])

    ctx.step.run("complete", complete)


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    order = await load(ctx.event.data["id"])

    async def pay():
        order.status = "paid"
        await session.commit()

    await ctx.step.run("pay", pay)
