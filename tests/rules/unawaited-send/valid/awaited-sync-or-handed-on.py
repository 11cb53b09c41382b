import asyncio

import inngest
from fastapi import BackgroundTasks

client = inngest.Inngest(app_id="shop")


async def pay(tasks: BackgroundTasks) -> None:
    await client.send(inngest.Event(name="order/paid", data={}))
    tasks.add_task(client.send, inngest.Event(name="order/paid", data={}))
    await asyncio.gather(*(client.send(each) for each in tasks.events))
    task = asyncio.create_task(client.send([]))
    await task


def pay_now() -> None:
    client.send_sync(inngest.Event(name="order/paid", data={}))


def later():
    return client.send([])
