"""Copies of this process: what it has loaded, none of them has to load again."""

import os
import traceback
from collections.abc import Callable


def in_copy(act: Callable[[], int | None]) -> int:
    """Do something in a copy of this process: the exit code, 0 for None, -9 when it was killed."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = act() or 0
        except Exception:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
