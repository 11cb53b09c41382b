import inngest
from app.client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> int:
    stats = {"sent": 0}
    blog_posts = []
    trace = ""

    async def send() -> None:
        nonlocal trace
        stats["sent"] += 1  # error
        blog_posts.append("a")  # error
        trace = "a"  # error

    await ctx.step.run("send", send)
    return [stats["sent"], trace]
