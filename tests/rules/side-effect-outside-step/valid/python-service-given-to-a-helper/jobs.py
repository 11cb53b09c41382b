import inngest
from client import client
from mailer import Mailer


async def greeting(mailer, kind: str) -> str:
    return await mailer.label(kind)


def make(mailer: Mailer) -> inngest.Function:
    @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
    async def job(ctx: inngest.Context) -> None:
        label = await greeting(mailer, "hello")
        await ctx.step.run("mail", send, label)

    return job
