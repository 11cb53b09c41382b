"""Apps without Inngest get client, events, route and a first function, and lose them again.

The commands that follow one another run in processes of their own, as a person runs them.
"""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scaffold.adopting.record import RECORD_FILE
from scaffold.project import ANSWERS_FILE, read_answers
from tests.support.adoptable import NEXT_BLOCK, create_next_app, repository, simulate_next_dev
from tests.support.cli import Done, scaffold
from tests.support.function_projects import Repository, git
from tests.support.plain_apps import APPS, EXPRESS, FASTAPI, FASTAPI_FLAT, HONO, MONOREPO
from tests.support.template_packages import call, remember_renders

Run = Callable[..., Done]
# Where each tree has what a new project has at its own place.
PLACES = {
    "next, App Router": ("lib/inngest.ts", "app/api/inngest/route.ts", "inngest"),
    "next, App Router in src": (
        "src/lib/inngest.ts", "src/app/api/inngest/route.ts", "src/inngest",
    ),
    "next, CLAUDE.md alone": ("src/lib/inngest.ts", "src/app/api/inngest/route.ts", "src/inngest"),
    "next, 400 lines of CLAUDE.md": ("lib/inngest.ts", "app/api/inngest/route.ts", "inngest"),
    "next, Pages Router": ("src/lib/inngest.ts", "src/pages/api/inngest.ts", "src/inngest"),
    "express": ("src/inngest/client.ts", "src/index.ts", "src/inngest/functions"),
    "express, JavaScript": ("inngest/client.js", "server.js", "inngest/functions"),
    "hono": ("src/inngest/client.ts", "src/index.ts", "src/inngest/functions"),
    "fastify": ("src/inngest/client.ts", "src/server.ts", "src/inngest/functions"),
    "fastapi": ("app/inngest_client.py", "app/main.py", "app/inngest_functions"),
    "fastapi, one file": ("inngest_client.py", "main.py", "inngest_functions"),
    "flask, factory": ("shop/inngest_client.py", "shop/__init__.py", "shop/inngest_functions"),
    "flask, one file of Windows": ("inngest_client.py", "app.py", "inngest_functions"),
    "django": ("mysite/inngest_client.py", "mysite/urls.py", "mysite/inngest_functions"),
}  # fmt: skip


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the command line in this process, which renders what is the same once."""
    remember_renders(monkeypatch)

    def run(made: Path, *arguments: str, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        return call(*arguments, cwd=made)

    return run


@pytest.fixture
def program(package: Path) -> Run:
    """Return what runs the command line in a process of its own."""

    def run(made: Path, *arguments: str, stdin: str = "") -> Done:
        return scaffold(*arguments, cwd=made, stdin=stdin, PYTHONPATH=str(package.parent))

    return run


def in_crlf(files: dict[str, str]) -> dict[str, str]:
    """Return files as git checks them out on Windows."""
    return {path: text.replace("\r\n", "\n").replace("\n", "\r\n") for path, text in files.items()}


@pytest.mark.parametrize("name", APPS)
def test_an_app_gets_its_first_function_and_loses_every_byte_of_it_again(
    tmp_path: Path, cli: Run, name: str
) -> None:
    made = repository(tmp_path / "shop", APPS[name])
    before = made.tree()

    planned = cli(made.root, "adopt", "--dry-run", "--json")
    assert planned.code == 0, planned.out + planned.err
    assert made.tree() == before

    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 0, done.err
    assert "undo: scaffold undo" in done.err
    after = made.tree()
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    assert {each["path"] for each in planned.json["files"]} == changed
    for path, content in before.items():
        assert _holds_every_line(after[path], content), path

    answers = read_answers(made.root / ANSWERS_FILE)
    assert answers["origin"] == "adopted"
    client, registry, functions = PLACES[name]
    assert (answers["client_path"], answers["registry_path"]) == (client, registry)
    assert answers["functions_path"] == functions
    assert cli(made.root, "check", "--strict").code == 0

    again = cli(made.root, "adopt", "--non-interactive")
    assert again.code == 0
    assert made.tree() == after

    removed = cli(made.root, "adopt", "--remove")
    assert removed.code == 0, removed.err
    assert made.tree() == before


def _holds_every_line(content: bytes, old: bytes) -> bool:
    """Whether the lines of a file are all there still, in their order, but for commas at ends."""
    lines = iter(line.strip().rstrip(b",") for line in content.splitlines())
    return all(line.strip().rstrip(b",") in lines for line in old.splitlines())


@pytest.mark.parametrize("name", ["next, App Router in src", "express", "fastapi", "django"])
def test_apps_with_the_line_endings_of_windows_keep_them(
    tmp_path: Path, cli: Run, name: str
) -> None:
    made = repository(tmp_path / "shop", in_crlf(APPS[name]))
    before = made.tree()
    assert cli(made.root, "adopt", "--non-interactive").code == 0
    after = made.tree()
    for path in before:
        assert b"\n" not in after[path].replace(b"\r\n", b""), path
    _, registry, functions = PLACES[name]
    for path in (registry, *(path for path in after if path.startswith(functions))):
        assert b"\n" not in after[path].replace(b"\r\n", b""), path
    assert cli(made.root, "update", "--check").code == 0
    assert cli(made.root, "adopt", "--remove").code == 0
    assert made.tree() == before


@pytest.mark.parametrize("name", ["next, App Router", "flask, factory"])
def test_the_commands_work_as_in_a_new_project(tmp_path: Path, program: Run, name: str) -> None:
    made = repository(tmp_path / "shop", APPS[name])
    program(made.root, "adopt", "--non-interactive")
    made.commit()
    once = made.tree()
    _, registry, functions = PLACES[name]

    added = program(made.root, "add-function", "send-digest", "--cron", "0 9 * * *")
    assert added.code == 0, added.err
    assert {path for path in made.tree() if path.startswith(f"{functions}/")} > {
        path for path in once if path.startswith(f"{functions}/")
    }
    assert ".claude/rules/inngest-cron.md" in made.tree()
    listed = program(made.root, "list", "--format", "json").json
    assert {each["id"] for each in listed["functions"]} == {"on-user-created", "send-digest"}
    checked = program(made.root, "check", "--strict")
    assert checked.code == 0, checked.out
    assert program(made.root, "update", "--check").code == 0
    made.commit()

    updated = program(made.root, "update", "--set", "kinds=cron,approval")
    assert updated.code == 0, updated.err
    assert ".claude/rules/inngest-approval.md" in made.tree()
    made.commit()
    assert program(made.root, "update").code == 0

    function = next(path for path in once if path.startswith(functions) and "reated" in path)
    target = made.root / function
    text = target.read_text()
    target.write_text(text.replace("await step.sleep", "step.sleep").replace("await ctx.", "ctx."))
    if "await" in text:
        told = program(
            made.root, "hook", "post-edit",
            stdin=json.dumps({"cwd": str(made.root), "tool_input": {"file_path": str(target)}}),
        )  # fmt: skip
        assert told.code == 2
        assert Path(function).name in told.err
    target.write_text(text)

    assert program(made.root, "remove-function", "send-digest", "--force").code == 0
    assert made.tree()[registry] == once[registry]


def test_undo_takes_all_of_it_back(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", APPS["fastify"])
    before = made.tree()
    cli(made.root, "adopt", "--non-interactive")
    assert cli(made.root, "undo").code == 0
    assert made.tree() == before


def test_a_dry_run_is_a_patch_of_all_of_it(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", EXPRESS)
    patch = tmp_path / "patch"
    patch.write_text(cli(made.root, "adopt", "--dry-run").out)
    git(made.root, "apply", str(patch))
    applied = made.tree()
    git(made.root, "checkout", "-q", ".")
    git(made.root, "clean", "-fdq")
    cli(made.root, "adopt", "--non-interactive")
    assert made.tree() == applied


@pytest.mark.parametrize("order", ["before", "after"])
def test_what_next_dev_writes_stays(tmp_path: Path, cli: Run, order: str) -> None:
    made = repository(tmp_path / "shop", create_next_app(src=True, agents=False))
    if order == "before":
        _next_dev(made)
    assert cli(made.root, "adopt", "--non-interactive").code == 0
    _next_dev(made)
    assert made.read("AGENTS.md").count("BEGIN:nextjs-agent-rules") == 1
    assert cli(made.root, "update", "--check").code == 0
    assert cli(made.root, "check", "--strict").code == 0
    assert cli(made.root, "adopt", "--remove").code == 0
    left = made.tree()
    assert RECORD_FILE not in left
    assert NEXT_BLOCK in made.read("AGENTS.md")
    assert "scaffold:begin" not in made.read("AGENTS.md")
    assert b".next/dev/types" in left["tsconfig.json"]
    assert not any(path.startswith((".claude/", "src/inngest", "src/lib")) for path in left)


def _next_dev(made: Repository) -> None:
    """Do what `next dev` does to an app: types, settings of TypeScript, lines for agents."""
    simulate_next_dev(made.root)
    made.write({"next-env.d.ts": '/// <reference types="next" />\n'})
    config = made.root / "tsconfig.json"
    dev = '".next/types/**/*.ts",\n    ".next/dev/types/**/*.ts"'
    if "dev/types" not in config.read_text():
        config.write_text(config.read_text().replace('".next/types/**/*.ts"', dev))


def test_code_that_somebody_built_on_stays_and_runs(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", FASTAPI)
    cli(made.root, "adopt", "--non-interactive")
    cli(made.root, "add-function", "send-digest", "--cron", "0 9 * * *")
    removed = cli(made.root, "adopt", "--remove", "--json")
    assert removed.code == 1
    # The registry lists one more function, which imports the client.
    assert set(removed.json["kept"]) >= {"app/main.py", "app/inngest_client.py", "pyproject.toml"}
    left = made.tree()
    assert "app/inngest_functions/on_user_created.py" in left
    assert "app/inngest_functions/__init__.py" in left
    assert not any(path.startswith(".claude/rules/inngest-events") for path in left)
    assert ANSWERS_FILE not in left


def test_what_was_edited_stays_and_is_named(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", HONO)
    cli(made.root, "adopt", "--non-interactive")
    made.write({
        "src/inngest/functions/onUserCreated.ts":
            made.read("src/inngest/functions/onUserCreated.ts") + "// Mine.\n",
        "src/index.ts": made.read("src/index.ts") + "// Mine too.\n",
    })  # fmt: skip
    removed = cli(made.root, "adopt", "--remove")
    assert removed.code == 1
    for path in ("functions/onUserCreated.ts` stays: it was edited", "client.ts` stays: `src/"):
        assert path in removed.err
    # Lines elsewhere in a file are no reason to keep what was added to it.
    assert made.read("src/index.ts") == HONO["src/index.ts"] + "// Mine too.\n"


def test_packages_that_npm_has_sorted_are_taken_out(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", EXPRESS)
    cli(made.root, "adopt", "--non-interactive")
    manifest = json.loads(made.read("package.json"))
    manifest["dependencies"]["cors"] = "^2.8.5"
    manifest["dependencies"] = dict(sorted(manifest["dependencies"].items()))
    made.write({"package.json": json.dumps(manifest, indent=2) + "\n"})
    assert cli(made.root, "adopt", "--remove").code == 0
    left = json.loads(made.read("package.json"))
    expected = json.loads(EXPRESS["package.json"])
    expected["dependencies"]["cors"] = "^2.8.5"
    assert left == expected


def test_a_record_that_is_damaged_is_refused_before_anything_goes(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", HONO)
    cli(made.root, "adopt", "--non-interactive")
    for text in ("{", "[]", '{"created": {}, "edited": {"a": {"parts": [1]}}}'):
        made.write({RECORD_FILE: text})
        before = made.tree()
        removed = cli(made.root, "adopt", "--remove")
        assert removed.code == 2, text
        assert "is damaged" in removed.err
        assert made.tree() == before


def test_a_record_reaches_no_file_outside(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", HONO)
    cli(made.root, "adopt", "--non-interactive")
    record = json.loads(made.read(RECORD_FILE))
    (tmp_path / "mine").write_text("mine\n")
    part = {"at": 0, "was": "yours\n", "now": "mine\n"}
    evil = {"since": "", "parts": [part], "entries": []}
    record["edited"] |= {"../mine": evil, ".git/config": evil}
    record["created"] |= {"../mine": "", ".git/HEAD": ""}
    made.write({RECORD_FILE: json.dumps(record)})
    head = (made.root / ".git/HEAD").read_text()
    cli(made.root, "adopt", "--remove")
    assert (tmp_path / "mine").read_text() == "mine\n"
    assert (made.root / ".git/HEAD").read_text() == head


def test_a_torn_block_stops_it_before_anything_is_written(tmp_path: Path, cli: Run) -> None:
    files = {**EXPRESS, "CLAUDE.md": "# A\n\n<!-- scaffold:begin -->\n# Inngest\n"}
    made = repository(tmp_path / "shop", files)
    before = made.tree()
    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 2
    assert "one of the two marker lines" in done.err
    assert made.tree() == before


def test_each_app_of_a_monorepo_is_adopted_by_itself(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", MONOREPO)
    before = made.tree()
    refused = cli(made.root, "adopt", "--non-interactive")
    assert refused.code == 2
    assert "there are 2 apps: `apps/api`, `apps/web`" in refused.err
    assert "cd apps/" in refused.err
    assert made.tree() == before
    for app in ("apps/web", "apps/api"):
        done = cli(made.root / app, "adopt", "--non-interactive")
        assert done.code == 0, done.err
        assert read_answers(made.root / app / ANSWERS_FILE)["package_manager"] == "pnpm"
        assert cli(made.root / app, "check", "--strict").code == 0
    new = made.tree().keys() - before.keys()
    assert all(path.startswith(("apps/web/", "apps/api/")) for path in new)
    for app in ("apps/api", "apps/web"):
        assert cli(made.root / app, "adopt", "--remove").code == 0
    assert made.tree() == before


# What cannot be done, the files of it, and the words of the sentence that says so.
REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "an app that is no statement": (
        {**FASTAPI_FLAT, "main.py": "import fastapi\n\napps = [fastapi.FastAPI()]\n"},
        "cannot tell where the app of fastapi is made",
    ),
    "two apps in two files": (
        {**FASTAPI_FLAT, "other.py": FASTAPI_FLAT["main.py"]},
        "2 files make an app: `main.py`, `other.py`",
    ),
    "two apps in one file": (
        {**FASTAPI_FLAT, "main.py": FASTAPI_FLAT["main.py"] + "\n\nadmin = FastAPI()\n"},
        "`main.py` makes 2 apps: `app`, `admin`",
    ),
    "a file that requires": (
        {**EXPRESS, "tsconfig.json": "", "src/index.ts": "", "src/index.js": (
            'const express = require("express");\nconst app = express();\napp.listen(3000);\n'
        )},
        "`require()`",
    ),
    "no folder of routes": (
        {"package.json": '{ "dependencies": { "next": "16.0.0" } }\n', "readme.txt": "x\n"},
        "has neither `app/` nor `pages/`",
    ),
    "a framework that is not known": (
        {"package.json": '{ "dependencies": { "koa": "3.0.0" } }\n', "index.js": "export {};\n"},
        "it is a Koa app; it can be added to apps of",
    ),
    "no framework": ({"readme.txt": "x\n"}, "there is no Inngest in this repository"),
    "a manifest that is no JSON": (
        {**create_next_app(src=False), "package.json": '{ "dependencies": { "next": "16" }, }\n'},
        "",
    ),
    "a file in the way": (
        {**EXPRESS, "src/inngest/client.ts": "export const mine = 1;\n"},
        "`src/inngest/client.ts` is in the way",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    tmp_path: Path, cli: Run, name: str
) -> None:
    files, words = REFUSED[name]
    made = repository(tmp_path / "shop", files)
    before = made.tree()
    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 2, done.err
    assert words in done.err
    assert "hint: " in done.err
    assert made.tree() == before


def test_the_file_of_the_app_can_be_named(tmp_path: Path, cli: Run) -> None:
    files, _ = REFUSED["two apps in two files"]
    made = repository(tmp_path / "shop", files)
    done = cli(made.root, "adopt", "--non-interactive", "--registry", "other.py")
    assert done.code == 0, done.err
    assert "serve(" in made.read("other.py")
    assert made.read("main.py") == files["main.py"]


def test_routers_that_are_apps_themselves_are_no_second_app(tmp_path: Path, cli: Run) -> None:
    routers = {
        "src/orders.ts": (
            "import { Hono } from 'hono'\n\nexport const orders = new Hono()\n\n"
            "orders.get('/', (c) => c.json([]))\n"
        ),
        "src/index.ts": HONO["src/index.ts"].replace(
            "import { Hono } from 'hono'\n",
            "import { Hono } from 'hono'\nimport { orders } from './orders.js'\n",
        ),
    }
    made = repository(tmp_path / "shop", {**HONO, **routers})
    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 0, done.err
    assert "serveInngest(" in made.read("src/index.ts")
    assert made.read("src/orders.ts") == routers["src/orders.ts"]


def _last(text: str) -> str:
    return text.strip().splitlines()[-1]


@pytest.mark.parametrize("name", ["next, App Router", "fastapi", "flask, factory"])
def test_new_in_the_folder_of_an_app_ends_with_the_command_that_works(
    tmp_path: Path, cli: Run, name: str
) -> None:
    made = repository(tmp_path / "shop", APPS[name])
    done = cli(made.root, "new", ".", "--defaults")
    assert done.code == 2
    assert "is not empty" in done.err
    assert _last(done.err).endswith(": `scaffold adopt`")
    done = cli(tmp_path, "new", "shop", "--defaults")
    assert _last(done.err).endswith(": `cd shop && scaffold adopt`")
    assert cli(made.root, "adopt", "--non-interactive").code == 0
    # What is adopted already needs no such advice.
    assert "adopt" not in cli(made.root, "new", ".", "--defaults").err


def test_add_function_without_inngest_ends_with_the_command_that_works(
    tmp_path: Path, cli: Run
) -> None:
    made = repository(tmp_path / "shop", HONO)
    done = cli(made.root / "src", "add-function", "send-receipt", "--event", "order/paid")
    assert done.code == 2
    assert _last(done.err).endswith(": `scaffold adopt`")
    assert cli(made.root / "src", "adopt", "--non-interactive").code == 0
    done = cli(made.root / "src", "add-function", "send-receipt", "--event", "order/paid")
    assert done.code == 0, done.err


def test_add_function_above_the_apps_names_the_folder_of_one(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", MONOREPO)
    done = cli(made.root, "add-function", "send-receipt", "--event", "order/paid", "--json")
    assert done.code == 2
    assert done.json["error"]["hint"].endswith(": `cd apps/api && scaffold adopt`")


def test_a_folder_that_looks_like_an_option_is_entered_all_the_same(
    tmp_path: Path, cli: Run
) -> None:
    files = {f"{app}/{path}": text for app in ("-app", "web") for path, text in EXPRESS.items()}
    made = repository(tmp_path / "shop", files)
    done = cli(made.root, "add-function", "send-receipt", "--event", "order/paid", "--json")
    assert done.json["error"]["hint"].endswith(": `cd ./-app && scaffold adopt`")


def test_no_command_is_named_where_it_would_not_work(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", {"notes.txt": "Mine.\n"})
    for arguments in (
        ("new", ".", "--defaults"),
        ("add-function", "send-receipt", "--event", "order/paid"),
    ):
        done = cli(made.root, *arguments)
        assert done.code == 2
        assert "adopt" not in done.err


def test_what_an_app_needs_is_imported_above_it(tmp_path: Path, cli: Run) -> None:
    package = (
        "import logging\n\nfrom flask import Flask\n\nfrom config import Config\n\n"
        "app = Flask(__name__)\napp.config.from_object(Config)\n\n"
        "from app import routes  # noqa: E402, F401\n"
    )
    files = {
        "requirements.txt": "flask\n",
        "config.py": "class Config:\n    SECRET_KEY = 'x'\n",
        "app/__init__.py": package,
        "app/routes.py": "from app import app\n\n\n@app.get('/')\ndef index():\n    return 'ok'\n",
    }
    made = repository(tmp_path / "shop", files)
    assert cli(made.root, "adopt", "--non-interactive").code == 0
    lines = made.read("app/__init__.py").splitlines()
    app = lines.index("app = Flask(__name__)")
    names = ("inngest.flask import serve", "import inngest_client", "import on_user_created")
    assert all(any(name in line for line in lines[:app]) for name in names)
    assert lines[0] == "import logging"


@pytest.mark.parametrize(
    ("folder", "app"),
    [
        ("backend", FASTAPI_FLAT),
        ("services/my-api", FASTAPI_FLAT),  # no name of a module, so names begin below it
        ("services/my-api", FASTAPI),
    ],
)
def test_an_app_in_a_folder_of_a_repository_is_found(
    tmp_path: Path, cli: Run, folder: str, app: dict[str, str]
) -> None:
    files = {
        "package.json": '{ "private": true }\n',
        "frontend/package.json": '{ "dependencies": { "react": "19.0.0", "vite": "7.0.0" } }\n',
        "frontend/src/main.ts": "export {};\n",
        "frontend/src/other.ts": "export {};\n",
        **{f"{folder}/{path}": text for path, text in app.items()},
    }
    made = repository(tmp_path / "shop", files)
    before = made.tree()
    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 0, done.err
    main = next(path for path in app if path.endswith("main.py"))
    assert read_answers(made.root / ANSWERS_FILE)["registry_path"] == f"{folder}/{main}"
    below = main.removesuffix("main.py").replace("/", ".")
    imported = f"{below}inngest_functions.on_user_created import on_user_created"
    text = (made.root / folder / main).read_text()
    assert f"from {imported}" in text or f"from .{imported.removeprefix(below)}" in text
    assert cli(made.root, "adopt", "--remove").code == 0
    assert made.tree() == before


@pytest.mark.parametrize(("name", "folder"), [("next, App Router", ""), ("express", "apps/shop/")])
def test_the_sdk_that_a_manifest_asks_for_is_written_for(
    tmp_path: Path, cli: Run, name: str, folder: str
) -> None:
    app = {f"{folder}{path}": text for path, text in APPS[name].items()}
    manifest = json.loads(app[f"{folder}package.json"])
    manifest["dependencies"]["inngest"] = "^3.30.0"
    app[f"{folder}package.json"] = json.dumps(manifest, indent=2) + "\n"
    made = repository(tmp_path / "shop", {"README.md": "# Shop\n"} | app)
    refusals = {"v4": "the manifest asks for `inngest` ^3.30.0", "python": "not fit this app"}
    for sdk, says in refusals.items():
        refused = cli(made.root, "adopt", "--non-interactive", "--sdk", sdk)
        assert refused.code == 2
        assert says in refused.err
    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 0, done.err
    assert read_answers(made.root / ANSWERS_FILE)["sdk"] == "3"
    asked = json.loads((made.root / folder / "package.json").read_text())["dependencies"]
    assert asked["inngest"] == "^3.30.0"
    checked = cli(made.root, "check", "--json")
    assert [each["rule"] for each in json.loads(checked.out)["diagnostics"]] == []


# What a person has to do besides, in which app.
NOTED: dict[str, tuple[dict[str, str], str]] = {
    "schemas that the SDK does not read": (
        {
            **create_next_app(src=False),
            "package.json": create_next_app(src=False)["package.json"].replace(
                '"react-dom": "19.3.1"', '"react-dom": "19.3.1",\n    "zod": "^3.21.4"'
            ),
        },
        "update `zod` to 3.24 or newer",
    ),
    "what runs before the route": (
        {**create_next_app(src=True), "src/proxy.ts": "export function proxy() {}\n"},
        "`src/proxy.ts` runs before the route",
    ),
    "a manifest without a list": (
        {**{p: t for p, t in FASTAPI_FLAT.items() if p != "requirements.txt"}, "Pipfile": (
            '[packages]\nfastapi = "*"\n'
        )},
        "add 'inngest>=",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTED)
def test_what_is_left_to_a_person_is_said(tmp_path: Path, cli: Run, name: str) -> None:
    files, words = NOTED[name]
    made = repository(tmp_path / "shop", files)
    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 0, done.err
    assert words in done.err


def test_a_record_that_is_gone_is_named(tmp_path: Path, cli: Run) -> None:
    made = repository(tmp_path / "shop", HONO)
    cli(made.root, "adopt", "--non-interactive")
    (made.root / RECORD_FILE).unlink()
    removed = cli(made.root, "adopt", "--remove")
    assert f"`{RECORD_FILE}` is gone" in removed.err
    assert "src/inngest/client.ts" in made.tree()


# Ways to be set up that are all over the place, what is adopted there, and a line of it.
FOUND: dict[str, tuple[dict[str, str], str, str]] = {
    "settings of Django by another name": (
        {
            **{path: text for path, text in APPS["django"].items() if "settings" not in path},
            "mysite/conf/base.py": APPS["django"]["mysite/settings.py"],
        },
        "mysite/urls.py",
        "from inngest.django import serve",
    ),
    "types of packages beside the sources": (
        {
            **EXPRESS,
            "tsconfig.json": (
                '{ "compilerOptions": { "module": "commonjs", "moduleResolution": "node",'
                ' "baseUrl": ".", "paths": { "*": ["node_modules/*", "src/types/*"] } } }\n'
            ),
            "src/types/flash.d.ts": "declare const flash: () => void;\nexport default flash;\n",
            "src/index.ts": 'import flash from "flash";\n'
            + EXPRESS["src/index.ts"].replace("./orders.js", "./orders"),
        },
        "src/index.ts",
        'import { inngest } from "./inngest/client";',
    ),
    "an app with a type": (
        {
            **EXPRESS,
            "src/index.ts": EXPRESS["src/index.ts"]
            .replace("import express from", "import express, { type Express } from")
            .replace("const app =", "export const app: Express ="),
        },
        "src/index.ts",
        'import { serve } from "inngest/express";',
    ),
    "an app with middleware of the same name": (
        {
            **FASTAPI_FLAT,
            "main.py": "import uvicorn\n" + FASTAPI_FLAT["main.py"] + "\n\ndef serve():\n"
            "    uvicorn.run(app)\n",
        },
        "main.py",
        "from inngest.fast_api import serve as serve_inngest",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_ways_to_be_set_up(tmp_path: Path, cli: Run, name: str) -> None:
    files, registry, line = FOUND[name]
    made = repository(tmp_path / "shop", files)
    before = made.tree()
    done = cli(made.root, "adopt", "--non-interactive")
    assert done.code == 0, done.err
    assert line in made.read(registry).splitlines()
    assert cli(made.root, "check", "--strict").code == 0
    assert cli(made.root, "adopt", "--remove").code == 0
    assert made.tree() == before
