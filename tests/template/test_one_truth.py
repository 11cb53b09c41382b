"""What a project says in several places is one thing: numbers, ports, commands, addresses, IDs."""

import functools
import importlib
import json
import math
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from scaffold.cli.app import MODULES, app
from scaffold.inngest.typed_events.fields import parse_fields
from scaffold.kinds import RARE, TABLE, all_kinds, chosen_kinds, every_option
from scaffold.names import Language
from scaffold.syntax.file_purpose import purpose_of
from scaffold.syntax.language import language_of
from tests.support.cli import scaffold
from tests.support.foreign_repositories import REPOSITORIES
from tests.support.function_projects import KINDS, Repository, project
from tests.support.made_texts import BASES, made_texts
from tests.support.paths import REPOSITORY
from tests.support.rendering import REFERENCES

_NUMBER = re.compile(r"(?<![\w.#$'\"-])\d[\d,.]*½?(?![\w-])")
_CODE = re.compile(r"`[^`]*`|\d{4}-\d\d-\d\dT\S+|<?https?://\S+|\[[^\]]*\]\([^)]*\)")

pytestmark = pytest.mark.slow  # whichever test comes first renders projects for all

every_base = pytest.mark.parametrize("base", BASES)


class Fact(NamedTuple):
    """A number that projects tell, and the ways they say it."""

    what: str
    value: str
    said: tuple[str, ...]
    code: tuple[str, ...] = ()

    @property
    def patterns(self) -> list[re.Pattern[str]]:
        value = re.escape(self.value).replace(r"\ ", " ")
        return [re.compile(one.replace("{}", f"({value})")) for one in self.said]

    @property
    def in_code(self) -> list[re.Pattern[str]]:
        """How code says it, with whatever value."""
        return [re.compile(one.replace("{}", r"(?P<value>\d+)")) for one in self.code]


def _written() -> list[Fact]:
    text = (REPOSITORY / "tests/template/facts.toml").read_text(encoding="utf-8")
    return [
        Fact(one["what"], one["value"], tuple(one["said"]), tuple(one.get("code", ())))
        for one in tomllib.loads(text)["fact"]
    ]


@functools.cache
def facts() -> tuple[Fact, ...]:
    """All facts; some of them stand in projects, which are made for it."""
    return (*_written(), *_of_retries(), *_of_versions())


def _of_retries() -> list[Fact]:
    """The table that the kinds take their numbers from, as the texts print it."""
    rows = [
        Fact(row.use, str(row.number), (rf"\| {{}} \| {row.lasts} \|", rf"{{}} for what {row.use}"))
        for row in TABLE
        if row != RARE
    ]
    lasting = [Fact(row.use, row.lasts, (rf"\| {row.number} \| {{}} \|",)) for row in TABLE]
    return [*rows, *(one for one in lasting if one.value[0].isdigit())]


def _of_versions() -> list[Fact]:
    """What the manifests ask for."""
    package = json.loads(made_texts("nextjs-v4").files["package.json"])
    manifest = tomllib.loads(made_texts("fastapi").files["pyproject.toml"])["project"]
    sdk = next(one for one in manifest["dependencies"] if one.startswith("inngest>="))
    ours = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [
        Fact(
            "the Python of our program",
            ours["requires-python"].removeprefix(">="),
            ("Python program \\({} or",),
        ),
        Fact("Node.js", package["engines"]["node"].removeprefix(">="), ("Node(?:\\.js)? {} or",)),
        Fact("Python", manifest["requires-python"].removeprefix(">="), ("Python {} or",)),
        Fact(
            "the Python SDK",
            ".".join(sdk.removeprefix("inngest>=").split(".")[:2]),
            ("Inngest Python SDK {}",),
        ),
    ]


def _numbers_that_no_fact_tells(text: str) -> list[str]:
    told = [
        found.span() for fact in facts() for one in fact.patterns for found in one.finditer(text)
    ]
    told += [found.span() for found in _CODE.finditer(text)]
    return [
        text[max(0, found.start() - 40) : found.end() + 30]
        for found in _NUMBER.finditer(text)
        if not any(start <= found.start() < end for start, end in told)
    ]


@every_base
def test_every_number_is_a_fact(base: str) -> None:
    unknown = {
        path: numbers
        for path, text in made_texts(base).prose().items()
        if (numbers := _numbers_that_no_fact_tells(text))
    }
    assert unknown == {}, "say it as another place does, or add a fact to facts.toml"


def test_every_way_of_saying_a_fact_is_used() -> None:
    texts = [text for base in BASES for text in made_texts(base).prose().values()]
    unused = [
        (fact.what, one.pattern)
        for fact in facts()
        for one in fact.patterns
        if not any(one.search(text) for text in texts)
    ]
    assert unused == []


@every_base
@pytest.mark.parametrize("fact", [one for one in _written() if one.code], ids=lambda one: one.what)
def test_code_does_what_the_texts_say(base: str, fact: Fact) -> None:
    code = "\n".join(made_texts(base).code.values())
    found = [one for pattern in fact.in_code for one in pattern.finditer(code)]
    assert found
    assert {one.groupdict().get("value", fact.value) for one in found} == {fact.value}


_ANSWERING = (
    ("webhook", "/webhooks/", "a signature that is missing"),
    ("approval", "/answers/", "the link is wrong"),
)


@every_base
def test_texts_name_every_answer_of_a_route(base: str) -> None:
    """And none that no route gives."""
    files = made_texts(base).files
    for kind, what, line in _ANSWERING:
        routes = "\n".join(text for path, text in made_texts(base).code.items() if what in path)
        given = set(re.findall(r"(?:answer|page|HTTPException)\((\d{3}),", routes)) | {"200"}
        for path in ("CLAUDE.md", f"{REFERENCES}/{kind}.md"):
            told = next(one for one in files[path].splitlines() if line in one)
            assert set(re.findall(r"\b(\d{3}): ", told)) | {"200"} == given, (path, kind)


@every_base
def test_files_that_the_texts_name_exist(base: str) -> None:
    """A path that is written as code is there; `<page>` stands for any name."""
    files = made_texts(base).files
    folders = {path[: end.start()] for path in files for end in re.finditer("/", path)}
    named = 0
    for path, text in made_texts(base).agent_files.items():
        for one in re.findall(r"`((?:\.?[\w<>-]+/)+[\w<>.-]*)`", text):
            if not re.search(r"\.(tsx?|py|md|json|toml|yml|html)$|/$", one) or one == "inngest/":
                continue
            named += 1
            form = re.escape(one.rstrip("/")).replace("<page>", "[^/]+")
            roots = ("", ".claude/skills/add-inngest-function/")
            there = {*files, *folders}
            assert any(
                re.fullmatch(re.escape(root) + form, each) for root in roots for each in there
            ), (path, one)
    assert named > 20


@every_base
def test_the_readme_sends_what_the_webhook_reads(base: str) -> None:
    readme = made_texts(base).files["README.md"]
    found = re.search(r"^body='(.*)'$", readme, re.MULTILINE)
    assert found is not None
    body = json.loads(found[1])
    sample = chosen_kinds()["webhook"].sample.options
    assert body["type"] == sample["on"]
    language: Language = "python" if base == "fastapi" else "typescript"
    fields = [one.in_language(language) for one in parse_fields(str(sample["data"]))]
    assert set(body["data"]) == {one.name for one in fields}


@every_base
def test_the_skill_names_every_option(base: str) -> None:
    skill = made_texts(base).files[".claude/skills/add-inngest-function/SKILL.md"]
    options = [option.flag for option in every_option()]
    assert {one for one in options if not re.search(rf"{one}(?![\w-])", skill)} == set()


def test_another_number_is_found() -> None:
    assert _numbers_that_no_fact_tells("A request takes 5,000 events.") == []
    assert _numbers_that_no_fact_tells("A request takes 500 events.") != []
    assert _numbers_that_no_fact_tells("At most 4 MB at most.") != []


def test_computed_facts_are_computed() -> None:
    value = {fact.what: fact.value for fact in facts()}
    waits = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200]
    rows = int(value["rows of a page"])
    pages = (int(value["steps in a run"].replace(",", "")) - 1) // 2
    assert value["size of a page of events"] == f"{math.ceil(rows * 300 / 1024)} KiB"
    assert value["pages of a run"] == str(pages)
    assert value["events that one run can send"] == f"{pages * rows:,}"
    assert value["how long a throttled batch takes"] == f"{50_000 / 20 / 60:.0f} minutes"
    jitter = 30
    four = float(value["how long four retries last"].replace("½ minutes", ".5")) * 60
    assert sum(waits[:4]) < four < sum(waits[:4]) + 4 * jitter
    ten = float(value["how long ten retries last"].replace("½ hours", ".5")) * 3600
    assert abs(ten - sum(waits)) < 3600 / 4


def _options(command: str) -> set[str]:
    """The options of one of our commands, by their flags."""
    for module in dict.fromkeys(MODULES.values()):
        importlib.import_module(f"scaffold.cli.{module}")
    group: Any = typer.main.get_command(app)
    found = group.commands[command]
    return {flag for one in found.params for flag in (*one.opts, *one.secondary_opts)} | {"--help"}


def _commands(base: str) -> Iterator[tuple[str, list[str]]]:
    for path, line in made_texts(base).commands():
        try:
            yield path, shlex.split(line)
        except ValueError:
            # A piece of code in backticks is no command.
            continue


@every_base
def test_our_commands_exist_with_their_options(base: str) -> None:
    named = 0
    for path, words in _commands(base):
        if words[:1] not in (["inngest-scaffold"], ["scaffold"]):
            assert "scaffold" not in words, (path, words)
            continue
        if words == ["scaffold"]:  # the shorter name is told, never used
            continue
        assert words[0] == "inngest-scaffold", (path, words)
        if len(words) > 1:
            named += 1
            assert words[1] in MODULES, (path, words)
            flags = {word for word in words if word.startswith("--")}
            assert flags <= _options(words[1]), (path, words)
    assert named > 10


@every_base
def test_shapes_that_the_skill_names_can_be_asked_for(base: str, tmp_path: Path) -> None:
    skill = made_texts(base).files[".claude/skills/add-inngest-function/SKILL.md"]
    shapes = re.findall(r"^- [^`\n]*: `(--[^`]+)`", skill, re.MULTILINE)
    assert len(shapes) == len(all_kinds())
    made = project(tmp_path / "made", base)
    for number, shape in enumerate(shapes):
        done = scaffold("add-function", f"do-it-{number}", *shlex.split(shape), cwd=made.root)
        assert done.code == 0, (shape, done.err)


@every_base
def test_tools_and_scripts_are_those_of_the_manifest(base: str) -> None:
    files = made_texts(base).files
    if base == "fastapi":
        manifest = tomllib.loads(files["pyproject.toml"])["project"]
        needed = manifest["dependencies"] + manifest["optional-dependencies"]["dev"]
        tools = {re.split("[<>=]", one)[0] for one in needed} | {"dev.py", "pip", "python"}
        prefix = ["uv", "run"]
    else:
        tools = set(json.loads(files["package.json"])["scripts"])
        prefix = ["npm", "run"]
    named = {words[2] for _, words in _commands(base) if words[:2] == prefix and len(words) > 2}
    assert named
    assert named <= tools


_APP = {"nextjs-v4": "http://localhost:3000", "nextjs-v3": "http://localhost:3000"}
_DEV_SERVER, _MOVED = "http://localhost:8288", "http://localhost:8299"


@every_base
def test_addresses_of_this_machine_are_the_same_everywhere(base: str) -> None:
    app = _APP.get(base, "http://127.0.0.1:8000")
    texts = {**made_texts(base).agent_files, **made_texts(base).code}
    texts |= {path: text for path, text in made_texts(base).files.items() if ".env" in path}
    for path, text in texts.items():
        for url in re.findall(r"https?://(?:localhost|127\.0\.0\.1)[^\s`\"'<>)*/,.]*", text):
            # A script takes the port from its environment.
            if not url.endswith("{PORT}"):
                assert url.rstrip(".") in (app, _DEV_SERVER, _MOVED), (path, url)
    assert app in made_texts(base).files["README.md"]
    assert set(re.findall(r"--port (\d+)", texts["CLAUDE.md"])) == {_MOVED.rpartition(":")[2]}


_FORM = re.compile(r"[a-z][a-z0-9]*(-([a-z0-9]+|<>))*")


@every_base
def test_ids_and_keys_have_one_form(base: str) -> None:
    """Words and values with dashes between; nothing of a run, a clock or chance in them."""
    texts = {**made_texts(base).agent_files, **made_texts(base).code}
    seen = 0
    for path, text in texts.items():
        for made in _made_ids(text):
            seen += 1
            form = re.sub(r"\$?\{[^{}]*\}", "<>", re.sub(r"^\$?\{(\w+\.)?key\}", "key", made))
            assert _FORM.fullmatch(form), (path, made)
            # What is said of a failed run is about the run, and each run asks for itself.
            made = re.sub(r"-(failed|question)-\$?\{run_?[iI]d\}$", "", made)
            assert not re.search(r"(?i)run_?id|now\(|random|uuid", made), (path, made)
    assert seen > 15


def _made_ids(text: str) -> list[str]:
    """The templates that event IDs and keys of effects are made of."""
    typescript = r"\b(?:id|key|\w+Key): `([^`]*)`|\b(?:id|key|\w+Key) = `([^`]*)`"
    python = r"\b(?:id|key|\w+_id|\w+_key)=f\"([^\"]*)\"|\b(?:key|\w+_key|event_id) = f\"([^\"]*)\""
    return ["".join(found) for one in (typescript, python) for found in re.findall(one, text)]


@every_base
def test_retries_are_those_of_the_table(base: str) -> None:
    numbers = {row.number for row in TABLE}
    for path, text in {**made_texts(base).agent_files, **made_texts(base).code}.items():
        set_to = {int(one) for one in re.findall(r"\bretries[:=] ?(\d+)", text)}
        assert set_to <= numbers, path


def test_a_time_zone_is_found_on_windows_too() -> None:
    made = made_texts("fastapi")
    assert any("from zoneinfo import" in text for text in made.code.values())
    needed = tomllib.loads(made.files["pyproject.toml"])["project"]["dependencies"]
    assert [one.partition("; ")[2] for one in needed if one.startswith("tzdata")] == [
        "sys_platform == 'win32'"
    ]


_PLACEHOLDER = re.compile(r"@example\.|\b\w+-1[\"'`]|\b2030-|whsec_|[\"'`]local-")
# They answer in development only, or refuse to work in production.
_STAND_INS = re.compile(r"sample|services/records\.")


@every_base
def test_no_placeholder_reaches_production(base: str) -> None:
    """Who is written to, and every secret, is a setting, whose absence a run names."""
    found = [
        (path, one)
        for path, text in made_texts(base).code.items()
        if not _STAND_INS.search(path)
        for one in _PLACEHOLDER.findall(text)
    ]
    assert found == []
    example = made_texts(base).files[".env.example"]
    assert re.findall(r"^\w+=(.+)$", example, re.MULTILINE) == []
    records = next(text for path, text in made_texts(base).code.items() if "/records." in path)
    assert re.search(r"(?i)stand_?in\(", records)


_OURS = ("nextjs-v4", "nextjs-v3", "fastapi")
_THEIRS = ("next-app-v4", "next-pages-v3", "fastapi", "flask")


@pytest.mark.parametrize("repository", [*_OURS, *(f"their {name}" for name in _THEIRS)])
def test_no_placeholder_is_added(tmp_path: Path, repository: str) -> None:
    """What `add-function` writes for any kind, in any repository: who needs a value gives it."""
    name = repository.removeprefix("their ")
    if name == repository:
        made = project(tmp_path / "x", name)
    else:
        (tmp_path / "x").mkdir()
        made = Repository(tmp_path / "x").write(REPOSITORIES[name][0])
    has_routes = name == repository or name in ("next-app-v4", "fastapi")
    for options in KINDS.values():
        if has_routes or "webhook" not in options:
            assert _placeholders(made.add("handle-it", dry_run=True, **options).diff or "") == []


def _placeholders(diff: str) -> list[tuple[str, str]]:
    """The placeholders in the lines that a diff adds to code, tests left out."""
    found = []
    parts = re.split(r"^--- .*\n", diff, flags=re.MULTILINE)[1:]
    assert any("handle" in part for part in parts)
    for part in parts:
        head, _, lines = part.partition("\n")
        path = head.removeprefix("+++ ").removeprefix("b/")
        if language_of(path) is not None and purpose_of(path) != "test":
            added = [line for line in lines.split("\n") if line.startswith("+")]
            found += [(path, one) for line in added for one in _PLACEHOLDER.findall(line)]
    return found
