import anthropic
import cohere
import groq
import inngest
import openai
import redis
import stripe
from app.client import client


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    models = openai.OpenAI()
    later = openai.AsyncOpenAI(api_key="a")
    claude = anthropic.Anthropic()
    fast = groq.Groq()
    ranks = cohere.ClientV2()
    cache = redis.Redis()
    money = stripe.StripeClient("a")
    await ctx.step.run("work", work, models, later, claude, fast, ranks, cache, money)
