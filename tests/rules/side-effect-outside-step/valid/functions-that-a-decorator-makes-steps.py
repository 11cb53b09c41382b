import httpx
import inngest
from inngest import experimental
from inngest.experimental import step as durable

client = inngest.Inngest(app_id="shop")


@experimental.step("load")
async def load(order: str) -> dict:
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"https://orders.test/{order}")
        return answer.json()


@durable("charge")
async def charge(order: dict) -> None:
    await httpx.AsyncClient().post("https://bank.test", json=order)


@client.create_function(fn_id="pay", trigger=inngest.TriggerEvent(event="order/placed"))
async def pay(ctx: inngest.Context) -> None:
    order = await load(ctx.event.data["id"])
    await charge(order)
