import inngest
from client import client
from mailer import Mailer


def make(mailer: Mailer | None) -> inngest.Function:
    @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
    async def job(ctx: inngest.Context) -> None:
        label = await mailer.label("hello")
        subject = mailer.subject(label)
        await ctx.step.run("mail", mailer.deliver, subject)
        await ctx.step.run("mail-again", lambda: mailer.deliver(subject))

    return job
