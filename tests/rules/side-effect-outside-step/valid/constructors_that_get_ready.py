import inngest
import requests
from app.client import client
from openai import OpenAI
from qdrant_client import QdrantClient


class Store:
    def __init__(self) -> None:
        self.client = QdrantClient("localhost")
        self.models = OpenAI()
        self.http = requests.Session()
        self._ensure()

    def _ensure(self) -> None:
        if not self.client.collection_exists("docs"):
            self.client.create_collection(collection_name="docs")

    def search(self, text: str) -> list[str]:
        return self.client.search(text)


class Asked:
    def __init__(self, url: str) -> None:
        self.load = lambda: requests.get(url)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    store = Store()
    asked = Asked("https://example.com")
    await ctx.step.run("search", lambda: store.search("a"))
    await ctx.step.run("load", lambda: asked.load().text)
