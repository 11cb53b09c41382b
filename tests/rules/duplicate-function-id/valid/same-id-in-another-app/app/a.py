import inngest
from app.client import bus


@bus.create_function(fn_id="a", trigger=inngest.TriggerCron(cron="* * * * *"), on_failure=f)
async def a(ctx: inngest.Context) -> None: ...
