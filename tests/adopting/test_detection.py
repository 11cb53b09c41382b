"""What a repository is told to be, before anything is written."""

from pathlib import Path
from typing import Any

import pytest

from scaffold.adopting.answers import Wanted, answers_of
from scaffold.adopting.detection import Detected, app_root, detect
from scaffold.adopting.report import described
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from tests.support.adoptable import create_next_app, repository, with_inngest
from tests.support.foreign_repositories import (
    DJANGO,
    EXPRESS_JS,
    EXPRESS_V3,
    FASTAPI,
    FLASK,
    HONO_V4,
    NEXT_APP_V4,
    NEXT_PAGES_V3,
    REPOSITORIES,
)

NEXT = with_inngest(create_next_app(src=False))
NEXT_SRC = with_inngest(create_next_app(src=True))


def found_in(root: Path, files: dict[str, str], **places: str) -> Detected:
    return detect(repository(root, files).root, Places(**places))


# What each repository is: framework, router, SDK, client, registry, functions, alias.
KNOWN: dict[str, tuple[dict[str, str], tuple[object, ...]]] = {
    "next, app router": (
        NEXT_APP_V4,
        ("Next.js", "app", "v4", "lib/inngest/client.ts", "app/api/inngest/route.ts",
         "lib/inngest/functions", "@/*"),
    ),
    "next, src": (
        NEXT_SRC,
        ("Next.js", "app", "v4", "src/lib/inngest/client.ts", "src/app/api/inngest/route.ts",
         "src/lib/inngest/functions", "@/*"),
    ),
    "next, pages router": (
        NEXT_PAGES_V3,
        ("Next.js", "pages", "v3", "src/inngest/client.ts", "src/pages/api/inngest.ts",
         "src/inngest/functions", ""),
    ),
    "express": (
        EXPRESS_V3,
        ("Express", "", "v3", "src/client.ts", "src/server.ts", "src/functions", ""),
    ),
    "express, javascript": (
        EXPRESS_JS,
        ("Express", "", "v3", "client.js", "server.js", "functions", ""),
    ),
    "hono": (HONO_V4, ("Hono", "", "v4", "src/inngest.ts", "src/index.ts", "src/jobs", "")),
    "fastapi": (
        FASTAPI,
        ("FastAPI", "", "python", "src/shop/inngest_client.py", "src/shop/main.py",
         "src/shop/jobs", ""),
    ),
    "flask": (FLASK, ("Flask", "", "python", "client.py", "app.py", "tasks", "")),
    "django": (
        DJANGO,
        ("Django", "", "python", "core/client.py", "core/urls.py", "core/functions", ""),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_tells_what_a_repository_is(tmp_path: Path, name: str) -> None:
    files, expected = KNOWN[name]
    found = found_in(tmp_path / "x", files)
    assert found.framework is not None
    assert found.client is not None
    assert found.registry is not None
    assert (
        found.framework.title, found.router, found.sdk, found.client.path,
        found.registry.serve_path, found.functions, found.alias,
    ) == expected  # fmt: skip
    assert found.has_inngest


@pytest.mark.parametrize("name", REPOSITORIES)
def test_reads_and_never_writes(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "x", REPOSITORIES[name][0])
    before = made.tree()
    described(detect(made.root, Places()))
    assert made.tree() == before


PNPM_LOCK = (
    "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      inngest:\n"
    "        specifier: ^4.0.0\n        version: 4.24.0(zod@4.0.0)\n"
)
# Tools by what a file says: the file, and what is then found.
TOOLS: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "pnpm by its lock file": (
        {"pnpm-lock.yaml": PNPM_LOCK, "package-lock.json": ""},
        {"package_manager": "pnpm", "sdk_version": "4.24.0"},
    ),
    "yarn by the manifest": (
        {"package-lock.json": "", "package.json": '{"packageManager": "yarn@4.5.0",'
         ' "dependencies": {"inngest": "^4.1.0"}}'},
        {"package_manager": "npm"},
    ),
    "bun": ({"bun.lock": '{ "packages": {} }'}, {"package_manager": "bun"}),
    "vitest": (
        {"package.json": '{"dependencies": {"inngest": "^4.1.0"}, "devDependencies": {"vitest": "4"}}'},  # noqa: E501
        {"test_runner": "vitest"},
    ),
    "vercel": ({"vercel.json": "{}"}, {"deployment": "vercel"}),
    "fly": ({"fly.toml": ""}, {"deployment": "fly"}),
    "agent files": (
        {".cursor/rules/x.mdc": "", ".github/copilot-instructions.md": "x\n", ".mcp.json": "{}",
         "AGENTS.md": "# A\n", ".claude/settings.json": "{}"},
        {"agent_files": [".claude/settings.json", ".cursor/rules/",
                         ".github/copilot-instructions.md", ".mcp.json", "AGENTS.md"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOOLS)
def test_tells_what_it_is_worked_on_with(tmp_path: Path, name: str) -> None:
    more, expected = TOOLS[name]
    told = described(found_in(tmp_path / "x", {**NEXT_APP_V4, **more}))
    assert {key: told[key] for key in expected} == expected


def test_takes_commands_from_scripts_and_tools(tmp_path: Path) -> None:
    manifest = (
        '{"scripts": {"dev": "next dev -p 4100", "test": "vitest run", "type-check": "tsc"},'
        ' "dependencies": {"inngest": "^4.1.0", "next": "16"}}'
    )
    files = {**NEXT_APP_V4, "package.json": manifest, "pnpm-lock.yaml": PNPM_LOCK}
    answers = answers_of(found_in(tmp_path / "x", files), "agent-files", Wanted())
    assert answers["dev_command"] == "pnpm dev"
    assert answers["typecheck_command"] == "pnpm type-check"
    assert answers["test_command"] == "pnpm test"
    assert answers["serve_url"] == "http://localhost:4100/api/inngest"


def test_a_stub_of_npm_init_is_no_test(tmp_path: Path) -> None:
    manifest = (
        '{"scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"},'
        ' "dependencies": {"inngest": "^4.1.0"}}'
    )
    found = found_in(tmp_path / "x", {**NEXT_APP_V4, "package.json": manifest})
    assert found.tools.commands.test == ""


PYTHON_TOOLS = {
    "uv": ("uv.lock", "uv run pytest"),
    "poetry": ("poetry.lock", "poetry run pytest"),
    "pip": ("requirements.txt", "pytest"),
}


@pytest.mark.parametrize("manager", PYTHON_TOOLS)
def test_runs_python_tools_as_the_repository_does(tmp_path: Path, manager: str) -> None:
    lock, expected = PYTHON_TOOLS[manager]
    files = {**FASTAPI, lock: "", "tests/conftest.py": ""}
    found = found_in(tmp_path / "x", files)
    assert (found.tools.package_manager, found.tools.commands.test) == (manager, expected)
    assert answers_of(found, "agent-files", Wanted())["package_manager"] in ("uv", "pip")


def test_answers_name_the_places_of_the_repository(tmp_path: Path) -> None:
    answers = answers_of(found_in(tmp_path / "shop", NEXT_SRC), "agent-files", Wanted())
    assert answers["project_name"] == "shop"
    assert answers["client_path"] == "src/lib/inngest/client.ts"
    assert answers["client_import"] == 'import { client } from "../client";'
    assert answers["registry_path"] == "src/app/api/inngest/route.ts"
    assert answers["functions_path"] == "src/lib/inngest/functions"
    assert answers["events_path"] == ""
    assert answers["serve_url"] == "http://localhost:3000/api/inngest"


def test_a_default_export_is_imported_as_one(tmp_path: Path) -> None:
    answers = answers_of(found_in(tmp_path / "x", EXPRESS_V3), "agent-files", Wanted())
    assert answers["client_import"] == 'import inngest from "../client.js";'


def two_apps(second: str = "apps/api") -> dict[str, str]:
    web = {f"apps/web/{path}": text for path, text in NEXT_APP_V4.items()}
    api = {f"{second}/{path}": text for path, text in HONO_V4.items()}
    return {"package.json": '{"workspaces": ["apps/*"]}', **web, **api}


def test_two_apps_are_not_guessed_between(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", two_apps())
    with pytest.raises(ScaffoldError) as refused:
        detect(made.root, Places())
    assert "2 files" in refused.value.message
    assert "cd apps/api" in refused.value.hint
    assert refused.value.missing_flags == ("--registry",)


def test_one_of_two_apps_is_adopted_by_itself(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", two_apps())
    inside = made.root / "apps/web/app/api"
    root = app_root(inside, made.root)
    assert root == made.root / "apps/web"
    found = detect(root, Places())
    assert found.framework is not None
    assert found.framework.title == "Next.js"


def test_one_app_of_a_repository_keeps_its_folder(tmp_path: Path) -> None:
    files = {f"apps/web/{path}": text for path, text in NEXT_APP_V4.items()}
    files |= {"package.json": "{}", "apps/web/tests/a.test.ts": ""}
    found = found_in(tmp_path / "x", files)
    assert found.folder == "apps/web"
    assert found.tests == "apps/web/tests"


def test_two_clients_are_not_guessed_between(tmp_path: Path) -> None:
    files = {key: text for key, text in NEXT_APP_V4.items() if "route" not in key}
    files["lib/other.ts"] = NEXT_APP_V4["lib/inngest/client.ts"]
    with pytest.raises(ScaffoldError) as refused:
        found_in(tmp_path / "x", files)
    assert refused.value.missing_flags == ("--client",)
    found = found_in(tmp_path / "x", files, client="lib/other.ts")
    assert found.client is not None
    assert found.client.path == "lib/other.ts"


def test_an_sdk_before_v3_is_refused(tmp_path: Path) -> None:
    manifest = '{"dependencies": {"inngest": "^1.4.0"}}'
    with pytest.raises(ScaffoldError, match="rules are for v3 and v4"):
        found_in(tmp_path / "x", {**NEXT_APP_V4, "package.json": manifest})


def test_an_app_without_inngest_has_a_framework_and_no_client(tmp_path: Path) -> None:
    found = found_in(tmp_path / "x", create_next_app(src=True))
    assert found.framework is not None
    assert (found.framework.title, found.router, found.source_folder) == ("Next.js", "app", "src")
    assert not found.has_inngest


def test_tests_that_serve_are_not_the_app(tmp_path: Path) -> None:
    files = {"pyproject.toml": '[project]\nname = "x"\ndependencies = ["fastapi"]\n'}
    files["tests/app.py"] = FASTAPI["src/shop/main.py"]
    assert not found_in(tmp_path / "x", files).has_inngest


def test_a_name_that_no_sentence_can_hold_is_refused(tmp_path: Path) -> None:
    files = {path.replace("lib/", "lib`a`/"): text for path, text in NEXT_APP_V4.items()}
    files["app/api/inngest/route.ts"] = NEXT_APP_V4["app/api/inngest/route.ts"].replace(
        "lib/", "lib`a`/"
    )
    with pytest.raises(ScaffoldError, match="holds characters"):
        answers_of(found_in(tmp_path / "x", files), "agent-files", Wanted())
