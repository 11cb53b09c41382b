from datetime import timedelta

import inngest

from payroll.client import client
from payroll.settings import ON_HIRED
from payroll.work import pay

LEFT = "payroll/person.left"
by_person = inngest.Cancel(event=LEFT, if_exp="event.data.id == async.data.id")


@client.create_function(fn_id="cancel-tied", trigger=inngest.TriggerEvent(event=ON_HIRED), retries=1, cancel=[by_person])  # fine: tied
def cancel_tied(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="cancel-all", trigger=inngest.TriggerEvent(event=ON_HIRED), retries=1, cancel=[inngest.Cancel(event=LEFT)])  # expect: uncorrelated-wait
def cancel_all(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="cancel-one", trigger=inngest.TriggerEvent(event=ON_HIRED), retries=1, cancel=by_person)  # expect: invalid-function-config
def cancel_one(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="cancel-macro", trigger=inngest.TriggerEvent(event=ON_HIRED), retries=1, cancel=[inngest.Cancel(event=LEFT, if_exp="size(async.data.id) > 0 && async.data.id == event.data.id")])  # expect: invalid-function-config
def cancel_macro(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="cancel-timed", trigger=inngest.TriggerEvent(event=ON_HIRED), retries=1, cancel=[inngest.Cancel(event=LEFT, if_exp="async.data.id == event.data.id", timeout=timedelta(days=30))])  # fine: for a month
def cancel_timed(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="cancel-int", trigger=inngest.TriggerEvent(event=ON_HIRED), retries=1, cancel=[inngest.Cancel(event=LEFT, if_exp="async.data.id == event.data.id", timeout=300)])  # expect: invalid-function-config
def cancel_int(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="cancel-six", trigger=inngest.TriggerEvent(event=ON_HIRED), retries=1, cancel=[by_person] * 6)  # fine: a product is not read
def cancel_six(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


cancels = [cancel_tied, cancel_all, cancel_one, cancel_macro, cancel_timed, cancel_int, cancel_six]
