"""The public face: give events, let time pass, look at the runs."""

import uuid
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from .durability import assert_durable
from .durations import iso
from .engine import Engine
from .matching import BadEventError, accepted
from .protocol import Event, Function, Json, ProtocolError, request
from .runs import Run
from .server import Server

_MAX_EVENTS = 5000


class FakeInngest:
    """Inngest for one test: `with FakeInngest() as inngest:`.

    Give its `url` to the app as `INNGEST_DEV`, then `sync`, `send` and `run_until_done`.
    Not simulated: concurrency, throttling, rate limits, debounce, batching, priorities.
    """

    def __init__(self, *, timeout: float = 60) -> None:
        self.timeout = timeout
        self.registrations: list[Json] = []
        self.unknown_requests: list[str] = []
        self._engine = Engine(timeout)
        self._server = Server(self._route)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()

    @property
    def url(self) -> str:
        """The address to give an app as `INNGEST_DEV`."""
        return self._server.url

    @property
    def functions(self) -> dict[str, Function]:
        """Every function synced, by ID."""
        return self._engine.functions

    @property
    def events(self) -> list[Event]:
        """Every event received, oldest first."""
        return self._engine.events

    @property
    def runs(self) -> list[Run]:
        """Every run started, oldest first."""
        return self._engine.runs

    @property
    def now(self) -> float:
        """The virtual time, in seconds since the epoch; it never goes back."""
        return self._engine.queue.now

    def sleep(self, seconds: float) -> None:
        """Let time pass without doing what becomes due meanwhile."""
        self._engine.queue.now += seconds

    # The app's registry

    def sync(
        self, app_url: str, *, path: str = "/api/inngest", in_band: bool = False
    ) -> list[Function]:
        """Return the functions an app registers when it is told to sync.

        `in_band` reads them from the answer (JavaScript only); otherwise the app calls back.
        Two functions of one ID are an error: the Python SDK would silently serve the last one.
        """
        endpoint = app_url.rstrip("/") + path
        before = len(self.registrations)
        headers = {"x-inngest-sync-kind": "in_band"} if in_band else {}
        answer = request("PUT", endpoint, {"url": endpoint}, headers=headers, timeout=self.timeout)
        if answer.status != 200:
            raise ProtocolError(f"PUT {endpoint} answered {answer.status}: {answer.text}")
        if in_band:
            registration = answer.body
        elif len(self.registrations) > before:
            registration = self.registrations[-1]
        else:
            raise ProtocolError(f"PUT {endpoint} answered 200 but nothing was registered")
        functions = [
            Function(config["id"], endpoint, config) for config in registration["functions"]
        ]
        ids = [function.id for function in functions]
        if len(set(ids)) != len(ids):
            raise ProtocolError(f"duplicate function IDs: {sorted(ids)}")
        self.functions.update({function.id: function for function in functions})
        return functions

    # What starts runs

    def send(self, event: Event) -> list[Run]:
        """Return the runs an event starts; none when its id started them before."""
        with self._engine.lock:
            return self._engine.receive(accepted(event, self.now))

    def trigger_cron(self, function_id: str) -> Run:
        """Return a run of a cron function, as its schedule starts it."""
        function = self._engine.function(function_id)
        if not function.crons:
            raise ProtocolError(f"`{function.id}` has no cron trigger")
        fired = iso(self.now)
        data = {"cron": function.crons[0], "fireAt": fired, "scheduledAt": fired}
        with self._engine.lock:
            return self._engine.start(
                function,
                {"id": fired, "name": "inngest/scheduled.timer", "data": data}
                | {"ts": int(self.now * 1000)},
            )

    def runs_of(self, function_id: str) -> list[Run]:
        """Return the runs of a function, named with or without its app ID, oldest first."""
        function = self._engine.function(function_id)
        return [run for run in self.runs if run.function.id == function.id]

    def events_named(self, name: str) -> list[Event]:
        """Return the events received under a name, oldest first."""
        return [event for event in self.events if event["name"] == name]

    # Time

    def run_until_idle(self) -> list[Run]:
        """Work until only waits for events are left; sleeps and retry delays pass at once."""
        return self._engine.work(lambda due: due.kind != "timeout")

    def run_until_done(self) -> list[Run]:
        """Work until every run has ended; what waits for an event times out."""
        runs = self._engine.work(lambda due: True)
        stuck = [str(run) for run in self.runs if not run.ended]
        if stuck:
            raise ProtocolError(f"runs with nothing left to do: {stuck}")
        return runs

    def assert_durable(self, runs: Sequence[Run] | None = None) -> None:
        """Check that no run, of these or of all, repeats, forgets or leaks work on a replay.

        Every request of every run is sent again with nothing to execute: it must plan the same
        steps, give the same result and send no event.
        """
        assert_durable(self.runs if runs is None else runs, self._engine.exchange)

    # What the SDKs call

    def _route(self, method: str, path: str, body: Json) -> tuple[int, Json]:
        with self._engine.lock:
            if (method, path) == ("POST", "/fn/register"):
                self.registrations.append(body)
                return 200, {"ok": True, "modified": True}
            if method == "POST" and path.startswith("/e/"):
                return self._receive_all(body if isinstance(body, list) else [body])
            if (method, path) == ("GET", "/dev"):
                return 200, {"version": "0.0.0", "functions": [], "handlers": []}
            self.unknown_requests.append(f"{method} {path}")
            return 404, {"error": "not found", "status": 404}

    def _receive_all(self, events: Sequence[Json]) -> tuple[int, Json]:
        # Not all or nothing: what stands before a bad event is accepted, as the real server does.
        ids: list[str] = []
        try:
            if len(events) > _MAX_EVENTS:
                raise BadEventError("too many events")
            for event in events:
                self._engine.receive(accepted(event, self.now))
                ids.append(str(uuid.uuid4()))
        except BadEventError as error:
            return 400, {"ids": ids, "error": str(error), "status": 400}
        return 200, {"ids": ids, "status": 200}
