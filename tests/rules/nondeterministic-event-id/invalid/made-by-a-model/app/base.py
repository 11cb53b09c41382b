from typing import ClassVar, Self

import inngest
from pydantic import BaseModel


class AppEvent(BaseModel):
    event_name: ClassVar[str]

    @classmethod
    def of(cls, fields: dict) -> Self:
        return cls.model_validate(fields)

    def to_event(self, *, id: str | None = None) -> inngest.Event:
        return inngest.Event(name=self.event_name, data=self.model_dump(mode="json"), id=id or "")
