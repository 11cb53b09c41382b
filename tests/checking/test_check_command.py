"""`scaffold check` and `explain` as people run them: exit codes, streams, git, baselines, fixes."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from sarif_kit import validation_errors  # type: ignore[import-untyped]

from scaffold.disk.journal import Journal, write_journal
from scaffold.disk.journal_store import JournalStore, interrupted
from scaffold.rules import all_rules
from tests.support.cli import Done, scaffold, tree

CLIENT = 'import { Inngest } from "inngest";\nexport const app = new Inngest({ id: "shop" });\n'
SERVE = """\
import { serve } from "inngest/next";
import { app } from "./client";
import { good } from "./good";

export const { GET, POST, PUT } = serve({ client: app, functions: [good] });
"""
GOOD = """\
import { app } from "./client";

export const good = app.createFunction({ id: "good", retries: 3 }, { event: "a/b" }, async (c) => {
  await c.step.run("one", () => fetch("https://example.com"));
});
"""
BAD = GOOD.replace("good", "bad").replace("await c", "c")
PACKAGE = '{ "dependencies": { "inngest": "^3.30.0" } }\n'
V4 = '{ "scripts": { "dev": "INNGEST_DEV=1 next dev" }, "dependencies": { "inngest": "^4.1.0" } }\n'


def make(root: Path, **files: str) -> Path:
    """Write a project, commit it, and return its root."""
    write(root, {"package.json": PACKAGE, "client.ts": CLIENT, "serve.ts": SERVE, "good.ts": GOOD})
    write(root, {name.replace("__", "/").replace("_", "."): text for name, text in files.items()})
    git(root, "init", "--quiet")
    commit(root)
    return root


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def git(root: Path, *arguments: str, stdin: str | None = None) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, input=stdin, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x", "--allow-empty")


def check(root: Path, *arguments: str | Path, **env: str) -> Done:
    return scaffold("check", *arguments, cwd=root, **env)


def found(root: Path, *arguments: str | Path) -> list[tuple[str, str, int]]:
    """What a check reports, by rule, path and line."""
    done = check(root, "--format", "json", *arguments)
    assert done.code in (0, 1), done.err
    return [(each["rule"], each["path"], each["line"]) for each in done.json["diagnostics"]]


# Exit codes and streams


def test_a_clean_project_ends_with_0(tmp_path: Path) -> None:
    done = check(make(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert done.out == "no problems in 1 function in 3 files\n"


def test_an_error_ends_with_1_and_shows_the_line(tmp_path: Path) -> None:
    done = check(make(tmp_path, bad_ts=BAD))
    assert done.code == 1
    assert done.err == ""
    assert "bad.ts:4:3: error: unawaited-step: nobody waits for step `one`" in done.out
    assert "> 4 |   c.step.run(" in done.out
    assert done.out.endswith("2 errors in 2 functions in 4 files; `--fix` repairs 2\n")
    assert "\033[" not in done.out


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    root = make(tmp_path, good_ts=GOOD.replace(", retries: 3", ""))
    write(root, {"scaffold.toml": "style = true\n"})
    assert check(root).code == 0
    assert "1 warning" in check(root).out
    assert check(root, "--strict").code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xml"], "there is no format `xml`"),
        (["--rule", "no-such-rule"], "there is no rule `no-such-rule`"),
        (["nowhere.ts"], "there is no `nowhere.ts` to check"),
        (["../elsewhere"], "is outside the project"),
        (["--update-baseline"], "`--update-baseline` needs a file"),
        (["--dry-run"], "`--dry-run` shows what `--fix` would do"),
        (["--since", "no-such-branch"], "git does not know the commit `no-such-branch`"),
        (["--since", "--output=x"], "git does not know the commit `--output=x`"),
        (["--format", "sarif", "--verbose"], "`--verbose` would do nothing"),
        (["--statistics", "--verbose"], "`--verbose` would do nothing"),
        (["--watch", "--fix"], "`--fix` would do nothing"),
        (["--baseline", "b.json", "--update-baseline", "--exit-zero"], "would do nothing"),
        (["--baseline", "none.json"], "there is no baseline `none.json`"),
    ],
)
def test_what_cannot_be_done_ends_with_2(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = check(make(tmp_path), *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "hint: " in done.err


def test_rules_and_paths_narrow_the_report(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD, sub__worse_ts=BAD.replace("./client", "../client"))
    everything = found(root)
    assert {rule for rule, _, _ in everything} >= {"unawaited-step", "unregistered-function"}
    assert found(root, "--rule", "unawaited-step") == [
        ("unawaited-step", "bad.ts", 4),
        ("unawaited-step", "sub/worse.ts", 4),
    ]
    assert {path for _, path, _ in found(root, "sub")} == {"sub/worse.ts"}
    done = scaffold("check", "--format", "json", "bad.ts", cwd=root)
    assert {each["path"] for each in done.json["diagnostics"]} == {"bad.ts"}


def test_exit_zero_reports_and_ends_with_0(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    plain, zero = check(root), check(root, "--exit-zero")
    assert (plain.code, zero.code) == (1, 0)
    assert zero.out == plain.out
    assert check(root, "--exit-zero", "--rule", "no-such-rule").code == 2


def test_json_is_the_format_and_has_the_numbers(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    done = check(root, "--json")
    assert done.out == check(root, "--format", "json").out
    assert done.json["statistics"] == [
        {"severity": "error", "rule": rule, "number": 1, "fixable": 1}
        for rule in ("unawaited-step", "unregistered-function")
    ]
    for arguments, words in (
        (["--rule", "nope"], "there is no rule"),
        (["--format", "sarif"], "are two forms"),
        (["--verbose"], "would do nothing"),
    ):
        broken = check(root, "--json", *arguments)
        assert broken.code == 2
        assert words in broken.json["error"]["message"]


# A report that one can read


def many(number: int) -> str:
    lines = "".join(f'  c.step.run("s{n}", load);\n' for n in range(number))
    return GOOD.replace("  await c.", f"{lines}  await c.")


def test_errors_come_first_and_a_table_ends_the_report(tmp_path: Path) -> None:
    send = 'import { app } from "./client";\nvoid app.send({ name: "no/body", data: {} });\n'
    root = make(tmp_path, a_ts=send, good_ts=many(2))
    out = check(root).out
    assert out.index("good.ts:4:3: error: unawaited-step") < out.index(
        "a.ts:2:15: warning: unreceived-event"
    )
    assert out.endswith(
        "error    unawaited-step    2  `--fix` repairs 2\n"
        "warning  unreceived-event  1\n\n"
        "2 errors, 1 warning in 1 function in 4 files; `--fix` repairs 2\n"
    )
    assert "nobody waits for step `s0`" in out
    assert "`--fix` repairs this" in out


def test_of_one_rule_a_screenful_is_shown(tmp_path: Path) -> None:
    root = make(tmp_path, good_ts=many(30))
    out = check(root).out
    assert out.count(": error: unawaited-step: ") == 8
    assert "30  `--fix` repairs 30; 8 shown, `--verbose` shows all" in out
    assert check(root, "--verbose").out.count(": error: unawaited-step: ") == 30
    numbers = check(root, "--statistics").out
    assert ": error: " not in numbers
    assert numbers.startswith("error    unawaited-step  30  `--fix` repairs 30\n\n30 errors in ")


def test_a_terminal_sees_how_far_a_long_check_is(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    root = make(tmp_path)
    import sys

    code = (
        "import scaffold.cli.progress as p; p._PATIENCE = p._BETWEEN = 0.0\n"
        "from scaffold.cli.app import run; run(['check'])"
    )
    seen = pexpect.run(f"{sys.executable} -c {shlex.quote(code)}", cwd=str(root))
    assert b"checking: 1 of 3 files" in seen
    assert seen.endswith(b"\r\x1b[Kno problems in 1 function in 3 files\r\n") or (
        b"\r\x1b[K" in seen and b"no problems" in seen
    )
    # Nobody looks at a pipe.
    piped = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert piped.stderr == ""


def test_watch_checks_again_after_a_change(tmp_path: Path) -> None:
    import select
    import signal
    import sys
    import time

    root = make(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "scaffold", "check", "--watch"],
        cwd=root,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    descriptor = process.stdout.fileno()

    def until(part: bytes) -> bytes:
        seen, end = b"", time.monotonic() + 60
        while part not in seen and time.monotonic() < end:
            if select.select([descriptor], [], [], 1)[0]:
                seen += os.read(descriptor, 4096)
        return seen

    try:
        assert b"no problems in 1 function" in until(b"files\n")
        write(root, {"scaffold.toml": "[rules"})
        write(root, {"bad.ts": BAD, "scaffold.toml": ""})
        assert b"bad.ts:4:3: error: unawaited-step" in until(b"repairs 2\n")
        write(root, {"bad.ts": "// gone\n"})
        assert b"no problems in 1 function" in until(b"files\n")
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Ctrl-C ends it" in told


# What changed


def test_changed_is_the_full_run_on_changed_files(tmp_path: Path) -> None:
    root = make(tmp_path, old_ts=BAD.replace("bad", "old"))
    assert found(root, "--changed") == []
    write(root, {"bad.ts": BAD})
    full = found(root)
    assert found(root, "--changed") == [each for each in full if each[1] == "bad.ts"] != []
    commit(root)
    assert found(root, "--changed") == []
    assert found(root, "--since", "HEAD~1") == [each for each in full if each[1] == "bad.ts"]


def test_changed_tells_what_a_change_of_the_registry_does(tmp_path: Path) -> None:
    root = make(tmp_path)
    write(root, {"serve.ts": SERVE.replace("[good]", "[]")})
    assert found(root, "--changed") == [("unregistered-function", "good.ts", 3)]


def test_changed_works_before_the_first_commit_and_in_a_folder(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"app/package.json": PACKAGE, "app/bad.ts": BAD, "app/client.ts": CLIENT})
    done = check(tmp_path / "app", "--changed", "--format", "json", "--rule", "unawaited-step")
    assert [each["path"] for each in done.json["diagnostics"]] == ["app/bad.ts"]


def test_since_reports_ids_that_changed(tmp_path: Path) -> None:
    root = make(tmp_path)
    write(root, {"good.ts": GOOD.replace('id: "good"', 'id: "better"')})
    assert ("changed-id", "good.ts", 3) in found(root, "--since", "HEAD")


def test_changed_needs_git(tmp_path: Path) -> None:
    write(tmp_path, {"package.json": PACKAGE, "good.ts": GOOD})
    done = check(tmp_path, "--changed")
    assert done.code == 2
    assert "git" in done.err


# Baselines


def test_a_baseline_hides_what_it_lists_wherever_it_moves(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    done = check(root, "--baseline", "known.json", "--update-baseline")
    assert (done.code, done.out) == (0, "")
    assert "update known.json: 2 diagnostics" in done.err
    assert b'"line' not in (root / "known.json").read_bytes()
    write(root, {"bad.ts": "// moved\n\n" + BAD.replace("  c.step", "    c.step")})
    assert found(root, "--baseline", "known.json") == []
    assert check(root, "--baseline", "known.json").code == 0
    write(root, {"bad.ts": BAD.replace("});", '  c.step.run("two", load);\n});')})
    assert found(root, "--baseline", "known.json") == [("unawaited-step", "bad.ts", 5)]


def test_what_a_baseline_hides_stays_in_the_report_and_is_marked(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    check(root, "--baseline", "known.json", "--update-baseline")
    report = check(root, "--baseline", "known.json", "--format", "json").json
    assert {each["reason"] for each in report["suppressed"]} == {"in the baseline"}
    log = check(root, "--baseline", "known.json", "--format", "sarif").json
    assert all(each["suppressions"] for each in log["runs"][0]["results"])


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path, known_json="[]")
    done = check(root, "--baseline", "known.json")
    assert done.code == 2
    assert "`known.json` is no baseline" in done.err


# Fixes

NAP = (
    GOOD.replace("{", "{{")
    .replace("}", "}}")
    .replace("  await", "  await c.step.sleep('nap', '{}');\n  await")
)
FIXES = {
    "registers": (
        {"more.ts": GOOD.replace("good", "more")},
        "serve.ts",
        SERVE.replace('from "./good";\n', 'from "./good";\nimport { more } from "./more";\n')
        .replace("[good]", "[good, more]"),
    ),
    "removes an entry that leads nowhere": (
        {"serve.ts": SERVE.replace("[good]", "[good, gone]")
         .replace('from "./good";\n', 'from "./good";\nimport { gone } from "./gone";\n')},
        "serve.ts",
        SERVE,
    ),
    "awaits": (
        {"good.ts": GOOD.replace("await c", "c")},
        "good.ts",
        GOOD,
    ),
    "writes a duration in one unit": (
        {"good.ts": NAP.format("1h 30m")},
        "good.ts",
        NAP.format("90m"),
    ),
    "names the dedupe key": (
        {"send.ts": 'import { app } from "./client";\n'
         'export const go = (id: string) => app.send({ name: "a/b", idempotencyKey: id });\n'},
        "send.ts",
        'import { app } from "./client";\n'
        'export const go = (id: string) => app.send({ name: "a/b", id: id });\n',
    ),
    "moves a trigger into the options": (
        {"package.json": V4},
        "good.ts",
        GOOD.replace('3 }, { event: "a/b" },', '3, triggers: [{ event: "a/b" }] },'),
    ),
    "moves a trigger out of the options": (
        {"good.ts": GOOD.replace('3 }, { event: "a/b" },', '3, triggers: [{ event: "a/b" }] },')},
        "good.ts",
        GOOD,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXES)
def test_fix_repairs_and_the_result_is_clean(tmp_path: Path, name: str) -> None:
    files, path, expected = FIXES[name]
    root = make(tmp_path)
    write(root, files)
    commit(root)
    before = tree(root)
    dry = check(root, "--fix", "--dry-run")
    assert dry.code == 1
    assert tree(root) == before
    done = check(root, "--fix")
    assert done.code == 0, done.out
    assert f"update {path}" in done.out + done.err
    assert (root / path).read_text() == expected
    assert done.out.startswith("fixed ")
    after = tree(root)
    again = check(root, "--fix")
    assert again.code == 0
    assert tree(root) == after
    git(root, "checkout", "--quiet", "--", ".")
    git(root, "apply", "-", stdin=dry.out)
    assert tree(root) == after


def test_fix_leaves_what_it_cannot_repair(tmp_path: Path) -> None:
    broken = GOOD.replace("  await c", "  await db.save(1);\n  c")
    root = make(tmp_path, good_ts=broken)
    done = check(root, "--fix", "--format", "json")
    assert done.code == 1
    assert [each["rule"] for each in done.json["diagnostics"]] == ["side-effect-outside-step"]
    assert '  await c.step.run("one"' in (root / "good.ts").read_text()


def test_fix_and_json_say_what_was_fixed(tmp_path: Path) -> None:
    root = make(tmp_path, good_ts=many(1))
    dry = check(root, "--fix", "--dry-run", "--json")
    assert dry.json["files"] == [{"status": "update", "path": "good.ts"}]
    assert "+  await c.step.run" in dry.json["diff"]
    done = check(root, "--fix", "--json")
    assert done.json["fixed"] == [{"rule": "unawaited-step", "path": "good.ts", "line": 4}]
    assert done.json["diagnostics"] == []


# What somebody else does to a file after it was read; `git diff` is asked only then.
ELSEWHERE = {
    "the file to fix": ("good.ts", "echo '// mine' >> good.ts"),
    "the same length": ("good.ts", "sed -i.old s/one/two/ good.ts && rm good.ts.old"),
    "another that was read": ("client.ts", "echo '// mine' >> client.ts"),
    "deleted": ("good.ts", "rm -f good.ts"),
    "none": ("", ":"),
}


@pytest.mark.parametrize("case", ELSEWHERE)
def test_fix_writes_nothing_when_a_file_changed_after_it_was_read(
    tmp_path: Path, case: str
) -> None:
    changed, command = ELSEWHERE[case]
    (tmp_path / "project").mkdir()
    root = make(tmp_path / "project")
    write(
        root,
        {"good.ts": GOOD.replace("await c", "c"), "more.ts": GOOD.replace("good", "more")},
    )
    git_program = shutil.which("git")
    write(
        tmp_path,
        {
            "bin/git": f'#!/bin/sh\ncase "$*" in *--name-only*) cd {shlex.quote(str(root))} '
            f'&& {command};; esac\nexec {git_program} "$@"\n'
        },
    )
    (tmp_path / "bin/git").chmod(0o755)
    before = tree(root)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = check(root, "--fix", "--changed", PATH=path)
    after = tree(root)
    assert {one for one in before | after if before.get(one) != after.get(one)} == (
        {changed} if changed else {"good.ts", "serve.ts"}
    )
    if changed:
        assert done.code == 2
        assert f"`{changed}` changed while the command was at work; nothing was written" in done.err
        assert b"await c.step" not in after.get("good.ts", b"")
        assert not interrupted(root)
    assert check(root, "--fix").code == 0


def test_fix_registers_many_at_once(tmp_path: Path) -> None:
    root = make(tmp_path)
    write(root, {f"f{n}.ts": GOOD.replace("good", f"f{n}") for n in range(8)})
    assert check(root, "--fix").code == 0
    assert all(f"f{n}" in (root / "serve.ts").read_text() for n in range(8))


# What is read


def test_odd_files_are_skipped_and_named(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "huge.ts").write_bytes(b"// inngest\n" * 1_000_000)
    (root / "binary.ts").write_bytes(b"inngest\0\1\2")
    (root / "latin.ts").write_bytes("// inngest é\n".encode("latin-1"))
    (root / "loop").symlink_to(root)
    (root / "broken.ts").write_text(BAD.replace("bad", "broken") + "const = {;\n")
    done = check(root, "--format", "json")
    assert done.code == 1
    assert {each["path"]: each["reason"] for each in done.json["skipped"]} == {
        "huge.ts": "it is larger than 10 MB",
        "binary.ts": "it is binary",
        "latin.ts": "it is not UTF-8 (byte 11)",
    }
    assert done.json["partial"] == ["broken.ts"]
    assert ("unawaited-step", "broken.ts", 4) in found(root)
    text = check(root).out
    assert "huge.ts" in text
    assert "broken.ts could not be read in full" in text


def test_ignored_and_foreign_files_are_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "bad.ts").write_text(BAD)
    root = tmp_path / "project"
    root.mkdir()
    make(root, _gitignore="")
    write(root, {".gitignore": "generated/\n", "generated/bad.ts": BAD})
    write(root, {"node_modules/x/bad.ts": BAD, ".next/server/bad.ts": BAD, "dist/bad.ts": BAD})
    (root / "link.ts").symlink_to(outside / "bad.ts")
    (root / "folder").symlink_to(outside)
    assert found(root) == []


def test_a_jsx_ampersand_is_no_syntax_error(tmp_path: Path) -> None:
    page = 'import { app } from "./client";\nexport const P = () => <p>fish & chips</p>;\n'
    done = check(make(tmp_path, page_tsx=page), "--format", "json")
    assert done.json["partial"] == []


# Forms


def test_sarif_is_valid_and_its_fingerprints_are_stable(tmp_path: Path) -> None:
    hidden = "  // scaffold: ignore[side-effect-outside-step] cheap\n  await ping();\n  await"
    root = make(tmp_path, bad_ts=BAD, good_ts=GOOD.replace("  await", hidden))
    write(root, {"sub dir/ü.ts": BAD.replace("./client", "../client")})
    first = check(root, "--format", "sarif").json
    assert validation_errors(first) == []
    assert validation_errors({**first, "version": "2.0.0"}) != []
    results = first["runs"][0]["results"]
    ids = {rule["id"] for rule in first["runs"][0]["tool"]["driver"]["rules"]}
    assert {each["ruleId"] for each in results} <= ids
    marked = [each for each in results if "suppressions" in each]
    assert [each["suppressions"][0]["justification"] for each in marked] == ["cheap"]
    uris = {e["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for e in results}
    assert "sub%20dir/%C3%BC.ts" in uris
    write(root, {"bad.ts": "\n\n" + BAD})
    second = check(root, "--format", "sarif").json["runs"][0]["results"]
    names = [each["partialFingerprints"] for each in results]
    assert [each["partialFingerprints"] for each in second] == names
    assert len({json.dumps(name) for name in names}) == len(names)


def test_github_annotations_start_at_the_repository(tmp_path: Path) -> None:
    root = make(tmp_path)
    write(root, {"apps/web/bad.ts": BAD, "apps/web/client.ts": CLIENT})
    out = check(root, "--format", "github", "--rule", "unawaited-step").out
    assert out.startswith("::error file=apps/web/bad.ts,line=4,")


def test_agent_form_is_one_line_each_and_the_fix_first(tmp_path: Path) -> None:
    done = check(make(tmp_path, bad_ts=BAD), "--format", "agent", "--rule", "unawaited-step")
    assert done.out.splitlines()[0].startswith("bad.ts:4: await it, return it")


def test_colour_only_on_a_terminal(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    root = make(tmp_path, bad_ts=BAD)
    import sys

    for more, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        shown = pexpect.run(
            f"{sys.executable} -m scaffold check", cwd=str(root), env={**os.environ, **more}
        )
        assert (b"\x1b[" in shown) is coloured


# Explain


def test_explain_prints_reason_examples_and_suppression(tmp_path: Path) -> None:
    done = scaffold("explain", "nested-step", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "# nested-step" in done.out
    assert "```ts" in done.out
    assert "```python" in done.out
    assert "scaffold: ignore[nested-step] reason" in done.out


def test_explain_and_sarif_lead_to_the_docs_where_they_are(tmp_path: Path) -> None:
    root = make(tmp_path, bad_ts=BAD)
    page = "Page: docs/rules/nested-step.md in the source of inngest-scaffold\n"
    assert scaffold("explain", "nested-step", cwd=root, SCAFFOLD_DOCS="").out.endswith(page)
    log = check(root, "--format", "sarif").json
    assert "helpUri" not in json.dumps(log)
    for base in ("https://docs.example.com/inngest", "http://localhost:8000/inngest/"):
        address = f"{base.rstrip('/')}/rules/nested-step/"
        told = scaffold("explain", "nested-step", cwd=root, SCAFFOLD_DOCS=base).out
        assert told.endswith(f"Page: {address}\n")
        log = scaffold("check", "--format", "sarif", cwd=root, SCAFFOLD_DOCS=base).json
        assert validation_errors(log) == []
        rules = {each["id"]: each for each in log["runs"][0]["tool"]["driver"]["rules"]}
        assert rules["nested-step"]["helpUri"] == address
        assert "inngest-scaffold explain nested-step" in rules["nested-step"]["help"]["text"]


@pytest.mark.parametrize(
    "base", ["docs.example.com", "javascript:alert(1)", "https://a b", "https://"]
)
@pytest.mark.parametrize("command", [["explain", "nested-step"], ["check", "--format", "sarif"]])
def test_docs_that_are_no_address_are_refused(
    tmp_path: Path, base: str, command: list[str]
) -> None:
    done = scaffold(*command, cwd=make(tmp_path, bad_ts=BAD), SCAFFOLD_DOCS=base)
    assert (done.code, done.out) == (2, "")
    assert f"error: `SCAFFOLD_DOCS` is `{base}`, which is no address" in done.err


def test_explain_without_a_name_lists_all(tmp_path: Path) -> None:
    done = scaffold("explain", cwd=tmp_path)
    assert [line.split()[0] for line in done.out.splitlines()] == list(all_rules())


def test_explain_suggests_the_name_that_was_meant(tmp_path: Path) -> None:
    done = scaffold("explain", "nested-steps", cwd=tmp_path)
    assert done.code == 2
    assert "did you mean `nested-step`?" in done.err


def test_commands_that_read_report_an_interrupted_change(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("{}")
    store = JournalStore.of(tmp_path)
    store.folder.mkdir(parents=True)
    inode = tmp_path.stat().st_ino
    write_journal(store.beneath, store.journal, Journal(".", inode, "0" * 16, (), ()))
    assert interrupted(tmp_path)
    for command in ("check", "list"):
        assert "was interrupted" in scaffold(command, cwd=tmp_path).err
