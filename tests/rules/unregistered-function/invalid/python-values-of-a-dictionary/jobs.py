import inngest
from client import client


@client.create_function(fn_id="first", trigger=inngest.TriggerEvent(event="a/b"))
async def first(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="second", trigger=inngest.TriggerEvent(event="a/b"))
async def second(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="third", trigger=inngest.TriggerEvent(event="a/b"))
async def third(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="fourth", trigger=inngest.TriggerEvent(event="a/b"))  # error
async def fourth(ctx: inngest.Context) -> None: ...
