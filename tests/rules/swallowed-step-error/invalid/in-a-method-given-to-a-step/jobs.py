import inngest
from client import client
from mailer import Mailer


def make(mailer: Mailer) -> inngest.Function:
    @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
    async def job(ctx: inngest.Context) -> None:
        await ctx.step.run("quietly", mailer.quietly, "a")

    return job
