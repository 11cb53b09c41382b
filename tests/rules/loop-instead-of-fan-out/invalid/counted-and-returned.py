import inngest
from app import store
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    users = await ctx.step.run("load", store.users)
    sent = 0
    answers = []
    for user in users:
        answer = await ctx.step.run(f"mail-{user}", store.mail, user)  # error
        answers.append(answer)
        sent += 1
    await ctx.step.run("mark", store.mark, sent)
    return {"sent": sent, "answers": answers}
