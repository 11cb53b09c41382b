"""What the route of a webhook reads: every name that a provider has for it, then ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scaffold.errors import ScaffoldError
from scaffold.functions.deliveries import Delivery, delivery_of
from scaffold.inngest.typed_events.fields import in_language, parse_fields
from scaffold.kinds import Choice, Spelling, all_kinds
from scaffold.names import Language
from tests.support.cli import scaffold
from tests.support.function_projects import ANSWERS, project

CHOICES = {one.name: one for kind in all_kinds().values() for one in kind.mark.choices}
SPELLINGS = [(choice, each) for choice in CHOICES.values() for each in choice.spellings]


def read(provider: str, on: str | None, data: str, language: Language = "typescript") -> Delivery:
    return delivery_of(CHOICES[provider], on, in_language(parse_fields(data), language), language)


def names(delivery: Delivery) -> dict[str, tuple[str, ...]]:
    return {one.field.name: one.names for one in delivery.readings}


@pytest.mark.parametrize(
    ("provider", "on", "data", "expected"),
    [
        ("stripe", "payment_intent.succeeded", "paymentId:str", ("id", "paymentId", "payment_id")),
        ("stripe", "payment_intent.succeeded", "email:str", ("receipt_email", "email")),
        ("stripe", "payment_intent.succeeded", "amount:int", ("amount_received", "amount")),
        # Nothing is received of what failed.
        ("stripe", "payment_intent.payment_failed", "amount:int", ("amount",)),
        ("stripe", "checkout.session.completed", "orderId:str",
         ("client_reference_id", "orderId", "order_id")),
        ("stripe", "invoice.paid", "amount:int", ("amount_paid", "amount")),
        ("stripe", "invoice.payment_failed", "amount:int", ("amount_due", "amount")),
        ("stripe", "invoice.upcoming", "invoiceId:str", ("invoiceId", "invoice_id")),
        ("stripe", "charge.refunded", "amount:int", ("amount_refunded", "amount")),
        ("stripe", "charge.dispute.created", "chargeId:str", ("charge", "chargeId", "charge_id")),
        ("stripe", "customer.source.created", "email:str", ("email",)),
        ("stripe", None, "paymentId:str", ("paymentId", "payment_id")),
        # A customer of ours has a number; theirs is text.
        ("stripe", "payment_intent.succeeded", "customerId:int", ("customerId", "customer_id")),
        ("github", "pull_request.opened", "repository:str", ("repository.full_name", "repository")),
        ("github", "issues.opened", "number:int", ("issue.number", "number")),
        ("github", None, "sender:str", ("sender.login", "sender")),
        ("standard", "user.created", "email:str", ("email_addresses.0.email_address", "email")),
        ("standard", "email.bounced", "to:str", ("to.0", "to")),
        ("standard", "email.bounced", "to:str[]", ("to",)),
        ("standard", "order.placed", "orderId:str", ("orderId", "order_id")),
        ("sendgrid", "bounce", "messageId:str", ("sg_message_id", "messageId", "message_id")),
        ("slack", "approve", "userId:str", ("user.id", "user_id", "userId")),
        ("slack", "/refund", "userId:str", ("user_id", "userId")),
        ("generic", "order.placed", "orderId:str", ("orderId", "order_id")),
    ],
)  # fmt: skip
def test_the_providers_name_comes_first(
    provider: str, on: str | None, data: str, expected: tuple[str, ...]
) -> None:
    assert tuple(names(read(provider, on, data)).values()) == (expected,)


def test_ours_comes_before_the_other_case() -> None:
    assert names(read("stripe", "payment_intent.succeeded", "paymentId:str", "python")) == {
        "payment_id": ("id", "payment_id", "paymentId")
    }


@pytest.mark.parametrize("language", ["typescript", "python"])
def test_what_is_ours_is_text_in_the_metadata(language: Language) -> None:
    data = "seats:int,price:float,gift:bool,due:datetime,tags:str[],amount:int"
    delivery = read("stripe", "payment_intent.succeeded", data, language)
    due = "2026-01-01T00:00:00Z" if language == "python" else "2026-01-01T00:00:00.000Z"
    assert delivery.body["metadata"] == {
        "seats": "1", "price": "9.5", "gift": "true", "due": due, "tags": '["tags-1"]',
    }  # fmt: skip
    assert [one.sample for one in delivery.readings] == [1, 9.5, True, due, ["tags-1"], 1999]


def test_a_sample_stays_as_it_is() -> None:
    read("stripe", "payment_intent.succeeded", "orderId:str")
    assert read("stripe", "payment_intent.succeeded", "id:str").body["metadata"] == {}


@pytest.mark.parametrize("data", ["currency:int", "created:bool", "metadata:str", "amount:int[]"])
def test_a_type_that_the_provider_never_sends_is_refused(data: str) -> None:
    with pytest.raises(ScaffoldError, match="of Stripe's PaymentIntent is") as caught:
        read("stripe", "payment_intent.created", data)
    assert "`--data`" in str(caught.value.hint)


def _values(value: object) -> Iterator[object]:
    children = value.values() if isinstance(value, dict) else value
    if isinstance(children, str | int | float):
        yield children
    else:
        for child in children:  # type: ignore[attr-defined]
            yield from _values(child)


@pytest.mark.parametrize(
    ("choice", "spelling"), SPELLINGS, ids=lambda one: getattr(one, "about", one[0])
)
def test_every_name_is_one_of_the_sample(choice: Choice, spelling: Spelling) -> None:
    """So the test of a route shows each of them."""
    assert None not in list(_values(spelling.body))
    assert not choice.own or choice.own in spelling.body
    for name, paths in spelling.names.items():
        value: Any = spelling.body
        for part in paths.split()[0].rstrip("?").split("."):
            value = value[int(part)] if isinstance(value, list) else value.get(part)
        assert isinstance(value, str | int) or paths in choice.always, name


def test_each_spelling_is_in_reach() -> None:
    """No one before it holds of all its types."""
    for choice in CHOICES.values():
        for number, spelling in enumerate(choice.spellings):
            before = [begin for one in choice.spellings[:number] for begin in one.types]
            for begin in spelling.types:
                assert not any(begin.startswith(other) for other in before), (choice.name, begin)


ASKED: dict[str, Any] = {
    "webhook": "stripe", "event": "payment/succeeded", "on": "payment_intent.succeeded",
    "data": "paymentId:str,email:str,amount:int,orderId:str,note:str?",
}  # fmt: skip


@pytest.mark.parametrize("base", ANSWERS)
def test_notes_say_what_is_read_under_which_name(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    payment, order = ("payment_id", "order_id") if base == "fastapi" else ("paymentId", "orderId")
    options = [word for name, value in ASKED.items() for word in (f"--{name}", value)]
    ran = scaffold("add-function", "send-receipt", *options, "--json", cwd=made.root)
    said = [one for one in ran.json["notes"] if "install it" not in one]
    assert said == [
        f"the route reads from Stripe's PaymentIntent: `{payment}` from `id`, `email` from "
        "`receipt_email`, `amount` from `amount_received`",
        f"the route reads from the `metadata` of Stripe's PaymentIntent: `{order}`, `note`; set "
        "that where you create it",
        "`receipt_email` may be null there, and a delivery that lacks what is required makes no "
        "event: the log says so; with `email:str?` it makes one",
    ]
    again = made.add("send-receipt", **ASKED)
    assert again.notes == ()


def test_what_nobody_asked_for_needs_no_note(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    outcome = made.add("take-answer", webhook="slack")
    assert not any("the route reads" in note for note in outcome.notes)


@pytest.mark.parametrize("base", ANSWERS)
def test_the_test_of_a_route_posts_what_the_provider_sends(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    outcome = made.add("send-receipt", **ASKED)
    created = [path for verb, path in outcome.statuses if verb == "create"]
    test = made.read(next(one for one in created if "test" in one and "route" in one))
    sent = test[test.index("SENT") : test.index("DATA")]
    quoted = [word.strip('"') for word in sent.replace(":", " ").split()]
    assert {"receipt_email", "amount_received", "metadata"} <= set(quoted)
    assert "payment" not in sent.replace("payment_intent", "")
    assert "it lacks" in test
