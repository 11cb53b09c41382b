import boto3
import inngest
import litellm
import redis
import resend
import stripe
from app.cache import redis_client
from app.client import client
from app.db import session
from app.models import Order
from app.notify import send_receipt
from openai import OpenAI
from supabase import create_client

cache = redis.Redis()
openai = OpenAI()
s3 = boto3.client("s3")
supabase = create_client("https://example.com", "key")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    cache.set("a", 1)  # error
    redis_client.get("a")  # error
    answer = openai.chat.completions.create(model="gpt", messages=[])  # error
    other = litellm.completion(model="gpt", messages=[])  # error
    s3.list_objects_v2(Bucket="a")  # error
    rows = supabase.table("orders").select("*").execute()  # error
    resend.Emails.send({"to": "a@example.com"})  # error
    stripe.PaymentIntent.create(amount=1)  # error
    late = Order.objects.exclude(paid=True)  # error
    order = Order.objects.get(id=1)  # error
    order.save()  # error
    session.flush()  # error
    send_receipt(order)  # error
    ctx.step.run("save", lambda: (answer, other, rows, late))
