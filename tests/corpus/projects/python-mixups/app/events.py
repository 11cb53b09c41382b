from typing import ClassVar

import inngest
from pydantic import BaseModel


class UserCreated(BaseModel):
    event_name: ClassVar[str] = "user/created"
    user_id: str

    def to_event(self) -> inngest.Event:
        return inngest.Event(name=self.event_name, data=self.model_dump())
