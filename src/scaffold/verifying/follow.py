"""Follow runs, and those that their events start, to their end or to a step that waits."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from scaffold.verifying.dev_server import DevServer, StartedRun, Wait
from scaffold.verifying.trace import ENDED, StepState, read_trace

# "No run" is only certain by time-out; here the first was seen after a tenth to half a second.
GRACE = 3.0
_LONGEST_RUN = 60.0
# A sleep that is over so soon is waited for.
_SHORT = 5.0
_FIRST_PAUSE, _PAUSE = 0.1, 0.5
_MOST_FOLLOWED = 1_000
_EQUAL = re.compile(r'async\.data\.(\w+)\s*==\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false)')

End = Literal["ended", "waits", "unanswered", "late"]


@dataclass
class Run:
    """One run that is followed; `children` are the runs that its events started."""

    id: str
    function: str
    status: str = "QUEUED"
    milliseconds: int | None = None
    output: object = None
    error: str = ""
    steps: tuple[StepState, ...] = ()
    children: list["Run"] = field(default_factory=list)
    waits: Mapping[str, Wait] = field(default_factory=dict)
    is_cancelled: bool = False
    """Whether we cancelled it."""
    _is_read: bool = False

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def waiting(self) -> tuple[StepState, ...]:
        """The steps that it waits in, none while another of its steps is at work."""
        if self.has_ended or any(
            each.status in ("RUNNING", "QUEUED", "SCHEDULED") for each in self.steps
        ):
            return ()
        return tuple(each for each in self.steps if each.is_waiting)

    def family(self) -> Iterator["Run"]:
        """Yield the run and all below it."""
        yield self
        for child in self.children:
            yield from child.family()

    def document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "id": self.id,
            "function": self.function,
            "status": self.status,
            "milliseconds": self.milliseconds,
            "output": self.output,
            "error": self.error,
            "cancelled_by_us": self.is_cancelled,
            "steps": [each._asdict() for each in self.steps],
            "waits": [each._asdict() for each in self.waits.values()],
            "runs": [child.document() for child in self.children],
        }


@dataclass
class _Sent:
    """An event that a step sent: since when it is known, and how many runs it had last."""

    parent: Run
    since: float
    runs: int = 0
    is_settled: bool = False


Answering = Callable[[Wait], dict[str, object] | None]


class Follower:
    """Follows runs on a dev server.

    `wait` is how long to wait in steps that wait; 0 stops there. `answering` gives the data of an
    event that is waited for, None to leave it. `show` sees the runs after each look.
    """

    def __init__(
        self,
        server: DevServer,
        *,
        wait: float = 0,
        answering: Answering = lambda wait: None,
        show: Callable[[Sequence[Run]], None] = lambda runs: None,
    ) -> None:
        self.server = server
        self.wait = wait
        self.left_out = 0
        self._answering = answering
        self._show = show
        self._sent: dict[str, _Sent] = {}
        self._answered: dict[tuple[str, str], float] = {}

    def started_by(self, event: str, expected: int) -> list[Run]:
        """Return the runs of an event once as many as expected are there, or no more come."""
        deadline = time.monotonic() + GRACE
        while True:
            found = self.server.runs_of(event)
            if len(found) >= expected or time.monotonic() > deadline:
                return [_run(each) for each in found]
            time.sleep(_FIRST_PAUSE)

    def follow(self, runs: Sequence[Run]) -> End:
        """Follow runs and say how that ended. Raises StoppedError when the server cannot tell."""
        deadline = time.monotonic() + (self.wait or _LONGEST_RUN)
        pause, waited = _FIRST_PAUSE, 0
        while True:
            for run in runs:
                self._look(run)
            self._look_for_children()
            self._show(runs)
            # What a run sent may have been its last word.
            is_settled = all(each.is_settled for each in self._sent.values())
            family = [each for run in runs for each in run.family()]
            if all(each.has_ended for each in family):
                if is_settled and all(each._is_read for each in family):
                    return "ended"
            elif all(each.has_ended or each.waiting for each in family):
                waited += 1
                end = self._at_a_wait(family)
                # Once more, as a step that goes on is a moment without a span.
                if end is not None and waited > 1 and is_settled:
                    return end
            else:
                waited = 0
            if time.monotonic() > deadline:
                return "waits" if waited else "late"
            time.sleep(pause)
            pause = min(pause * 1.5, _PAUSE)

    def cancel(self, runs: Sequence[Run]) -> list[Run]:
        """Cancel what has not ended, and return what could not be cancelled."""
        left = []
        for run in runs:
            for each in run.family():
                if not each.has_ended:
                    each.is_cancelled = self.server.cancel(each.id)
                    left += [] if each.is_cancelled else [each]
        return left

    # A look

    def _look(self, run: Run) -> None:
        for each in list(run.family()):
            if each.has_ended and each._is_read:
                continue
            root = self.server.trace(each.id)
            if root is None:
                continue
            trace = read_trace(root)
            # The output may come a moment after the end.
            each._is_read = each.has_ended
            each.status, each.milliseconds = trace.status, trace.milliseconds
            each.output, each.error, each.steps = trace.output, trace.error, trace.steps
            each._is_read = each._is_read or (each.has_ended and trace.output is not None)
            for step in trace.steps:
                for event in step.sent:
                    self._note(event, each)

    def _note(self, event: str, parent: Run) -> None:
        if event in self._sent:
            return
        if len(self._sent) >= _MOST_FOLLOWED:
            self.left_out += 1
            return
        self._sent[event] = _Sent(parent, time.monotonic())

    def _look_for_children(self) -> None:
        for event, sent in self._sent.items():
            if sent.is_settled:
                continue
            found = self.server.runs_of(event)
            known = {each.id for each in sent.parent.children}
            sent.parent.children += [_run(each) for each in found if each.id not in known]
            is_same = bool(found) and len(found) == sent.runs
            sent.is_settled = is_same or time.monotonic() - sent.since > GRACE
            sent.runs = len(found)

    # Where a run waits

    def _at_a_wait(self, family: Sequence[Run]) -> End | None:
        """What a wait means for the whole: answered or short ones go on, as told ones do."""
        goes_on = self.wait > 0
        late_answer = False
        for run in family:
            if run.has_ended:
                continue
            run.waits = self._waits(run)
            for step in run.waiting:
                wait = run.waits[step.name]
                if _is_short(wait):
                    goes_on = True
                elif (run.id, step.name) in self._answered:
                    since = time.monotonic() - self._answered[run.id, step.name]
                    late_answer = late_answer or since > GRACE
                    goes_on = goes_on or since <= GRACE
                elif wait.event and (data := self._answering(wait)) is not None:
                    self._answered[run.id, step.name] = time.monotonic()
                    self.server.send({"name": wait.event, "data": data})
                    goes_on = True
        if late_answer:
            return "unanswered"
        return None if goes_on else "waits"

    def _waits(self, run: Run) -> dict[str, Wait]:
        told = self.server.waits(run.id)
        return {each.name: told.get(each.name) or Wait(each.name) for each in run.waiting}


def completed(wait: Wait, given: Mapping[str, object]) -> dict[str, object]:
    """Return the data of an answer with what the wait's expression asks for, unless it is given."""
    data: dict[str, object] = {}
    for name, text in _EQUAL.findall(wait.expression):
        with suppress(ValueError):
            data[name] = json.loads(text)
    return {**data, **given}


def _is_short(wait: Wait) -> bool:
    """Whether a sleep is over in a moment."""
    if not wait.until or wait.event:
        return False
    try:
        until = datetime.fromisoformat(wait.until)
    except ValueError:
        return False
    now = datetime.now(UTC) if until.tzinfo else datetime.now(UTC).replace(tzinfo=None)
    return (until - now).total_seconds() < _SHORT


def _run(started: StartedRun) -> Run:
    return Run(started.id, started.function, started.status)
