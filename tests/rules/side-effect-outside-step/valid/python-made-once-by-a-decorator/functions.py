import asyncio
import inngest
from client import client
from mail import get_mail_service


@client.create_function(fn_id="poll", trigger=inngest.TriggerCron(cron="0 * * * *"), retries=1)
async def poll(ctx: inngest.Context):
    service = await asyncio.to_thread(get_mail_service)
    await ctx.step.run("read", lambda: service.users().messages().list().execute())
    again = get_mail_service()
    await ctx.step.run("again", lambda: again.users().messages().list().execute())
