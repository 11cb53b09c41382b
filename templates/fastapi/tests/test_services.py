"""What the services make of a provider's answer, and what the stand-ins do."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable
from typing import Any

import inngest
import pytest

from app.services import mail, payments, records, settings, slack
from app.services.provider import ProviderError

MONEY = payments.Money(1999, "eur")
Call = Callable[[], Awaitable[Any]]
CALLS: dict[str, tuple[Any, str, Call]] = {
    "mail": (
        mail,
        "send",
        lambda: mail.deliver(mail.Mail("ada@example.com", "Hello", "Hello"), "ada"),
    ),
    "slack": (
        slack,
        "post",
        lambda: slack.post_message(slack.Message("#refunds", "A refund"), "refund-1"),
    ),
    "charge": (
        payments,
        "take",
        lambda: payments.charge("ada", MONEY, "order-1"),
    ),
    "refund": (
        payments,
        "give_back",
        lambda: payments.refund("charge-1", MONEY, "refund-1"),
    ),
}


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what other tests did."""
    for kept in (mail.outbox, slack.posted, payments.bookings):
        kept.clear()
    records.clear()


async def _run(call: Call) -> Any:
    return await call()


@pytest.fixture(params=CALLS)
def name(request: pytest.FixtureRequest) -> str:
    """The name of one call."""
    return str(request.param)


def _stop(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception) -> None:
    module, function, _ = CALLS[name]

    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(module, function, fail)


@pytest.mark.parametrize("status", [400, 401, 402, 404, 422])
def test_a_refusal_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, name: str, status: int
) -> None:
    _stop(monkeypatch, name, ProviderError(status, "no"))

    with pytest.raises(inngest.NonRetriableError, match="no"):
        asyncio.run(_run(CALLS[name][2]))


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_a_passing_failure_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, name: str, status: int
) -> None:
    _stop(monkeypatch, name, ProviderError(status, "not now"))

    with pytest.raises(ProviderError, match="not now"):
        asyncio.run(_run(CALLS[name][2]))


def test_the_provider_says_when(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    wait = datetime.timedelta(hours=1)
    _stop(monkeypatch, name, ProviderError(429, "slow down", wait))

    with pytest.raises(inngest.RetryAfterError, match="slow down"):
        asyncio.run(_run(CALLS[name][2]))


def test_production_does_not_reach_a_stand_in(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("INNGEST_DEV")

    with pytest.raises(inngest.NonRetriableError, match="is a stand-in"):
        asyncio.run(_run(CALLS[name][2]))


@pytest.mark.parametrize("amount", [19.99, 0, -1, True])
def test_an_amount_is_a_whole_number_of_minor_units(amount: Any) -> None:
    money = payments.Money(amount, "eur")

    with pytest.raises(inngest.NonRetriableError, match="minor units"):
        asyncio.run(payments.charge("ada", money, "order-1"))


def test_one_key_takes_money_once() -> None:
    ids = {asyncio.run(payments.charge("ada", MONEY, "order-1")) for _ in range(2)}

    assert len(ids) == len(payments.bookings) == 1


def test_the_first_decision_holds() -> None:
    assert asyncio.run(records.decide("refund-1", "approved")) == "approved"
    assert asyncio.run(records.decide("refund-1", "expired")) == "approved"


def test_a_page_has_the_fields_asked_for() -> None:
    for order_id in ("b", "c", "a"):
        row = {"order_id": order_id, "email": "ada@example.com"}
        asyncio.run(records.save("orders", order_id, row))

    first = asyncio.run(records.page("orders", ["order_id"], None, 2))
    assert first == {"rows": [{"order_id": "a"}, {"order_id": "b"}], "next": "b"}
    second = asyncio.run(records.page("orders", ["order_id"], first["next"], 2))
    assert second == {"rows": [{"order_id": "c"}], "next": None}


def test_a_missing_field_is_named() -> None:
    asyncio.run(records.save("orders", "a", {"order_id": "a"}))

    with pytest.raises(inngest.NonRetriableError, match="orders/a: no amount"):
        asyncio.run(records.page("orders", ["amount"], None, 2))


def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEAM_EMAIL", raising=False)

    with pytest.raises(inngest.NonRetriableError, match="TEAM_EMAIL is not set"):
        settings.setting("TEAM_EMAIL")
