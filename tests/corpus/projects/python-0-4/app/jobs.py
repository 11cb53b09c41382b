import inngest

from app.client import bus


@bus.create_function(fn_id="greet-user", trigger=inngest.TriggerEvent(event="user/created"), retries=3)
async def greet(ctx: inngest.Context, step: inngest.Step) -> str:  # fine: 0.4 gives both
    return await step.run("greet", work)


@bus.create_function(fn_id="thank-user", trigger=inngest.TriggerEvent(event="user/paid"), retries=3)
async def thank(ctx: inngest.Context) -> str:  # expect: sdk-mismatch
    return await ctx.step.run("thank", work)


@bus.create_function(fn_id="remind-user", trigger=inngest.TriggerEvent(event="user/left"), retries=3)
async def remind(ctx: inngest.Context, step: inngest.Step) -> str:
    await step.run("remind", work)
    return await ctx.step.run("remind-again", work)  # expect: sdk-mismatch


@bus.create_function(fn_id="audit-user", trigger=inngest.TriggerEvent(event="user/changed"), retries=3)
async def audit(ctx: inngest.Context, **_: object) -> str:  # fine: takes `step` as well
    return ctx.run_id


async def bill(ctx: inngest.Context, step: inngest.Step) -> str:
    return await step.run("bill", work)


bill_user = bus.create_function(fn_id="bill-user", trigger=inngest.TriggerEvent(event="user/billed"), retries=3)(bill)  # fine: the decorator, applied by hand
forget_user = bus.create_function(fn_id="forget-user", trigger=inngest.TriggerEvent(event="user/gone"), retries=3)(bill)  # expect: unregistered-function


async def bill_now(ctx: inngest.Context) -> None:
    await bill_user(ctx, None)  # expect: handler-called-directly


async def work() -> str:
    return "ok"
