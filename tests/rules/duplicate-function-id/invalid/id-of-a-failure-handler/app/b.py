import inngest
from app.client import bus


@bus.create_function(fn_id="a-failure", trigger=inngest.TriggerEvent(event="x/y"))  # error
async def b(ctx: inngest.Context) -> None: ...
