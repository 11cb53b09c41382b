import fastapi
import inngest
import inngest.fast_api

inngest_client = inngest.Inngest(app_id="shop")


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("a", load)


app = fastapi.FastAPI()
inngest.fast_api.serve(app, inngest_client, [a])
