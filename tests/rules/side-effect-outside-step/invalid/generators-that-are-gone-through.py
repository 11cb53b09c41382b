import inngest
import requests
from app.client import client


@client.create_function(fn_id="tell", trigger=inngest.TriggerEvent(event="x/y"))
def tell(ctx: inngest.ContextSync) -> int:
    urls = ctx.event.data["urls"]
    answers = (requests.get(url) for url in urls)  # error
    for answer in answers:
        print(answer)
    ctx.step.run("say", print)
    return sum(requests.get(url).status for url in urls)  # error
