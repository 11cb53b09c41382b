import inngest
from app.client import bus


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None: ...
@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None: ...
def make(name):
    @bus.create_function(fn_id=name, trigger=inngest.TriggerEvent(event="x/y"))
    async def made(ctx: inngest.Context) -> None: ...

    return made


ALL = [a, b, make("c")]
