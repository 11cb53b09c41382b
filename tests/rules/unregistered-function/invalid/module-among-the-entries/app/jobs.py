import inngest
from app.client import bus


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))  # error
async def a(ctx: inngest.Context) -> None: ...
@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None: ...
