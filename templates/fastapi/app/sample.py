"""A page to start the first run from, and its routes: in development, nowhere else."""

import asyncio
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Annotated, Any

import fastapi
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from app.client import inngest_client
from app.events import UserCreated
from app.services import records

_PAGE = Path(__file__).with_name("sample.html").read_text(encoding="utf-8")


def dev_server() -> str | None:
    """The address of the Inngest Dev Server; None where the app runs for real."""
    mode = os.environ.get("INNGEST_DEV", "")
    if mode.lower() in ("", "0", "false"):
        return None
    # An address instead of a yes: the Dev Server is on another port.
    parts = urllib.parse.urlsplit(mode)
    given = f"{parts.scheme}://{parts.netloc}" if parts.netloc else None
    return given or "http://localhost:8288"


def _in_development() -> None:
    # Anybody can call these routes and have a mail sent.
    if dev_server() is None:
        raise fastapi.HTTPException(404)


router = fastapi.APIRouter(dependencies=[fastapi.Depends(_in_development)])


class NewUser(BaseModel):
    """The body of `POST /api/sample`."""

    user_id: Annotated[str, Field(min_length=1)] = "ada"
    email: str = "ada@example.com"


@router.get("/", response_class=HTMLResponse)
async def show_page() -> str:
    """Show what is served, and a form for the sample event."""
    return _PAGE


@router.post("/api/sample", status_code=202)
async def create_user(user: NewUser | None = None) -> dict[str, str]:
    """Store a user, then let Inngest do the slow work."""
    user = user or NewUser()
    await records.save("users", user.user_id, user.model_dump())
    event = UserCreated(user_id=user.user_id, email=user.email)

    # The same user again within 24 hours starts no second run.
    event_id = f"sample-user-created-{user.user_id}"
    try:
        [sent] = await inngest_client.send(event.to_event(id=event_id))
    except Exception as error:
        raise fastapi.HTTPException(503, str(error)) from error
    return {"id": event_id, "event": sent}


@router.get("/api/sample")
async def read_state(event: str = "") -> dict[str, Any]:
    """The Dev Server, its functions, and the runs that a sample event started."""
    found = await asyncio.to_thread(_read, "/dev")
    path = f"/api/v2/events/{urllib.parse.quote(event)}/runs?includeOutput=true"
    runs = await asyncio.to_thread(_read, path) if event else None
    return {
        "server": dev_server(),
        "functions": None if found is None else found.get("functions", []),
        "runs": (runs or {}).get("data", []),
    }


def _read(path: str) -> dict[str, Any] | None:
    """What the Dev Server answers; None when it does not."""
    try:
        with urllib.request.urlopen(f"{dev_server()}{path}", timeout=2) as response:
            answer: dict[str, Any] = json.load(response)
            return answer
    except (OSError, ValueError):
        return None
