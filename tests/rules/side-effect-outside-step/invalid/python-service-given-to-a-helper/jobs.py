import inngest
from client import client
from mailer import Mailer


async def greet(mailer, to: str) -> None:
    await mailer.note(to)


async def greet_by(jobs: "Jobs", to: str) -> None:
    await jobs.mailer.note(to)


class Jobs:
    def __init__(self, mailer: Mailer) -> None:
        self.mailer = mailer

    def job(self) -> inngest.Function:
        @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def job(ctx: inngest.Context) -> None:
            await greet(self.mailer, "a")  # error
            await greet_by(self, "a")  # error

        return job
