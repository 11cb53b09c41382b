"""The routes of the app."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import sample
from app.events import UserCreated
from tests.inngest_server import InngestServer

USER = {"user_id": "user-1", "email": "ada@example.com"}


def test_health(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_creating_a_user_sends_an_event(
    client: TestClient, inngest_server: InngestServer
) -> None:
    response = client.post("/api/sample", json=USER)

    assert response.status_code == 202
    [event] = inngest_server.events
    assert event["name"] == UserCreated.event_name
    assert event["data"] == USER
    assert event["id"] == "sample-user-created-user-1"


def test_the_sample_needs_no_body(
    client: TestClient, inngest_server: InngestServer
) -> None:
    assert client.post("/api/sample").json()["id"] == "sample-user-created-ada"
    assert len(inngest_server.events) == 1


@pytest.mark.parametrize("body", [{"user_id": ""}, {"user_id": 1}, {"email": []}])
def test_a_bad_user_is_refused(
    client: TestClient, inngest_server: InngestServer, body: dict[str, Any]
) -> None:
    assert client.post("/api/sample", json=body).status_code == 422
    assert inngest_server.events == []


def test_the_page_reads_the_dev_server(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def read(path: str) -> dict[str, Any]:
        asked.append(path)
        return {"functions": [{"name": "greet"}], "data": [{"id": "r1"}]}

    monkeypatch.setattr(sample, "_read", read)
    assert "<form>" in client.get("/").text
    state = client.get("/api/sample?event=e1").json()
    assert state["functions"] == [{"name": "greet"}]
    assert state["runs"] == [{"id": "r1"}]
    assert asked == ["/dev", "/api/v2/events/e1/runs?includeOutput=true"]


def test_a_dev_server_that_is_down_has_no_functions(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNGEST_DEV", "http://127.0.0.1:9")
    state = client.get("/api/sample").json()
    assert state == {"server": "http://127.0.0.1:9", "functions": None, "runs": []}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/api/sample"), ("POST", "/api/sample")]
)
def test_the_sample_is_not_there_in_production(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    monkeypatch.delenv("INNGEST_DEV")
    assert client.request(method, path).status_code == 404
