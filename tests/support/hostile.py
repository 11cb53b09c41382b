"""Projects of an attacker, and the commands run on them: in this process, where that is enough."""

import ctypes
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.cli import Done

_asked_to_stop = signal.getsignal(signal.SIGINT)
from scaffold import __main__ as program  # noqa: E402

# The program answers Ctrl-C from its first line on; here that is for pytest.
signal.signal(signal.SIGINT, _asked_to_stop)

CLIENT = 'import { Inngest } from "inngest";\nexport const app = new Inngest({ id: "shop" });\n'
SERVE = """\
import { serve } from "inngest/next";
import { app } from "./client";
import { good } from "./fns/good";

export const { GET, POST, PUT } = serve({ client: app, functions: [good] });
"""
GOOD = """\
import { app } from "../client";

export const good = app.createFunction({ id: "good", retries: 3 }, { event: "a/b" }, async (c) => {
  await c.step.run("one", () => 1);
});
"""
MANIFEST = (
    '{ "scripts": { "dev": "INNGEST_DEV=1 next dev" }, "dependencies": { "inngest": "^3.30.0" } }\n'
)
APP = {"package.json": MANIFEST, "client.ts": CLIENT, "serve.ts": SERVE, "fns/good.ts": GOOD}

PYTHON_APP = {
    ".env.development": "INNGEST_DEV=1\n",
    "pyproject.toml": '[project]\nname = "x"\nversion = "0"\ndependencies = ["inngest>=0.5"]\n',
    "app/__init__.py": "",
    "app/client.py": 'import inngest\n\nclient = inngest.Inngest(app_id="x")\n',
    "app/fns/__init__.py": "",
    "app/fns/good.py": (
        "import inngest\n\nfrom app.client import client\n\n\n"
        "@client.create_function(\n"
        '    fn_id="good", retries=3, trigger=inngest.TriggerEvent(event="a/b")\n)\n'
        "async def good(ctx: inngest.Context) -> None:\n"
        '    await ctx.step.run("one", lambda: 1)\n'
    ),
    "app/main.py": (
        "import fastapi\nimport inngest.fast_api\n\n"
        "from app.client import client\nfrom app.fns.good import good\n\n"
        "app = fastapi.FastAPI()\ninngest.fast_api.serve(app, client, [good])\n"
    ),
}


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder, and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def run(*arguments: str | Path, cwd: Path, given: bytes = b"") -> Done:
    """Run a command in this process, as `__main__` does; what it raises is a traceback."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before, enabled = (os.getcwd(), sys.stdin, sys.stdout, sys.stderr), gc.isenabled()  # noqa: PTH109
    os.chdir(cwd)
    try:
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(), out, err
        code = program._run([str(argument) for argument in arguments])
        out.flush()
        err.flush()
    finally:
        os.chdir(before[0])
        _, sys.stdin, sys.stdout, sys.stderr = before
        if enabled:
            gc.enable()
    shown = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return Done(code, *shown)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Give up the rights of an administrator, whom no permission bits stop.

    Who runs this stays the owner of what it wrote and of this checkout, wherever that is: with
    another user's rights, a checkout below a private home could not even be imported. So only the
    capabilities go (capabilities(7)): this thread's, and those of the programs that it starts.
    """
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("an administrator reads everything here")
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this thread
    held = (ctypes.c_uint32 * 6)()  # two times: effective, permitted, inheritable

    set_securebits, no_root = 28, 1  # PR_SET_SECUREBITS; SECBIT_NOROOT: a program gets none anew
    if libc.capget(header, held) != 0:
        pytest.skip("this system does not tell its capabilities")
    libc.prctl(set_securebits, no_root, 0, 0, 0)  # where even that is not allowed: no matter
    if libc.capset(header, (ctypes.c_uint32 * 6)(0, *held[1:3], 0, *held[4:6])) != 0:
        pytest.skip("this system does not let its capabilities go")
    try:
        yield
    finally:
        assert libc.capset(header, held) == 0
        libc.prctl(set_securebits, 0, 0, 0, 0)
