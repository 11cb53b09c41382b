import inngest
from app.client import client
from app.models import CallLog, blog


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await CallLog.create(a=1)  # error
    await CallLog.objects.create(a=1)  # error
    await blog.publish_all()  # error
    await ctx.step.run("pack", pack)
