import io
from pathlib import Path

import aiofiles
import aiohttp
import boto3
import httpx
import inngest
import requests

from app.client import client

s3 = boto3.client("s3")


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    async def fetch():
        async with httpx.AsyncClient() as http:
            response = await http.get(ctx.event.data["url"])
            response.raise_for_status()
            return response.content  # error

    async def fetch_at_once():
        return {"body": requests.get(ctx.event.data["url"]).content}  # error

    async def read_path():
        return Path("/tmp/a").read_bytes()  # error

    async def read_file():
        with open("/tmp/a", "rb") as file:
            return file.read()  # error

    async def read_later():
        async with aiofiles.open("/tmp/a", mode="rb") as file:
            return await file.read()  # error

    async def fetch_with_another():
        async with aiohttp.ClientSession() as http, http.get(ctx.event.data["url"]) as response:
            return await response.read()  # error

    async def write():
        buffer = io.BytesIO()
        buffer.write(b"a")
        return buffer.getvalue()  # error

    async def read_object():
        found = s3.get_object(Bucket="b", Key=ctx.event.data["key"])
        return found["Body"].read()  # error

    await ctx.step.run("fetch", fetch)
    await ctx.step.run("fetch-at-once", fetch_at_once)
    await ctx.step.run("fetch-here", lambda: httpx.get(ctx.event.data["url"]).content)  # error
    await ctx.step.run("read-path", read_path)
    await ctx.step.run("read-file", read_file)
    await ctx.step.run("read-later", read_later)
    await ctx.step.run("fetch-with-another", fetch_with_another)
    await ctx.step.run("write", write)
    await ctx.step.run("read-object", read_object)
