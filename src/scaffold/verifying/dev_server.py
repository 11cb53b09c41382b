"""The Inngest Dev Server: which apps and functions it has, and how runs start, go on and end.

Its REST API of version 2 is asked first, GraphQL where that is older than the question. Nothing
here reads `/v1` or the status in `/api/v2/runs/{id}`: both say that a run which sleeps is over.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from scaffold.disk.data_files import table_in
from scaffold.verifying.addresses import origin
from scaffold.verifying.findings import Finding, StoppedError, no_answer, stopped, unknown_answer
from scaffold.verifying.web import Answer, NoAnswerError, Web

_PAGE = 100
_MOST_PAGES = 200
_APPS = "{apps{externalID name error url functions{slug triggers{type value}}}}"
_WAITS = (
    "query($r:String!){runTrace(runID:$r){childrenSpans{name stepOp stepInfo{"
    "... on WaitForEventStepInfo{eventName expression timeout foundEventID timedOut} "
    "... on SleepStepInfo{sleepUntil}}}}}"
)


class SyncedApp(NamedTuple):
    """An app as the server knows it. Its functions stay listed while `error` is set."""

    id: str
    url: str
    error: str


class SyncedFunction(NamedTuple):
    """A function as the server knows it; `retries` is None where the server does not tell."""

    id: str
    events: frozenset[str]
    crons: frozenset[str]
    retries: int | None


class StartedRun(NamedTuple):
    """A run that an event started."""

    id: str
    function: str
    status: str


class Wait(NamedTuple):
    """What a step that waits waits for: until a time, or for an event that fits an expression."""

    name: str
    until: str = ""
    event: str = ""
    expression: str = ""


def is_dev_server(web: Web, url: str) -> bool | None:
    """Whether a dev server answers at an address, None when nothing listens there.

    Raises StoppedError for a server that does not answer in time.
    """
    try:
        answer = web.ask("GET", f"{origin(url)}/dev")
    except NoAnswerError as error:
        if error.kind == "refused":
            return None
        raise StoppedError(no_answer(error, asked="whether a dev server is there")) from None
    return answer.status == 200 and "startOpts" in answer.fields


class DevServer:
    """One dev server, asked through `web`. Every method raises StoppedError when it cannot tell."""

    def __init__(self, web: Web, url: str) -> None:
        self.web = web
        self.url = origin(url)
        self._has_apps_v2 = True

    # What it has

    def apps(self) -> list[SyncedApp]:
        """Return the apps that have synced or tried to."""
        found = self._pages("/api/v2/apps", "which apps are synced")
        if found is None:
            self._has_apps_v2 = False
            return [
                SyncedApp(
                    str(each.get("externalID") or ""), _text(each, "url"), _text(each, "error")
                )
                for each in self._apps_by_graphql()
            ]
        apps = []
        for each in found:
            last = table_in(each, "latestSync")
            # Before its first sync an app has an ID of the server's own, and no name.
            known = _text(each, "id") if each.get("name") else ""
            apps.append(SyncedApp(known, _text(last, "url"), _text(last, "error")))
        return apps

    def functions(self, app: str) -> list[SyncedFunction]:
        """Return the functions of an app."""
        path = f"/api/v2/apps/{quote(app, safe='')}/functions"
        found = self._pages(path, "which functions are synced") if self._has_apps_v2 else None
        if found is not None:
            return [_function(each, app) for each in found]
        listed = []
        for each in self._apps_by_graphql():
            if each.get("externalID") == app:
                listed += [_function(one, app) for one in _objects(each.get("functions"))]
        return listed

    def _apps_by_graphql(self) -> list[Mapping[str, Any]]:
        data = self._graphql(_APPS, {}, "which apps are synced")
        return _objects(data.get("apps"))

    # What starts, goes on and ends

    def invoke(self, app: str, function: str, data: object, key: str) -> str:
        """Start a function and return the ID of its run; the same key starts nothing twice."""
        path = f"/api/v2/apps/{quote(app, safe='')}/functions/{quote(function, safe='')}/invoke"
        answer = self._ask("POST", path, {"data": data, "idempotencyKey": key})
        run = _data(answer).get("runId")
        if answer.status not in (200, 409) or not isinstance(run, str):
            if _is_missing_endpoint(answer):
                raise _too_old("start a function by name")
            raise StoppedError(unknown_answer(answer, asked=f"whether `{function}` was started"))
        return run

    def send(self, event: Mapping[str, object]) -> str:
        """Send an event and return the server's own ID of it."""
        answer = self._ask("POST", "/e/scaffold-verify", event)
        ids = answer.fields.get("ids")
        if answer.status == 200 and isinstance(ids, list) and ids and isinstance(ids[0], str):
            return ids[0]
        error = answer.fields.get("error")
        if answer.status == 400 and isinstance(error, str):
            raise StoppedError(
                Finding(
                    "event-refused",
                    f"the dev server refuses the event: {error}",
                    "correct its name or its data",
                )
            )
        raise StoppedError(unknown_answer(answer, asked="whether the event was accepted"))

    def runs_of(self, event: str) -> list[StartedRun]:
        """Return the runs that an event started, none while there are none yet."""
        path = f"/api/v2/events/{quote(event, safe='')}/runs"
        found = self._pages(path, "which runs the event started", "includeOutput=true&limit=40")
        if found is None:
            raise _too_old("tell which runs an event started")
        return [
            StartedRun(
                _text(each, "id"), _text(table_in(each, "function"), "id"), _text(each, "status")
            )
            for each in found
        ]

    def trace(self, run: str) -> Mapping[str, Any] | None:
        """Return the root of a run's trace, None before its first span."""
        path = f"/api/v2/runs/{quote(run, safe='')}/trace?includeOutput=true"
        answer = self._ask("GET", path)
        root = _data(answer).get("rootSpan")
        if answer.status == 200 and isinstance(root, dict):
            return root
        if answer.status == 404:
            if _is_missing_endpoint(answer):
                raise _too_old("show the trace of a run")
            return None
        raise StoppedError(unknown_answer(answer, asked="how far the run is"))

    def waits(self, run: str) -> dict[str, Wait]:
        """Return what the steps of a run that sleep or wait are waiting for, by their names.

        Only GraphQL tells it; a server that does not leaves them without details.
        """
        try:
            data = self._graphql(_WAITS, {"r": run}, "what the run waits for")
        except StoppedError:
            return {}
        found = {}
        for span in _objects(table_in(data, "runTrace").get("childrenSpans")):
            info = table_in(span, "stepInfo")
            name = _text(span, "name")
            if info.get("foundEventID") or info.get("timedOut"):
                continue
            if info.get("sleepUntil") or info.get("eventName"):
                found[name] = Wait(
                    name,
                    _text(info, "sleepUntil") or _text(info, "timeout"),
                    _text(info, "eventName"),
                    _text(info, "expression"),
                )
        return found

    def cancel(self, run: str) -> bool:
        """Cancel a run; False when the server does not say that it did."""
        try:
            path = f"/api/v2/runs/{quote(run, safe='')}/cancel"
            return self._ask("POST", path, {}).status == 200
        except StoppedError:
            return False

    # Requests

    def _ask(self, method: str, path: str, body: object = None) -> Answer:
        try:
            return self.web.ask(method, self.url + path, body)
        except NoAnswerError as error:
            raise StoppedError(no_answer(error, asked="what the dev server has")) from None

    def _pages(self, path: str, asked: str, query: str = "") -> list[Mapping[str, Any]] | None:
        """Every entry of a list, page by page; None when the server has no such list."""
        found: list[Mapping[str, Any]] = []
        cursor = ""
        query = query or (f"limit={_PAGE}" if path.endswith("/functions") else "")
        for _ in range(_MOST_PAGES):
            more = [query] if query else []
            more += [f"cursor={quote(cursor, safe='')}"] if cursor else []
            answer = self._ask("GET", f"{path}?{'&'.join(more)}" if more else path)
            if _is_missing_endpoint(answer):
                return None
            # An empty list is left out; what comes with every answer is not.
            listed = answer.fields.get("data", [])
            if answer.status != 200 or not answer.fields or not isinstance(listed, list):
                raise StoppedError(unknown_answer(answer, asked=asked))
            found += _objects(listed)
            page = table_in(answer.fields, "page")
            following = page.get("cursor")
            if not page.get("hasMore") or not isinstance(following, str) or following == cursor:
                return found
            cursor = following
        return found

    def _graphql(self, query: str, variables: object, asked: str) -> Mapping[str, Any]:
        answer = self._ask("POST", "/v0/gql", {"query": query, "variables": variables})
        if answer.status != 200 or not isinstance(answer.fields.get("data"), dict):
            raise StoppedError(unknown_answer(answer, asked=asked))
        return _data(answer)


def _function(each: Mapping[str, Any], app: str) -> SyncedFunction:
    """GraphQL gives IDs with the app's before them, and no retries."""
    retries = table_in(each, "configuration", "retries").get("value")
    return SyncedFunction(
        _text(each, "id") or _text(each, "slug").removeprefix(f"{app}-"),
        frozenset(_values(each, "EVENT")),
        frozenset(_values(each, "CRON")),
        retries if isinstance(retries, int) else None,
    )


def _values(each: Mapping[str, Any], kind: str) -> Iterator[str]:
    for trigger in _objects(each.get("triggers")):
        if trigger.get("type") == kind:
            yield _text(trigger, "value")


def _is_missing_endpoint(answer: Answer) -> bool:
    """Whether a 404 is about the address, not about what was asked for there."""
    errors = _objects(answer.fields.get("errors"))
    return answer.status == 404 and (
        not errors or any(each.get("message") == "Not Found" for each in errors)
    )


def _too_old(act: str) -> StoppedError:
    return stopped(
        "server-too-old",
        f"this dev server is too old to {act}",
        "start a newer one: `npm exec --yes --ignore-scripts=false inngest-cli@latest -- dev`",
    )


def _data(answer: Answer) -> Mapping[str, Any]:
    return table_in(answer.fields, "data")


def _objects(found: object) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _text(of: Mapping[str, Any], key: str) -> str:
    found = of.get(key)
    return found if isinstance(found, str) else ""
