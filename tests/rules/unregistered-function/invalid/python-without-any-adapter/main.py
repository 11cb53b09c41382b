from fastapi import FastAPI
from inngest import Context, Inngest, TriggerEvent

app = FastAPI()
client = Inngest(app_id="shop")


@client.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))  # error
async def a(ctx: Context) -> None:
    await ctx.step.run("work", work)


@app.get("/api/inngest")
async def inngest_endpoint():
    return {"status": "ready"}
