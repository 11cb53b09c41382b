import itertools
import random
import subprocess
import time
from datetime import datetime, timedelta, timezone

import inngest
import requests
from django.utils import timezone as django_timezone

from core.client import client as ing
from shop.models import Order
from shop.services import Crm, notify, price, upload

crm = Crm("t")


@ing.create_function(fn_id="settle-order", trigger=inngest.TriggerEvent(event="order/placed"), retries=10)
def settle(ctx: inngest.ContextSync) -> str:
    order = Order.objects.get(pk=ctx.event.data["id"])  # expect: side-effect-outside-step
    label = order.label()  # fine: computes only
    text = price(1200)  # fine: computes only
    requests.post("https://hooks.example.com", json={"text": text}, timeout=5)  # expect: side-effect-outside-step
    crm.sync(1)  # expect: side-effect-outside-step
    upload("a", b"b")  # expect: side-effect-outside-step
    subprocess.run(["ls"], check=True)  # expect: side-effect-outside-step
    at = django_timezone.now()  # expect: nondeterministic-call
    ctx.step.run("mail", lambda: notify(f"{at}@example.com"))  # fine: a lambda in a step
    time.sleep(3)  # expect: timer-in-handler
    ctx.step.sleep("nap", timedelta(seconds=3))  # fine: the step's sleep
    ctx.step.sleep_until("later", datetime(2030, 1, 1))  # expect: naive-datetime
    ctx.step.sleep_until("aware", datetime(2030, 1, 1, tzinfo=timezone.utc))  # fine: aware
    ing.send_sync(inngest.Event(name="order/settled", data={}))  # expect: unwrapped-send
    for number in itertools.count(1):
        rows = ctx.step.run(f"page-{number}", load_page, number)  # fine: numbered pages
        if not rows:
            break
    print("settled", datetime.now())  # fine: a log line
    return label


@ing.create_function(
    fn_id="archive-order",
    trigger=[inngest.TriggerEvent(event="order/settled"), inngest.TriggerEvent(event="order/cancelled")],
    retries=4,
)
def archive(ctx: inngest.ContextSync) -> None:
    done = ctx.step.wait_for_event("done", event="order/archived", timeout=timedelta(days=1), if_exp="async.data.id == event.data.id")  # fine: guarded
    if done:
        ctx.step.run("tell", notify, done.data["email"])
    status = "late" if done is None else done.data["status"]  # fine: the guard
    counter = 0

    def count() -> None:
        nonlocal counter
        counter += 1  # expect: mutation-in-step

    def load() -> dict:
        try:
            return crm.sync(1)
        except requests.HTTPError:  # expect: swallowed-step-error
            return {}

    def strict() -> dict:
        try:
            return crm.sync(1)
        except requests.HTTPError as error:  # fine: known and non-retriable
            raise inngest.NonRetriableError("gone") from error

    ctx.step.run("count", count)
    ctx.step.run("load", load)
    ctx.step.run("strict", strict)
    ctx.step.run("fresh", lambda: random.random())  # fine: a random value in a step
    for name in ["a", "b"]:
        ctx.step.run(f"tell-{name}", lambda: notify(name))  # fine: runs before the loop goes on
    ctx.step.send_event("archived", inngest.Event(name="order/archivd", data={"status": status}))  # expect: unreceived-event


@ing.create_function(fn_id="clean-up", trigger=inngest.TriggerCron(cron="@daily"), retries=1)  # expect: invalid-cron
def clean_up(ctx: inngest.ContextSync) -> None:
    ctx.step.run("clean", lambda: Order.objects.filter(paid=False).delete())  # fine: a query in a step


@ing.create_function(fn_id="paused", trigger=inngest.TriggerEvent(event="order/paused"), retries=1)  # expect: unregistered-function
def paused(ctx: inngest.ContextSync) -> None:
    ctx.step.run("nothing", load_page, 1)


def load_page(number: int) -> list[int]:
    return list(Order.objects.values_list("pk", flat=True)[number * 10 : number * 10 + 10])  # fine: only called in steps
