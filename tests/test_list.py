"""`scaffold list`: functions, events and registration, in every form."""

import re
from pathlib import Path

import pytest

from tests.cli import scaffold

FILES = {
    "package.json": '{ "dependencies": { "inngest": "^3.30.0" } }',
    "client.ts": 'import { Inngest } from "inngest";\n'
    'const app = new Inngest({ id: "s" });\nexport { app };\n',
    "jobs.ts": """\
import { app } from "./client";
export const place = app.createFunction({ id: "place" }, { event: "order/placed" }, async (c) => {
  await c.step.run("charge", charge);
  await c.step.sendEvent("tell", { name: "order/paid", data: {} });
  const ok = await c.step.waitForEvent("wait", { event: "order/confirmed", timeout: "1d" });
  await c.step.sendEvent("lost", { name: "order/lost", data: {} });
});
export const ship = app.createFunction({ id: "ship" }, { event: "order/paid" }, async (c) => {});
export const nightly = app.createFunction({ id: "nightly" }, { cron: "0 3 * * *" }, async () => {});
""",
    "serve.ts": """\
import { serve } from "inngest/next";
import { app } from "./client";
import { place, nightly } from "./jobs";
export const { GET, POST, PUT } = serve({ client: app, functions: [place, nightly] });
export const go = () => app.send({ name: "order/placed", data: {} });
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_text_is_a_tree(root: Path) -> None:
    done = scaffold("list", cwd=root)
    assert (done.code, done.err) == (0, "")
    assert "place  (jobs.ts:2)\n├─ on order/placed\n" in done.out
    assert "├─ sends order/paid → ship\n" in done.out
    assert "sends order/lost → nobody" in done.out
    assert re.search(r"^ship  \(jobs\.ts:8\)  NOT REGISTERED$", done.out, re.MULTILINE)
    assert "serve.ts\n└─ sends order/placed → place" in done.out


def test_json_holds_everything(root: Path) -> None:
    document = scaffold("list", "--format", "json", cwd=root).json
    assert document["schema_version"] == 1
    place = next(each for each in document["functions"] if each["id"] == "place")
    assert place["path"] == "jobs.ts"
    assert place["triggers"] == ["order/placed"]
    assert place["sends"] == ["order/paid", "order/lost"]
    assert place["waits_for"] == ["order/confirmed"]
    assert place["registry"] == "serve.ts"
    assert document["senders"] == [{"path": "serve.ts", "sends": ["order/placed"]}]


def test_mermaid_is_a_flowchart(root: Path) -> None:
    lines = scaffold("list", "--format", "mermaid", cwd=root).out.splitlines()
    assert lines[0] == "flowchart LR"
    node = re.compile(r"  [efcp]\d+(\[|\(\[|\{\{|\[/)\"[^\"]+\"(\]|\]\)|\}\}|/\])$")
    edge = re.compile(r"  ([efcp]\d+) -(-|\.-)>(\|waits\|)? ([efcp]\d+)$")
    nodes = {re.sub(r"\W.*", "", line.strip()) for line in lines[1:] if node.match(line)}
    for line in lines[1:]:
        match = edge.match(line)
        assert match or node.match(line), line
        assert not match or {match[1], match[4]} <= nodes


def test_agent_form_is_one_line_per_function(root: Path) -> None:
    done = scaffold("list", "--format", "agent", cwd=root)
    assert len(done.out.splitlines()) == 3
    assert "ship jobs.ts: on order/paid; NOT REGISTERED" in done.out


def test_nothing_to_list(tmp_path: Path) -> None:
    assert scaffold("list", cwd=tmp_path).out == "no Inngest functions\n"
    assert scaffold("list", "--format", "agent", cwd=tmp_path).out == "no Inngest functions yet\n"


def test_unknown_form(root: Path) -> None:
    done = scaffold("list", "--format", "xml", cwd=root)
    assert (done.code, done.out) == (2, "")
    assert "xml" in done.err
