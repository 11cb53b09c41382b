"""What a trace says of a run: its status, and each step once, whatever spans the server has of it.

A step may stand in a trace several times: twice for Python and SDK v3, once per attempt and once
more where it was retried, without its kind where it failed for good. Spans of the server's own
stand beside them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_OWN = frozenset({"Finalization", "executor.nonstep", "executor.step"})
_ATTEMPT = re.compile(r"Attempt \d+")
_EVENT_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
# A step is what the furthest of its spans says.
_ORDER = ("COMPLETED", "CANCELLED", "WAITING", "RUNNING", "QUEUED", "SCHEDULED", "FAILED")
_WAITS = frozenset({"SLEEP", "WAIT_FOR_EVENT", "WAIT_FOR_SIGNAL"})
ENDED = frozenset({"COMPLETED", "FAILED", "CANCELLED", "SKIPPED"})
_DEEPEST = 30


class StepState(NamedTuple):
    """One step of a run. `error` is empty where it has none; `sent` are the IDs of its events."""

    name: str
    op: str
    status: str
    attempts: int
    milliseconds: int | None
    output: object
    error: str
    sent: tuple[str, ...]

    @property
    def is_waiting(self) -> bool:
        return self.status == "WAITING" and self.op in _WAITS


class Trace(NamedTuple):
    """A run as its trace has it."""

    status: str
    milliseconds: int | None
    output: object
    error: str
    steps: tuple[StepState, ...]


def read_trace(root: Mapping[str, Any]) -> Trace:
    """Return what the root span of a run and those below it say."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for span in _spans(root, 0):
        name = span.get("name")
        key = span.get("stepId") or name
        is_step = bool(span.get("stepOp")) or bool(span.get("stepId"))
        if is_step and isinstance(key, str) and name not in _OWN and span is not root:
            groups.setdefault(key, []).append(span)
    status = root.get("status")
    output = root.get("output")
    return Trace(
        status if isinstance(status, str) else "QUEUED",
        milliseconds(root.get("durationMs")),
        unwrapped(output),
        error_in(output) if status == "FAILED" else "",
        tuple(_step(spans) for spans in groups.values()),
    )


def _spans(span: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
    yield span
    children = span.get("children")
    for child in children if isinstance(children, list) and depth < _DEEPEST else ():
        if isinstance(child, dict) and not _ATTEMPT.fullmatch(str(child.get("name", ""))):
            yield from _spans(child, depth + 1)


def _step(spans: list[Mapping[str, Any]]) -> StepState:
    statuses = {str(span.get("status")) for span in spans}
    status = next((each for each in _ORDER if each in statuses), "RUNNING")
    chosen = [span for span in spans if span.get("status") == status] or spans
    output = next((span["output"] for span in chosen if span.get("output") is not None), None)
    names = [span.get("name") for span in spans]
    durations = [milliseconds(span.get("durationMs")) for span in chosen]
    op = next((str(span["stepOp"]) for span in spans if span.get("stepOp")), "RUN")
    return StepState(
        next((name for name in names if isinstance(name, str)), ""),
        op,
        status,
        max(map(_attempts, spans)),
        max((each for each in durations if each is not None), default=None),
        unwrapped(output),
        error_in(output) if status != "COMPLETED" else "",
        _sent(output) if status == "COMPLETED" and op == "RUN" else (),
    )


def _attempts(span: Mapping[str, Any]) -> int:
    children = span.get("children")
    below = children if isinstance(children, list) else []
    tried = sum(
        isinstance(each, dict) and bool(_ATTEMPT.fullmatch(str(each.get("name", ""))))
        for each in below
    )
    said = span.get("attempts")
    return max(tried, said if isinstance(said, int) else 0, 1)


def _sent(output: object) -> tuple[str, ...]:
    """The IDs of the events that a step sent, as the SDKs of both languages give them."""
    listed = output
    if isinstance(output, dict) and len(output) == 1:
        listed = output.get("ids", output.get("data"))
    if isinstance(listed, dict) and len(listed) == 1:
        listed = listed.get("ids")
    if not isinstance(listed, list) or not listed:
        return ()
    ids = [each for each in listed if isinstance(each, str) and _EVENT_ID.fullmatch(each)]
    return tuple(ids) if len(ids) == len(listed) else ()


def unwrapped(output: object) -> object:
    """Return an output without the wrapper that scalars and null have."""
    if isinstance(output, dict) and set(output) == {"data"}:
        return output["data"]
    return output


def error_in(output: object) -> str:
    """Return the name and message of the error in an output, empty without one."""
    error = output.get("error", output) if isinstance(output, dict) else None
    if not isinstance(error, dict) or not isinstance(error.get("message"), str):
        return ""
    name = error.get("name")
    return f"{name}: {error['message']}" if isinstance(name, str) and name else error["message"]


def milliseconds(found: object) -> int | None:
    """Return a duration, which the server gives as a string."""
    if isinstance(found, int):
        return found
    return int(found) if isinstance(found, str) and re.fullmatch(r"[0-9]{1,12}", found) else None
