import functools
import inngest
from client import client


def job(fn_id, event):
    def decorate(handler):
        @client.create_function(fn_id=fn_id, trigger=inngest.TriggerEvent(event=event), retries=3)
        @functools.wraps(handler)
        async def wrapped(ctx: inngest.Context):
            return await handler(ctx)

        return wrapped

    return decorate


def hourly(handler):
    @client.create_function(
        fn_id=handler.__name__, trigger=inngest.TriggerCron(cron="0 * * * *"), retries=3
    )
    async def wrapped(ctx: inngest.Context):
        await handler(ctx)

    return wrapped
