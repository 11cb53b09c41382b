from dataclasses import dataclass

import inngest
from app.client import inngest_client


class FlatPrice:
    async def later(self, items: list[str]) -> int:
        return len(items) * 2


@dataclass
class Kit:
    price: FlatPrice


kit = Kit(price=FlatPrice())


def make(given: Kit) -> inngest.Function:
    @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
    async def a(ctx: inngest.Context) -> None:
        total = await given.price.later(ctx.event.data["items"])
        again = await kit.price.later(ctx.event.data["items"])
        await ctx.step.run("store", store, total + again)

    return a
