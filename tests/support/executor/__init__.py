"""A small Inngest for tests: it takes events, runs served functions over HTTP, and keeps the time.

Written against the protocol the JavaScript (v3, v4) and Python SDKs speak in dev mode.
Time is virtual: sleeps, timeouts and retry delays pass at once.
"""

from .durability import UndurableError
from .inngest import FakeInngest
from .protocol import Function, ProtocolError
from .runs import Run, Step

__all__ = ["FakeInngest", "Function", "ProtocolError", "Run", "Step", "UndurableError"]
