from typing import ClassVar

from shared import SharedEvent

from app.base import AppEvent


class RefundAsked(AppEvent):
    event_name: ClassVar[str] = "refund/asked"
    refund_id: str
    lines: list[tuple[str, int]] | None = None


class RefundAnswered(SharedEvent):
    event_name: ClassVar[str] = "refund/answered"
    refund_id: str
