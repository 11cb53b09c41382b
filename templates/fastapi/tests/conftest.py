"""The app, its stand-in for Inngest and an executor, fresh for each test."""

import os
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.executor import Executor
from tests.inngest_server import InngestServer

_server = InngestServer()

# The client reads its mode when it is imported, so this stands before `app`.
os.environ["INNGEST_DEV"] = _server.url

from app.main import app  # noqa: E402
from app.services import mail, records, slack  # noqa: E402


@pytest.fixture(autouse=True)
def inngest_server() -> InngestServer:
    """What the app sends to Inngest in this test."""
    _server.clear()
    mail.outbox.clear()
    slack.posted.clear()
    records.clear()
    return _server


@pytest.fixture
def client() -> Iterator[TestClient]:
    """The app, called in this process; an error is answered, as by a server."""
    with TestClient(app, raise_server_exceptions=False) as test_client:
        yield test_client


@pytest.fixture
def executor(client: TestClient) -> Executor:
    """Runs of the functions that the app serves."""
    return Executor(client)
