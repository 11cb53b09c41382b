import dataclasses
import typing

import inngest
import mailer as mails
from client import client
from mailer import Mailer


class ByConstructor:
    def __init__(self, mailer: Mailer) -> None:
        self.mailer = mailer

    def job(self) -> inngest.Function:
        @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def job(ctx: inngest.Context) -> None:
            await self.mailer.deliver("a")  # error
            await self.mailer.note("a")  # error

        return job


@dataclasses.dataclass
class ByField:
    mailer: mails.Mailer

    def job(self) -> inngest.Function:
        @client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
        async def job(ctx: inngest.Context) -> None:
            await self.mailer.note("a")  # error

        return job


def by_factory(mailer: "typing.Optional[Mailer]") -> inngest.Function:
    @client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
    async def job(ctx: inngest.Context) -> None:
        await mailer.note("a")  # error

    return job


kept: Mailer = typing.cast(Mailer, None)


@client.create_function(fn_id="d", trigger=inngest.TriggerEvent(event="x/y"))
async def by_module(ctx: inngest.Context) -> None:
    await kept.note("a")  # error
