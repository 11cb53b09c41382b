"""Run functions of a verified app: by name, by an event, or all of them, each once."""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from scaffold.names import nearest, words
from scaffold.shown import shown
from scaffold.verifying.compare import listens_to
from scaffold.verifying.dev_server import DevServer, SyncedFunction, Wait
from scaffold.verifying.findings import Finding, StoppedError
from scaffold.verifying.follow import End, Follower, Run, completed
from scaffold.verifying.payloads import payload
from scaffold.verifying.tree import waiting
from scaffold.verifying.verify import Report, Verification

Show = Callable[[Sequence[Run]], None]
_FAILED = ("FAILED", "CANCELLED", "SKIPPED")


@dataclass
class Trial:
    """What was started, what came of it, and what there is to say."""

    name: str
    runs: list[Run] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "name": self.name,
            "runs": [run.document() for run in self.runs],
            "findings": [each.document() for each in self.findings],
            "notes": list(self.notes),
            "seconds": round(self.seconds, 3),
        }


class Runner:
    """Starts runs on the dev server of a report, and cancels what it leaves unfinished."""

    def __init__(
        self,
        verification: Verification,
        report: Report,
        *,
        answers: Sequence[dict[str, object]] = (),
        show: Show = lambda runs: None,
    ) -> None:
        self._codebase = verification.source.codebase
        self._report = report
        self._wait = verification.request.wait
        self._answers = list(answers)
        self._show = show
        self._running: list[tuple[Follower, list[Run]]] = []

    def run(self, name: str, data: dict[str, object] | None = None) -> Trial:
        """Invoke one function, follow it, and say how it went."""
        function = self._named(name)
        if isinstance(function, Finding):
            return Trial(name, findings=[function])
        trial = Trial(function.id)

        def start(server: DevServer, follower: Follower, app: str) -> list[Run]:
            given = self._data(trial, data, function.events)
            key = f"scaffold-verify-{uuid.uuid4()}"
            return [Run(server.invoke(app, function.id, given, key), function.id)]

        return self._try(trial, start)

    def send(self, event: str, data: dict[str, object] | None = None) -> Trial:
        """Send one event, follow what it starts, and say how that went."""
        listeners = [each for each in self._report.functions if listens_to(each, event)]
        trial = Trial(event)
        if not listeners:
            trial.findings.append(self._nobody(event))
            return trial

        def start(server: DevServer, follower: Follower, app: str) -> list[Run]:
            given = self._data(trial, data, frozenset({event}))
            # Of its own each time: one that was used starts nothing for a day.
            sent = {"name": event, "data": given, "id": f"scaffold-verify-{uuid.uuid4()}"}
            runs = follower.started_by(server.send(sent), len(listeners))
            missing = [
                each.id for each in listeners if each.id not in {run.function for run in runs}
            ]
            if not runs:
                trial.findings.append(self._nothing_ran(event, missing))
            elif missing:
                named = " and ".join(f"`{name}`" for name in missing)
                trial.notes.append(f"{named} did not start: is its trigger's `if` false?")
            return runs

        return self._try(trial, start)

    def every(self) -> Iterator[Trial]:
        """Run every function once, one after the other."""
        for function in self._report.functions:
            yield self.run(function.id)

    def cancel(self) -> list[Run]:
        """Cancel what is still running; return what could not be cancelled."""
        left = [run for follower, runs in self._running for run in follower.cancel(runs)]
        self._running.clear()
        return left

    def _data(
        self, trial: Trial, given: dict[str, object] | None, events: frozenset[str]
    ) -> dict[str, object]:
        """The data of an event: as it is given, else what its schema makes."""
        if given is not None:
            return given
        made = payload(self._codebase, events)
        trial.notes += [made.note] if made.note else []
        return made.data

    def _try(self, trial: Trial, start: Callable[[DevServer, Follower, str], list[Run]]) -> Trial:
        server, synced = self._report.server, self._report.synced
        assert server is not None
        assert synced is not None
        started = time.monotonic()
        follower = Follower(server, wait=self._wait, answering=self._answer, show=self._show)
        try:
            trial.runs = start(server, follower, synced.id)
            self._running.append((follower, trial.runs))
            end = follower.follow(trial.runs) if trial.runs else "ended"
            trial.findings += _judged(trial.runs, end, follower)
            trial.notes += _notes(trial.runs, end)
        except StoppedError as stopped:
            trial.findings.append(stopped.finding)
        for run in self.cancel():
            trial.notes.append(
                f"run {run.id} of `{shown(run.function)}` could not be cancelled: cancel it in the "
                "Runs tab"
            )
        self._show(())
        trial.seconds = time.monotonic() - started
        return trial

    def _answer(self, wait: Wait) -> dict[str, object] | None:
        if not self._answers:
            return None
        given = self._answers.pop(0)
        made = payload(self._codebase, frozenset({wait.event})).data
        return {**made, **completed(wait, given)}

    # What is not started

    def _named(self, name: str) -> SyncedFunction | Finding:
        listed = {each.id: each for each in self._report.functions}
        if name in listed:
            return listed[name]
        spelled = [each for each in listed.values() if words(each.id) == words(name)]
        if len(spelled) == 1:
            return spelled[0]
        close = nearest(name, listed)
        known = ", ".join(f"`{shown(each)}`" for each in list(listed)[:8])
        return Finding(
            "no-function",
            f"the app serves no function `{shown(name, 200)}`, so nothing was started",
            f"did you mean `{shown(close)}`?" if close else f"it serves {known or 'none'}",
        )

    def _nobody(self, event: str) -> Finding:
        waiting_for = [
            each.function.label
            for each in self._codebase.received
            if each.kind == "wait" and each.name == event
        ]
        names = {name for each in self._report.functions for name in each.events}
        close = nearest(event, names)
        hint = f"did you mean `{shown(close)}`?" if close else "give a function that trigger"
        if waiting_for:
            hint = (
                f"`{shown(waiting_for[0])}` waits for it in a step: run that function, with "
                "`--answer` for this event's data"
            )
        return Finding(
            "no-listener", f"no function listens to `{shown(event, 200)}`, so it was not sent", hint
        )

    def _nothing_ran(self, event: str, missing: Sequence[str]) -> Finding:
        named = " and ".join(f"`{shown(name)}`" for name in missing)
        return Finding(
            "nothing-started",
            f"`{shown(event)}` was accepted and started nothing, though {named} listens to it",
            "is the `if` of its trigger false for this data? does a debounce, a batch or a rate "
            "limit hold it back?",
            functions=tuple(missing),
        )


def _judged(runs: Sequence[Run], end: End, follower: Follower) -> Iterator[Finding]:
    for run in (each for root in runs for each in root.family()):
        if run.status in _FAILED and not (run.status == "SKIPPED" and run not in runs):
            step = next((each for each in run.steps if each.status == "FAILED"), None)
            at = f" in step `{shown(step.name)}`" if step is not None else ""
            why = f": {shown(run.error, 500)}" if run.error else ""
            yield Finding(
                f"run-{run.status.lower()}",
                f"`{shown(run.function)}` ended {run.status}{at}{why}",
                f"run {run.id} in the Runs tab has its input and its stack",
                functions=(run.function,),
            )
        elif not run.has_ended and end == "late":
            yield _late(run)
        elif end == "unanswered" and run.waiting:
            named = next((run.waits[each.name] for each in run.waiting), Wait(""))
            yield Finding(
                "answer-not-taken",
                f"the answer was sent, and `{shown(run.function)}` still {waiting(named)}",
                "give the data that the expression asks for with `--answer`",
                functions=(run.function,),
            )
    if follower.left_out:
        yield Finding(
            "not-followed",
            f"{follower.left_out} more events were sent, and what they started was not followed",
            "run it with data that makes less of them",
            "unknown",
        )


def _late(run: Run) -> Finding:
    tried = [each for each in run.steps if each.status != "COMPLETED"]
    step = tried[-1] if tried else None
    failing = step is not None and (step.attempts > 1 or step.status == "FAILED")
    at = f" in step `{shown(step.name)}`" if step is not None else ""
    if failing and step is not None:
        why = f": {shown(step.error, 500)}" if step.error else ""
        return Finding(
            "run-retrying",
            f"`{shown(run.function)}` has failed {step.attempts} times{at}, and tries again "
            f"later{why}",
            "correct the error; `--retry-interval 1` on the dev server makes retries quick",
            functions=(run.function,),
        )
    return Finding(
        "run-late",
        f"`{shown(run.function)}` had not ended in time{at} ({run.status})",
        "`--wait SECONDS` follows it longer; is the app stopped in a debugger?",
        "unknown",
        (run.function,),
    )


def _notes(runs: Sequence[Run], end: End) -> list[str]:
    if end not in ("waits", "unanswered"):
        return []
    notes = []
    for run in (each for root in runs for each in root.family()):
        for step in run.waiting:
            wait = run.waits.get(step.name, Wait(step.name))
            told = waiting(wait) or "waits"
            hint = ""
            if wait.event and end == "waits":
                hint = "; `--answer JSON` sends it once the wait is there"
            notes.append(f"`{shown(run.function)}` reached `{shown(step.name)}`, {told}{hint}")
    return notes
