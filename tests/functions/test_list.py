"""`scaffold list`: functions, events and registration, in every form."""

import re
from pathlib import Path

import pytest

from tests.support.cli import scaffold

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
    assert document["registries"] == [
        {"path": "serve.ts", "line": 4, "framework": "nextjs", "app_id": "s"}
    ]
    assert document["senders"] == [{"path": "serve.ts", "sends": ["order/placed"]}]


def test_mermaid_is_a_flowchart(root: Path) -> None:
    lines = scaffold("list", "--format", "mermaid", cwd=root).out.splitlines()
    assert lines[0] == "flowchart LR"
    node = re.compile(r"  [efcp]\d+(\[|\(\[|\{\{|\[/)\"[^\"]+\"(\]|\]\)|\}\}|/\])$")
    edge = re.compile(r"  ([efcp]\d+) -(-|\.-)>(\|(?:waits|cancels)\|)? ([efcp]\d+)$")
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


JOBS = """\
import { Inngest } from "inngest";
import { serve } from "inngest/express";
export const app = new Inngest({ id: "s" });
const approve = app.createFunction(
  { id: "approve", triggers: [{ event: "order/placed" }], cancelOn: [{ event: "order/gone" }] },
  async ({ step }) => {
    await step.waitForEvent("ok", { event: "order/approved", timeout: "1d" });
  },
);
const audit = app.createFunction({ id: "audit", triggers: [{ event: "mail/*" }] }, async () => {});
const tick = app.createFunction(
  { id: "tick", triggers: [{ cron: process.env.CRON }, { event: `${process.env.PREFIX}/paid` }] },
  async () => {},
);
const asked = app.createFunction({ id: "asked" }, async () => {});
export default serve({ client: app, functions: [approve, audit, tick, asked] });
export const place = () => app.send({ name: "order/placed", data: {} });
export const ok = () => app.send({ name: "order/approved", data: {} });
export const gone = () => app.send({ name: "order/gone", data: {} });
export const mail = () => app.send([{ name: "mail/sent", data: {} }, { name: "mails/sent" }]);
"""


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    (tmp_path / "package.json").write_text('{ "dependencies": { "inngest": "^4.0.0" } }')
    (tmp_path / "jobs.ts").write_text(JOBS)
    return tmp_path


def test_waits_cancels_and_wildcards_receive(jobs: Path) -> None:
    out = scaffold("list", cwd=jobs).out
    assert "sends order/placed → approve\n" in out
    assert "sends order/approved → approve (waits)\n" in out
    assert "sends order/gone → approve (is cancelled)\n" in out
    assert "sends mail/sent → audit\n" in out
    assert "sends mails/sent → nobody\n" in out
    agent = scaffold("list", "--format", "agent", cwd=jobs).out
    assert "waits for order/approved; cancelled by order/gone; registered" in agent


def test_wildcards_and_cancels_are_edges(jobs: Path) -> None:
    lines = scaffold("list", "--format", "mermaid", cwd=jobs).out.splitlines()
    name = {
        match[2]: match[1]
        for line in lines
        if (match := re.match(r"  ([efcp]\d+)\W+\"(.*)\"", line)) is not None
    }
    assert f"  {name['mail/sent']} --> {name['mail/*']}" in lines
    assert f"  {name['order/gone']} -.->|cancels| {name['approve']}" in lines
    assert not any(line.startswith(f"  {name['mails/sent']} --> ") for line in lines)


def test_computed_triggers_are_shown(jobs: Path) -> None:
    out = scaffold("list", cwd=jobs).out
    assert "tick  (jobs.ts:11)\n├─ on (computed)\n└─ cron (computed)\n" in out
    assert "asked  (jobs.ts:15)\naudit  (" in out
    agent = scaffold("list", "--format", "agent", cwd=jobs).out
    assert "tick jobs.ts: on (computed); registered" in agent
    assert "asked jobs.ts: on invoke; registered" in agent
    document = scaffold("list", "--format", "json", cwd=jobs).json
    tick = next(each for each in document["functions"] if each["id"] == "tick")
    assert (tick["triggers"], tick["crons"]) == ([], [])
    assert set(tick) == {
        "id", "path", "line", "triggers", "crons", "steps", "sends", "waits_for", "registry",
        "registration",
    }  # fmt: skip


ARRAY = 'app.createFunction({ id: "a" }, { event: "x/y" }, async () => {}),'
HEAD = 'import { Inngest } from "inngest";\nexport const app = new Inngest({ id: "s" });\n'
SERVE = 'import { serve } from "inngest/express";\nimport { app } from "./app";\n'


@pytest.mark.parametrize(
    ("module", "served"),
    [
        ("", f"serve({{ client: app, functions: [{ARRAY}] }});"),
        ("", f"const all = [{ARRAY}];\nserve({{ client: app, functions: all }});"),
        ("", f"serve({{ client: app, functions: [log({ARRAY[:-1]})] }});"),
        ("", f"const more = [{ARRAY}];\nserve({{ client: app, functions: [...more] }});"),
        ("", f"export const run = () => serve({{ client: app, functions: [{ARRAY}] }});"),
        (
            f"export const all = [{ARRAY}];",
            'import { all } from "./all";\nserve({ client: app, functions: all });',
        ),
        (
            f"export default [{ARRAY}];",
            'import all from "./all";\nserve({ client: app, functions: all });',
        ),
    ],
)
def test_a_function_written_in_the_array_is_registered(
    tmp_path: Path, module: str, served: str
) -> None:
    (tmp_path / "app.ts").write_text(HEAD)
    (tmp_path / "all.ts").write_text(f'import {{ app }} from "./app";\n{module}\n')
    lost = 'export const b = app.createFunction({ id: "b" }, { event: "x/y" }, async () => {});\n'
    (tmp_path / "serve.ts").write_text(f"{SERVE}{served}\n{lost}")
    first, second = scaffold("list", "--format", "json", cwd=tmp_path).json["functions"]
    assert (first["id"], first["registration"]) == ("a", "registered")
    assert (second["id"], second["registration"]) == ("b", "NOT REGISTERED")


def test_a_function_made_by_what_is_in_the_array_is_unclear(tmp_path: Path) -> None:
    (tmp_path / "app.ts").write_text(HEAD)
    entry = f"make(() => {ARRAY[:-1]})"
    (tmp_path / "serve.ts").write_text(f"{SERVE}serve({{ client: app, functions: [{entry}] }});\n")
    (only,) = scaffold("list", "--format", "json", cwd=tmp_path).json["functions"]
    assert only["registration"] == "registration unclear"
