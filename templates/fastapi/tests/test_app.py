"""The routes of the app."""

import pytest
from fastapi.testclient import TestClient

from app.events import UserCreated
from tests.inngest_server import InngestServer

USER = {"user_id": "user-1", "email": "ada@example.com"}


def test_health(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_creating_a_user_sends_an_event(
    client: TestClient, inngest_server: InngestServer
) -> None:
    response = client.post("/api/users", json=USER)

    assert response.status_code == 202
    [event] = inngest_server.events
    assert event["name"] == UserCreated.event_name
    assert event["data"] == USER
    assert event["id"] == "users-api-user-created-user-1"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"user_id": "", "email": "ada@example.com"},
        {"user_id": "user-1", "email": "ada"},
    ],
)
def test_a_bad_user_is_refused(
    client: TestClient, inngest_server: InngestServer, body: dict[str, str]
) -> None:
    assert client.post("/api/users", json=body).status_code == 422
    assert inngest_server.events == []
