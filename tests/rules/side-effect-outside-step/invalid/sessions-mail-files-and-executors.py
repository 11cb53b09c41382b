import asyncio
import aiohttp
import inngest
from app import db
from app.client import inngest_client
from django.core.mail import send_mail
from pathlib import Path
from sqlmodel import Session, select


def load(key):
    return db.query(User).filter(User.id == key).first()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    with Session(engine) as session:
        user = session.exec(select(User)).first()  # error
        rows = session.execute(select(User)).scalars().all()  # error
    async with aiohttp.ClientSession() as http:
        async with http.get("https://example.com") as response:  # error
            data = await response.json()
    names = [row async for row in db.stream()]  # error
    User.objects.all().delete()  # error
    send_mail("subject", "text", None, ["to@example.com"])  # error
    text = Path("/tmp/report").read_text()  # error
    await asyncio.get_running_loop().run_in_executor(None, load, "x")  # error
