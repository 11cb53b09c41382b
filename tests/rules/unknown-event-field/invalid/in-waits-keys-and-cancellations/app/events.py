from typing import ClassVar

from pydantic import BaseModel, PositiveInt


class AppEvent(BaseModel):
    event_name: ClassVar[str]


class RefundAsked(AppEvent):
    event_name: ClassVar[str] = "refund/asked"
    refund_id: str
    amount: PositiveInt


class RefundAnswered(AppEvent):
    event_name: ClassVar[str] = "refund/answered"
    refund_id: str
    approved: bool
