"""Time whole commands side by side."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_BYTECODE = tempfile.TemporaryDirectory()


def medians(
    commands: Mapping[str, Sequence[str]],
    *,
    runs: int,
    folder: Callable[[], Path],
    stdin: bytes | None = None,
    codes: Sequence[int] = (0,),
) -> dict[str, float]:
    """Return the median seconds of each command; the runs of all commands take turns.

    `folder` makes the directory for one run, outside of the time that is measured.
    Raises RuntimeError when a command ends with another exit code than those expected.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    # All commands run from bytecode, as installed packages do, also where this checkout may not
    # write any beside its sources.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": _BYTECODE.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for run in range(runs + 1):
        for name, command in commands.items():
            where = folder()
            start = time.perf_counter()
            done = subprocess.run(
                command, cwd=where, input=stdin, capture_output=True, env=environment
            )
            took = time.perf_counter() - start
            if done.returncode not in codes:
                raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr.decode()}")
            if run:  # The first run warms the caches of the file system.
                times[name].append(took)
    return {name: statistics.median(taken) for name, taken in times.items()}


def report(
    title: str, found: Mapping[str, float], baseline: str, budgets: Mapping[str, float]
) -> None:
    """Print the medians, each with its ratio to the baseline and its budget."""
    print(title)
    for name, seconds in found.items():
        ratio = seconds / found[baseline]
        budget = f"  (budget {budgets[name]:.2f})" if name in budgets else ""
        print(f"  {name:<32} {seconds * 1000:8.0f} ms  {ratio:6.2f} × {baseline}{budget}")
