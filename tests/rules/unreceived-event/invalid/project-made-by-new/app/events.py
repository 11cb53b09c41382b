from typing import ClassVar
from pydantic import BaseModel


class UserCreated(BaseModel):
    event_name: ClassVar[str] = "user/created"
    user_id: str
