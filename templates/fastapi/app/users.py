"""A sample endpoint: it stores a user and sends `user/created`."""

from typing import Annotated

import fastapi
from pydantic import BaseModel, Field

from app.client import inngest_client
from app.events import UserCreated
from app.services import records

router = fastapi.APIRouter(prefix="/api/users")


class NewUser(BaseModel):
    """The body of `POST /api/users`."""

    user_id: Annotated[str, Field(min_length=1)]
    email: Annotated[str, Field(pattern="@")]


@router.post("", status_code=202)
async def create_user(user: NewUser) -> dict[str, list[str]]:
    """Store a user, then let Inngest do the slow work."""
    await records.save("users", user.user_id, user.model_dump())
    event = UserCreated(user_id=user.user_id, email=user.email)

    # A second request for the same user sends the same ID, so nothing runs twice.
    ids = await inngest_client.send(
        event.to_event(id=f"users-api-user-created-{user.user_id}")
    )
    return {"ids": ids}
