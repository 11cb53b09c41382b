"""An app without an SDK, that answers the protocol by hand; it tests the executor itself."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from .protocol import Json, request

Operation = dict[str, Json]


@dataclass(frozen=True)
class Reply:
    """What a handler answers: an HTTP status, a body and headers."""

    status: int
    body: Json = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What a handler is asked."""

    target: str
    body: Json

    @property
    def memo(self) -> dict[str, Json]:
        found: dict[str, Json] = self.body["steps"]
        return found

    @property
    def attempt(self) -> int:
        return int(self.body["ctx"]["attempt"])

    @property
    def plan_only(self) -> bool:
        return bool(self.body["ctx"]["disable_immediate_execution"])


Handler = Callable[[Request], Reply]
Work = Callable[[Request], Json]


class StepWorkError(Exception):
    """Raised by the work of a step that should be retried; `final` when it should not."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


def function(
    *steps: Operation | tuple[str, Work], result: Json = "done", body: Work | None = None
) -> Handler:
    """Return a handler that goes through steps in order, then returns `result`.

    A pair is a step that runs; an operation is reported as it stands. `body` runs on every call.
    """

    def handle(asked: Request) -> Reply:
        if body is not None:
            body(asked)
        for step in steps:
            name = step["id"] if isinstance(step, dict) else step[0]
            if "error" in (asked.memo.get(name) or {}):
                return Reply(500, {"message": "step failed"}, {"x-inngest-no-retry": "true"})
            if name in asked.memo:
                continue
            return Reply(206, [step if isinstance(step, dict) else _run(asked, *step)])
        return Reply(200, result)

    return handle


def parallel(*steps: tuple[str, Work], result: Json = "done") -> Handler:
    """Return a handler that plans all its steps at once."""

    def handle(asked: Request) -> Reply:
        work = dict(steps)
        if asked.target in work:
            return Reply(206, [_run(asked, asked.target, work[asked.target], targeted=True)])
        missing = [name for name in work if name not in asked.memo]
        if missing:
            return Reply(206, [{"id": name, "op": "StepPlanned"} for name in missing])
        return Reply(200, result)

    return handle


def _run(asked: Request, name: str, work: Work, *, targeted: bool = False) -> Operation:
    if asked.plan_only and not targeted and asked.target != name:
        return {"id": name, "op": "StepPlanned", "displayName": name}
    try:
        return {"id": name, "op": "StepRun", "displayName": name, "data": work(asked)}
    except StepWorkError as error:
        op = "StepFailed" if error.final else "StepError"
        return {"id": name, "op": op, "displayName": name, "error": {"message": str(error)}}


class TinyApp:
    """`with TinyApp(inngest_url) as app:` serves the functions that were added to it."""

    def __init__(self, inngest_url: str) -> None:
        self.inngest_url = inngest_url
        self.configs: list[Json] = []
        self.handlers: dict[str, Handler] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _http(self))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def add(
        self,
        name: str,
        handler: Handler,
        *,
        events: Sequence[str] = (),
        cron: str | None = None,
        retries: int = 2,
        **config: Json,
    ) -> None:
        """Add a function; its ID is `app-<name>`."""
        triggers: list[Json] = [{"event": event} for event in events]
        triggers += [{"cron": cron}] if cron else []
        steps = {"step": {"retries": {"attempts": retries}}}
        self.handlers[f"app-{name}"] = handler
        self.configs.append({"id": f"app-{name}", "triggers": triggers, "steps": steps, **config})

    def send(self, name: str, data: Json = None, **event: Json) -> None:
        """Send an event to Inngest, as an SDK would."""
        request("POST", f"{self.inngest_url}/e/test", {"name": name, "data": data or {}, **event})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)

    def reply(self, method: str, path: str, body: Json) -> Reply:
        if method == "PUT":
            request("POST", f"{self.inngest_url}/fn/register", {"functions": self.configs})
            return Reply(200, {"message": "registered"})
        query = parse_qs(urlsplit(path).query)
        return self.handlers[query["fnId"][0]](Request(query["stepId"][0], body))


def _http(app: TinyApp) -> type[BaseHTTPRequestHandler]:
    class Http(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("content-length") or 0))
            reply = app.reply(self.command, self.path, json.loads(content))
            payload = json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, text in {**reply.headers, "content-length": str(len(payload))}.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(payload)

        do_POST = do_PUT = _answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Http
