"""What happens when: virtual time, and the things that are due in it."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from time import time
from typing import Literal

from .durations import moment
from .runs import Run

DueKind = Literal["execute", "wake", "timeout"]


@dataclass(order=True)
class Due:
    """Something that happens at a time: an execution, the end of a sleep or of a wait."""

    at: float
    order: int
    kind: DueKind = field(compare=False)
    run: Run = field(compare=False)
    target: str = field(compare=False)
    attempt: int = field(compare=False, default=0)


class Queue:
    """Everything that is due, in order; taking something moves the time to it."""

    def __init__(self) -> None:
        self.now = time()
        self._due: list[Due] = []
        self._order = itertools.count()

    def moment(self, text: str) -> float:
        """Return the time of a duration or date that the app gave."""
        return moment(text, self.now, time())

    def add(
        self,
        run: Run,
        *,
        kind: DueKind = "execute",
        target: str = "step",
        at: float | None = None,
        attempt: int = 0,
    ) -> None:
        """Add something, at once unless `at` is later; one first attempt of a target is enough."""
        at = self.now if at is None else max(at, self.now)
        again = [due for due in self._due if due.run is run and due.at <= at]
        first = kind == "execute" and attempt == 0
        if first and any(due.kind == kind and due.target == target for due in again):
            return
        heapq.heappush(self._due, Due(at, next(self._order), kind, run, target, attempt))

    def take(self, may: Callable[[Due], bool]) -> Due | None:
        """Take what is due next; None when nothing is left, or when `may` says not to."""
        while self._due:
            due = self._due[0]
            settled = due.kind != "execute" and due.target in due.run.memo
            if not (due.run.ended or settled):
                if not may(due):
                    return None
                self.now = max(self.now, due.at)
                return heapq.heappop(self._due)
            heapq.heappop(self._due)
        return None
