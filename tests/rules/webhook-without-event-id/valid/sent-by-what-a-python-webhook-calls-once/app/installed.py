import inngest

from app.client import inngest_client


async def installed(payload: dict) -> None:
    account = payload["installation"]["account"]
    await inngest_client.send(inngest.Event(name="app/installed", data={"account": account}))
