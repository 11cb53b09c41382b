import uuid
from datetime import datetime

import inngest
from app.client import inngest_client
from app.models import model, prompt
from qdrant_client import QdrantClient

READ, WRITE = 1, 2
flags = READ | WRITE
summarize = prompt | model


class Store:
    def __init__(self, ctx: inngest.Context, name: str) -> None:
        self.ctx = ctx
        self.name = name
        self.made_at = datetime.now()
        self.key = uuid.uuid4()
        self.client = QdrantClient(url="http://localhost:6333")
        if not self.client.collection_exists(name):
            self.client.create_collection(name)

    async def keep(self, text: str) -> None:
        await self.ctx.step.run("keep", self.client.upsert, self.name, text)


class Page:
    def __init__(self, text: str) -> None:
        self.text = text.strip()


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    store = Store(ctx, "pages")
    page = Page(ctx.event.data["text"])
    text = await ctx.step.run("sum up", lambda: summarize.invoke({"text": page.text}))
    flags.bit_count()
    await store.keep(text)
