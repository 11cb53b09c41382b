from contextlib import contextmanager
from contextvars import ContextVar

import inngest

_step = ContextVar[inngest.Step | None]("step", default=None)


def current_step() -> inngest.Step:
    step = _step.get()
    if step is None:
        raise ValueError("no step")
    return step


@contextmanager
def use_step(step: inngest.Step):
    _step.set(step)
    yield
