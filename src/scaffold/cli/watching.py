"""Do something again whenever a file of a project changes."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from scaffold.cli.output import report_error, status
from scaffold.disk.project_files import DiskFiles
from scaffold.errors import ScaffoldError
from scaffold.syntax.language import language_of

_SECONDS = 0.5
# Listing a large tree takes its time: no more than this part of ours goes into looking.
_SHARE = 10
# What a check reads besides code: manifests, lock files, settings, environments.
_DATA = (".json", ".jsonc", ".yaml", ".yml", ".toml", ".lock", ".txt", ".cfg", "Pipfile")

_State = dict[str, tuple[int, int]]


def watch(root: Path, act: Callable[[], int]) -> int:
    """Act at once and after each change, until the user stops it."""
    while True:
        # Looked at first: what changes meanwhile is acted on again.
        before, _ = _state(root)
        try:
            act()
        except ScaffoldError as error:  # such as settings that are half written
            report_error(error, as_json=False)
        status(f"watching `{root}`: Ctrl-C ends it")
        after, took = before, 0.0
        while after == before:
            time.sleep(max(_SECONDS, took * _SHARE))
            after, took = _state(root)


def _state(root: Path) -> tuple[_State, float]:
    """Return when each file that a check may read was changed, and how long it took to look."""
    started = time.monotonic()
    found: _State = {}
    for path in DiskFiles(root).paths():
        if language_of(path) is not None or path.endswith(_DATA) or "/.env" in f"/{path}":
            try:
                state = os.stat(root / path)  # noqa: PTH116
            except OSError:
                continue
            found[path] = state.st_mtime_ns, state.st_size
    return found, time.monotonic() - started
