"""`scaffold new`: what it makes, what it refuses, and that a refusal leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
import weakref
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from scaffold.creating.new import SUMMARY
from scaffold.disk import interrupts
from scaffold.hooks.on_path import PROGRAM
from scaffold.template import store as template_store
from scaffold.template.questions import read_questions
from tests.support.cli import scaffold, tree
from tests.support.function_projects import git
from tests.support.hooks import place_ours, place_program
from tests.support.machine import heed_signals
from tests.support.team_templates import make_template

COLOR = "color: {type: str, choices: [red, blue]}\n"

EVENT_ONLY = {
    ".claude/rules/inngest-events.md",
    ".claude/rules/inngest-local-development.md",
    ".claude/rules/inngest-retries.md",
    ".claude/rules/inngest-steps.md",
    ".claude/skills/add-inngest-function/SKILL.md",
    ".copier-answers.yml",
    ".env.development",
    ".env.example",
    ".gitignore",
    ".prettierignore",
    "AGENTS.md",
    "CLAUDE.md",
    "app/api/inngest/route.ts",
    "app/api/sample/route.ts",
    "app/layout.tsx",
    "app/page.tsx",
    "inngest/onUserCreated.ts",
    "lib/events.ts",
    "lib/inngest.ts",
    "next.config.ts",
    "package.json",
    "tests/onUserCreated.test.ts",
    "tests/registry.test.ts",
    "tsconfig.json",
    "vitest.config.ts",
}


def test_makes_a_project_with_one_function(tmp_path: Path) -> None:
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 0, done.err
    assert set(tree(tmp_path / "shop")) >= EVENT_ONLY
    assert "create inngest/onUserCreated.ts" in done.err
    assert done.out.splitlines() == ["  cd shop", "  npm install", "  npm run dev"]
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    assert answers == {
        "_commit": template_store.newest(),
        "_src_path": template_store.SOURCE,
        "agent_hooks": True,
        "deployment": "none",
        "kinds": [],
        "origin": "new",
        "package_manager": "npm",
        "project_name": "shop",
        "sdk": "4",
        "stack": "nextjs",
    }


def test_makes_the_first_commit(tmp_path: Path) -> None:
    scaffold("new", "shop", "--defaults", cwd=tmp_path)
    log = subprocess.run(
        ["git", "log", "--format=%s"], cwd=tmp_path / "shop", capture_output=True, text=True
    )
    assert log.stdout == "Create the project\n"
    status = subprocess.run(["git", "status", "-s"], cwd=tmp_path / "shop", capture_output=True)
    assert status.stdout == b""


def test_makes_no_commit_without_an_identity(tmp_path: Path, isolated_home: Path) -> None:
    (isolated_home / ".gitconfig").unlink()
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 0
    assert (tmp_path / "shop/.git").is_dir()
    assert "git commit" not in done.err


@pytest.mark.parametrize("inside", [True, False])
def test_leaves_git_alone(tmp_path: Path, inside: bool) -> None:
    if inside:
        subprocess.run(["git", "init", "-q", tmp_path], check=True)
    done = scaffold("new", "shop", "--defaults", *([] if inside else ["--no-git"]), cwd=tmp_path)
    assert done.code == 0
    assert not (tmp_path / "shop/.git").exists()


def test_json_is_one_document(tmp_path: Path) -> None:
    done = scaffold("new", "shop", "--defaults", "--json", cwd=tmp_path)
    assert done.json["schema_version"] == 1
    assert done.json["directory"] == "shop"
    assert done.json["answers"]["kinds"] == []
    assert done.json["next"] == ["cd shop", "npm install", "npm run dev"]
    assert {"status": "create", "path": "CLAUDE.md"} in done.json["files"]


def test_dry_run_is_what_would_be_made(tmp_path: Path) -> None:
    made = scaffold("new", "shop", "--defaults", "--kind", "cron", "--no-git", cwd=tmp_path)
    assert made.code == 0, made.err
    dry = scaffold("new", "other/shop", "--defaults", "--kind", "cron", "--dry-run", cwd=tmp_path)
    assert dry.code == 0, dry.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shop"]
    target = tmp_path / "applied"
    target.mkdir()
    subprocess.run(["git", "init", "-q", target], check=True)
    subprocess.run(["git", "apply"], cwd=target, input=dry.out, text=True, check=True)
    assert tree(target) == tree(tmp_path / "shop")
    assert "would run  git init" in dry.err


def test_a_dry_run_in_a_repository_applies_where_the_project_would_be(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    apps = tmp_path / "apps"
    apps.mkdir()
    # It has files without a line, which a patch names from the top of the repository.
    options = ("shop", "--defaults", "--stack", "fastapi")
    dry = scaffold("new", *options, "--dry-run", cwd=apps)
    assert dry.code == 0, dry.err
    (apps / "shop").mkdir()
    subprocess.run(["git", "apply"], cwd=apps / "shop", input=dry.out, text=True, check=True)
    applied = tree(apps / "shop")
    shutil.rmtree(apps / "shop")
    assert scaffold("new", *options, cwd=apps).code == 0
    assert tree(apps / "shop") == applied


def test_answers_file_and_options_that_win(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("sdk: '3'\nkinds: [approval]\npackage_manager: pnpm\n")
    done = scaffold(
        "new", "shop", "--answers", "a.yml", "--package-manager", "yarn", "--defaults", "--json",
        cwd=tmp_path,
    )  # fmt: skip
    answers = done.json["answers"]
    assert (answers["sdk"], answers["kinds"]) == ("3", ["approval"])
    assert answers["package_manager"] == "yarn"


def test_a_project_answers_file_makes_the_same_project(tmp_path: Path) -> None:
    scaffold("new", "shop", "--defaults", "--kind", "webhook", "--no-git", cwd=tmp_path)
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    (tmp_path / "a.yml").write_text(
        yaml.safe_dump({k: v for k, v in answers.items() if not k.startswith("_")})
    )
    done = scaffold(
        "new", "again", "--answers", "a.yml", "--non-interactive", "--no-git", cwd=tmp_path
    )
    assert done.code == 0, done.err
    assert tree(tmp_path / "again") == tree(tmp_path / "shop")


def test_missing_answers_are_named(tmp_path: Path) -> None:
    # An idle pipe: whoever waits for an answer is ended by the time-out of this call.
    done = scaffold("new", "shop", "--sdk", "4", "--json", cwd=tmp_path, stdin=None)
    assert done.code == 2
    assert done.json["error"]["missing_flags"] == [
        "--stack", "--kind", "--package-manager", "--deployment", "--agent-hooks",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stdin", ["", None], ids=["end of file", "idle pipe"])
def test_nothing_is_asked_without_a_terminal(tmp_path: Path, stdin: str | None) -> None:
    done = scaffold("new", cwd=tmp_path, stdin=stdin)
    assert done.code == 2
    assert "--project-name" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("my app", "my-app"),
        ("../x", "../x"),
        ("/abs", "/abs"),
        ("naïve", "naïve"),
        ("x" * 300, "characters"),
        ('"; rm -rf', "rm -rf"),
        ("next", "next"),
        ("", "empty"),
        ("-rf", "-rf"),
        ("node_modules", "node_modules"),
    ],
)
def test_refuses_a_project_name(tmp_path: Path, name: str, says: str) -> None:
    done = scaffold("new", "shop", f"--project-name={name}", "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err
    assert done.err.count("error:") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--stack", "nextsj"], "did you mean `nextjs`?"),
        (["--kind", "approvel"], "did you mean `approval`?"),
        (["--sdk", "5"], "choose one of"),
        (["--package-manager", "uv"], "`npm`"),
        (["--deployment", "fly"], "choose one of"),
        (["--ref", "v9.9.9", "--template", "{templates}"], "v9.9.9"),
        (["--template", "{nowhere}"], "nowhere"),
    ],
)
def test_refuses_an_answer(tmp_path: Path, arguments: list[str], says: str) -> None:
    known = {"templates": template_store.bundle(), "nowhere": tmp_path / "nowhere"}
    filled = [argument.format(**known) for argument in arguments]
    done = scaffold("new", "shop", *filled, "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("stak: nextjs\n", "did you mean `stack`?"),
        ("kinds: cron\n", "takes a list"),
        ("sdk: 4\n", "quote text"),
        ("project_name: [a]\n", "type str"),
        ("a: [\n", "not valid YAML"),
        ("- a\n", "holds no answers"),
        ("", "holds no answers"),
    ],
)
def test_refuses_an_answers_file(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.yml").write_text(text)
    done = scaffold("new", "shop", "--answers", "a.yml", "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "shop").exists()


def test_refuses_an_answers_file_that_is_not_there(tmp_path: Path) -> None:
    done = scaffold("new", "shop", "--answers", "a.yml", "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert "a.yml" in done.err


def test_refuses_a_directory_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/mine.txt").write_text("mine")
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert "`shop` is not empty" in done.err
    assert "mine.txt" in done.err
    assert tree(tmp_path) == {"shop/mine.txt": b"mine"}


def test_uses_an_empty_directory(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    assert scaffold("new", "shop", "--defaults", cwd=tmp_path).code == 0


def test_makes_a_project_in_the_folder_for_temporary_files(tmp_path: Path) -> None:
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert done.code == 0, done.err
    assert [each.name for each in tmp_path.iterdir()] == ["shop"]


def test_fills_the_directory_it_runs_in(tmp_path: Path) -> None:
    here = tmp_path / "shop"
    here.mkdir()
    inode = here.stat().st_ino
    done = scaffold("new", ".", "--defaults", cwd=here)
    assert done.code == 0, done.err
    assert here.stat().st_ino == inode, "the shell would stand in a removed directory"
    assert done.out.splitlines() == ["  npm install", "  npm run dev"]
    assert (here / ".git").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


@pytest.mark.parametrize("stack", ["nextjs", "fastapi"])
def test_prints_at_most_three_next_commands(tmp_path: Path, stack: str) -> None:
    managers = {"nextjs": ["npm", "pnpm", "yarn", "bun"], "fastapi": ["uv", "pip"]}[stack]
    for manager in managers:
        done = scaffold(
            "new", "shop", "--stack", stack, "--package-manager", manager, "--defaults",
            "--dry-run", "--json", cwd=tmp_path,
        )  # fmt: skip
        assert len(done.json["next"]) == 3
        assert done.json["next"][0] == "cd shop"


@pytest.mark.parametrize("where", ["ro", "ro/shop", "ro/a/shop"])
def test_refuses_what_is_read_only(tmp_path: Path, where: str) -> None:
    read_only = tmp_path / "ro"
    read_only.mkdir()
    read_only.chmod(0o555)
    done = scaffold("new", where, "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert "is read-only" in done.err
    assert done.err.count("error:") == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["ro"]


@pytest.mark.parametrize("where", ["{long}", "a/{long}", "file/shop", "loop/shop", "dangling/shop"])
def test_refuses_a_place_that_cannot_be(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    before = sorted(tmp_path.iterdir())
    place = where.format(long="x" * 300)
    done = scaffold("new", place, "--project-name", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert done.err.count("error:") == 1
    assert len(done.err) < 400
    assert sorted(tmp_path.iterdir()) == before


def test_refuses_a_file_and_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name, says in [("file", "is a file"), ("link", "symbolic link")]:
        done = scaffold("new", name, "--defaults", cwd=tmp_path)
        assert (done.code, says in done.err) == (2, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_makes_parents_and_takes_them_back(tmp_path: Path) -> None:
    assert scaffold("new", "a/b/shop", "--defaults", cwd=tmp_path).code == 0
    assert (tmp_path / "a/b/shop/CLAUDE.md").is_file()
    assert scaffold("new", "c/d/shop", "--defaults", "--sdk", "9", cwd=tmp_path).code == 2
    assert not (tmp_path / "c").exists()


def test_needs_git(tmp_path: Path) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path, PATH=str(empty))
    assert done.code == 2
    assert "cannot find `git`" in done.err
    assert not (tmp_path / "shop").exists()


def test_says_when_the_bundle_cannot_be_placed(tmp_path: Path, isolated_home: Path) -> None:
    (isolated_home / ".cache").write_text("a file in the way")
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path)
    assert done.code == 2
    assert "~/.cache/inngest-scaffold/template.bundle" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_stop_that_breaks_the_tidying_up_is_still_a_stop() -> None:
    with pytest.raises(KeyboardInterrupt), interrupts.watched():  # noqa: PT012
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            Path("gone", "before").unlink()
    with pytest.raises(FileNotFoundError), interrupts.watched():
        Path("gone", "before").unlink()


def test_a_stop_in_what_nothing_can_be_raised_from_comes_again() -> None:
    class Watched:
        pass

    one = Watched()
    reference = weakref.ref(one, lambda _: signal.raise_signal(signal.SIGTERM))
    with pytest.raises(KeyboardInterrupt), interrupts.watched():  # noqa: PT012
        del one
        time.sleep(20)
        pytest.fail("the stop was lost")
    assert reference() is None


@pytest.mark.parametrize(
    ("name", "delay"),
    [("SIGINT", 0.0), ("SIGTERM", 0.1), ("SIGHUP", 0.25), ("SIGINT", 0.4), ("SIGTERM", 0.0)],
)
def test_leaves_nothing_when_stopped(tmp_path: Path, name: str, delay: float) -> None:
    """Whenever it is stopped there is the whole project, exit 0, or nothing, exit 130."""
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    work.mkdir()
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "scaffold", "new", "a/shop", "--defaults"],
        cwd=work,
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        preexec_fn=heed_signals,
    )
    while not list(work.iterdir()) and process.poll() is None:
        time.sleep(0.005)
    time.sleep(delay)
    # The whole group, as a terminal does it: git is stopped as well.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, getattr(signal, name))
    _, err = process.communicate(timeout=60)
    assert list(temporary.iterdir()) == []
    if process.returncode == 0:
        assert (work / "a/shop/CLAUDE.md").is_file()
        assert [path.name for path in (work / "a").iterdir()] == ["shop"]
    else:
        assert (process.returncode, err.strip()) == (130, "stopped; nothing was written")
        assert list(work.iterdir()) == []


@pytest.mark.skipif(shutil.which("mount") is None or os.geteuid() != 0, reason="needs a tmpfs")
def test_leaves_nothing_on_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", disk], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("cannot mount a tmpfs here")
    try:
        done = scaffold("new", "shop", "--defaults", cwd=disk)
        assert done.code == 2, done.err
        assert "No space left" in done.err
        assert "Traceback" not in done.err
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def _asked() -> list[str]:
    """The questions that `new` asks."""
    return [name for name, is_own_reason in _answered() if not is_own_reason]


def _answered() -> list[tuple[str, bool]]:
    """The questions that `new` takes an answer to, and whether it asks for none."""
    return [
        (question.name, question.is_own_reason)
        for question in read_questions(template_store.templates_folder())
        if question.when is not False and "origin" not in f"{question.name}{question.when}"
    ]


def test_the_summary_shows_every_answer() -> None:
    assert list(SUMMARY) == _asked()


def test_every_question_has_an_option(tmp_path: Path) -> None:
    asked = [name for name, _ in _answered()]
    shown = scaffold("new", "--help", cwd=tmp_path, COLUMNS="200").out
    for name in asked:
        option = "--kind" if name == "kinds" else f"--{name.replace('_', '-')}"
        assert option in shown


def test_a_team_uses_its_own_template(tmp_path: Path) -> None:
    team = tmp_path / "team"
    (team / "project").mkdir(parents=True)
    (team / "copier.yml").write_text(
        "_subdirectory: project\n"
        "project_name: {type: str, default: x}\n"
        "color: {type: str, default: red}\n"
    )
    (team / "project/{{ _copier_conf.answers_file }}.jinja").write_text(
        "{{ _copier_answers | to_nice_yaml }}"
    )
    (team / "project/color.txt.jinja").write_text("{{ color }}\n")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"], ["tag", "v1"]):
        subprocess.run(["git", *command], cwd=team, check=True)
    (tmp_path / "a.yml").write_text("color: blue\n")
    done = scaffold(
        "new", "shop", "--template", team, "--ref", "v1", "--answers", "a.yml", "--defaults",
        cwd=tmp_path,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert (tmp_path / "shop/color.txt").read_text() == "blue\n"
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    assert (answers["_src_path"], answers["_commit"]) == (str(team), "v1")


@pytest.mark.parametrize("ref", [["--ref", "v1"], []])
def test_a_template_asks_what_its_version_asks(tmp_path: Path, ref: list[str]) -> None:
    """Not what stands in its folder meanwhile: a later commit, a change that is not committed."""
    team = make_template(tmp_path / "team", {"name.txt.jinja": "{{ project_name }}\n"}, COLOR)
    (team / "copier.yml").write_text("_subdirectory: project\nsize: {type: int}\n")
    git(team, "commit", "-qam", "ask for another thing")
    (team / "copier.yml").write_text("weight: {type: int}\n")
    new = ["new", "shop", "--template", str(team), *ref]
    done = scaffold(*new, "--non-interactive", "--json", cwd=tmp_path)
    assert done.json["error"]["missing_flags"] == ["--color"]
    (tmp_path / "a.yml").write_text("color: blue\n")
    done = scaffold(*new, "--answers", "a.yml", "--non-interactive", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "Warning" not in done.err
    assert (tmp_path / "shop/name.txt").read_text() == "shop\n"
    (tmp_path / "shop").rename(tmp_path / "made")
    (tmp_path / "a.yml").write_text("size: 3\n")
    done = scaffold(*new, "--answers", "a.yml", "--defaults", cwd=tmp_path)
    assert (done.code, "`size`" in done.err) == (2, True)


README_LINE = b"# Shop of Ada\n"


def empty_enough(folder: Path, *, git: bool) -> Path:
    folder.mkdir()
    (folder / "README.md").write_bytes(README_LINE)
    (folder / "LICENSE").write_text("MIT\n")
    (folder / ".DS_Store").write_bytes(b"\0")
    if git:
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize(("where", "git"), [(".", True), ("shop", False)])
def test_a_folder_as_a_host_makes_it_is_empty_enough(tmp_path: Path, where: str, git: bool) -> None:
    """What is there stays; the README goes on below its one line."""
    folder = empty_enough(tmp_path / "shop", git=git)
    head = (folder / ".git/HEAD").read_bytes() if git else b""
    cwd = folder if where == "." else tmp_path
    dry = scaffold("new", where, "--defaults", "--dry-run", cwd=cwd)
    assert dry.code == 0, dry.err
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]
    done = scaffold("new", where, "--defaults", cwd=cwd)
    assert done.code == 0, done.err
    assert "update README.md" in done.err
    readme = (folder / "README.md").read_bytes()
    assert readme.startswith(README_LINE)
    assert b"npm run dev" in readme
    assert (folder / "LICENSE").read_text() == "MIT\n"
    assert (folder / "inngest/onUserCreated.ts").is_file()
    assert ("nothing is committed yet" in done.err) is git
    if git:
        assert (folder / ".git/HEAD").read_bytes() == head
        assert not [*(folder / ".git/objects").glob("??")]
    # The dry run is what was done.
    again = empty_enough(tmp_path / "again", git=False)
    subprocess.run(["git", "apply", "-"], cwd=again, input=dry.out, text=True, check=True)
    made = {path: content for path, content in tree(folder).items() if not path.startswith(".git/")}
    assert tree(again) == made


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("README.md", "# Shop\n\nTwo lines.\n"),
        ("README.md", "x" * 400),
        ("readme.md", "# Shop\n"),
        (".gitignore", "node_modules\n"),
        ("LICENSES", "MIT"),
    ],
)
def test_a_folder_with_more_is_not_empty(tmp_path: Path, name: str, content: str) -> None:
    folder = empty_enough(tmp_path / "shop", git=True)
    (folder / name).write_text(content)
    before = tree(folder)
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert f"is not empty: it holds {name}" in done.err
    assert tree(folder) == before


def test_what_the_next_commands_need_is_named(tmp_path: Path) -> None:
    """Programs that are missing, and a PATH on which the hooks find nothing."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("git", "sh", "sed", "basename", "cat", "uname", "dirname"):
        (programs / name).symlink_to(str(shutil.which(name)))
    done = scaffold("new", "shop", "--defaults", cwd=tmp_path, PATH=str(programs))
    assert done.code == 0, done.err
    assert "note: cannot find `npm`: it installs the packages" in done.err
    assert "note: cannot find `node`" in done.err
    assert "note: `inngest-scaffold` is not on PATH" in done.err
    place_ours(programs)
    for name in ("npx", "uv"):
        place_program(programs, "exit 0").joinpath(PROGRAM).rename(programs / name)
    place_ours(programs)
    done = scaffold(
        "new", "api", "--stack", "fastapi", "--defaults", cwd=tmp_path, PATH=str(programs)
    )
    assert done.code == 0, done.err
    assert "note:" not in done.err
