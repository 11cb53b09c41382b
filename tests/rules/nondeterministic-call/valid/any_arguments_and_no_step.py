import uuid

import inngest

bus = inngest.Inngest(app_id="shop")


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(*args, **kwargs) -> None:
    ctx = kwargs.get("ctx")
    await store(ctx.event.data, f"/tmp/{uuid.uuid4()}")
