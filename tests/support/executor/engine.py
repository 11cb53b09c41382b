"""How runs start, go on and end: the part of Inngest between events and the app."""

import uuid
from collections.abc import Callable, Mapping
from threading import RLock

from .expressions import matches, value
from .matching import accepted, named
from .protocol import Answer, Call, Event, Function, Json, ProtocolError
from .queue import Due, Queue
from .runs import EXECUTED, Exchange, Run, Status, Step

_DAY = 86_400.0
_BACKOFF = (15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200)
_MAX_REQUESTS = 2_000


class Engine:
    """All functions, events and runs. One request is on its way at a time."""

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        self.lock = RLock()
        self.queue = Queue()
        self.functions: dict[str, Function] = {}
        self.events: list[Event] = []
        self.runs: list[Run] = []
        self._started: dict[tuple[str, str], float] = {}
        self._sending: list[Event] | None = None
        self._requests = 0

    def function(self, function_id: str) -> Function:
        """Return a function by its ID, with or without the app's."""
        for function in self.functions.values():
            if function.id == function_id or function.id.endswith(f"-{function_id}"):
                return function
        raise KeyError(f"no function `{function_id}` among {sorted(self.functions)}")

    def work(self, may: Callable[[Due], bool]) -> list[Run]:
        """Do what is due, in order, as long as `may` agrees; return the runs that moved."""
        touched: dict[str, Run] = {}
        while True:
            with self.lock:
                due = self.queue.take(may)
            if due is None:
                return list(touched.values())
            touched[due.run.id] = due.run
            if due.kind == "execute":
                self._execute(due)
                continue
            with self.lock:
                step = due.run.found[due.target]
                self._resolve(due.run, step, {"data": None})
                if due.kind == "timeout":
                    step.status = "TIMED_OUT"

    # Events

    def receive(self, event: Event) -> list[Run]:
        """Keep an event, let it end waits and runs, and return the runs it starts."""
        self.events.append(event)
        if self._sending is not None:
            self._sending.append(event)
        for run in [run for run in self.runs if not run.ended]:
            self._tell(run, event)
        starting = [f for f in self.functions.values() if self._starts(f, event)]
        return [self.start(function, event) for function in starting]

    def start(self, function: Function, event: Event, by: tuple[Run, str] | None = None) -> Run:
        """Start a run, at the event's time if that is still to come."""
        run = Run(f"run-{len(self.runs) + 1}-{uuid.uuid4()}", function, event, invoked_by=by)
        self.runs.append(run)
        self.queue.add(run, at=float(event.get("ts") or 0) / 1000)
        return run

    def _tell(self, run: Run, event: Event) -> None:
        for cancel in run.function.config.get("cancel") or []:
            if cancel["event"] == event["name"] and _about(cancel.get("if"), run, event):
                self._end(run, "CANCELLED")
        for step in run.pending:
            waits = step.op == "WaitForEvent" and step.options["event"] == event["name"]
            if waits and _about(step.options.get("if"), run, event):
                self._resolve(run, step, {"data": event})

    def _starts(self, function: Function, event: Event) -> bool:
        values = {"event": event}
        if not any(
            named(trigger.get("event"), event["name"])
            and (not trigger.get("expression") or matches(trigger["expression"], values))
            for trigger in function.triggers
        ):
            return False
        keys = [(function.id, f"event {event['id']}")]
        if idempotency := function.config.get("idempotency"):
            keys.append((function.id, f"key {value(idempotency, values)}"))
        if any(self.queue.now - self._started.get(key, -_DAY) < _DAY for key in keys):
            return False
        self._started.update(dict.fromkeys(keys, self.queue.now))
        return True

    # One request

    def exchange(self, call: Call) -> Exchange:
        """Send a request, and note the events that arrive before its answer."""
        self._requests += 1
        if self._requests > _MAX_REQUESTS:
            raise ProtocolError(f"more than {_MAX_REQUESTS} requests; {call.function.id} loops")
        events: list[Event] = []
        with self.lock:
            self._sending = events
        try:
            answer = call.send(self.timeout)
        finally:
            with self.lock:
                self._sending = None
        return Exchange(call, answer, events)

    def _execute(self, due: Due) -> None:
        run = due.run
        call = Call(
            run.function,
            run.id,
            run.event,
            due.target,
            due.attempt,
            # Where steps run side by side, only the one that is asked for may run.
            plan_only=due.target != "step" or run.parallel,
            steps=dict(run.memo),
            stack=tuple(run.stack),
        )
        exchange = self.exchange(call)
        with self.lock:
            run.exchanges.append(exchange)
            self._judge(run, due, exchange.answer)

    # What an answer means

    def _judge(self, run: Run, due: Due, answer: Answer) -> None:
        if answer.status == 206:
            operations = answer.operations
            if due.target == "step":
                reported = {operation["id"] for operation in operations}
                others = [step for step in run.pending if step.id not in reported]
                run.parallel = len(operations) > 1 or bool(others)
            for operation in operations:
                self._operate(run, due, operation, answer)
        elif answer.status == 200:
            self._end(run, "COMPLETED", output=answer.body)
        elif self._is_final(due, answer):
            self._end(run, "FAILED", error=answer.body)
        else:
            self._retry(due, answer)

    def _operate(self, run: Run, due: Due, operation: dict[str, Json], answer: Answer) -> None:
        op = operation["op"]
        if op == "RunComplete":
            self._end(run, "COMPLETED", output=operation.get("data"))
            return
        if op == "StepNotFound":
            self._end(run, "FAILED", error=f"step `{operation['id']}` is gone")
            return
        new = operation["id"] not in run.found
        step = run.find(operation)
        if op in EXECUTED:
            self._executed(due, step, operation, answer)
        elif not new:
            return
        elif op == "StepPlanned":
            self.queue.add(run, target=step.id)
        elif op == "Sleep":
            at = self.queue.moment(operation["name"] or "")
            self.queue.add(run, kind="wake", target=step.id, at=at)
        elif op == "WaitForEvent":
            step.options = {**step.options, "event": operation["name"]}
            at = self.queue.moment(step.options.get("timeout") or "")
            self.queue.add(run, kind="timeout", target=step.id, at=at)
        elif op == "InvokeFunction":
            payload = step.options.get("payload") or {}
            event = {"name": "inngest/function.invoked", "data": payload.get("data") or {}}
            invoked = self.function(step.options["function_id"])
            self.start(invoked, self._internal(event), (run, step.id))
        else:
            raise ProtocolError(f"{run.function.id} reported an unknown operation `{op}`")

    def _executed(self, due: Due, step: Step, operation: dict[str, Json], answer: Answer) -> None:
        step.attempts += 1
        error = operation.get("error")
        if operation["op"] in {"StepRun", "Step"} and error is None:
            step.done += 1
            self._resolve(due.run, step, {"data": operation.get("data")})
        elif operation["op"] == "StepFailed" or self._is_final(due, answer):
            self._resolve(due.run, step, {"error": error})
        else:
            self._retry(due, answer)

    def _is_final(self, due: Due, answer: Answer) -> bool:
        return answer.no_retry or due.attempt + 1 >= due.run.function.max_attempts

    def _retry(self, due: Due, answer: Answer) -> None:
        delay = str(_BACKOFF[min(due.attempt, len(_BACKOFF) - 1)])
        after = answer.retry_after or delay
        at = self.queue.moment(f"{after}s" if after.isdigit() else after)
        self.queue.add(due.run, target=due.target, at=at, attempt=due.attempt + 1)

    def _resolve(self, run: Run, step: Step, memo: dict[str, Json]) -> None:
        if not run.ended and step.id not in run.memo:
            run.remember(step, memo)
            self.queue.add(run)

    def _end(self, run: Run, status: Status, *, output: Json = None, error: Json = None) -> None:
        run.end(status, output=output, error=error)
        if run.invoked_by:
            parent, step_id = run.invoked_by
            memo = {"data": output} if status == "COMPLETED" else {"error": error}
            self._resolve(parent, parent.found[step_id], memo)
        if status == "FAILED" and run.event["name"] != "inngest/function.failed":
            data = {"function_id": run.function.id, "run_id": run.id, "error": error}
            event = {"name": "inngest/function.failed", "data": {**data, "event": run.event}}
            self.receive(self._internal(event))

    def _internal(self, event: Event) -> Event:
        return accepted(event, self.queue.now, internal=True)


def _about(expression: str | None, run: Run, event: Event) -> bool:
    values: Mapping[str, object] = {"event": run.event, "async": event}
    return not expression or matches(expression, values)
