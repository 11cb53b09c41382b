import datetime
from datetime import timedelta

import inngest
from inngest import Batch, Concurrency, Debounce, Priority, RateLimit, Singleton, Throttle, Timeouts

from payroll.client import client
from payroll.settings import A_DAY, HALF_A_SECOND, ON_HIRED, RETRIES, SECONDS, TEN_SECONDS, TWO_DAYS, minutes
from payroll.work import pay

hired = inngest.TriggerEvent(event=ON_HIRED)
PERIOD = timedelta(seconds=90)


@client.create_function(fn_id="limit-seconds", trigger=hired, retries=1, rate_limit=RateLimit(limit=1, period=60))  # expect: invalid-function-config
def limit_seconds(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="limit-constant", trigger=hired, retries=1, rate_limit=RateLimit(limit=1, period=TEN_SECONDS))  # fine: ten seconds in milliseconds
def limit_constant(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="limit-long", trigger=hired, retries=1, rate_limit=RateLimit(limit=1, period=TWO_DAYS))  # expect: invalid-function-config
def limit_long(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="limit-day", trigger=hired, retries=1, rate_limit=RateLimit(limit=1, period=A_DAY, key="event.data.id"))  # fine: a day is the most
def limit_day(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="limit-none", trigger=hired, retries=1, rate_limit=RateLimit(limit=0, period=PERIOD))  # expect: invalid-function-config
def limit_none(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="throttle-text", trigger=hired, retries=1, throttle=Throttle(limit=1, period="1m"))  # expect: invalid-function-config
def throttle_text(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="throttle-short", trigger=hired, retries=1, throttle=Throttle(limit=1, period=HALF_A_SECOND))  # expect: invalid-function-config
def throttle_short(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="throttle-part", trigger=hired, retries=1, throttle=Throttle(limit=1, period=timedelta(seconds=1.5)))  # expect: invalid-function-config
def throttle_part(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="throttle-minutes", trigger=hired, retries=1, throttle=Throttle(limit=3, period=minutes(5)))  # fine: a helper's
def throttle_minutes(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="debounce-int", trigger=hired, retries=1, debounce=Debounce(period=SECONDS))  # expect: invalid-function-config
def debounce_int(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="debounce-long", trigger=hired, retries=1, debounce=Debounce(period=datetime.timedelta(weeks=2)))  # expect: invalid-function-config
def debounce_long(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="debounce-week", trigger=hired, retries=1, debounce=Debounce(period=datetime.timedelta(weeks=1), timeout=timedelta(days=30)))  # fine: a week is the most
def debounce_week(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="batch-endless", trigger=hired, retries=1, batch_events=Batch(max_size=10))  # expect: invalid-function-config
def batch_endless(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="batch-day", trigger=hired, retries=1, batch_events=Batch(max_size=10, timeout=A_DAY))  # expect: invalid-function-config
def batch_day(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="batch-one", trigger=hired, retries=1, batch_events=Batch(max_size=1, timeout=PERIOD))  # expect: invalid-function-config
def batch_one(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="batch-fine", trigger=hired, retries=1, batch_events=Batch(max_size=50, timeout=PERIOD))  # fine: a minute and a half
def batch_fine(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="batch-debounced", trigger=hired, retries=1, batch_events=Batch(max_size=50, timeout=PERIOD), debounce=Debounce(period=PERIOD))  # expect: invalid-function-config
def batch_debounced(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="lanes-int", trigger=hired, retries=1, concurrency=5)  # expect: invalid-function-config
def lanes_int(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="lanes-single", trigger=hired, retries=1, concurrency=Concurrency(limit=5))  # expect: invalid-function-config
def lanes_single(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="lanes-list", trigger=hired, retries=1, concurrency=[Concurrency(limit=5, key="event.data.id")])  # fine: a list
def lanes_list(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="lanes-env", trigger=hired, retries=1, concurrency=[Concurrency(limit=5, scope="env")])  # expect: invalid-function-config
def lanes_env(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="lanes-stuck", trigger=hired, retries=1, concurrency=[Concurrency(limit=0, key="event.data.id")])  # expect: invalid-function-config
def lanes_stuck(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="retries-many", trigger=hired, retries=RETRIES)  # expect: invalid-function-config
def retries_many(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="retries-below", trigger=hired, retries=-1)  # expect: invalid-function-config
def retries_below(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="retries-text", trigger=hired, retries="3")  # expect: invalid-function-config
def retries_text(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="timeouts-text", trigger=hired, retries=1, timeouts=Timeouts(start="2h"))  # expect: invalid-function-config
def timeouts_text(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="timeouts-fine", trigger=hired, retries=1, timeouts=Timeouts(start=minutes(10), finish=timedelta(hours=2)))  # fine: both are times
def timeouts_fine(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="run-field", trigger=hired, retries=1, priority=Priority(run="event.data.rank"))  # expect: invalid-function-config
def run_field(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="run-python", trigger=hired, retries=1, priority=Priority(run="60 if event.data.plan == 'pro' else 0"))  # expect: invalid-function-config
def run_python(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="run-choice", trigger=hired, retries=1, priority=Priority(run="event.data.plan == 'pro' ? 60 : 0"))  # fine: whole numbers
def run_choice(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="one-mode", trigger=hired, retries=1, singleton=Singleton(mode="drop"))  # expect: invalid-function-config
def one_mode(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


@client.create_function(fn_id="one-skip", trigger=hired, retries=1, singleton=Singleton(mode="skip", key="event.data.id"))  # fine: a mode
def one_skip(ctx: inngest.ContextSync) -> None:
    ctx.step.run("pay", pay)


limits = [
    limit_seconds, limit_constant, limit_long, limit_day, limit_none, throttle_text, throttle_short, throttle_part, throttle_minutes,
    debounce_int, debounce_long, debounce_week, batch_endless, batch_day, batch_one, batch_fine, batch_debounced, lanes_int,
    lanes_single, lanes_list, lanes_env, lanes_stuck, retries_many, retries_below, retries_text, timeouts_text, timeouts_fine,
    run_field, run_python, run_choice, one_mode, one_skip,
]
