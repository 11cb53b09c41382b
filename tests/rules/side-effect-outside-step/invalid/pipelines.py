import inngest
from app.client import inngest_client
from app.models import model, parser, prompt

summarize = prompt | model | parser


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    text = summarize.invoke({"text": ctx.event.data["text"]})  # error
    short = (prompt | model).invoke({"text": text})  # error
    await ctx.step.run("keep", keep, short)
