import inngest
from app.client import inngest_client
from app.models import model, parser, prompt
from qdrant_client import QdrantClient

summarize = prompt | model | parser


class Store:
    def __init__(self, name: str) -> None:
        self.name = name
        self.client = QdrantClient(url="http://localhost:6333")
        self._ensure()

    def _ensure(self) -> None:
        if not self.client.collection_exists(self.name):
            self.client.create_collection(self.name)


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    store = Store("pages")  # error
    text = summarize.invoke({"text": ctx.event.data["text"]})  # error
    short = (prompt | model).invoke({"text": text})  # error
    await ctx.step.run("keep", store.keep, short)
