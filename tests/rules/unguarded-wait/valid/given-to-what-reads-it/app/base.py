from typing import Self

import inngest
from pydantic import BaseModel, ValidationError


class AppEvent(BaseModel):
    @classmethod
    def parse(cls, event: inngest.Event) -> Self:
        try:
            return cls.model_validate(event.data)
        except ValidationError as error:
            raise inngest.NonRetriableError("bad data") from error

    @classmethod
    def parse_if_any(cls, event: inngest.Event | None) -> Self | None:
        return cls.model_validate(event.data) if event is not None else None
