import inngest
import inngest.fast_api
from fastapi import FastAPI

from shipping import jobs
from shipping.client import client
from shipping.events import EventName

app = FastAPI()
inngest.fast_api.serve(app, client, jobs.ALL)  # fine: a list of lists


@app.post("/labels/{parcel_id}")
async def label(parcel_id: str) -> dict[str, list[str]]:
    ids = await client.send(inngest.Event(name=EventName.LABEL_REQUESTED, data={"parcel_id": parcel_id}))  # fine: awaited
    await client.send(inngest.Event(name="label/request", data={"parcel_id": parcel_id}))  # expect: unreceived-event
    await client.send(inngest.Event(name="parcel/moved", data={"id": parcel_id}, dedupe_id=parcel_id))  # expect: ignored-event-field
    return {"ids": ids}
