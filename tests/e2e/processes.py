"""Run commands and serve apps, so that nothing outlives its test."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.support.executor.protocol import request
from tests.support.proof import proved, proved_by, subject_of

# What the machine or another test may have set; the projects must do without.
_UNWANTED = ("INNGEST_DEV", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY", "VIRTUAL_ENV", "CI", "PORT")


@dataclass(frozen=True)
class Finished:
    """A command that ended: its exit code, what it printed, and how long it took."""

    words: Sequence[str | Path]
    cwd: Path
    code: int
    output: str
    seconds: float

    @property
    def command(self) -> str:
        return " ".join(map(str, self.words))

    def check(self) -> "Finished":
        """Return itself; an exit code other than 0 fails the test and shows the output."""
        assert self.code == 0, f"`{self.command}` ended with {self.code}:\n{self.output[-6000:]}"
        proved_by(self.words, self.cwd)
        return self


def run(
    command: Sequence[str | Path],
    cwd: Path,
    *,
    env: Mapping[str, str] | None = None,
    timeout: float = 300,
) -> Finished:
    """Return the outcome of a command; on a timeout its whole process group is killed."""
    started = time.monotonic()
    process = _start(command, cwd, {**_kept_by_mypy(command), **(env or {})}, subprocess.PIPE)
    try:
        output, _ = process.communicate(timeout=timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        _kill(process)
        output, _ = process.communicate()
        code = -1
    finally:
        _kill(process)
    done = Finished(command, cwd, code, output.decode(errors="replace"), time.monotonic() - started)
    print(f"{done.seconds:6.1f} s  {done.command}")
    return done


def _kept_by_mypy(command: Sequence[str | Path]) -> dict[str, str]:
    """Let mypy keep what it finds out about packages: for each environment, with these options."""
    python, *words = map(str, command)
    if words[:2] != ["-m", "mypy"]:
        return {}
    options = "".join(word for word in words if word.startswith("--"))
    return {"MYPY_CACHE_DIR": str(Path(python).parents[1] / f"mypy{options}")}


@dataclass(frozen=True)
class App:
    """A served app and what it has printed so far."""

    url: str
    log: Path

    @property
    def output(self) -> str:
        return self.log.read_text(errors="replace")


@contextmanager
def served(
    command: Sequence[str | Path],
    cwd: Path,
    log: Path,
    *,
    env: Mapping[str, str],
    path: str = "/api/inngest",
    timeout: float = 60,
) -> Iterator[App]:
    """Give a running app that answers at `path`; `{port}` in the command is a free port."""
    port = free_port()
    words = [str(word).replace("{port}", str(port)) for word in command]
    with log.open("wb") as output:
        process = _start(words, cwd, {**env, "PORT": str(port)}, output)
        app = App(f"http://127.0.0.1:{port}", log)
        try:
            _wait_until_ready(process, app, path, timeout)
            proved("served", subject_of(cwd), _server(command))
            yield app
        except BaseException:
            print(f"output of `{' '.join(words)}`:\n{app.output[-6000:]}")
            raise
        finally:
            _kill(process)
            process.wait(timeout=10)


def _server(command: Sequence[str | Path]) -> str:
    words = [Path(word).name for word in map(str, command)]
    return words[2] if words[1:2] == ["-m"] else " ".join(words[: 3 if words[1] == "run" else 2])


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a project's commands: no telemetry, no keys, no Inngest mode."""
    kept = {name: text for name, text in os.environ.items() if name not in _UNWANTED}
    quiet = {"NEXT_TELEMETRY_DISABLED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_COLOR": "1"}
    return {**kept, **quiet, **(extra or {})}


def _start(
    command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None, output: IO[bytes] | int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _wait_until_ready(
    process: subprocess.Popen[bytes], app: App, path: str, timeout: float
) -> None:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the app ended with {process.returncode}"
        with suppress(OSError):
            request("GET", app.url + path, timeout=10)
            return
        time.sleep(0.1)
    raise AssertionError(f"the app did not answer within {timeout} s")


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
