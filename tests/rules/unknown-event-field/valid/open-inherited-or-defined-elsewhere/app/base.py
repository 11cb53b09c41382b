from typing import ClassVar

from pydantic import BaseModel


class AppEvent(BaseModel):
    event_name: ClassVar[str]
    tenant_id: str
