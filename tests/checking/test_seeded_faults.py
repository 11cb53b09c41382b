"""Faults in the idiom that generated code uses, seeded into a project as `new` makes it."""

from pathlib import Path
from typing import NamedTuple

import pytest

from scaffold.disk.project_files import DiskFiles
from tests.support.function_projects import ALL, project
from tests.support.sources import check


class Fault(NamedTuple):
    """One text of a project in the place of another, and the rule that must see it."""

    rule: str
    path: str
    old: str
    new: str


_PY_HOOK, _PY_WAIT = "app/webhooks/order_placed.py", "app/functions/approve_invoice.py"
_PY_EVENT, _PY_FAN = "app/functions/on_user_created.py", "app/functions/process_all_orders.py"
_TS_HOOK, _TS_WAIT = "app/api/webhooks/order-placed/route.ts", "inngest/approveInvoice.ts"
_TS_EVENT = "inngest/onUserCreated.ts"
_ID = 'id=f"order-placed-{delivery.id}"'
_PY_KEY, _TS_KEY = 'f"on-user-created-{event.user_id}"', "`on-user-created-${event.data.userId}`"
_PY_CONDITION = "async.data.invoice_id == event.data.invoice_id"
_TS_CONDITION = "async.data.invoiceId == event.data.invoiceId"
_SENT = 'raise fastapi.HTTPException(503, "not stored, send it again") from error'
_ONCE = "    return await records.once(key, lambda: mail.deliver(message, key))"
FAULTS = {
    "fastapi": {
        "no id": Fault("webhook-without-event-id", _PY_HOOK, _ID, ""),
        "new id": Fault(
            "nondeterministic-event-id", _PY_HOOK, _ID, "id=str(uuid.uuid4())"
        ),
        "clock in a fan-out": Fault(
            "nondeterministic-event-id", _PY_FAN, "-{event.batch_id}-", "-{time.time()}-"
        ),
        "no test of a wait": Fault(
            "unguarded-wait", _PY_WAIT, "if answer is not None:", "if decision is None:"
        ),
        "clock as a key": Fault("nondeterministic-call", _PY_EVENT, _PY_KEY, "str(time.time())"),
        "a wait of nobody": Fault(
            "uncorrelated-wait", _PY_WAIT, _PY_CONDITION, "async.data.approved == true"
        ),
        "a field that is not there": Fault(
            "unknown-event-field", _PY_WAIT, "async.data.invoice_id", "async.data.invoiceid"
        ),
        "a key that is not there": Fault(
            "unknown-event-field", _PY_WAIT, '"event.data.invoice_id"', '"event.data.invoiceid"'
        ),
        "a failure answered with 200": Fault(
            "swallowed-send", _PY_HOOK, _SENT, 'return {"message": "stored"}'
        ),
        "a failure as a result": Fault(
            "swallowed-step-error", _PY_EVENT, _ONCE,
            f"    try:\n    {_ONCE}\n    except Exception:\n        return 'failed'",
        ),
    },
    "nextjs-v4": {
        "no id": Fault(
            "webhook-without-event-id", _TS_HOOK, "id: `order-placed-${delivery.id}`,", ""
        ),
        "new id": Fault(
            "nondeterministic-event-id", _TS_HOOK, "`order-placed-${delivery.id}`",
            "crypto.randomUUID()",
        ),
        "clock as a key": Fault(
            "nondeterministic-call", _TS_EVENT, _TS_KEY, "`on-user-created-${Date.now()}`"
        ),
        "no test of a wait": Fault(
            "unguarded-wait", _TS_WAIT, "answer?.data.approved", "answer!.data.approved"
        ),
        "a wait of nobody": Fault(
            "uncorrelated-wait", _TS_WAIT, _TS_CONDITION, "async.data.approved == true"
        ),
        "a field that is not there": Fault(
            "unknown-event-field", _TS_WAIT, "async.data.invoiceId", "async.data.invoiceID"
        ),
        "a key that is not there": Fault(
            "unknown-event-field", _TS_WAIT, '"event.data.invoiceId"', '"event.data.invoiceID"'
        ),
        "a failure answered with 200": Fault(
            "swallowed-send", _TS_HOOK, 'answer(503, "not stored, send it again")',
            'answer(200, "stored")',
        ),
    },
}  # fmt: skip
_IMPORTS = {_PY_HOOK: "import uuid\n", _PY_FAN: "import time\n", _PY_EVENT: "import time\n"}


@pytest.mark.parametrize("base", FAULTS)
def test_each_fault_is_seen_and_nothing_else(base: str, tmp_path: Path) -> None:
    made = project(tmp_path / "shop", base, kinds=ALL)
    assert _reported(made.root) == set()
    for what, fault in FAULTS[base].items():
        whole = made.read(fault.path)
        assert fault.old in whole, what
        text = whole.replace(fault.old, fault.new, 1)
        if "time.time()" in fault.new or "uuid.uuid4()" in fault.new:
            text = text.replace("\nimport ", f"\n{_IMPORTS[fault.path]}import ", 1)
        made.write({fault.path: text})
        assert _reported(made.root) == {(fault.rule, fault.path)}, what
        made.write({fault.path: whole})


def test_an_event_that_nobody_receives_is_seen_through_its_model(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "fastapi", kinds=ALL)
    events = made.read("app/events.py")
    lost = '\n\nclass OrderLost(AppEvent):\n    event_name: ClassVar[str] = "order/lost"\n'
    route = """import fastapi

from app.client import inngest_client
from app.events import OrderLost

router = fastapi.APIRouter()


@router.post("/api/orders/lost")
async def lost(body: OrderLost) -> None:
    await inngest_client.send(body.to_event())
"""
    made.write({"app/events.py": f"{events}{lost}    order_id: str\n", "app/lost.py": route})
    assert _reported(made.root) == {("unreceived-event", "app/lost.py")}


def _reported(root: Path) -> set[tuple[str, str]]:
    return {(each.rule, each.path) for each in check(DiskFiles(root)).diagnostics}
