import datetime

import inngest

from shipping.client import client
from shipping.events import EventName
from shipping.services import Carrier, ParcelRepository, PostCarrier


class TrackingJobs:
    def __init__(self, carrier: Carrier, repository: ParcelRepository) -> None:
        self._carrier = carrier
        self._repository = repository

    def functions(self) -> list[inngest.Function]:
        @client.create_function(fn_id="follow-parcel", trigger=inngest.TriggerEvent(event=EventName.PARCEL_MOVED), retries=2)
        async def follow(ctx: inngest.Context) -> str:
            parcel_id = str(ctx.event.data["id"])
            await self._repository.mark(parcel_id, "moved")  # expect: side-effect-outside-step
            await ctx.step.run("mark", self._repository.mark, parcel_id, "moved")  # fine: a method given to a step
            await self._carrier.book(parcel_id)  # expect: side-effect-outside-step
            moved = await ctx.step.wait_for_event("moved", event="parcel/moved", timeout=datetime.timedelta(days=2), if_exp="async.data.id == event.data.id")  # fine: `in` a test
            state = "lost" if moved is None else str(moved.data["state"])
            await ctx.step.run("outer", lambda: ctx.step.run("inner", self._repository.mark, parcel_id, state))  # expect: nested-step
            await ctx.step.sleep_until("noon", datetime.datetime.utcnow().replace(hour=12))  # expect: naive-datetime
            return state

        @client.create_function(fn_id="close-parcels", trigger=inngest.TriggerCron(cron="0 4 * * *"), retries=2)
        async def close(ctx: inngest.Context) -> int:
            parcels = await ctx.step.run("load", self._load)  # fine: a method given to a step
            for parcel in parcels:
                await ctx.step.run(f"close-{parcel}", self._repository.mark, parcel, "closed")  # expect: loop-instead-of-fan-out
            return len(parcels) + int(ctx.event.data["extra"])  # expect: cron-event-data

        return [follow, close]

    async def _load(self) -> list[str]:
        return []


def standalone(carrier: PostCarrier) -> inngest.Function:
    @client.create_function(fn_id="price-parcel", trigger=inngest.TriggerEvent(event="parcel/priced"), retries=2)  # fine: made by a factory
    async def price(ctx: inngest.Context) -> int:
        return carrier.price(int(ctx.event.data["grams"]))  # fine: computes only

    return price
