"""Every event of this app, each with its name and the shape of its data."""

from typing import ClassVar, Self

import inngest
from pydantic import BaseModel, ConfigDict, ValidationError


class AppEvent(BaseModel):
    """An event whose name and data are the same for senders and receivers."""

    model_config = ConfigDict(frozen=True)

    event_name: ClassVar[str]

    @classmethod
    def parse(cls, event: inngest.Event) -> Self:
        """The checked data of a received event; bad data is not retried."""
        try:
            return cls.model_validate(event.data)
        except ValidationError as error:
            raise inngest.NonRetriableError(
                f"`{cls.event_name}` has bad data: {error}"
            ) from error

    def to_event(self, *, id: str | None = None) -> inngest.Event:
        """The event to send; an `id` that was sent before starts no second run."""
        return inngest.Event(
            name=self.event_name,
            data=self.model_dump(mode="json"),
            id=id or "",
        )
