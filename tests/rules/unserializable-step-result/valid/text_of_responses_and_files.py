import base64
from pathlib import Path

import boto3
import httpx
import inngest

from app.client import client
from app.pages import load_page

s3 = boto3.client("s3")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def fetch():
        async with httpx.AsyncClient() as http:
            response = await http.get(ctx.event.data["url"])
            return {
                "text": response.text,
                "size": len(response.content),
                "status": response.status_code,
                "as_text": response.content.decode(),
                "encoded": base64.b64encode(response.content).decode(),
            }

    async def load():
        page = await load_page(ctx.event.data["url"])
        return page.content

    async def read_file():
        with open("/tmp/a") as file:
            return file.read()

    async def read_object():
        found = s3.get_object(Bucket="b", Key=ctx.event.data["key"])
        return {"type": found["ContentType"], "text": found["Body"].read().decode()}

    await ctx.step.run("fetch", fetch)
    await ctx.step.run("load", load)
    await ctx.step.run("read-path", lambda: Path("/tmp/a").read_text())
    await ctx.step.run("read-file", read_file)
    await ctx.step.run("read-object", read_object)
