import inngest
from client import inngest_client


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict:
    article = await ctx.step.run("write", write)
    other = await ctx.step.run("write-more", write)

    async def publish() -> str:
        article["slug"] = f"{article['slug']}-1"  # error
        other["slug"] = "b"  # error
        return await send(article, other)

    await ctx.step.run("publish", publish)
    print(other["title"], other["slug"])
    return article
