import inngest
import requests
from app.client import client


def fetch(url: str) -> requests.Response:
    return requests.get(url)


@client.create_function(fn_id="tell", trigger=inngest.TriggerEvent(event="x/y"))
def tell(ctx: inngest.ContextSync) -> None:
    urls = ctx.event.data["urls"]
    unread = (requests.get(url) for url in urls)
    followed = (fetch(url) for url in urls)
    (requests.get(url) for url in urls)
    ctx.step.run("say", print)
