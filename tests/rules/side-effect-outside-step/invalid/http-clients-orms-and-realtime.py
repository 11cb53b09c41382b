import httpx
import inngest
import requests
from app.client import inngest_client
from app.db import SessionLocal, repository
from inngest.experimental import realtime
from sqlmodel import Session, select


def load_prompt():
    return open("prompt.txt").read()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    rate = requests.get("https://example.com/rate").json()  # error
    requests.post("https://example.com/charge").raise_for_status()  # error
    with httpx.Client() as client:
        user = client.get("https://example.com/me").json()  # error
    text = open("notes.txt").read() + load_prompt()  # error
    async with SessionLocal() as session:
        rows = (await session.execute(select(User))).scalars().all()  # error
        answer = await session.execute(select(User))  # error
        rows += answer.scalars().all()
        mine = session.execute(select(User)).scalars().all()  # error
    with Session(engine) as db:
        first = db.exec(select(User)).first()  # error
        one = db.get(User, 1)  # error
        count = db.scalar(select(User))  # error
    other = User.query.get(1)  # error
    late = User.query.filter(User.late).all()  # error
    for shop in await repository.active_ids():  # error
        await ctx.step.run(f"sync-{shop}", sync, shop)
    names = [str(each) for each in await repository.names()]  # error
    await realtime.publish(  # error
        client=inngest_client, channel="c", topic="t", data={"n": 0}
    )
    realtime.publish_sync(  # error
        client=inngest_client, channel="c", topic="t", data={"n": 1}
    )
    await ctx.step.run("save", save, rate, user, text, mine, first, one, names)
