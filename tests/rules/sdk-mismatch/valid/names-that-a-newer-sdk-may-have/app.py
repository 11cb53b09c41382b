import inngest
from inngest.experimental import ai

client = inngest.Inngest(app_id="shop", serializer=inngest.PydanticSerializer())


@client.create_function(fn_id="a", trigger=inngest.TriggerWebhook(path="/a"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.ai.infer("b", adapter=ai.openai.Adapter(auth_key="k", model="m"), body={})
