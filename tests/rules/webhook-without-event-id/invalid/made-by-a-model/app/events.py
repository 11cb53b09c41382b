from dataclasses import asdict, dataclass
from typing import ClassVar

import inngest

from app.base import AppEvent


class PaymentSucceeded(AppEvent):
    event_name: ClassVar[str] = "payment/succeeded"
    payment_id: str


class RefundRequested(AppEvent):
    event_name: ClassVar[str] = "refund/requested"
    refund_id: str


@dataclass
class OrderShipped:
    order_id: str
    key: str = ""

    def event(self) -> inngest.Event:
        return inngest.Event(name="order/shipped", data=asdict(self), id=self.key)


def paid(payment_id: str, key: str = "") -> inngest.Event:
    return inngest.Event(name="payment/succeeded", data={"payment_id": payment_id}, id=key)
