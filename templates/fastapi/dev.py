"""Starts the app and the Inngest Dev Server; the end of one does not stop the other."""

import asyncio
import shutil
import signal
import sys

COMMANDS = {
    "app": [
        sys.executable,
        *("-m", "uvicorn", "app.main:app", "--reload"),
        *("--env-file", ".env.development"),
    ],
    # The package downloads its binary when it is installed, which needs scripts.
    "inngest": [
        *("npx", "--yes", "--ignore-scripts=false", "inngest-cli@latest"),
        *("dev", "--no-discovery", "-u", "http://127.0.0.1:8000/api/inngest"),
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
