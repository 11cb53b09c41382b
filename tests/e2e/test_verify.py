"""`verify` on real apps: what the SDKs answer and register, and how it looks when that fails."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.cli import Done, scaffold
from tests.support.dev_server import DevServer

from .answers import FULL_FASTAPI, FULL_NEXTJS, Answers
from .processes import App, free_port, served
from .workshop import Workshop

_ROUTE = "app/api/inngest/route.ts"
_CLOUD = {"INNGEST_DEV": "0", "INNGEST_SIGNING_KEY": f"signkey-test-{'0' * 64}"}
_GATE = """\
import { NextResponse, type NextRequest } from "next/server";

export function proxy(request: NextRequest) {
  return NextResponse.redirect(new URL("/login", request.url));
}

export const config = { matcher: ["/api/:path*"] };
"""


def verified(project: Path, app: str, server: str) -> Done:
    return scaffold(
        "verify", "--url", app, "--dev-server", server, "--timeout", "60", "--json", cwd=project
    )


def codes(done: Done) -> tuple[int, list[str]]:
    """The exit code, and what was found."""
    return done.code, [each["code"] for each in done.json["findings"]]


@contextmanager
def changed(project: Path, path: str, text: str) -> Iterator[None]:
    """A file of a project that others use too, as it is not meant to be."""
    file = project / path
    before = file.read_text() if file.is_file() else None
    file.write_text(text)
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before)


def everywhere(project: Path, command: Sequence[str | Path], log: Path) -> None:
    """What is so with every SDK."""
    nobody = f"http://127.0.0.1:{free_port()}"
    with DevServer().started() as server:
        with served(command, project, log, env={"INNGEST_DEV": server.url}) as app:
            done = verified(project, app.url, server.url)
            assert codes(done) == (0, []), done.out
            assert [each["id"] for each in done.json["functions"]]
            assert codes(verified(project, app.url, nobody)) == (2, ["server-not-running"])
            server.refuses = True
            assert codes(verified(project, app.url, server.url)) == (1, ["invalid-function"])
        server.refuses = False
        assert codes(verified(project, app.url, server.url)) == (2, ["app-not-running"])
        with served(command, project, log, env={"INNGEST_DEV": nobody}) as app:
            code, found = codes(verified(project, app.url, server.url))
            assert (code, found[0]) == (1, "app-cannot-reach-server")
        with served(command, project, log, env=_CLOUD) as app:
            code, found = codes(verified(project, app.url, server.url))
            assert code == 1
            assert found[0] in ("no-dev-mode", "cloud-mode")


@pytest.mark.parametrize("answers", FULL_NEXTJS[1:], ids=lambda answers: answers.name)
def test_next_js(workshop: Workshop, node: str, tmp_path: Path, answers: Answers) -> None:
    project = workshop.npm_installed(answers)
    command = ["node_modules/.bin/next", "dev", "--port", "{port}"]
    everywhere(project, command, tmp_path / "log")
    route = (project / _ROUTE).read_text()
    with (
        DevServer().started() as server,
        served(command, project, tmp_path / "log", env={"INNGEST_DEV": server.url}) as app,
    ):
        for path, text, code in (
            (_ROUTE, route.replace("{ GET, POST, PUT }", "{ GET, POST }"), "no-put"),
            (_ROUTE, route.replace("  onUserCreated,\n", ""), "functions-unregistered"),
            ("proxy.ts", _GATE, "in-front"),
            (_ROUTE, f"{route}\nimport './not-there';\n", "app-broken"),
        ):
            assert path == "proxy.ts" or text != route
            with changed(project, path, text):
                assert _settled(project, app, server, code) == (1, [code])
        assert _settled(project, app, server, None) == (0, [])


@pytest.mark.parametrize("answers", FULL_FASTAPI[:1], ids=lambda answers: answers.name)
def test_fastapi(workshop: Workshop, tmp_path: Path, answers: Answers) -> None:
    project = workshop.render(answers)
    python = workshop.environment(project)
    uvicorn: list[str | Path] = [python, "-m", "uvicorn", "app.main:app", "--port", "{port}"]
    everywhere(project, uvicorn, tmp_path / "log")
    # It does not load anew what changes, so the source is ahead of what is served.
    with (
        DevServer().started() as server,
        served(uvicorn, project, tmp_path / "log", env={"INNGEST_DEV": server.url}) as app,
    ):
        file = project / "app/functions/on_user_created.py"
        text = file.read_text().replace('"on-user-created"', '"greet-user"')
        with changed(project, "app/functions/on_user_created.py", text):
            done = verified(project, app.url, server.url)
            assert codes(done) == (1, ["functions-missing", "functions-extra"])
            assert "greet-user" in done.out


def _settled(project: Path, app: App, server: DevServer, code: str | None) -> tuple[int, list[str]]:
    """What is found once the server has seen a change: it looks at files every now and then."""
    for _ in range(20):
        found = codes(verified(project, app.url, server.url))
        if found[1] == ([code] if code else []):
            break
    return found
