import inngest
import inngest.fast_api
import schedule_of_trains as schedule
from fastapi import FastAPI

from app.client import inngest_client
from app.functions import EVENT, functions


def create_app() -> FastAPI:
    app = FastAPI()
    inngest.fast_api.serve(app, inngest_client, functions)  # fine: a list from another module
    return app


async def start() -> None:
    await inngest_client.send(inngest.Event(name=EVENT, data={"ids": [1], "trains": schedule.all()}))  # fine: the name is a constant
    await inngest_client.send(inngest.Event(name="job/answered", data={}))  # fine: a wait receives it
    await inngest_client.send(inngest.Event(name="make/a", data={}))  # fine: a factory's trigger
