"""One run of each sample, driven to its end; the same for both stacks."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.support.executor import FakeInngest, Run
from tests.support.executor.protocol import Answer, request
from tests.support.proof import proved

from .answers import Answers
from .processes import App

SECRET = "end-to-end-secret"
# What the samples read of it.
ENVIRONMENT = {
    "ANSWER_SECRET": SECRET,
    "APP_URL": "http://127.0.0.1",
    "SLACK_CHANNEL": "#answers",
    "TEAM_EMAIL": "team@example.com",
    "WEBHOOK_SECRET": SECRET,
}


@dataclass
class World:
    """A served project and the Inngest it is synced with."""

    answers: Answers
    app: App
    inngest: FakeInngest
    counter: list[int] = field(default_factory=list)

    def data(self, **fields: str) -> dict[str, str]:
        """Return an event's data, its names in the case of the stack; give them in snake case."""
        if self.answers.stack == "fastapi":
            return fields
        return {_camel(name): text for name, text in fields.items()}

    def fresh(self, word: str) -> str:
        """Return an ID that no earlier test has used."""
        self.counter.append(1)
        return f"{word}-{len(self.counter)}"

    @contextmanager
    def durable(self) -> Iterator[None]:
        """Check that every run started inside the block ends, and survives its replays."""
        before = len(self.inngest.runs)
        yield
        self.inngest.run_until_done()
        runs = self.inngest.runs[before:]
        assert runs, "nothing ran"
        self.inngest.assert_durable(runs)
        assert self.inngest.unknown_requests == []

    def start(self, name: str, data: dict[str, str], event_id: str | None = None) -> Run:
        """Return the one run that an event starts."""
        event: dict[str, Any] = {"name": name, "data": data, "id": event_id or self.fresh("event")}
        (run,) = self.inngest.send(event)
        return run


def drive(world: World, kind: str) -> None:
    """Run a kind's sample to its end."""
    DRIVES[kind](world)
    sdk = f", SDK {world.answers.sdk}" if world.answers.sdk else ""
    framework = {"nextjs": "Next.js", "fastapi": "FastAPI"}[world.answers.stack]
    proved("driven", f"{framework}{sdk}", kind)


def event(world: World) -> None:
    data = world.data(user_id=world.fresh("user"), email="somebody@example.com")
    event_id = world.fresh("event")
    with world.durable():
        run = world.start("user/created", data, event_id)
        assert world.inngest.send({"name": "user/created", "data": data, "id": event_id}) == []
        began = world.inngest.now
        world.inngest.run_until_done()
        assert run.status == "COMPLETED", run
        assert "Sleep" in [step.op for step in run.steps], run
        assert world.inngest.now > began
        assert len([step for step in run.steps if step.op == "StepRun"]) >= 2, run


def cron(world: World) -> None:
    with world.durable():
        run = world.inngest.trigger_cron("send-weekly-digest")
        _assert_fans_out(world, run, "digest/send", "send-digest")


def fan_out(world: World) -> None:
    with world.durable():
        run = world.start("orders/process-batch", world.data(batch_id=world.fresh("batch")))
        _assert_fans_out(world, run, "order/process", "process-order")


def _assert_fans_out(world: World, run: Run, item: str, worker: str) -> None:
    earlier = len(world.inngest.runs_of(worker))
    world.inngest.run_until_done()
    assert run.status == "COMPLETED", run
    sent = [sent for sent in run.events_sent if sent["name"] == item]
    assert sent, "the sample sends nothing"
    assert len({event["id"] for event in sent}) == len(sent)
    workers = world.inngest.runs_of(worker)[earlier:]
    assert len(workers) == len(sent), "one run for each event"
    assert {run.status for run in workers} == {"COMPLETED"}, [str(run) for run in workers]


def approval(world: World) -> None:
    with world.durable():
        invoice = world.fresh("invoice")
        data = world.data(invoice_id=invoice, email="somebody@example.com")
        run = world.start("invoice/submitted", data)
        world.inngest.run_until_idle()
        assert len(run.waiting_for) == 1, run
        _answer(world, "somebody-elses-invoice")
        world.inngest.run_until_idle()
        assert len(run.waiting_for) == 1, "an answer about another invoice must not end the wait"
        _answer(world, invoice)
        world.inngest.run_until_done()
        assert run.status == "COMPLETED", run
        answered = run.output

        late = world.start("invoice/submitted", {**data, **world.data(invoice_id="late")})
        began = world.inngest.now
        world.inngest.run_until_done()
        assert late.status == "COMPLETED", late
        assert "TIMED_OUT" in [step.status for step in late.steps], late
        assert world.inngest.now - began >= 7 * 86_400
        assert late.output != answered, "the two outcomes look the same"


def _answer(world: World, invoice: str) -> None:
    answer = {**world.data(invoice_id=invoice), "approved": True, "by": "ada"}
    world.inngest.send({"name": "invoice/decided", "data": answer})


def webhook(world: World) -> None:
    data = {**world.data(order_id=world.fresh("order"), email="ada@example.com"), "amount": 1999}
    delivery = {"id": world.fresh("delivery"), "type": "order.placed", "data": data}
    body = json.dumps(delivery).encode()
    forged = _deliver(world, body, secret="wrong")
    assert (forged.status, world.inngest.events_named(_RECEIVED)) == (401, []), forged.text
    changed = _deliver(world, body, signed=body + b" ")
    assert (changed.status, world.inngest.events_named(_RECEIVED)) == (401, []), changed.text
    other = _deliver(world, json.dumps({**delivery, "type": "order.seen"}).encode())
    assert (other.status, world.inngest.events_named(_RECEIVED)) == (200, []), other.text
    with world.durable():
        for _ in range(2):
            answer = _deliver(world, body)
            assert 200 <= answer.status < 300, answer.text
        first, second = world.inngest.events_named(_RECEIVED)
        assert first["id"] == second["id"], "a replayed delivery must carry the same event ID"
        world.inngest.run_until_done()
        (run,) = world.inngest.runs_of("record-order")
        assert run.status == "COMPLETED", run


_RECEIVED = "order/placed"


def _deliver(
    world: World, body: bytes, *, secret: str = SECRET, signed: bytes | None = None
) -> Answer:
    content = body if signed is None else signed
    signature = hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()
    url = f"{world.app.url}/api/webhooks/order-placed"
    return request("POST", url, body, headers={"x-webhook-signature": f"sha256={signature}"})


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


DRIVES = {
    "event": event,
    "cron": cron,
    "fan-out": fan_out,
    "approval": approval,
    "webhook": webhook,
}
