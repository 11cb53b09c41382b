import inngest
from fastapi import FastAPI

from app.client import bus
from app.events import UserCreated
from app.jobs import greet, other

app = FastAPI()
inngest.fast_api.serve(app, bus, [greet, other])  # expect: sdk-mismatch


async def create(user_id: str) -> None:
    await bus.send(UserCreated(user_id=user_id).to_event())  # fine: made from its model
    await bus.send(inngest.Event(name="user/created", data={"user_id": user_id}))
    await bus.send(inngest.Event(name="user/renamed", data={}))  # expect: untyped-event
