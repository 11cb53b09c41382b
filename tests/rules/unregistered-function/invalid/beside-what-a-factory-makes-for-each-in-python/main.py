import inngest
import inngest.fast_api
from client import client

KINDS = ["a", "b"]


def make(kind: str) -> inngest.Function:
    @client.create_function(fn_id=f"make-{kind}", trigger=inngest.TriggerEvent(event="x/y"))
    async def made(ctx: inngest.Context) -> None: ...

    return made


@client.create_function(fn_id="listed", trigger=inngest.TriggerEvent(event="x/y"))
async def listed(ctx: inngest.Context) -> None: ...


@client.create_function(fn_id="forgotten", trigger=inngest.TriggerEvent(event="x/y"))  # error
async def forgotten(ctx: inngest.Context) -> None: ...


inngest.fast_api.serve(app, client, [listed, *[make(kind) for kind in KINDS], *map(make, KINDS)])
