"""How a new project starts the app and the Inngest Dev Server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.function_projects import project


@pytest.mark.parametrize("base", ["nextjs-v4", "nextjs-v3"])
def test_the_dev_server_starts_under_every_package_manager(tmp_path: Path, base: str) -> None:
    """Bun makes `bun x` of `npx ` in a script, which runs no install script: nothing to start."""
    made = project(tmp_path / "shop", base)
    scripts = json.loads(made.read("package.json"))["scripts"]
    assert not [text for text in scripts.values() if "npx " in text]
    options, _, program = scripts["dev:inngest"].partition(" -- ")
    # Else a download that fails is only an exit code.
    assert {"--ignore-scripts=false", "--foreground-scripts"} <= set(options.split())
    assert program == "dev --no-discovery -u http://localhost:3000/api/inngest"


def test_the_page_links_to_the_dev_server_in_use(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    assert "process.env.INNGEST_DEV" in made.read("lib/dev-server.ts")
    page = made.read("app/page.tsx")
    assert "const server = devServer();" in page
    assert "href={`${server}/functions`}" in page


@pytest.mark.parametrize(
    ("environment", "app", "server"),
    [
        ({}, "8000", "8288"),
        ({"INNGEST_DEV": "1"}, "8000", "8288"),
        ({"PORT": "8001", "INNGEST_DEV": "http://127.0.0.1:8299"}, "8001", "8299"),
    ],
)
def test_other_ports(tmp_path: Path, environment: dict[str, str], app: str, server: str) -> None:
    made = project(tmp_path / "shop", "fastapi")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "npm").write_text('#!/bin/sh\necho "npm $*"\n')
    (tools / "npm").chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if k not in ("PORT", "INNGEST_DEV")}
    done = subprocess.run(
        [sys.executable, "dev.py"],
        cwd=made.root,
        env={**kept, **environment, "PATH": f"{tools}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (
        f"inngest-cli@latest -- dev --port {server} --no-discovery "
        f"-u http://127.0.0.1:{app}/api/inngest"
    ) in done.stdout
    assert "inngest: ended with exit code 0" in done.stderr
