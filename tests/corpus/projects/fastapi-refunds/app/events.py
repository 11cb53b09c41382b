from typing import ClassVar

import inngest
from pydantic import BaseModel


class AppEvent(BaseModel):
    event_name: ClassVar[str]

    def to_event(self, *, id: str | None = None) -> inngest.Event:
        return inngest.Event(name=self.event_name, data=self.model_dump(mode="json"), id=id or "")


class RefundAsked(AppEvent):
    event_name: ClassVar[str] = "refund/asked"
    refund_id: str


class RefundAnswered(AppEvent):
    event_name: ClassVar[str] = "refund/answered"
    refund_id: str
    approved: bool
