import inngest
import requests
from app.client import client


@client.create_function(fn_id="tell", trigger=inngest.TriggerEvent(event="x/y"))
def tell(ctx: inngest.ContextSync) -> object:
    if (answer := requests.get("https://example.com/a")).ok:  # error
        print(answer.text)
    while row := next(rows := requests.post("https://example.com/b").iter_lines()):  # error
        print(row)
    return ctx.step.run("say", print)
