import inngest
from client import client


@client.create_function(fn_id="mail", trigger=inngest.TriggerEvent(event="mail/wanted"))
async def mail(ctx: inngest.Context) -> None: ...
