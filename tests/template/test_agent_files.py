"""The files for coding agents are short, true for the stack at hand, and their code compiles."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scaffold.cli.app import MODULES
from scaffold.kinds import Kind, all_kinds, chosen_kinds
from scaffold.template.ownership import split_block
from tests.support.rendering import (
    KINDS,
    REFERENCES,
    TEMPLATES,
    Combination,
    combinations,
    largest,
    render_agent_files,
)

ALL = list(combinations())
SDKS = ("v4", "v3", "python")

every_combination = pytest.mark.parametrize("combination", ALL, ids=str)


def _prose_and_code(files: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    for path, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            yield path, number, line


def _lines_with(pattern: str, files: dict[str, str]) -> list[str]:
    return [
        f"{path}:{number}: {line}"
        for path, number, line in _prose_and_code(files)
        if re.search(pattern, line)
    ]


def _with_brought(combination: Combination) -> set[str]:
    """The kinds in use, and those that they bring."""
    kinds = chosen_kinds()
    return {one for name in combination.kinds for one in (name, *kinds[name].brings)}


def _has_section(combination: Combination, kind: Kind) -> bool:
    folder = TEMPLATES / "functions" / kind.name.replace("-", "_") / combination.stack
    return (folder / "section.md.jinja").is_file()


@every_combination
def test_files_are_those_of_the_kinds(combination: Combination) -> None:
    rules = {"checks", "events", "local-development", "retries", "steps"}
    rules |= _with_brought(combination)
    assert set(render_agent_files(combination)) == {
        "CLAUDE.md",
        "AGENTS.md",
        ".claude/skills/add-inngest-function/SKILL.md",
        *(f"{REFERENCES}/{kind}.md" for kind in all_kinds()),
        *(f".claude/rules/inngest-{rule}.md" for rule in rules),
    }


@every_combination
def test_sizes(combination: Combination) -> None:
    for path, text in render_agent_files(combination).items():
        limit = 150 if path == "CLAUDE.md" else 80
        assert len(text.splitlines()) <= limit, path
        assert len(text) < 12_000, path


@every_combination
def test_text_is_whole(combination: Combination) -> None:
    files = render_agent_files(combination)
    assert _lines_with(r"\{\{|\{%|\{#", files) == []
    assert _lines_with(r"[ \t]$", files) == []
    for path, text in files.items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert "\n\n\n" not in re.sub(r"```.*?```", "code", text, flags=re.DOTALL), path
        assert text.count("```") % 2 == 0, path
        assert text.count("IMPORTANT") <= 1, path


@every_combination
def test_claude_md_is_a_block_below_the_import(combination: Combination) -> None:
    text = render_agent_files(combination)["CLAUDE.md"]
    above, block, below = split_block(text.encode())
    assert above == b"@AGENTS.md\n\n"
    assert block.endswith(b"\n<!-- scaffold:end -->\n")
    assert below == b""


@every_combination
def test_agents_md_is_one_block_without_next_js_markers(combination: Combination) -> None:
    text = render_agent_files(combination)["AGENTS.md"]
    above, block, below = split_block(text.encode())
    assert (above, below) == (b"", b"")
    assert b"`CLAUDE.md`" in block
    assert b"nextjs-agent" not in block
    assert b"NEXT-AGENTS" not in block


@every_combination
def test_sections_are_those_of_the_kinds(combination: Combination) -> None:
    text = render_agent_files(combination)["CLAUDE.md"]
    sections = re.findall(r"^## (.+)$", text, re.MULTILINE)
    explained = [kind for kind in chosen_kinds().values() if _has_section(combination, kind)]
    assert sections == [
        *("Client", "Functions", "Serve handler", "Step boundary", "Sleep and wait", "Events"),
        *("Retries", "Idempotency"),
        *(kind.title for kind in explained if kind.name in _with_brought(combination)),
        *("Adding a function", "Local development", "Hard rules"),
    ]


@every_combination
def test_absent_kinds_are_not_spoken_of(combination: Combination) -> None:
    """What loads by itself is about what the project has; the skill, when asked, about all."""
    files = {
        path: text
        for path, text in render_agent_files(combination).items()
        if "/skills/" not in path
    }
    if "cron" not in combination.kinds:
        assert _lines_with(r"(?i)\bcron|TZ=|[\"`-]digest", files) == []
    if not {"cron", "fan-out"} & set(combination.kinds):
        assert _lines_with(r"order/process|--fan-out|fan-out-", files) == []
    if "approval" not in combination.kinds:
        assert _lines_with(r"--wait-for", files) == []
    if "webhook" not in combination.kinds:
        assert _lines_with(r"--webhook|x-signature", files) == []
    for kind in chosen_kinds().values():
        if kind.name not in _with_brought(combination):
            assert _lines_with(kind.mark.flag, files) == []


@every_combination
def test_frontmatter(combination: Combination) -> None:
    suffix = "py" if combination.stack == "fastapi" else "ts"
    for path, text in render_agent_files(combination).items():
        if not path.startswith(".claude/") or path.startswith(REFERENCES):
            continue
        assert text.startswith("---\n"), path
        frontmatter = yaml.safe_load(text.split("---\n")[1])
        if path.endswith("SKILL.md"):
            assert frontmatter["name"] == Path(path).parent.name
            assert len(frontmatter["description"]) < 400
        else:
            # `globs` would be ignored and the file loaded in every session.
            assert list(frontmatter) == ["paths"], path
            assert all(isinstance(glob, str) for glob in frontmatter["paths"]), path
            assert any(glob.endswith(f".{suffix}") for glob in frontmatter["paths"]), path


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        ("nextjs", {"inngest/**/*.ts", "lib/inngest.ts", "app/api/inngest/route.ts"}),
        ("fastapi", {"app/functions/**/*.py", "app/client.py", "app/main.py"}),
    ],
)
def test_rules_load_with_the_files_of_the_stack(stack: str, expected: set[str]) -> None:
    combination = next(c for c in ALL if c.stack == stack)
    steps = render_agent_files(combination)[".claude/rules/inngest-steps.md"]
    assert expected <= set(yaml.safe_load(steps.split("---\n")[1])["paths"])


# What does not exist on the stack, or is wrong on it.
FORBIDDEN = {
    "v4": [
        r"EventSchemas",
        r"schemas:",
        r"\{ cron: ",
        r"\{ event: \"[\w/]+\" \},$",
        r"(?i)\bv3\b",
    ],
    "v3": [r"triggers:", r"eventType", r"\.create\(\{", r"\bcron\(\"", r"(?i)\bv4\b"],
    "python": [
        r"step\.(sendEvent|waitForEvent|sleepUntil)",
        r"createFunction|NonRetriableError\(`|new Inngest|Promise\.|\bawait request\.text",
        r"(?i)typescript|\bnpm\b|\btsc\b|zod|next\.?js|setTimeout|(?<!/dev/)\bnull\b|undefined|\bisDev\b",
        r"\"1h30m\"|idempotencyKey",
    ],
}


@every_combination
def test_nothing_of_another_sdk(combination: Combination) -> None:
    files = render_agent_files(combination)
    for pattern in FORBIDDEN[combination.sdk_name]:
        assert _lines_with(pattern, files) == [], pattern
    if combination.stack == "nextjs":
        python_words = r"(?i)\bpython\b|fastapi|pydantic|\bctx\.|timedelta|send_event|BaseException"
        assert _lines_with(python_words, files) == []


@every_combination
def test_idempotency_key_is_only_warned_of(combination: Combination) -> None:
    for line in _lines_with("idempotency_?[kK]ey", render_agent_files(combination)):
        assert re.search(r"does nothing|dropped", line), line


@every_combination
def test_only_commands_of_this_version_are_named(combination: Combination) -> None:
    files = render_agent_files(combination)
    for line in _lines_with(r"scaffold [a-z-]+", files):
        assert set(re.findall(r"inngest-scaffold ([a-z-]+)", line)) <= set(MODULES), line
        assert not re.search(r"(?<!-)scaffold [a-z]", line), line
    assert _lines_with(r"pip install|npx inngest-scaffold", files) == []


# What an adopted repository can have at another place, or under another name.
ELSEWHERE = {
    "client_path": "src/jobs/client.x",
    "events_path": "src/jobs/events.x",
    "registry_path": "src/server/jobs.x",
    "functions_path": "src/jobs/all",
    "tests_path": "src/checks",
    "client_name": "jobs",
    "client_import": "import jobs, as this repository does",
    "client_module": "their.client",
    "events_module": "their.events",
    "serve_url": "http://localhost:4321/jobs",
    "dev_command": "make start",
    "typecheck_command": "make types",
    "test_command": "make tests",
}


@pytest.mark.parametrize("sdk_name", SDKS)
def test_places_names_and_commands_are_those_of_the_answers(sdk_name: str) -> None:
    usual = largest(sdk_name).answers
    files = render_agent_files(largest(sdk_name), origin="adopted", **ELSEWHERE)
    for name, value in ELSEWHERE.items():
        said = [path for path, text in files.items() if value in text]
        assert said or name.endswith("_module"), name
        # A single word can be another thing as well: the package is called `inngest` too.
        if re.search(r"\W", str(usual[name])):
            assert _lines_with(rf"(?<![\w/.-]){re.escape(str(usual[name]))}(?![\w-])", files) == []
    code = "\n".join(files.values())
    assert not re.search(r"\binngest\.(createFunction|send)\(|inngest_client", code)
    for path in ("CLAUDE.md", ".claude/skills/add-inngest-function/SKILL.md"):
        for name in ("client_path", "events_path", "registry_path", "functions_path", "tests_path"):
            assert ELSEWHERE[name] in files[path], (path, name)


@pytest.mark.parametrize("sdk_name", SDKS)
def test_nothing_that_only_a_new_project_has_is_named_in_an_adopted_one(sdk_name: str) -> None:
    files = render_agent_files(largest(sdk_name), origin="adopted", **ELSEWHERE)
    assert _lines_with(r"\.env\.development|dev:app|dev\.py|executor in", files) == []


# Two spaces, an empty piece of code, and what is left around a word that is not there.
_EMPTY_PLACE = re.compile(r"(?<!`)``(?!`)|(?<=\S)  +(?=\S)|, ,|\( | [,;]| \.(?!\w)|\bNone\.")
_PLACES = ("client_path", "events_path", "registry_path", "tests_path", "client_module")
_OTHER_ANSWERS = (*_PLACES, "events_module", "dev_command", "typecheck_command", "test_command")


def _empty_places(files: dict[str, str]) -> list[str]:
    prose = {path: re.sub(r"```.*?```", "", text, flags=re.S) for path, text in files.items()}
    return [
        f"{path}: {line}"
        for path, _, line in _prose_and_code(prose)
        if _EMPTY_PLACE.search(re.sub(r"^ +", "", line))
    ]


@every_combination
def test_no_place_in_a_text_is_empty(combination: Combination) -> None:
    assert _empty_places(render_agent_files(combination)) == []


@pytest.mark.parametrize("sdk_name", SDKS)
@pytest.mark.parametrize("absent", [*_OTHER_ANSWERS, "framework", "adapter", "all"])
def test_no_place_is_empty_where_a_repository_lacks_something(sdk_name: str, absent: str) -> None:
    names = [*_OTHER_ANSWERS, "framework", "adapter"] if absent == "all" else [absent]
    files = render_agent_files(largest(sdk_name), origin="adopted", **dict.fromkeys(names, ""))
    assert _empty_places(files) == []


# How the signed bytes are read, and functions are served, in the words of each framework.
_ADAPTERS = {
    "v4": {
        "nextjs-app": ("await request.arrayBuffer()", "export const { GET, POST, PUT }"),
        "nextjs-pages": ("bodyParser: false", "export default serve("),
        "express": ("express.raw(", 'app.use("/jobs", serve('),
        "hono": ("await c.req.arrayBuffer()", 'app.on(["GET", "PUT", "POST"], "/jobs", serve('),
        "fastify": ('parseAs: "buffer"', "app.register(fastifyPlugin"),
        "koa": ("await request.arrayBuffer()", "\nserve({"),
    },
    "python": {
        "fastapi": ("await request.body()", "inngest.fast_api.serve(app, "),
        "flask": ("request.get_data()", "inngest.flask.serve(app, "),
        "django": ("`request.body`", "inngest.django.serve("),
        "tornado": ("self.request.body", "inngest.tornado.serve(app, "),
    },
}
_ADAPTERS["v3"] = _ADAPTERS["v4"]


@pytest.mark.parametrize(
    ("sdk_name", "adapter"), [(sdk, one) for sdk, ways in _ADAPTERS.items() for one in ways]
)
def test_texts_speak_of_the_framework_at_hand(sdk_name: str, adapter: str) -> None:
    handlers = "sync" if adapter in ("flask", "django", "tornado") else "async"
    given = {"adapter": adapter, "handlers": handlers, "serve_url": "http://localhost:4321/jobs"}
    given["registry_path"] = "src/server.x"
    text = render_agent_files(largest(sdk_name), origin="adopted", **given)["CLAUDE.md"]
    raw, serve = _ADAPTERS[sdk_name][adapter]
    assert raw in text
    assert serve in text
    assert "/api/inngest" not in text
    others = {one for ways in _ADAPTERS[sdk_name].values() for one in ways} - {raw, serve}
    assert [one for one in others if one in text and one not in raw + serve] == []
    if handlers == "sync":
        assert not re.search(r"\bawait (?!every)|\bsend\(|asyncio\.to_thread", text)


def test_sdk_texts_come_in_pairs() -> None:
    """Each text that one SDK major has, the other has too; no template asks which it is."""
    v4, v3 = (
        {path.name for path in (TEMPLATES / "includes" / name).iterdir()} for name in ("v4", "v3")
    )
    assert v4 == v3
    for stack in ("nextjs", "fastapi"):
        for path in (TEMPLATES / stack).rglob("*.md*"):
            assert "sdk_name ==" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("sdk_name", SDKS)
def test_blocks_of_other_languages_are_absent(sdk_name: str) -> None:
    language = "python" if sdk_name == "python" else "ts"
    for path, text in render_agent_files(largest(sdk_name)).items():
        fences = re.findall(r"^```(\w+)$", text, re.MULTILINE)
        assert set(fences) <= {language, "sh"}, path


def test_every_kind_is_covered() -> None:
    assert {kind for c in ALL for kind in c.kinds} == set(KINDS)
