"""Starts the app and the Inngest Dev Server; the end of one does not stop the other."""

import asyncio
import os
import shutil
import signal
import sys
from urllib.parse import urlsplit

PORT = os.environ.get("PORT", "8000")
# Where the app looks for the dev server, when INNGEST_DEV gives its address.
SERVER_PORT = str(urlsplit(os.environ.get("INNGEST_DEV", "")).port or 8288)
COMMANDS = {
    "app": [
        sys.executable,
        *("-m", "uvicorn", "app.main:app", "--reload"),
        *("--port", PORT, "--env-file", ".env.development"),
    ],
    # The package downloads its binary when it is installed, which needs scripts; in the foreground
    # they say why they fail.
    "inngest": [
        *("npm", "exec", "--yes", "--ignore-scripts=false", "--foreground-scripts"),
        *("inngest-cli@latest", "--", "dev", "--port", SERVER_PORT, "--no-discovery"),
        *("-u", f"http://127.0.0.1:{PORT}/api/inngest"),
    ],
}


async def _run(name: str, command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        print(f"{name}: `{command[0]}` is not installed", file=sys.stderr)
        return
    process = await asyncio.create_subprocess_exec(program, *command[1:])
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        if process.returncode is None:
            process.terminate()
            await process.wait()
        raise
    print(f"{name}: ended with exit code {code}", file=sys.stderr)


async def _run_all() -> None:
    await asyncio.gather(*(_run(name, command) for name, command in COMMANDS.items()))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        asyncio.run(_run_all())
    except KeyboardInterrupt:
        sys.exit(130)
