"""Commands in a process of their own that writes down all it opens and all it starts.

An audit hook stays for as long as its process lives, so this module is a program too: it is given
a command on each line of its input, and answers with what the command did.
"""

import base64
import json
import os
import resource
import selectors
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, NamedTuple

GIGABYTE = 1_000_000_000
_PATIENCE = 100  # seconds, for a machine that does much else; a pipe without a writer takes forever
_OPENING = frozenset({"open", "os.listdir", "os.scandir", "os.walk"})
_STARTING = frozenset(
    {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile"}
)
_CONNECTING = frozenset({"socket.connect", "socket.getaddrinfo", "urllib.Request"})


class Watched(NamedTuple):
    """What a command did: its code, None for a traceback, what it said, opened and started."""

    code: int | None
    out: str
    err: str
    opened: tuple[str, ...]
    started: tuple[str, ...]


class Watcher:
    """The process; it is started anew after a command that hangs."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str, cwd: Path, given: bytes = b"") -> Watched:
        """Run a command; fails when it does not end."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __spec__.name],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                cwd=Path(__file__).parent.parent.parent,
            )  # fmt: skip
        command = {
            "arguments": [os.fsencode(each).hex() for each in arguments],
            "cwd": os.fsencode(cwd).hex(),
            "given": base64.b64encode(given).decode(),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(command)}\n".encode())
        self._process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            answered = selector.select(_PATIENCE)
        line = self._process.stdout.readline() if answered else b""
        if not line:
            self.close()
            raise AssertionError(f"{arguments} does not end" if not answered else "it was killed")
        answer: dict[str, Any] = json.loads(line)
        return Watched(**answer)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _serve() -> None:
    from tests.support.hostile import run

    resource.setrlimit(resource.RLIMIT_AS, (2 * GIGABYTE, 2 * GIGABYTE))
    opened: dict[str, None] = {}
    started: dict[str, None] = {}
    watching = False

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if not watching:
            return
        if event in _OPENING and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.fsdecode(arguments[0])
            # Where it leads: a link is followed by who opens it, unless it says not to.
            flags = arguments[2] if event == "open" and isinstance(arguments[2], int) else 0
            folder = os.path.realpath(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120
            whole = os.path.join(folder, os.path.basename(path))  # noqa: PTH118, PTH119
            opened[whole if flags & os.O_NOFOLLOW else os.path.realpath(whole)] = None
        elif event in _STARTING:
            started[str(arguments[0])] = None
        elif event in _CONNECTING:
            started[event] = None

    sys.addaudithook(watch)
    for line in sys.stdin.buffer:
        command = json.loads(line)
        arguments = [os.fsdecode(bytes.fromhex(each)) for each in command["arguments"]]
        opened.clear()
        started.clear()
        watching = True
        try:
            cwd = Path(os.fsdecode(bytes.fromhex(command["cwd"])))
            done = run(*arguments, cwd=cwd, given=base64.b64decode(command["given"]))
            answer = {"code": done.code, "out": done.out, "err": done.err}
        except BaseException:
            answer = {"code": None, "out": "", "err": traceback.format_exc()}
        watching = False
        answer |= {"opened": sorted(opened), "started": sorted(started)}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
