import hashlib
import hmac

import inngest
import inngest.fast_api
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, HTTPException, Request

from approvals import functions
from approvals.client import client

app = FastAPI()
router = APIRouter(prefix="/hooks")
inngest.fast_api.serve(app, client, [functions.guarded, functions.blind, functions.tied, functions.durations])  # fine: through the module


async def verified(request: Request) -> dict[str, str]:
    body = await request.body()
    if not hmac.compare_digest(hmac.new(b"k", body, hashlib.sha256).hexdigest(), request.headers["x-signature"]):
        raise HTTPException(401)
    return await request.json()


@router.post("/signed")
async def signed(event: dict[str, str] = Depends(verified)) -> dict[str, bool]:
    await client.send(inngest.Event(name="request/signed", data=event, id=f"sign-{event['id']}"))  # fine: the provider's own id
    return {"ok": True}


@app.post("/webhook/hellosign")
async def hellosign(request: Request) -> dict[str, bool]:
    event = await request.json()
    await client.send([inngest.Event(name="request/signed", data=event)])  # expect: webhook-without-event-id
    return {"ok": True}


@app.post("/requests")
async def opened(request: Request, background: BackgroundTasks) -> dict[str, bool]:
    body = await request.json()
    events = [inngest.Event(name="request/opened", data=each) for each in body]
    await client.send(events)  # fine: awaited
    background.add_task(client.send, inngest.Event(name="request/opened", data=body))  # fine: FastAPI awaits it
    client.send(events)  # expect: unawaited-send
    return {"ok": True}


app.include_router(router)
