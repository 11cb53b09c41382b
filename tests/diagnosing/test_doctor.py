"""`scaffold doctor`: each finding on a project with one thing wrong, and none on a sound one."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scaffold.adopting.tooling import package_manager
from scaffold.cli.app import options_of_commands
from scaffold.creating.new import NewRequest, new
from scaffold.diagnosing.doctor import EXAMINATIONS, diagnose
from scaffold.diagnosing.programs import manager_of
from scaffold.diagnosing.subject import Problem, Subject
from scaffold.disk.git import run_outside
from scaffold.disk.project_files import DiskFiles
from scaffold.hooks.on_path import PROGRAM
from scaffold.project import find_project
from tests.support.cli import scaffold, tree
from tests.support.hooks import place_ours, place_program
from tests.support.paths import REPOSITORY

Edit = Callable[[Path], object]
NODE = "echo v20.20.0"
RULES = ".claude/rules/inngest-steps.md"
SETTINGS = ".claude/settings.json"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One project of each framework, as the newest template makes it."""
    folder = tmp_path_factory.mktemp("doctor")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for stack in ("nextjs", "fastapi"):
            request = NewRequest(
                directory=folder / stack / "shop",
                given={"stack": stack, "kinds": ["webhook"]},
                sources={},
                defaults=True,
                interactive=False,
                dry_run=False,
                git=False,
            )
            new(request, lambda target, answers: True)
            run_outside("init", "--quiet", str(folder / stack / "shop"), folder=folder)
    return {stack: folder / stack / "shop" for stack in ("nextjs", "fastapi")}


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of this machine, without those that a test says are missing."""
    folder = tmp_path_factory.mktemp("system")
    for above in ("/bin", "/usr/bin"):
        for each in Path(above).iterdir():
            if each.name not in ("node", "npm", "uv", PROGRAM):
                with suppress(FileExistsError):
                    (folder / each.name).symlink_to(each)
    return folder


@pytest.fixture
def programs(tmp_path: Path, system: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has everything."""
    monkeypatch.delenv("INNGEST_DEV", raising=False)
    folder = place_ours(tmp_path / "bin")
    for name, prints in (("node", NODE), ("npm", "echo 10.8.2"), ("uv", "echo uv 0.9.9")):
        place(folder, name, prints)
    monkeypatch.setenv("PATH", f"{folder}:{system}")
    return folder


@pytest.fixture
def shop(made: dict[str, Path], tmp_path: Path, programs: Path) -> Callable[[str], Path]:
    return lambda stack: shutil.copytree(made[stack], tmp_path / "shop", symlinks=True)


def place(folder: Path, name: str, prints: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{prints}\n")
    program.chmod(0o755)


def findings(root: Path) -> tuple[Problem, ...]:
    return diagnose(find_project(root), options_of_commands()).findings


def put(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    return edit


def sub(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))

    return edit


def gone(*paths: str) -> Edit:
    def edit(root: Path) -> None:
        for path in paths:
            if (root / path).is_dir():
                shutil.rmtree(root / path)
            else:
                (root / path).unlink()

    return edit


def every(*edits: Edit) -> Edit:
    def edit(root: Path) -> None:
        for each in edits:
            each(root)

    return edit


def older(root: Path) -> None:
    answers = root / ".copier-answers.yml"
    answers.write_text(re.sub(r"_commit: .*", "_commit: v1.0.0", answers.read_text()))


def program(name: str, prints: str | None) -> Edit:
    def edit(root: Path) -> None:
        folder = root.parent / "bin"
        if prints is None:
            (folder / name).unlink()
        else:
            place(folder, name, prints)

    return edit


def old_git(root: Path) -> None:
    folder = root.parent / "bin"
    (folder / "git").write_text("#!/bin/sh\necho 'git version 2.20.1'\n")
    (folder / "git").chmod(0o755)


def settings(edit: Callable[[dict[str, object]], object]) -> Edit:
    def change(root: Path) -> None:
        value = json.loads((root / SETTINGS).read_text())
        edit(value)
        (root / SETTINGS).write_text(json.dumps(value))

    return change


def half_changed(root: Path) -> None:
    (root / ".scaffold-journal").mkdir()
    (root / ".scaffold-journal/journal").write_text("{}")


# Per finding: the framework, what is done to the project, and where it is reported.
CASES: list[tuple[str, str, Edit, str]] = [
    ("unfinished-change", "nextjs", half_changed, ""),
    ("git", "nextjs", old_git, ""),
    ("node", "nextjs", program("node", "echo v18.20.1"), ""),
    ("node", "nextjs", program("node", None), ""),
    (
        "python", "fastapi", put(".venv/pyvenv.cfg", "home = /usr\nversion = 3.9.2\n"),
        "pyproject.toml",
    ),
    ("package-manager", "nextjs", program("npm", None), ""),
    ("package-manager", "fastapi", program("uv", None), ""),
    (
        "package-manager", "nextjs",
        every(put("package-lock.json", "{}"), put("yarn.lock", "")),
        "yarn.lock",
    ),
    (
        "package-manager", "nextjs",
        sub("package.json", '"private": true,', '"private": true, "packageManager": "npm@9.1.0",'),
        "package.json",
    ),
    (
        "sdk-not-as-described", "nextjs",
        put("package-lock.json", json.dumps(
            {"lockfileVersion": 3, "packages": {"node_modules/inngest": {"version": "3.54.0"}}}
        )),
        "CLAUDE.md",
    ),
    ("unknown-sdk", "nextjs", sub("package.json", '"inngest": "^4', '"inngest": "^5'),
     "package.json"),
    ("unknown-sdk", "fastapi", sub("pyproject.toml", "inngest>=0.5.19,<0.6", "inngest==0.3.1"),
     "pyproject.toml"),
    (
        "stale-install", "nextjs",
        every(
            put("package-lock.json", json.dumps({"lockfileVersion": 3, "packages": {
                "node_modules/inngest": {"version": "4.24.0"}}})),
            put("node_modules/inngest/package.json", '{"version": "4.1.0"}'),
        ),
        "package.json",
    ),
    ("not-on-path", "nextjs", program("inngest-scaffold", None), ""),
    ("not-on-path", "nextjs", program("inngest-scaffold", "echo scaffold 0.0.1"), ""),
    ("settings", "nextjs", put(SETTINGS, "{ // ours\n}"), SETTINGS),
    ("settings", "nextjs", settings(lambda value: value.update(disableAllHooks=True)), SETTINGS),
    ("missing-hook", "nextjs", put(SETTINGS, "{}"), SETTINGS),
    (
        "missing-hook", "nextjs",
        settings(lambda value: value["hooks"].pop("Stop")),  # type: ignore[attr-defined]
        SETTINGS,
    ),
    ("silent-hook", "nextjs", program("inngest-scaffold", "exit 0"), SETTINGS),
    ("silent-hook", "nextjs", program("inngest-scaffold", "echo other >&2; exit 2"), SETTINGS),
    ("silent-hook", "nextjs", sub(SETTINGS, "exit 2;; esac", "exit 2;; esac; touch ran"), SETTINGS),
    ("dead-glob", "nextjs", put(".claude/rules/x.md", "---\npaths:\n  - \"no/*.ts\"\n---\n# X\n"),
     ".claude/rules/x.md"),
    ("dead-glob", "nextjs", put(".claude/rules/x.md", "---\npaths: \"**/*.{vue,svelte}\"\n---\n"),
     ".claude/rules/x.md"),
    ("ignored-key", "nextjs", put(".claude/rules/x.md", "---\nglobs: \"**/*.ts\"\n---\n# X\n"),
     ".claude/rules/x.md"),
    ("frontmatter", "nextjs", put(".claude/rules/x.md", "---\npaths: **/*.ts\n---\n# X\n"),
     ".claude/rules/x.md"),
    ("missing-file", "nextjs", put("docs/AGENTS.md", "Read `docs/events/list.md` first.\n"),
     "docs/AGENTS.md"),
    ("missing-file", "nextjs", sub("CLAUDE.md", "@AGENTS.md", "@AGENTS.md\n@docs/style.md"),
     "CLAUDE.md"),
    ("missing-command", "nextjs", sub("package.json", '"typecheck":', '"types":'), "CLAUDE.md"),
    ("missing-command", "nextjs", put("docs/AGENTS.md", "```sh\nscaffold chek\n```\n"),
     "docs/AGENTS.md"),
    ("missing-command", "nextjs", put("docs/AGENTS.md", "Run `scaffold check --fast`.\n"),
     "docs/AGENTS.md"),
    ("too-long", "nextjs", put("app/CLAUDE.md", "- A line.\n" * 400), "app/CLAUDE.md"),
    ("torn-marker", "nextjs", sub("CLAUDE.md", "<!-- scaffold:end -->\n", ""), "CLAUDE.md"),
    ("torn-marker", "nextjs", sub("CLAUDE.md", "<!-- scaffold:begin -->\n", ""), "CLAUDE.md"),
    (
        "torn-marker", "nextjs",
        sub("AGENTS.md", "# Inngest", "<!-- BEGIN:nextjs-agent-rules -->\n# Inngest"), "AGENTS.md",
    ),
    (
        "conflict", "nextjs", sub("CLAUDE.md", "# Inngest\n", "<<<<<<< before\n# Inngest\n"
        "=======\n# Inngest, new\n>>>>>>> after\n"), "CLAUDE.md",
    ),
    ("hidden-agents-file", "nextjs", sub("CLAUDE.md", "@AGENTS.md", ""), "AGENTS.md"),
    (
        "contradiction", "nextjs",
        put(".cursorrules", "Inngest: `createFunction({ id: 'a' }, { event: 'b' }, handler)`\n"),
        ".cursorrules",
    ),
    (
        "contradiction", "fastapi",
        put(".github/copilot-instructions.md", "Inngest events take an idempotencyKey.\n"),
        ".github/copilot-instructions.md",
    ),
    ("dialect", "nextjs", put(".cursor/rules/a.mdc", "---\nalwaysApply: yes please\n---\nX\n"),
     ".cursor/rules/a.mdc"),
    ("dialect", "nextjs", put(".cursor/rules/a.mdc", "---\nglobs: [a.ts]\n---\nX\n"),
     ".cursor/rules/a.mdc"),
    ("dialect", "nextjs", put(".github/instructions/a.instructions.md", "# No frontmatter\n"),
     ".github/instructions/a.instructions.md"),
    ("no-dev-mode", "nextjs", sub(".env.development", "INNGEST_DEV=1", ""), "lib/inngest.ts"),
    ("dev-mode-off", "nextjs", put(".env.local", "INNGEST_DEV=0\n"), ".env.local"),
    (
        "dev-mode-in-code", "nextjs",
        sub("lib/inngest.ts", "new Inngest({", "new Inngest({ isDev: true,"), "lib/inngest.ts",
    ),
    ("dev-mode-in-production", "nextjs", put(".env.production", "INNGEST_DEV=1\n"),
     ".env.production"),
    ("dev-mode-in-production", "fastapi", put("Dockerfile", "FROM python\nENV INNGEST_DEV=1\n"),
     "Dockerfile"),
    (
        "unnamed-secret", "nextjs",
        every(*(sub(name, "WEBHOOK_SECRET", "X") for name in (".env.example", ".env.development"))),
        "app/api/webhooks/order-placed/route.ts",
    ),
    (
        "unnamed-secret", "fastapi",
        every(*(sub(name, "WEBHOOK_SECRET", "X") for name in (".env.example", ".env.development"))),
        "app/webhooks/order_placed.py",
    ),
    ("behind", "nextjs", older, ""),
    ("drift", "nextjs", sub(RULES, "# Steps", "# Steps, mine"), RULES),
    ("drift", "nextjs", gone(RULES), RULES),
    (
        "suppression", "nextjs",
        sub("lib/inngest.ts", "import", "// scaffold: ignore[no-such-rule] because\nimport"),
        "lib/inngest.ts",
    ),
    (
        "no-inngest-code", "nextjs",
        gone("inngest", "lib", "app", "tests"),
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize("stack", ["nextjs", "fastapi"])
def test_a_sound_project_has_no_finding(shop: Callable[[str], Path], stack: str) -> None:
    root = shop(stack)
    before = tree(root)
    assert findings(root) == ()
    assert tree(root) == before


@pytest.mark.parametrize(
    ("name", "stack", "edit", "path"),
    CASES,
    ids=[f"{case[0]}-{number}" for number, case in enumerate(CASES)],
)
def test_each_finding(
    shop: Callable[[str], Path], name: str, stack: str, edit: Edit, path: str
) -> None:
    root = shop(stack)
    edit(root)
    before = tree(root)
    examination = next(each for each in EXAMINATIONS if each.name == name)
    found = [*examination.find(Subject(find_project(root), options_of_commands()))]
    assert path in [each.path for each in found]
    assert all(each.message and each.mend for each in found)
    assert tree(root) == before


def test_every_examination_has_a_case() -> None:
    assert {case[0] for case in CASES} == {each.name for each in EXAMINATIONS}


def test_every_examination_says_what_it_finds_here_and_in_the_document() -> None:
    document = (REPOSITORY / "docs/doctor.md").read_text()
    for each in EXAMINATIONS:
        assert (each.find.__doc__ or "").startswith("Find ")
        assert f"| `{each.name}` | {each.about} |" in document
    assert document.count("\n| `") == len(EXAMINATIONS)


def test_no_command_of_a_repository_is_run(shop: Callable[[str], Path]) -> None:
    """Also not one that begins as ours do: only ours, byte for byte, is started."""
    root = shop("nextjs")
    marker = root.parent / "ran"
    text = (root / SETTINGS).read_text()
    (root / SETTINGS).write_text(text.replace("2>&1 >/dev/null)", f"; touch {marker})"))
    (root / ".npmrc").write_text("script-shell=/bin/false\n")
    findings(root)
    assert not marker.exists()


def test_a_program_of_the_working_directory_is_not_run(
    shop: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = shop("nextjs")
    place_program(root, "touch ran")
    (root / "node").write_text("#!/bin/sh\ntouch ran\n")
    (root / "node").chmod(0o755)
    monkeypatch.setenv("PATH", ".::/usr/bin:/bin")
    monkeypatch.chdir(root)
    findings(root)
    assert not (root / "ran").exists()


def test_what_stops_an_examination_is_a_finding(shop: Callable[[str], Path]) -> None:
    root = shop("nextjs")
    answers = root / ".copier-answers.yml"
    answers.write_text(answers.read_text().replace("_commit: v", "_commit: v77"))
    found = [each for each in findings(root) if each.name == "behind"]
    assert "no version of the templates" in found[0].message or "upgrade" in found[0].mend


def test_exit_codes_and_streams(shop: Callable[[str], Path]) -> None:
    root = shop("nextjs")
    done = scaffold("doctor", cwd=root)
    assert (done.code, done.err) == (0, ""), done.out
    assert "0 errors, 0 warnings" in done.out
    (root / "yarn.lock").write_text("")
    (root / "package-lock.json").write_text("{}")
    assert scaffold("doctor", cwd=root).code == 0
    assert scaffold("doctor", "--strict", cwd=root).code == 1
    (root / ".env.local").write_text("INNGEST_DEV=0\n")
    done = scaffold("doctor", "--json", cwd=root)
    assert done.code == 1
    assert {each["name"] for each in done.json["findings"]} == {"package-manager", "dev-mode-off"}
    assert (done.json["schema_version"], done.json["errors"], done.json["warnings"]) == (1, 1, 1)
    assert {"name": "npm", "value": "10.8.2"} in done.json["facts"]


def test_of_two_lock_files_adopt_follows_the_same(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json", "pnpm-lock.yaml"):
        (tmp_path / name).write_text("{}")
    project = find_project(tmp_path)
    found = package_manager(DiskFiles(tmp_path), "", "typescript", project.root)
    assert manager_of(Subject(project, {})) == found == "pnpm"


def test_a_folder_that_is_no_project(tmp_path: Path, programs: Path) -> None:
    done = scaffold("doctor", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "no-inngest-code" in done.out


def test_a_repository_without_our_template(tmp_path: Path, programs: Path) -> None:
    root = tmp_path / "app"
    put("package.json", '{"dependencies": {"inngest": "^4.0.0"}}')(root)
    put("src/client.ts", 'import { Inngest } from "inngest";\n'
        'export const bus = new Inngest({ id: "shop" });\n')(root)  # fmt: skip
    put("CLAUDE.md", "Use Inngest SDK v3.\n<!-- scaffold:begin -->\n")(root)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert {each.name for each in findings(root)} == {
        "sdk-not-as-described", "contradiction", "torn-marker", "no-dev-mode",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("packages", "mend"),
    [
        ({"next": "16.0.0"}, "echo INNGEST_DEV=1 >> .env.development"),
        ({"express": "^5", "dotenv": "^16"}, "echo INNGEST_DEV=1 >> .env.development"),
        ({"hono": "^4"}, "export INNGEST_DEV=1"),
    ],
)
def test_dev_mode_is_set_where_the_app_looks_for_it(
    tmp_path: Path, packages: dict[str, str], mend: str
) -> None:
    manifest = {"dependencies": {"inngest": "^4.24.0", **packages}}
    (tmp_path / "package.json").write_text(json.dumps(manifest))
    (tmp_path / "client.ts").write_text(
        'import { Inngest } from "inngest";\nexport const bus = new Inngest({ id: "shop" });\n'
    )
    assert [each.mend for each in findings(tmp_path) if each.name == "no-dev-mode"] == [mend]
