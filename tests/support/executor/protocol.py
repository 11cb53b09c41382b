"""What goes over the wire between Inngest and a serve handler."""

import http.client
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

Json = Any
Event = dict[str, Json]

DEFAULT_RETRIES = 4
MOST_RETRIES = 20


class ProtocolError(Exception):
    """An answer that Inngest would not accept, or one this executor does not know."""


@dataclass(frozen=True)
class Function:
    """One registered function, as the app described it when it synced."""

    id: str
    app_url: str
    config: Mapping[str, Json]

    @property
    def triggers(self) -> Sequence[Mapping[str, Json]]:
        return self.config.get("triggers") or []

    @property
    def events(self) -> list[str]:
        """The event names this function starts on, wildcards as written."""
        return [trigger["event"] for trigger in self.triggers if trigger.get("event")]

    @property
    def crons(self) -> list[str]:
        return [trigger["cron"] for trigger in self.triggers if trigger.get("cron")]

    @property
    def max_attempts(self) -> int:
        """First try and retries together; the wire's `attempts` counts the retries alone."""
        step = (self.config.get("steps") or {}).get("step") or {}
        retries = (step.get("retries") or {}).get("attempts")
        return 1 + (DEFAULT_RETRIES if retries is None else min(int(retries), MOST_RETRIES))


@dataclass(frozen=True)
class Answer:
    """A response of the app."""

    status: int
    headers: Mapping[str, str]
    body: Json
    text: str = ""

    @property
    def no_retry(self) -> bool:
        return self.headers.get("x-inngest-no-retry") == "true"

    @property
    def retry_after(self) -> str | None:
        return self.headers.get("retry-after")

    @property
    def operations(self) -> list[dict[str, Json]]:
        """The steps a 206 reports or plans, empty for every other status."""
        return list(self.body) if self.status == 206 else []


@dataclass(frozen=True)
class Call:
    """One execution request: the step wanted, the attempt, and what is known so far."""

    function: Function
    run_id: str
    event: Event
    target: str = "step"
    attempt: int = 0
    plan_only: bool = False
    steps: Mapping[str, Json] = field(default_factory=dict)
    stack: Sequence[str] = ()

    def send(self, timeout: float) -> Answer:
        """Return the app's answer.

        `ctx.fn_id` stays out: with it SDK v4 would report steps through a checkpoint API instead.
        """
        query = urlencode({"fnId": self.function.id, "stepId": self.target})
        body = {
            "event": self.event,
            "events": [self.event],
            "steps": dict(self.steps),
            "use_api": False,
            "ctx": {
                "run_id": self.run_id,
                "attempt": self.attempt,
                "max_attempts": self.function.max_attempts,
                "disable_immediate_execution": self.plan_only,
                "use_api": False,
                "stack": {"stack": list(self.stack), "current": len(self.stack)},
            },
        }
        return request("POST", f"{self.function.app_url}?{query}", body, timeout=timeout)


def request(
    method: str,
    url: str,
    body: Json = None,
    *,
    headers: Mapping[str, str] | None = None,
    timeout: float = 60,
) -> Answer:
    """Return the answer to one HTTP request; no proxies, no redirects, any status is an answer."""
    parts = urlsplit(url)
    content = body if isinstance(body, bytes) else None if body is None else json.dumps(body)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        connection.request(
            method,
            f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}",
            content,
            {"content-type": "application/json", **(headers or {})},
        )
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
    finally:
        connection.close()
    try:
        parsed = json.loads(text) if text else None
    except json.JSONDecodeError:
        parsed = text
    names = {name.lower(): content for name, content in response.getheaders()}
    return Answer(response.status, names, parsed, text)
