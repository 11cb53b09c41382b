"""Our entry in `.mcp.json`: every other byte of the file stays."""

import json
import shutil
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.updating.block_file import has_our_part, merge_part, with_part, without_part
from scaffold.updating.mcp_file import MCP_FILE, with_server
from scaffold.updating.text_merge import Merged
from tests.support.cli import scaffold
from tests.support.function_projects import project
from tests.support.paths import REPOSITORY
from tests.support.rendering import TEMPLATES
from tests.support.template_packages import (
    NEXT,
    answers_for,
    call,
    commit,
    make_package,
    make_project,
    use_package,
)

OURS = (REPOSITORY / "templates/includes/mcp.json").read_bytes()
MOVED = OURS.replace(b"8288", b"8299")
THEIRS = (
    b'{\n    "mcpServers": {\n        "files": {"command": "files"}\n    },\n    "x": [1, 2]\n}\n'
)
FILES = {
    "another server": THEIRS,
    "no servers": b'{"x": 1}\n',
    "an empty object": b"{}",
    "windows": THEIRS.replace(b"\n", b"\r\n"),
    "a byte order mark": b"\xef\xbb\xbf" + THEIRS,
    "tabs": b'{\n\t"mcpServers": {\n\t\t"files": {}\n\t}\n}\n',
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_comes_and_goes_without_a_trace(content: bytes) -> None:
    merged = with_part(MCP_FILE, content, OURS)
    assert merged is not None
    assert has_our_part(MCP_FILE, merged, OURS)
    read = json.loads(merged.decode("utf-8-sig"))
    assert read["mcpServers"]["inngest-dev"] == json.loads(OURS)["mcpServers"]["inngest-dev"]
    assert with_part(MCP_FILE, merged, OURS) == merged
    assert without_part(MCP_FILE, merged, OURS) == content


def test_a_file_that_is_not_there_is_made() -> None:
    assert with_server(None, OURS) == OURS


def test_an_address_that_the_user_changed_stays() -> None:
    assert merge_part(MCP_FILE, MOVED, OURS, OURS) == Merged(MOVED, conflict=False)
    assert with_part(MCP_FILE, MOVED, OURS) == MOVED
    assert not has_our_part(MCP_FILE, MOVED, OURS)
    assert without_part(MCP_FILE, MOVED, OURS) is None


def test_a_newer_address_of_ours_comes() -> None:
    assert merge_part(MCP_FILE, OURS, OURS, MOVED) == Merged(MOVED, conflict=False)
    other = OURS.replace(b'"type": "http",', b'"headers": {},')
    merged = merge_part(MCP_FILE, OURS, OURS, other)
    assert isinstance(merged, Merged)
    assert json.loads(merged.content) == json.loads(other)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"mcpServers": []}', b"\xff"])
def test_what_cannot_be_read_is_left_alone(content: bytes) -> None:
    with pytest.raises(ScaffoldError, match=r"`\.mcp\.json` .*nothing was changed"):
        with_server(content, OURS)
    assert with_part(MCP_FILE, content, OURS) is None
    assert not has_our_part(MCP_FILE, content, OURS)


def test_it_is_there_when_asked_for(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    template = made.read(".copier-answers.yml").split("_src_path: ")[1].split("\n")[0]
    asked = scaffold(
        *("new", "asked", "--defaults", "--dev-server-mcp", "--no-git", "--template", template),
        cwd=tmp_path,
    )
    assert asked.code == 0, asked.err
    assert (tmp_path / "asked" / MCP_FILE).read_bytes() == OURS
    assert "inngest-dev" in (tmp_path / "asked/CLAUDE.md").read_text()
    assert not (made.root / MCP_FILE).exists()
    assert "inngest-dev" not in made.read("CLAUDE.md")


def _as_in_the_checkout(templates: Path) -> None:
    shutil.rmtree(templates)
    shutil.copytree(TEMPLATES, templates)


def test_it_comes_later_into_a_file_of_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_package(monkeypatch, make_package(tmp_path / "next", change=_as_in_the_checkout))
    made = make_project(tmp_path / "shop", answers_for("fastapi"), NEXT)
    (made / MCP_FILE).write_bytes(THEIRS)
    commit(made)
    done = call("update", "--set", "dev_server_mcp=true", cwd=made)
    assert done.code == 0, done.err
    assert (made / MCP_FILE).read_bytes() == with_part(MCP_FILE, THEIRS, OURS)
    assert "dev_server_mcp: true" in (made / ".copier-answers.yml").read_text()
    commit(made)
    done = call("update", "--set", "dev_server_mcp=false", cwd=made)
    assert done.code == 0, done.err
    assert (made / MCP_FILE).read_bytes() == THEIRS
    assert "inngest-dev" not in (made / "CLAUDE.md").read_text()
