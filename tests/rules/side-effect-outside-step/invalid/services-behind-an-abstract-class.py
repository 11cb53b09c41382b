import abc

import inngest
from app.client import client


class Carrier(abc.ABC):
    @abc.abstractmethod
    async def book(self, parcel: str) -> str: ...

    async def track(self, parcel: str) -> str:
        """Say where it is."""
        raise NotImplementedError

    async def label(self, parcel: str) -> str:
        return parcel.upper()


def make(carrier: Carrier) -> inngest.Function:
    @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
    async def job(ctx: inngest.Context) -> None:
        await carrier.book("a")  # error
        await carrier.track("a")  # error
        await carrier.label("a")

    return job
