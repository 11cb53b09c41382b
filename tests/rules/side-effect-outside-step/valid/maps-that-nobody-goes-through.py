import itertools

import inngest
import requests

from app.client import client


def post(url: str) -> None:
    requests.post(url)


@client.create_function(fn_id="tell", trigger=inngest.TriggerEvent(event="x/y"))
def tell(ctx: inngest.ContextSync) -> None:
    map(post, ["https://example.com/a"])
    map(lambda url: requests.post(url), ["https://example.com/b"])
    filter(post, ["https://example.com/c"])
    itertools.starmap(post, [("https://example.com/d",)])
    unread = map(post, ["https://example.com/e"])
    ctx.step.run("say", print)
