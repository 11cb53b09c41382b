import inngest
import inngest.fast_api
from fastapi import FastAPI

from app.client import client
from app.jobs import pack_order, redeem_voucher, tell_team

app = FastAPI()
inngest.fast_api.serve(app, client, [pack_order, redeem_voucher, tell_team])


async def pay(order_id: str) -> None:
    await client.send(inngest.Event(name="order/paid", data={"id": order_id}))  # fine: received
