import inngest
from client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    article = await ctx.step.run("write", write)
    english = await ctx.step.run("translate", translate, article)

    async def publish() -> str:
        article["slug"] = f"{article['slug']}-1"
        return await send(article, english)

    await ctx.step.run("publish", publish)
