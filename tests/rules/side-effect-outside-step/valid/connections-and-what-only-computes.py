import json
import secrets

import asyncpg
import boto3
import inngest
import sentry_sdk
import stripe
from app.client import client
from app.db import connect_db, session
from langchain_text_splitters import RecursiveCharacterTextSplitter

s3 = boto3.client("s3")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await connect_db()
    connection = await asyncpg.connect("postgres://localhost")
    paid = stripe.Webhook.construct_event(ctx.event.data["body"], "signature", "secret")
    url = s3.generate_presigned_url("get_object")
    same = secrets.compare_digest(url, "a")
    parts = RecursiveCharacterTextSplitter().split_text(json.dumps(paid))
    session.add(parts)
    sentry_sdk.capture_message("begun")
    await ctx.step.run("save", connection.execute, "insert", same)
    await connection.close()
