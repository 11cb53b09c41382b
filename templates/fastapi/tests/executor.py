"""Runs functions as Inngest does: one request per step, with retries."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import inngest
from fastapi.testclient import TestClient

DEFAULT_RETRIES = 4


@dataclass
class Run:
    """What one run did."""

    is_completed: bool = False
    output: Any = None
    error: str = ""
    steps: list[str] = field(default_factory=list)
    """The names of the steps that ended, in order."""
    waits: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The options of each wait, by the name of its step."""
    found_together: list[list[str]] = field(default_factory=list)
    """The names of the steps that one request found, for each such request."""
    attempts: int = 0
    """How many requests ended in an error."""
    retry_at: list[datetime.datetime] = field(default_factory=list)
    """The times at which the function asked to be tried again."""
    on_failure: "Run | None" = None
    """The run of its failure handler, where it has one and failed."""


class Executor:
    """Starts runs of the functions that the app serves."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def run(
        self,
        function: inngest.Function[Any],
        event: inngest.Event,
        *,
        answers: Mapping[str, inngest.Event | None] | None = None,
        run_id: str = "run-1",
    ) -> Run:
        """Run a function to its end.

        `answers` holds, for each wait, the event that ends it; `None` is a timeout.
        """
        run = _Execution(self._client, function, event, answers or {}, run_id).run()
        if not run.is_completed and function.on_failure_fn_id is not None:
            failed = inngest.Event(
                name="inngest/function.failed",
                data={
                    "function_id": function.id,
                    "run_id": run_id,
                    "error": {"message": run.error, "name": "Error"},
                    "event": event.model_dump(mode="json"),
                },
            )
            handler = _Execution(self._client, function, failed, {}, f"{run_id}-failed")
            run.on_failure = handler.run(function.on_failure_fn_id)
        return run


class _RunFailed(Exception):
    """An error left a step and ended the run."""


class _Execution:
    def __init__(
        self,
        client: TestClient,
        function: inngest.Function[Any],
        event: inngest.Event,
        answers: Mapping[str, inngest.Event | None],
        run_id: str,
    ) -> None:
        self._client = client
        self._function_id = function.id
        config = function.get_config(str(client.base_url)).main
        retries = config.steps["step"].retries
        self._max_attempts = 1 + (retries.attempts if retries else DEFAULT_RETRIES)
        self._event = event.model_dump(mode="json")
        self._answers = answers
        self._run_id = run_id
        self._memos: dict[str, dict[str, Any]] = {}
        self._result = Run()

    def run(self, function_id: str | None = None) -> Run:
        self._function_id = function_id or self._function_id
        attempt = 0
        while True:
            status, retriable, body = self._request("step", attempt)
            if status == 200:
                self._result.is_completed = True
                self._result.output = body
                return self._result
            if status == 206:
                try:
                    attempt = self._after(body, "step", attempt)
                except _RunFailed as error:
                    self._result.error = str(error)
                    return self._result
                continue
            attempt += 1
            if not retriable or attempt == self._max_attempts:
                self._result.error = body["message"]
                return self._result

    def _request(self, step_id: str, attempt: int) -> tuple[int, bool, Any]:
        response = self._client.post(
            "/api/inngest",
            params={"fnId": self._function_id, "stepId": step_id},
            json={
                "ctx": {
                    "attempt": attempt,
                    "disable_immediate_execution": step_id != "step",
                    "max_attempts": self._max_attempts,
                    "run_id": self._run_id,
                    "stack": {"stack": list(self._memos)},
                },
                "event": self._event,
                "events": [self._event],
                "steps": self._memos,
                "use_api": False,
            },
        )
        if response.status_code not in (200, 206):
            self._result.attempts += 1
            if "retry-after" in response.headers:
                retry_at = response.headers["retry-after"]
                self._result.retry_at.append(datetime.datetime.fromisoformat(retry_at))
        retriable = response.headers.get("x-inngest-no-retry") != "true"
        return response.status_code, retriable, response.json()

    def _after(self, ops: list[dict[str, Any]], step_id: str, attempt: int) -> int:
        """Remember what the steps did; the attempt of the next request."""
        if len(ops) > 1:
            self._result.found_together.append([op["displayName"] for op in ops])
        for op in ops:
            match op["op"]:
                case "StepPlanned":
                    self._run_planned(op["id"])
                case "StepError":
                    self._result.attempts += 1
                    return attempt + 1
                case "StepFailed":
                    self._result.attempts += 1
                    self._memoize(op, {"error": op["error"]})
                case "WaitForEvent":
                    name = op["displayName"]
                    answer = self._answers[name]
                    self._result.waits[name] = op["opts"]
                    event = answer.model_dump(mode="json") if answer else None
                    self._memoize(op, {"data": event})
                case "Sleep":
                    self._memoize(op, {"data": None})
                case _:
                    self._memoize(op, {"data": op["data"]})
        return 0

    def _run_planned(self, step_id: str) -> None:
        attempt = 0
        while step_id not in self._memos:
            status, retriable, body = self._request(step_id, attempt)
            if status == 206:
                attempt = self._after(body, step_id, attempt)
                continue
            # The SDK's own errors leave the step as they are.
            attempt += 1
            if not retriable or attempt == self._max_attempts:
                raise _RunFailed(body["message"])

    def _memoize(self, op: dict[str, Any], memo: dict[str, Any]) -> None:
        self._memos[op["id"]] = memo
        self._result.steps.append(op["displayName"])
