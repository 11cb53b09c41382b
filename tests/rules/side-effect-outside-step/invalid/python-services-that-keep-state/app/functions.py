import inngest

from app import mailer, store
from app.client import client
from app.store import mark_handled, shop

seen: list[str] = []


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    key = str(ctx.event.data["key"])
    seen.append(key)  # error
    if await store.was_handled(key):  # error
        return
    await mailer.send("a@example.com", key)  # error
    await mailer.notify_team("begun")  # error
    await store.keep(key, "a")  # error
    store.keep_last(key, "b")  # error
    mark_handled(key)  # error
    number = store.next_number()  # error
    shop.place(key)  # error
    size = await shop.size()  # error
    await ctx.step.run("send", mailer.send, f"{number} {size}", key)


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
def b(ctx: inngest.ContextSync) -> None:
    mark_handled("b")  # error
    ctx.step.run("mark", mark_handled, "b")
