"""What is known about a run: its steps, its requests, and what it still waits for."""

from dataclasses import dataclass, field
from typing import Literal

from .protocol import Answer, Call, Event, Function, Json

EXECUTED = frozenset({"StepRun", "Step", "StepError", "StepFailed"})

Status = Literal["RUNNING", "COMPLETED", "FAILED", "CANCELLED"]


@dataclass
class Step:
    """One step of a run. `attempts` counts the executions, `done` how many of them succeeded."""

    id: str
    name: str
    op: str
    options: dict[str, Json] = field(default_factory=dict)
    attempts: int = 0
    done: int = 0
    output: Json = None
    error: Json = None
    status: Literal["PENDING", "COMPLETED", "FAILED", "TIMED_OUT"] = "PENDING"


@dataclass(frozen=True)
class Exchange:
    """One request to the app, its answer, and the events the app sent meanwhile."""

    call: Call
    answer: Answer
    events: list[Event]


@dataclass
class Run:
    """One run of one function."""

    id: str
    function: Function
    event: Event
    status: Status = "RUNNING"
    output: Json = None
    error: Json = None
    memo: dict[str, Json] = field(default_factory=dict)
    stack: list[str] = field(default_factory=list)
    found: dict[str, Step] = field(default_factory=dict)
    exchanges: list[Exchange] = field(default_factory=list)
    parallel: bool = False
    invoked_by: "tuple[Run, str] | None" = None

    @property
    def function_id(self) -> str:
        return self.function.id

    @property
    def steps(self) -> list[Step]:
        """Every step seen, in the order in which they were found."""
        return list(self.found.values())

    @property
    def requests(self) -> int:
        return len(self.exchanges)

    @property
    def events_sent(self) -> list[Event]:
        """The events that arrived while this run was executing."""
        return [event for exchange in self.exchanges for event in exchange.events]

    @property
    def ended(self) -> bool:
        return self.status != "RUNNING"

    @property
    def waiting_for(self) -> list[str]:
        """Names of the steps that wait for an event."""
        return [
            step.name
            for step in self.found.values()
            if step.op == "WaitForEvent" and step.status == "PENDING"
        ]

    @property
    def pending(self) -> list[Step]:
        return [step for step in self.found.values() if step.status == "PENDING"]

    def step(self, name: str) -> Step:
        """Return the first step with this name; the error names the steps there are."""
        for step in self.found.values():
            if step.name == name:
                return step
        raise KeyError(f"no step `{name}` in {self.function_id}: {[s.name for s in self.steps]}")

    def find(self, operation: dict[str, Json]) -> Step:
        """Return the step an operation of an answer is about, made on first sight."""
        step_id = operation["id"]
        if step_id not in self.found:
            name = operation.get("displayName") or step_id
            op = "StepRun" if operation["op"] in {*EXECUTED, "StepPlanned"} else operation["op"]
            self.found[step_id] = Step(step_id, name, op, operation.get("opts") or {})
        return self.found[step_id]

    def remember(self, step: Step, memo: dict[str, Json]) -> None:
        """Keep a step's result; the next replay gets it instead of running the step."""
        self.memo[step.id] = memo
        self.stack.append(step.id)
        step.output, step.error = memo.get("data"), memo.get("error")
        step.status = "FAILED" if "error" in memo else "COMPLETED"

    def end(self, status: Status, *, output: Json = None, error: Json = None) -> None:
        self.status, self.output, self.error = status, output, error

    def __str__(self) -> str:
        steps = ", ".join(f"{s.name} {s.op} {s.status}" for s in self.steps) or "no steps"
        result = self.error if self.status == "FAILED" else self.output
        return f"{self.function_id} {self.status} {result!r} [{steps}]"
