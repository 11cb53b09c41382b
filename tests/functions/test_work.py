"""What a function works on: the fields that name it, and where an orchestrator takes them from."""

import datetime
from typing import Any

import pytest

from scaffold.functions.rendering import EventRef
from scaffold.functions.request import read_request
from scaffold.functions.work import items_of, sample_of, work_of
from scaffold.inngest.cron import Period
from scaffold.inngest.typed_events.fields import parse_fields
from scaffold.kinds import Asked


def event(fields: str, name: str = "order/paid") -> EventRef:
    return EventRef(name, "symbol", True, "events.ts", parse_fields(fields) if fields else ())


@pytest.mark.parametrize(
    ("fields", "about", "table", "mail_to"),
    [
        ("orderId:str,amount:int", ("orderId",), "orders", "record"),
        ("amount:int,orderId:str", ("orderId",), "orders", "record"),
        # An ID before a text, whatever the order; a time beside it, not instead of it.
        ("email:str,userId:str", ("userId",), "users", "field"),
        ("week:str,userId:str", ("week", "userId"), "users", "record"),
        ("company_id:str", ("company_id",), "companies", "record"),
        ("keyId:str", ("keyId",), "keys", "record"),
        ("addressId:str", ("addressId",), "address", "record"),
        ("id:str", ("id",), "orders", "record"),
        ("email:str", ("email",), "orders", "field"),
        ("orderId:str,customerEmail:str", ("orderId",), "orders", "field"),
        ("orderId:str,customer_email:str?", ("orderId",), "orders", "record"),
        ("orderId:str,emailCount:int", ("orderId",), "orders", "record"),
        ("reason:str", ("reason",), "orders", "team"),
        ("week:str", ("week",), "orders", "team"),
        # Nothing names it: its event's ID does.
        ("amount:int", (), "orders", "team"),
        ("orderId:str?", (), "orders", "team"),
        ("orderId:str[]", (), "orders", "team"),
        ("", (), "orders", "team"),
    ],
)
def test_what_an_event_is_about(
    fields: str, about: tuple[str, ...], table: str, mail_to: str
) -> None:
    work = work_of(event(fields))
    assert (work.about, work.table, work.mail_to) == (about, table, mail_to)


def test_mail_goes_to_the_field_that_holds_an_address() -> None:
    for fields, address in [
        ("userId:str,email:str", "email"),
        ("userId:str,receiptEmail:str,email:str", "email"),
        ("user_id:str,customer_email:str", "customer_email"),
        ("userId:str,emails:str", None),
    ]:
        assert work_of(event(fields)).address == address


def test_what_many_events_share_comes_first() -> None:
    item = event("orderId:str,batchId:str,email:str")
    assert work_of(item, ["batchId", "email"]).about == ("batchId", "orderId")
    # Without a field of its own, only the event's ID tells one item from another.
    assert work_of(event("batchId:str"), ["batchId"]).about == ()
    assert work_of(item, by_id=True).about == ()


CASES: dict[str, tuple[dict[str, Any], str, str, list[str], str, list[str]]] = {
    "a week": (
        {"cron": "0 9 * * 1"}, "", "week:str,userId:str",
        ["week:period", "userId:row"], "userId", ["week:period", "userId:row"],
    ),
    "a period by another name": (
        {"cron": "0 9 * * *"}, "", "date:str,userId:str",
        ["date:period", "userId:row"], "userId", ["date:period", "userId:row"],
    ),
    "a time that is not the schedule's": (
        {"cron": "0 9 * * 1"}, "", "day:str,userId:str",
        ["day:row", "userId:row"], "userId", ["week:period", "userId:row"],
    ),
    "no time": (
        {"cron": "*/15 * * * *"}, "", "userId:str",
        ["userId:row"], "userId", ["slot:period", "userId:row"],
    ),
    "a batch": (
        {"event": "orders/batch"}, "batchId:str,email:str", "orderId:str,batchId:str,email:str",
        ["orderId:row", "batchId:trigger", "email:trigger"], "orderId",
        ["batchId:trigger", "orderId:row"],
    ),
    "no batch": (
        {"event": "orders/batch"}, "batchId:str", "orderId:str,note:str?",
        ["orderId:row"], "orderId", ["orderId:row"],
    ),
    "another type": (
        {"event": "orders/batch"}, "orderId:int", "orderId:str",
        ["orderId:row"], "orderId", ["orderId:row"],
    ),
    "nothing that names a row": (
        {"event": "orders/batch"}, "batchId:str", "batchId:str,amount:int",
        ["batchId:trigger", "amount:row"], "id", ["batchId:trigger", "id:row"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_where_the_data_of_an_item_comes_from(case: str) -> None:
    start, data, item_data, sources, row_key, about = CASES[case]
    request = read_request(Asked("process-all", {**start, "fan_out": "order/process"}))
    trigger = event(data) if data else None
    items = items_of(request, trigger, event(item_data))
    assert [f"{name}:{source}" for name, source in items.sources] == sources
    assert items.row_key == row_key
    assert [f"{name}:{source}" for name, source in items.about] == about
    assert row_key in [column.name for column in items.columns]


@pytest.mark.parametrize(
    ("period", "value"),
    [
        # The first of January 2027 is in the last ISO week of 2026.
        (Period("week", "UTC"), "2026-W53"),
        (Period("day", "UTC"), "2027-01-01"),
        (Period("day", "Pacific/Kiritimati"), "2027-01-02"),
        (Period("month", "Europe/Paris"), "2027-01"),
        (Period("slot", "UTC", 15), "2027-01-01T11:30"),
        (Period("slot", "UTC", 60), "2027-01-01T11:00"),
        (Period("slot", "UTC", 480), "2027-01-01T08:00"),
    ],
)
def test_the_sample_of_a_period(period: Period, value: str) -> None:
    sample = sample_of(period)
    assert sample.value == value
    at = datetime.datetime.fromisoformat(sample.sent_at)
    assert at.timestamp() * 1000 == sample.milliseconds


@pytest.mark.parametrize(
    ("start", "orchestrator"),
    [
        ({"cron": "0 9 * * 1"}, 10),
        ({"cron": "0 9 * * *"}, 10),
        ({"cron": "0 * * * *"}, 2),
        ({"event": "orders/batch"}, 2),
    ],
)
def test_retries_are_for_the_work(start: dict[str, Any], orchestrator: int) -> None:
    pair = Asked("process-all", {**start, "fan_out": "order/process"})
    assert read_request(pair).retries == 10
    assert read_request(pair).orchestrator_retries == orchestrator
    asked = read_request(pair.having(retries=7, orchestrator_retries=3))
    assert (asked.retries, asked.orchestrator_retries) == (7, 3)
    assert read_request(pair.having(retries=7)).orchestrator_retries == orchestrator
