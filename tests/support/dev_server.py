"""An Inngest Dev Server that answers as the real one was recorded to, its lies included.

What it lists is set by tests or by apps that register; what its runs do is a script of traces.
"""

import itertools
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

Json = Any
NOT_FOUND = {"errors": [{"code": "api_error", "message": "Not Found"}]}
_NUMBERS = itertools.count(1)
_META = {"fetchedAt": "2026-08-22T10:00:00Z"}


class Reply(NamedTuple):
    """What a test server sends back; `body` is JSON unless it is text or bytes."""

    status: int
    body: Json = None
    headers: Mapping[str, str] = {}


Answering = Callable[[str, str, Json], Reply]


@contextmanager
def serving(answer: Answering, *, port: int = 0, host: str = "127.0.0.1") -> Iterator[str]:
    """Give the address of a server that answers (method, path with query, JSON body)."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("content-length") or 0))
            reply = answer(self.command, self.path, json.loads(content) if content else None)
            payload = _bytes(reply.body)
            kind = "text/html" if payload.startswith(b"<") else "application/json"
            self.send_response(reply.status)
            for name, text in {"content-type": kind, **reply.headers}.items():
                self.send_header(name, text)
            self.send_header("content-length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def _bytes(body: Json) -> bytes:
    if isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return body.encode()
    return b"" if body is None else json.dumps(body).encode()


@dataclass
class SyncedApp:
    """An app as the server has it. `functions` are configurations as an SDK registers them."""

    id: str
    url: str
    functions: list[Json]
    error: str = ""


@dataclass
class Run:
    """One run: which function, the traces that its polls see one after the other, its event."""

    id: str
    app: str
    function: str
    traces: list[Json]
    event: Json
    cancelled: bool = False
    polls: int = 0
    answered: bool = False

    @property
    def trace(self) -> Json:
        return self.traces[min(self.polls, len(self.traces) - 1)]

    @property
    def status(self) -> str:
        return "CANCELLED" if self.cancelled else str(self.trace["status"])


Script = Callable[[Json], list[Json]]


@dataclass
class DevServer:
    """The state of the server; `scripts` give the traces of a function's runs for an event."""

    apps: list[SyncedApp] = field(default_factory=list)
    scripts: dict[str, Script] = field(default_factory=dict)
    requests: list[tuple[str, str, Json]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    events: dict[str, Json] = field(default_factory=dict)
    waits: dict[str, Json] = field(default_factory=dict)
    """What GraphQL tells of a step that waits, by the name of the step."""
    missing: str = ""
    """A pattern of v2 paths that this server is too old for."""
    refuses: bool = False
    """Whether what an app registers holds an invalid function."""
    is_deaf: bool = False
    """Whether every trigger's `if` is false: events are accepted, and start nothing."""
    url: str = ""

    def asked(self) -> list[str]:
        """The requests so far, without bodies."""
        return [f"{method} {path}" for method, path, _ in self.requests]

    @contextmanager
    def started(self, port: int = 0) -> Iterator["DevServer"]:
        with serving(self.answer, port=port) as self.url:
            yield self

    def register(self, app: str, url: str, functions: list[Json]) -> None:
        """Take over what an app serves; an app is known by its ID."""
        kept = [each for each in self.apps if each.id != app]
        self.apps = [*kept, SyncedApp(app, url, functions)]

    def answer(self, method: str, path: str, body: Json) -> Reply:
        """Return the answer to one request."""
        self.requests.append((method, path, body))
        parts = urlsplit(path)
        at, query = unquote(parts.path), {k: v[0] for k, v in parse_qs(parts.query).items()}
        if self.missing and re.search(self.missing, at):
            return Reply(404, NOT_FOUND)
        for pattern, verb, respond in _ROUTES:
            match = re.fullmatch(pattern, at)
            if match and verb == method:
                reply = respond(self, match.groups(), query, body)
                v2 = {"x-inngest-server-kind": "dev"} if at.startswith("/api/v2") else {}
                return reply._replace(headers=v2)
        return Reply(404, NOT_FOUND if at.startswith("/api/") else "404 page not found")

    def _app(self, name: str) -> SyncedApp | None:
        return next((each for each in self.apps if each.id == name), None)

    def _start(self, app: SyncedApp, config: Json, event: Json) -> Run:
        name = config["id"].removeprefix(f"{app.id}-")
        script = self.scripts.get(name, lambda event: [root("COMPLETED", output={"ok": True})])
        run = Run(f"01RUN{next(_NUMBERS):021}", app.id, name, script(event), event)
        self.runs.append(run)
        return run

    def _run(self, run: str) -> Run | None:
        return next((each for each in self.runs if each.id == run), None)


def root(status: str, *children: Json, output: Json = None) -> Json:
    """Return the root span of a run."""
    span = {"name": "Run", "status": status, "durationMs": "454", "children": list(children)}
    return span | ({"output": output} if output is not None else {})


def step(name: str, status: str = "COMPLETED", op: str = "RUN", **more: Json) -> Json:
    """Return the span of a step."""
    span = {"name": name, "stepId": f"sha1-{name}", "stepOp": op, "status": status}
    return {**span, "durationMs": "4", **more}


def function(app: str, name: str, *triggers: Json, retries: int | None = None) -> Json:
    """Return a function's configuration as an SDK registers it."""
    attempts = {"retries": {"attempts": retries}} if retries is not None else {}
    return {
        "id": f"{app}-{name}",
        "name": name,
        "triggers": list(triggers),
        "steps": {"step": {"id": "step", "name": "step", **attempts}},
    }


_Groups = tuple[str, ...]
_Query = Mapping[str, str]


def _dev(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    urls = [each.url for each in server.apps]
    return Reply(
        200,
        {
            "version": "dev-",
            "startOpts": {"urls": urls, "autodiscover": False, "poll": True},
            "functions": [],
            "isSingleNodeService": False,
        },
    )


def _register(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    if server.refuses:
        return Reply(400, {"error": "At least one function is invalid", "status": 400})
    name = body.get("appName") or body.get("appname")
    server.register(name, body["url"], body["functions"])
    return Reply(200, {"ok": True, "modified": True})


def _apps(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    data = []
    for app in server.apps:
        sync = {"url": app.url, "framework": "nextjs", "sdkLanguage": "js", "sdkVersion": "v4.24.0"}
        if app.error:
            sync["error"] = app.error
        named = {"id": app.id, "name": app.id} if app.id else {"id": "0198c0de-0000-7000-8000"}
        listed = {"functionCount": len(app.functions), "method": "SERVE", "latestSync": sync}
        data.append({**named, **listed})
    # An empty list is left out.
    found = {"data": data} if data else {}
    return Reply(200, {**found, "metadata": _META, "page": {"limit": 20}})


def _functions(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    app = server._app(groups[0])
    limit = int(query.get("limit", "20"))
    if not 1 <= limit <= 100:
        return Reply(400, {"errors": [{"code": "invalid_field_format", "message": "limit"}]})
    if app is None:
        return Reply(404, {"errors": [{"code": "not_found", "message": "App not found"}]})
    start = int(query.get("cursor", "0"))
    listed = [_listed(app, each) for each in app.functions[start : start + limit]]
    page: Json = {"limit": limit}
    if start + limit < len(app.functions):
        page |= {"hasMore": True, "cursor": str(start + limit)}
    return Reply(200, {**({"data": listed} if listed else {}), "metadata": _META, "page": page})


def _listed(app: SyncedApp, config: Json) -> Json:
    name = config["id"].removeprefix(f"{app.id}-")
    attempts = config["steps"]["step"].get("retries", {}).get("attempts")
    retries = {"value": 4 if attempts is None else attempts, "isDefault": attempts is None}
    return {
        "id": name,
        "name": config["name"],
        "slug": name,
        "app": {"id": app.id},
        "triggers": _triggers(config),
        "configuration": {"retries": retries},
    }


def _triggers(config: Json) -> list[Json]:
    return [
        {"type": "CRON", "value": each["cron"]}
        if each.get("cron")
        else {"type": "EVENT", "value": each["event"]}
        for each in config["triggers"]
    ]


def _graphql(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    if "runTrace" in body["query"]:
        spans = [
            {"name": name, "stepOp": "WAIT_FOR_EVENT", "stepInfo": info}
            for name, info in server.waits.items()
        ]
        return Reply(200, {"data": {"runTrace": {"childrenSpans": spans}}})
    apps = [
        {
            "externalID": app.id,
            "name": app.id,
            "error": app.error or None,
            "url": app.url,
            "functions": [
                {"slug": each["id"], "triggers": _triggers(each)} for each in app.functions
            ],
        }
        for app in server.apps
    ]
    return Reply(200, {"data": {"apps": apps}})


def _invoke(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    app = server._app(groups[0])
    if set(body) - {"data", "idempotencyKey"}:
        return Reply(400, {"errors": [{"code": "invalid_field_format", "message": "unknown"}]})
    if "data" not in body:
        missing = {"code": "missing_field", "message": "Input data is required"}
        return Reply(400, {"errors": [missing]})
    names = [groups[1], f"{groups[0]}-{groups[1]}"]
    for config in app.functions if app is not None else []:
        if app is not None and config["id"] in names:
            event = {"name": "inngest/function.invoked", "data": {**body["data"], "_inngest": {}}}
            return Reply(200, {"data": {"runId": server._start(app, config, event).id}})
    return Reply(404, {"errors": [{"code": "not_found", "message": "Function not found"}]})


def _send(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    events = body if isinstance(body, list) else [body]
    if not events[0].get("name"):
        return Reply(400, {"ids": [""], "status": 400, "error": "event name is empty"})
    ids = []
    for event in events:
        known = any(each.get("id") == event.get("id") for each in server.events.values())
        ids.append(f"01EVT{next(_NUMBERS):021}")
        server.events[ids[-1]] = event | ({"repeated": True} if known and "id" in event else {})
        for run in server.runs:
            # What is sent before the wait is there is lost.
            if any(each.get("status") == "WAITING" for each in run.trace["children"]):
                awaited = [info.get("eventName") for info in server.waits.values()]
                run.answered = run.answered or event["name"] in awaited
    return Reply(200, {"ids": ids, "status": 200})


def _event_runs(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    event = server.events.get(groups[0])
    if event is None:
        return Reply(200, {"metadata": _META, "page": {"limit": 40}})
    if "started" not in event and "repeated" not in event:
        event["started"] = [
            server._start(app, config, event).id
            for app in server.apps
            for config in app.functions
            if not server.is_deaf and any(_fits(each, event) for each in config["triggers"])
        ]
        # The first answer that has a run comes a little later.
        return Reply(200, {"metadata": _META, "page": {"limit": 40}})
    data = [
        {
            "id": run.id,
            "app": {"id": run.app},
            "function": {"id": run.function, "name": run.function},
            "status": run.status,
            "durationMs": "499",
            "output": run.trace.get("output"),
        }
        for run in server.runs
        if run.id in event.get("started", ())
    ]
    found = {"data": data} if data else {}
    return Reply(200, {**found, "metadata": _META, "page": {"limit": 40}})


def _fits(trigger: Json, event: Json) -> bool:
    name, sent = trigger.get("event") or "", event["name"]
    return bool(name) and (name == sent or (name[-1] == "*" and sent.startswith(name[:-1])))


def _trace(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    run = server._run(groups[0])
    if run is None:
        return Reply(404, {"errors": [{"code": "not_found", "message": "Trace not found"}]})
    span = {**run.trace, "status": run.status}
    # A span that waits goes on only when its event came.
    if not any(each.get("status") == "WAITING" for each in span["children"]) or run.answered:
        run.polls += 1
    return Reply(200, {"data": {"runId": run.id, "rootSpan": span}, "metadata": _META})


def _run_lie(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    """It takes over the status of a child that has ended: COMPLETED while the run sleeps."""
    return Reply(200, {"data": {"id": groups[0], "status": "COMPLETED"}, "metadata": _META})


def _v1_lie(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    return Reply(200, {"data": [{"run_id": "x", "status": "Completed"}]})


def _cancel(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    run = server._run(groups[0])
    if run is not None:
        run.cancelled = True
    return Reply(200, {"data": {"runId": groups[0]}, "metadata": _META})


def _health(server: DevServer, groups: _Groups, query: _Query, body: Json) -> Reply:
    return Reply(200, {"status": 200, "message": "OK"})


_ROUTES = (
    (r"/health", "GET", _health),
    (r"/dev", "GET", _dev),
    (r"/fn/register", "POST", _register),
    (r"/api/v2/apps", "GET", _apps),
    (r"/api/v2/apps/([^/]+)/functions", "GET", _functions),
    (r"/api/v2/apps/([^/]+)/functions/([^/]+)/invoke", "POST", _invoke),
    (r"/api/v2/events/([^/]+)/runs", "GET", _event_runs),
    (r"/api/v2/runs/([^/]+)", "GET", _run_lie),
    (r"/api/v2/runs/([^/]+)/trace", "GET", _trace),
    (r"/api/v2/runs/([^/]+)/cancel", "POST", _cancel),
    (r"/v1/.*", "GET", _v1_lie),
    (r"/e/[^/]+", "POST", _send),
    (r"/v0/gql", "POST", _graphql),
)


class App:
    """A handler as an SDK serves it, synced with a server on PUT; tests break what they like."""

    def __init__(self, server: DevServer, app: str, functions: list[Json]) -> None:
        self.server = server
        self.id = app
        self.functions = functions
        self.get: Reply | None = None
        self.put: Reply | None = None
        self.delay = 0.0
        self.requests: list[str] = []

    @contextmanager
    def started(self, port: int = 0) -> Iterator[str]:
        """Give the address of the handler."""
        with serving(self._answer, port=port) as url:
            self.url = f"{url}/api/inngest"
            yield self.url

    def _answer(self, method: str, path: str, body: Json) -> Reply:
        self.requests.append(f"{method} {path}")
        time.sleep(self.delay)
        if urlsplit(path).path != "/api/inngest":
            return Reply(404, "<!DOCTYPE html><title>404</title>")
        if method == "GET":
            return self.get or Reply(
                200,
                {
                    "extra": {"native_crypto": True},
                    "has_event_key": False,
                    "has_signing_key": False,
                    "function_count": len(self.functions),
                    "mode": "dev",
                    "schema_version": "2024-05-24",
                },
            )
        if self.put is not None:
            return self.put
        if self.server.refuses:
            refused = {"message": "At least one function is invalid", "modified": False}
            return Reply(400, refused)
        self.server.register(self.id, self.url, self.functions)
        return Reply(200, {"message": "Successfully registered", "modified": False})
