"""Run commands of ours each in a process of its own, forked from one that has loaded the program.

Loading takes half of the time of a command, and a whole run starts two thousand. What is loaded
when, what a stop does meanwhile and what a terminal shows is tested with programs that start by
themselves.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

import scaffold
from tests.support.paths import REPOSITORY

_TIMEOUT = 120  # seconds
# What Python asks for when it starts.
_AT_START = ("PYTHON", "LANG", "LC_")
# What commands load where they need it, beside our own modules.
_LOADED_LATE = ("copier._main", "questionary", "jinja2.ext", "yaml")


class Ended(NamedTuple):
    """A command that ended: its exit code, below 0 for a signal, and what it wrote."""

    code: int
    out: bytes
    err: bytes


def run_program(
    arguments: Sequence[str | Path],
    *,
    cwd: Path,
    environment: Mapping[str, str],
    stdin: bytes | None = b"",
) -> Ended:
    """Run `scaffold` without a terminal; `stdin` None leaves an idle pipe open.

    Where Python would start otherwise than here, and on other systems, it starts by itself.
    Raises TimeoutError or subprocess.TimeoutExpired after two minutes.
    """
    words = [*map(str, arguments)]
    with ExitStack() as opened:
        given, out, err = (opened.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        streams = [_holding(given, stdin or b""), out.fileno(), err.fileno()]
        if stdin is None:
            idle, writing = os.pipe()
            opened.callback(os.close, writing)
            opened.callback(os.close, idle)
            streams[0] = idle
        if sys.platform == "linux" and _at_start(environment) == _at_start(os.environ):
            request = opened.enter_context(tempfile.TemporaryFile())
            told = json.dumps([words, str(cwd), dict(environment)]).encode()
            code = _ask([_holding(request, told), *streams])
        else:
            command = [sys.executable, "-m", "scaffold", *words]
            code = subprocess.run(
                command, cwd=cwd, env=environment, timeout=_TIMEOUT,
                stdin=streams[0], stdout=out, stderr=err,
            ).returncode  # fmt: skip
        return Ended(code, *(_held(stream) for stream in (out, err)))


def _at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in environment.items() if name.startswith(_AT_START)}


def _holding(file: IO[bytes], content: bytes) -> int:
    file.write(content)
    file.seek(0)
    return file.fileno()


def _held(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _ask(files: list[int]) -> int:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as answer:
        _, requests = _program(os.getpid())
        socket.send_fds(requests, [b"1"], [writing, *files])
        os.close(writing)
        process = int(answer.readline())
        if not select.select([answer], [], [], _TIMEOUT)[0]:
            os.kill(process, signal.SIGKILL)
            raise TimeoutError(f"a command still ran after {_TIMEOUT} seconds")
        return int(answer.readline())


@functools.cache
def _program(process: int) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start what has loaded all, once for each process that asks; it ends with it."""
    ours, theirs = socket.socketpair()
    with theirs:
        program = subprocess.Popen(
            [sys.executable, "-m", __name__, str(theirs.fileno())],
            cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()], start_new_session=True,
        )  # fmt: skip
    return program, ours


def _serve(requests: socket.socket) -> None:
    """Fork a process for each request, until nobody is left who may ask."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    while True:
        message, files, _, _ = socket.recv_fds(requests, 1, 5)
        if not message:
            return
        if os.fork() == 0:
            requests.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _answer(*files)
        for each in files:
            os.close(each)


def _answer(answer: int, request: int, *streams: int) -> NoReturn:
    """Run a command in one more process, and write its number and its exit code."""
    process = os.fork()
    if process == 0:
        os.close(answer)
        _become(request, streams)
    os.write(answer, f"{process}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.write(answer, f"{code}\n".encode())
    os._exit(0)


def _become(request: int, streams: tuple[int, ...]) -> NoReturn:
    """Be the program, as `python -m scaffold` is it."""
    from scaffold.__main__ import main

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    with os.fdopen(request, "rb") as file:
        arguments, cwd, environment = json.load(file)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv[1:] = arguments
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


def _load() -> None:
    for module in pkgutil.walk_packages(scaffold.__path__, "scaffold."):
        if not module.name.startswith("scaffold.devtools"):
            importlib.import_module(module.name)
    for name in _LOADED_LATE:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _load()
    _serve(socket.socket(fileno=int(sys.argv[1])))
