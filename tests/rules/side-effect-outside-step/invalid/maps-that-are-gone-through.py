import inngest
import requests

from app.client import client


def post(url: str) -> None:
    requests.post(url)


@client.create_function(fn_id="tell", trigger=inngest.TriggerEvent(event="x/y"))
def tell(ctx: inngest.ContextSync) -> None:
    sent = list(map(lambda url: requests.post(url), ["https://example.com/a"]))  # error
    for each in map(post, ["https://example.com/b"]):  # error
        print(each)
    ctx.step.run("say", print, sent)
