import inngest

from payroll.client import client
from payroll.settings import NIGHTLY, ON_HIRED
from payroll.work import pay

ZONE = "Europe/Berlin"


@client.create_function(fn_id="close-month", trigger=inngest.TriggerCron(cron=NIGHTLY), retries=1)  # fine: five fields
def close_month(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="close-zone", trigger=inngest.TriggerCron(cron=f"TZ={ZONE} 0 9 * * 1"), retries=1)  # fine: a zone
def close_zone(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="close-daily", trigger=inngest.TriggerCron(cron="@daily"), retries=1)  # expect: invalid-cron
def close_daily(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="close-sunday", trigger=inngest.TriggerCron(cron="0 9 * * 7"), retries=1)  # expect: invalid-cron
def close_sunday(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="close-seconds", trigger=inngest.TriggerCron(cron="0 0 9 * * 1"), retries=1)  # expect: invalid-cron
def close_seconds(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="close-nowhere", trigger=inngest.TriggerCron(cron="TZ=America/New-York 0 9 * * 1"), retries=1)  # expect: invalid-cron
def close_nowhere(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="close-names", trigger=inngest.TriggerCron(cron="30 4 1,15 JAN-JUN fri"), retries=1)  # fine: names in any case
def close_names(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="twice", trigger=[inngest.TriggerEvent(event=ON_HIRED), inngest.TriggerEvent(event="payroll/person.hired")], retries=1)  # expect: invalid-function-config
def twice(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="two-ways", trigger=[inngest.TriggerEvent(event=ON_HIRED), inngest.TriggerCron(cron=NIGHTLY)], retries=1)  # fine: an event and a cron
def two_ways(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="star", trigger=inngest.TriggerEvent(event="payroll/*.hired"), retries=1)  # expect: invalid-function-config
def star(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="if-assign", trigger=inngest.TriggerEvent(event=ON_HIRED, expression="event.data.kind = 'full'"), retries=1)  # expect: invalid-function-config
def if_assign(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="if-none", trigger=inngest.TriggerEvent(event=ON_HIRED, expression="event.data.boss != None"), retries=1)  # expect: invalid-function-config
def if_none(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="if-words", trigger=inngest.TriggerEvent(event=ON_HIRED, expression="event.data.a == 1 or not event.data.b"), retries=1)  # expect: invalid-function-config
def if_words(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="if-fine", trigger=inngest.TriggerEvent(event=ON_HIRED, expression="event.data.a == 1 || event.data.b != true"), retries=1)  # fine: compiles
def if_fine(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="if-lost", trigger=inngest.TriggerEvent(event=ON_HIRED, if_exp="event.data.a == 1"), retries=1)  # expect: unknown-option
def if_lost(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


schedules = [close_month, close_zone, close_daily, close_sunday, close_seconds, close_nowhere, close_names, twice, two_ways, star, if_assign, if_none, if_words, if_fine, if_lost]
