from fastapi import FastAPI, Request
from sqlalchemy.dialects.postgresql import insert
import inngest

from db import Delivery, session
from client import inngest_client

app = FastAPI()


@app.post("/webhooks/pay")
async def paid(request: Request) -> dict[str, bool]:
    body = await request.json()
    statement = insert(Delivery).values(key=body["id"]).on_conflict_do_nothing().returning(Delivery)
    row = (await session.execute(statement)).scalar_one_or_none()
    if row is None:
        return {"ok": True}
    await inngest_client.send(inngest.Event(name="order/paid", data={"order": body["order"]}))
    return {"ok": True}
