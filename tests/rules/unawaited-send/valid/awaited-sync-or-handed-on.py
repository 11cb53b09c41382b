import asyncio

import inngest
from asgiref.sync import async_to_sync
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


def from_django(order):
    async_to_sync(client.send)(inngest.Event(name="order/paid", data={"order": order}))
