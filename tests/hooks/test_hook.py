"""The two hooks by themselves: bad input, places, files that are none of their business."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scaffold.hooks import hook
from scaffold.rules import all_rules, file_rules, rule_names
from tests.support.hooks import (
    command,
    edit_input,
    place_ours,
    place_program,
    run_command,
    run_hook,
    stop_input,
)

CLIENT = 'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ id: "shop" });\n'
SERVE = """import {{ serve }} from "inngest/next";
import {{ inngest }} from "../client";
{imports}
export const {{ GET, POST, PUT }} = serve({{ client: inngest, functions: [{entries}] }});
"""
WRONG = """import { inngest } from "../client";

export const pay = inngest.createFunction(
  { id: "pay", retries: 2, triggers: [{ event: "order/paid" }] },
  async ({ step }) => {
    step.run("charge", async () => 1);
  },
);
"""
RIGHT = WRONG.replace("    step.run", "    await step.run")
WRONG_PYTHON = """import inngest

client = inngest.Inngest(app_id="shop")


@client.create_function(fn_id="pay", retries=2, trigger=inngest.TriggerEvent(event="order/paid"))
async def pay(ctx: inngest.Context) -> None:
    ctx.step.run("charge", charge)
"""


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return root


def app(root: Path, *, registered: bool = True, function: str = RIGHT) -> Path:
    """Write a small app: a client, one function and the route that serves it."""
    imports = 'import { pay } from "../inngest/pay";\n' if registered else ""
    served = SERVE.format(imports=imports, entries="pay" if registered else "")
    return write(
        root,
        {
            "package.json": '{"dependencies": {"inngest": "^4.0.0"}}',
            "client.ts": CLIENT,
            "inngest/pay.ts": function,
            "api/route.ts": served,
        },
    )


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "Work")


def edited(path: Path | str, *, cwd: Path) -> str:
    """Return what the agent is told about a file it edited."""
    done = run_hook("post-edit", edit_input(path, cwd=cwd), cwd=Path("/"))
    assert done.out == ""
    assert done.code == (2 if done.err else 0), done.err
    return done.err


def stopped(cwd: Path, *, active: bool = False) -> str:
    """Return what the agent is told when it wants to stop."""
    done = run_hook("stop", stop_input(cwd=cwd, active=active), cwd=Path("/"))
    assert done.out == ""
    assert done.code == (2 if done.err else 0), done.err
    return done.err


# After an edit


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [("pay.ts", WRONG, 6), ("pay.tsx", WRONG, 6), ("pay.mjs", WRONG, 6), ("p.py", WRONG_PYTHON, 8)],
)
def test_a_line_per_diagnostic_with_what_to_do_first(
    tmp_path: Path, name: str, content: str, line: int
) -> None:
    write(tmp_path, {name: content})

    heading, told = edited(tmp_path / name, cwd=tmp_path).splitlines()
    assert heading.startswith(hook.HEADING)
    assert told.startswith(f"{name}:{line}: await it")
    assert "(error unawaited-step: " in told


def test_the_registry_is_not_looked_at_after_an_edit(tmp_path: Path) -> None:
    app(tmp_path, registered=False)

    assert edited(tmp_path / "inngest/pay.ts", cwd=tmp_path) == ""


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("notes.md", WRONG),
        ("pay.json", WRONG),
        ("pay.test.ts", WRONG),
        ("node_modules/shop/pay.ts", WRONG),
        (".next/server/pay.js", WRONG),
        ("no-sign.ts", "const step = { run() {} };\nstep.run();\n"),
        ("merge.ts", WRONG.replace("    step.run", "<<<<<<< a\nstep.run\n=======\n>>>>>>> b\n")),
        ("huge.ts", WRONG + "//" + "x" * 10_000_001),
        ("binary.ts", WRONG + "\0"),
        ("empty.ts", ""),
    ],
)
def test_files_that_are_none_of_its_business(tmp_path: Path, path: str, content: str) -> None:
    write(tmp_path, {path: content})

    assert edited(tmp_path / path, cwd=tmp_path) == ""


def test_a_file_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pay.ts").write_bytes(WRONG.encode() + b"// \xff\n")

    assert edited(tmp_path / "pay.ts", cwd=tmp_path) == ""


def test_a_deleted_file_a_folder_and_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "folder.ts").mkdir()
    os.mkfifo(tmp_path / "pipe.ts")

    for name in ("deleted.ts", "folder.ts", "pipe.ts"):
        assert edited(tmp_path / name, cwd=tmp_path) == ""


def test_a_file_outside_of_where_the_agent_works(tmp_path: Path) -> None:
    write(tmp_path, {"other/pay.ts": WRONG, "mine/ok.ts": ""})
    (tmp_path / "mine/link.ts").symlink_to(tmp_path / "other/pay.ts")

    assert edited(tmp_path / "other/pay.ts", cwd=tmp_path / "mine") == ""
    assert edited("../other/pay.ts", cwd=tmp_path / "mine") == ""
    assert edited(tmp_path / "mine/link.ts", cwd=tmp_path / "mine") == ""


@pytest.mark.parametrize("name", ["a b.ts", "a\nb.ts", "ünïcödé.ts", "'$(id)'.ts", "-rf.ts"])
def test_names_that_are_hard_to_write(tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: WRONG})

    told = edited(tmp_path / name, cwd=tmp_path).splitlines()
    assert len(told) == 2
    assert told[1].startswith(f"{' '.join(name.split())}:6: ")


def test_many_diagnostics_are_cut_short(tmp_path: Path) -> None:
    line = '    step.run("charge", async () => 1);\n'
    steps = "".join(line.replace("charge", f"charge-{number}") for number in range(30))
    write(tmp_path, {"pay.ts": WRONG.replace(line, steps)})

    told = edited(tmp_path / "pay.ts", cwd=tmp_path).splitlines()
    assert len(told) == 1 + hook.MOST_LINES + 1
    assert told[-1].startswith("… and 10 more: ")


def test_a_comment_that_only_the_project_shows_to_be_needed(tmp_path: Path) -> None:
    comment = "  // scaffold: ignore[side-effect-outside-step] it only logs\n"
    body = WRONG.replace("    step.run", f"{comment}    await audit();\n    await step.run")
    write(tmp_path, {"pay.ts": 'import { audit } from "./audit";\n' + body})

    assert edited(tmp_path / "pay.ts", cwd=tmp_path) == ""


# Where the agent works


def test_paths_are_told_as_they_are_seen_from_where_the_agent_works(tmp_path: Path) -> None:
    app(tmp_path / "apps/web", registered=False, function=WRONG)
    (tmp_path / "apps/web/.copier-answers.yml").write_text("stack: nextjs\n")
    git(tmp_path, "init", "-q")
    web = tmp_path / "apps/web"

    for cwd, seen in (
        (tmp_path, "apps/web/inngest/pay.ts:6: "),
        (web, "inngest/pay.ts:6: "),
        (web / "inngest", f"{web}/inngest/pay.ts:6: "),
    ):
        assert edited(web / "inngest/pay.ts", cwd=cwd).splitlines()[1].startswith(seen)
        told = stopped(cwd)
        assert f"\n{seen}" in told
        assert "unregistered-function" in told


def test_projects_of_a_monorepo_are_judged_each_by_itself(tmp_path: Path) -> None:
    for name in ("one", "two"):
        # The same id in two apps is no clash.
        app(tmp_path / name)
        (tmp_path / name / ".copier-answers.yml").write_text("stack: nextjs\n")
    git(tmp_path, "init", "-q")

    assert stopped(tmp_path) == ""
    (tmp_path / "two/inngest/pay.ts").write_text(WRONG)
    assert [line.split(":")[0] for line in stopped(tmp_path).splitlines()[1:]] == [
        "two/inngest/pay.ts"
    ]


def test_a_work_tree_inside_the_repository(tmp_path: Path) -> None:
    app(tmp_path)
    commit(tmp_path)
    tree = tmp_path / ".claude/worktrees/feature"
    git(tmp_path, "worktree", "add", "-q", str(tree))
    app(tree, function=WRONG)

    assert edited(tree / "inngest/pay.ts", cwd=tree).splitlines()[1].startswith("inngest/pay.ts:6:")
    assert "inngest/pay.ts:6: " in stopped(tree)
    assert stopped(tmp_path) == ""


@pytest.mark.parametrize("with_git", [True, False])
def test_no_commit_yet_and_no_git(tmp_path: Path, with_git: bool) -> None:
    app(tmp_path, registered=False)
    if with_git:
        git(tmp_path, "init", "-q")

    assert "unregistered-function" in stopped(tmp_path)


# Before it stops


def test_only_what_changed_is_told(tmp_path: Path) -> None:
    app(tmp_path, function=WRONG)
    commit(tmp_path)
    assert stopped(tmp_path) == ""

    (tmp_path / "README.md").write_text("# Shop\n")
    assert stopped(tmp_path) == ""
    # The function that lost its entry did not change, but the change is what it suffers from.
    app(tmp_path, registered=False, function=WRONG)
    told = stopped(tmp_path)
    assert "unregistered-function" in told
    assert "unawaited-step" not in told


def test_warnings_do_not_hold_an_agent_up(tmp_path: Path) -> None:
    app(tmp_path, function=RIGHT.replace(", retries: 2", ""))
    (tmp_path / "scaffold.toml").write_text("style = true\n")

    assert "(warning implicit-retries: " in edited(tmp_path / "inngest/pay.ts", cwd=tmp_path)
    assert stopped(tmp_path) == ""


def test_it_never_blocks_twice(tmp_path: Path) -> None:
    app(tmp_path, registered=False)

    assert stopped(tmp_path) != ""
    assert stopped(tmp_path, active=True) == ""


@pytest.mark.parametrize("state", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"])
def test_an_unfinished_merge_is_left_alone(tmp_path: Path, state: str) -> None:
    app(tmp_path, registered=False)
    git(tmp_path, "init", "-q")
    (tmp_path / ".git" / state).write_text("0" * 40)

    assert stopped(tmp_path) == ""


def test_a_hook_writes_nothing(tmp_path: Path) -> None:
    app(tmp_path, function=WRONG)
    git(tmp_path, "init", "-q")
    before = sorted(tmp_path.rglob("*"))

    edited(tmp_path / "inngest/pay.ts", cwd=tmp_path)
    stopped(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


# Bad input


@pytest.mark.parametrize("name", ["post-edit", "stop"])
@pytest.mark.parametrize(
    "given",
    [
        "",
        " \n",
        "{",
        "nonsense",
        "[]",
        "null",
        "3",
        b"\xff\xfe",
        b'{"cwd": "\xff"}',
        "[" * 200_000,
    ],
    ids=lambda given: repr(given)[:20],
)
def test_input_that_is_none_is_one_line_for_a_person(
    tmp_path: Path, name: str, given: str | bytes
) -> None:
    done = run_hook(name, given, cwd=tmp_path)

    assert (done.code, done.out) == (0, "")
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("scaffold hook: nothing was checked: ")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"tool_input": None},
        {"tool_input": {}},
        {"tool_input": {"file_path": 3}},
        {"tool_input": {"file_path": ""}},
        {"tool_input": {"file_path": "a\0b.ts"}},
        {"tool_input": {"file_path": "\ud800.ts"}},
        {"tool_input": {"file_path": "x" * 5000 + ".ts"}},
        {"tool_input": {"notebook_path": "a.ipynb"}, "tool_name": "NotebookEdit"},
        {"tool_input": {"command": "ls"}, "tool_name": "Bash"},
        {"tool_input": {"file_path": "pay.ts"}, "tool_name": "Later", "cwd": "/no/such/folder"},
        {"tool_input": {"file_path": "pay.ts"}, "cwd": 3},
        {"tool_input": {"file_path": "pay.ts"}, "cwd": "\0"},
    ],
)
def test_fields_that_are_missing_or_strange(tmp_path: Path, given: dict[str, object]) -> None:
    done = run_hook("post-edit", given, cwd=tmp_path)

    assert (done.code, done.out) == (0, "")
    assert len(done.err.splitlines()) <= 1


def test_an_unknown_tool_that_names_a_file_is_an_edit(tmp_path: Path) -> None:
    write(tmp_path, {"pay.ts": WRONG})
    given = edit_input("pay.ts", cwd=tmp_path, tool="PatchFile")

    assert run_hook("post-edit", given, cwd=Path("/")).code == 2


@pytest.mark.parametrize("given", [{}, {"cwd": "/no/such/folder"}, {"cwd": None}, {"cwd": "\0"}])
def test_stop_without_a_place(tmp_path: Path, given: dict[str, object]) -> None:
    assert run_hook("stop", given, cwd=tmp_path) == run_hook("stop", {}, cwd=tmp_path)
    assert run_hook("stop", given, cwd=tmp_path).code == 0


def test_an_error_of_ours_does_not_block(tmp_path: Path) -> None:
    app(tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / ".git/index").write_text("broken\n")

    done = run_hook("stop", stop_input(cwd=tmp_path), cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert len(done.err.splitlines()) == 1


def test_a_closed_input(tmp_path: Path) -> None:
    line = f'"{sys.executable}" -m scaffold hook post-edit <&-'
    done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1


# The command in the settings file


def test_the_command_hands_on_what_ours_says(tmp_path: Path) -> None:
    app(tmp_path / "shop", registered=False, function=WRONG)
    programs = place_ours(tmp_path / "bin")
    shop = tmp_path / "shop"

    for name, given in (
        ("post-edit", edit_input(shop / "inngest/pay.ts", cwd=shop)),
        ("stop", stop_input(cwd=shop)),
    ):
        done = run_command(name, given, cwd=shop, programs=programs)
        assert done == run_hook(name, given, cwd=shop)
        assert done.code == 2


@pytest.mark.parametrize("name", ["post-edit", "stop"])
@pytest.mark.parametrize(
    "script",
    [
        'echo "Usage: scaffold [OPTIONS] COMMAND" >&2; echo "Error: No such command \'hook\'."'
        " >&2; exit 2",
        "echo 'inngest-scaffold: error: unknown command hook' >&2; exit 2",
        "echo 'scaffold: error: unknown command hook' >&2; exit 2",
        "echo 'scaffold: mend this' >&2; exit 1",
        "echo 'scaffold: mend this' >&2; exit 0",
        "exit 2",
        "echo 'scaffold: mend this'; exit 2",
        "cat; exit 2",
        "exit 126",
    ],
)
def test_another_program_of_that_name_is_never_heard(
    tmp_path: Path, name: str, script: str
) -> None:
    programs = place_program(tmp_path / "bin", script)

    done = run_command(name, stop_input(cwd=tmp_path), cwd=tmp_path, programs=programs)
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("name", ["post-edit", "stop"])
def test_a_missing_program_is_silent(tmp_path: Path, name: str) -> None:
    done = run_command(name, stop_input(cwd=tmp_path), cwd=tmp_path, programs=tmp_path)

    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("name", ["post-edit", "stop"])
def test_the_command_needs_no_more_than_a_plain_shell(name: str) -> None:
    text = command(name)

    assert "\n" not in text
    assert f"inngest-scaffold hook {name} " in text
    assert f"'{hook.HEADING} '*" in text
    for shell in ("sh", "bash", "dash"):
        checked = subprocess.run([shell, "-n", "-c", text], capture_output=True)
        assert (checked.returncode, checked.stderr) == (0, b"")


# What it loads


@pytest.mark.parametrize("language", ["typescript", "python"])
def test_the_rules_for_one_file_are_found_without_importing_the_others(language: str) -> None:
    expected = {
        name: rule
        for name, rule in all_rules().items()
        if rule.scope != "project" and language in rule.languages
    }

    assert file_rules(language) == expected
    assert rule_names() == set(all_rules())


@pytest.mark.parametrize(
    ("path", "grammar", "other"),
    [
        ("pay.ts", "tree_sitter_typescript", "tree_sitter_python"),
        ("pay.py", "tree_sitter_python", "tree_sitter_typescript"),
    ],
)
def test_only_what_the_file_at_hand_needs_is_loaded(
    tmp_path: Path, path: str, grammar: str, other: str
) -> None:
    write(tmp_path, {path: WRONG_PYTHON if path.endswith(".py") else WRONG})
    done = subprocess.run(
        [sys.executable, "-v", "-m", "scaffold", "hook", "post-edit"],
        input=json.dumps(edit_input(tmp_path / path, cwd=tmp_path)).encode(),
        capture_output=True,
    )

    assert done.returncode == 2
    loaded = {
        line.split()[1].strip("'")
        for line in done.stderr.decode(errors="replace").splitlines()
        if line.startswith("import ")
    }
    assert f"{grammar}/_binding" in done.stderr.decode(errors="replace")
    unwanted = (
        "typer",
        "jinja2",
        "yaml",
        "copier",
        "dataclasses",
        "inspect",
        "pathlib",
        "subprocess",
        other,
    )
    assert not [name for name in loaded if name.split(".")[0] in unwanted]
    assert not [name for name in loaded if name.startswith("scaffold.inngest.regist")]
