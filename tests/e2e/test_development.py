"""`next dev` on a new project: the Inngest mode, the page, the sample, and Next.js's own block."""

from pathlib import Path

import pytest

from tests.support.executor.protocol import request

from .answers import FULL_NEXTJS, Answers
from .processes import served
from .workshop import Workshop


@pytest.mark.parametrize("answers", FULL_NEXTJS[1:], ids=lambda answers: answers.name)
def test_next_dev(workshop: Workshop, node: str, tmp_path: Path, answers: Answers) -> None:
    project = workshop.npm_installed(answers)
    before = {name: (project / name).read_text() for name in ("AGENTS.md", "CLAUDE.md")}
    # Next.js writes its block where an agent starts it; this is how one is recognised.
    environment = {"CLAUDECODE": "1"}
    command = ["node_modules/.bin/next", "dev", "--port", "{port}"]
    with served(command, project, tmp_path / "log", env=environment) as app:
        answer = request("GET", f"{app.url}/api/inngest")
        # Nothing but `.env.development` says so.
        assert (answer.status, answer.body["mode"]) == (200, "dev"), answer.text
        # The SDK counts a failure handler as a function of its own.
        handlers = int("approval" in answers.kinds)
        assert answer.body["function_count"] == len(answers.triggers) + handlers
        page = request("GET", app.url)
        assert (page.status, "Send user/created" in page.text) == (200, True)
        refused = request("POST", f"{app.url}/api/sample", b'{"userId": 1}')
        assert (refused.status, "must be strings" in refused.text) == (400, True)
    agents = (project / "AGENTS.md").read_text()
    (project / "AGENTS.md").write_text(before["AGENTS.md"])
    assert agents.startswith(before["AGENTS.md"])
    assert agents.count("BEGIN:nextjs-agent-rules") == 1
    assert (project / "CLAUDE.md").read_text() == before["CLAUDE.md"]
