"""What reaches a terminal or a CI log: names, IDs and source that are meant to do more."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scaffold.shown import exact, in_ascii, shown, shown_in_colour, shown_lines
from tests.support.cli import scaffold
from tests.support.hostile import APP, run, write

# What a terminal or a CI runner acts on.
LIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
    r"|(?m:^[ \t]*::)|##\w*\["
)
EVIL = (
    "\x1b[2J\x9b31m\x07\u202e\u2066\u2028\r\ufeff\x00##[error]x##vso[task]\n::error title=x::evil"
)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("plain text, ünïcode 漢字 👩\u200d💻", None),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\x9bb\x7f", r"a\x9bb\x7f"),
        ("a\nb\rc\td", r"a\nb\rc\td"),
        ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("a\ud800b", r"a\ud800b"),
        ("\U000e0041", r"\U000e0041"),
        ("::error::x", r"\x3a:error::x"),
        ("a::error::x", None),
        ("a##[error]x", r"a\x23#[error]x"),
        ("## heading", None),
    ],
)
def test_one_line(text: str, harmless: str | None) -> None:
    assert shown(text) == (text if harmless is None else harmless)


def test_lines_keep_their_ends_and_begin_no_command() -> None:
    assert (
        shown_lines("a\n\t::error::x\r\n::warning::y") == "a\n\t\\x3a:error::x\\r\n\\x3a:warning::y"
    )
    assert shown_in_colour("\x1b[1m\x1b[2Jx\x1b[0m") == "\x1b[1m\\x1b[2Jx\x1b[0m"


def test_json_reads_the_same() -> None:
    value = {EVIL: [EVIL, "ü→👩"]}
    text = json.dumps(value, ensure_ascii=False)
    for written in (exact(text), in_ascii(exact(text))):
        assert json.loads(written) == value
        assert not LIVE.search(written)
    assert in_ascii(exact(text)).isascii()


def hostile_app(root: Path) -> Path:
    """Write an app whose file names, IDs, events and lines are all meant to do more."""
    quoted = EVIL.replace("\x00", "").replace("\r", "")
    source = f"""\
import {{ app }} from "./client";
export const evil = app.createFunction(
  {{ id: `{quoted}`, retries: 3 }}, {{ event: `{quoted}` }}, async (c) => {{
  await c.step.run(`{quoted}`, () => 1); /* {quoted} */ c.step.run("a", () => `{quoted}`);
  await c.step.sendEvent("tell", {{ name: `{quoted}`, data: {{}} }});
  await c.step.waitForEvent("wait", {{ event: `{quoted}`, timeout: `{quoted}` }});
  // scaffold: ignore[{quoted.splitlines()[0]}] x
}});
export const cron = app.createFunction({{ id: "c" }}, {{ cron: `{quoted}` }}, async (c) => 1);
"""
    name = "::error file=a::\x1b[2J\u202e##[error].ts"
    return write(root, {**APP, name: source, "##vso[x]\x1b[2J.ts": b'"inngest" \xff'})


@pytest.mark.parametrize("form", ["text", "agent", "github", "json", "sarif"])
def test_a_check(tmp_path: Path, form: str) -> None:
    done = run("check", "--format", form, cwd=hostile_app(tmp_path))
    assert done.code == 1
    live = LIVE.findall(done.out)
    if form == "github":
        lines = done.out.splitlines()
        assert live == ["::"] * len(lines)
        assert all(re.match(r"::(error|warning) file=[^:,]*,line=\d+,", line) for line in lines)
    else:
        assert live == []
    if form in ("json", "sarif"):
        assert "\u202e" in json.dumps(json.loads(done.out), ensure_ascii=False)


@pytest.mark.parametrize("form", ["text", "json", "mermaid", "agent"])
def test_a_list(tmp_path: Path, form: str) -> None:
    done = run("list", "--format", form, cwd=hostile_app(tmp_path))
    assert done.code == 0
    assert not LIVE.search(done.out)
    if form == "json":
        assert any("\n::error" in each["id"] for each in done.json["functions"])
    elif form != "mermaid":
        assert "evil" in done.out
        assert not any(line.startswith("evil") for line in done.out.splitlines())


def test_the_hooks(tmp_path: Path) -> None:
    from scaffold.hooks.hook import run_hook

    hostile_app(tmp_path)
    path = next(tmp_path.glob("::*"))
    given: dict[str, Any] = {"cwd": str(tmp_path), "tool_input": {"file_path": str(path)}}
    for name in ("post-edit", "stop"):
        code, told = run_hook(name, json.dumps(given).encode())
        assert code == 2
        assert not LIVE.search(told)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "no\x1b[2Jsuch"],
        ["check", "--rule", EVIL.replace("\x00", "")],
        ["check", "--format", "\x1b[2J"],
        ["check", "--\x1b[2J"],
        ["\x1b[2J"],
        ["explain", "\x1b[2J\n::error::x"],
        ["list", "--format", "\n::error::x"],
        ["add-function", "\x1b[2J", "--event", "a/b"],
        ["add-function", "x", "--event", "\n::error::x"],
        ["add-function", "x", "--cron", "\x1b[2J\n::error::x"],
        ["add-function", "x", "--event", "a/b", "--client", "\x1b[2J\n::error::x"],
        ["remove-function", "\x1b[2J\n::error::x"],
        ["rename-function", "\x1b[2J\n::error::x", "y"],
        ["update", "--restore", "\x1b[2J\n::error::x"],
        ["new", "\x1b[2J\n::error::x", "--stack", "\x1b[2J"],
    ],
)
def test_an_error(tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=write(tmp_path, {**APP}))
    assert done.code == 2
    assert not LIVE.search(done.out + done.err)
    assert not any(line.lstrip().startswith("::") for line in done.err.splitlines())


def test_a_diff_is_harmless_on_a_terminal_only(tmp_path: Path) -> None:
    serve = APP["serve.ts"] + "// \x1b[2J\n"
    write(tmp_path, {**APP, "serve.ts": serve.replace("[good]", "[good, undefined]")})
    piped = run("check", "--fix", "--dry-run", cwd=tmp_path)
    assert "\x1b[2J" in piped.out or "undefined" in piped.out
    out = in_terminal(tmp_path, "check", "--fix", "--dry-run")
    assert "undefined" in out
    assert not LIVE.search(out.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_those_who_see_them(
    tmp_path: Path, environment: dict[str, str], coloured: bool
) -> None:
    hostile_app(tmp_path)
    out = in_terminal(tmp_path, "check", **{"TERM": "xterm", **environment}).replace("\r\n", "\n")
    assert bool(re.search(r"\x1b\[1;31m", out)) == coloured
    assert not LIVE.search(re.sub(r"\x1b\[[0-9;]*m", "", out))


def in_terminal(cwd: Path, *arguments: str, **environment: str) -> str:
    """Run the real program on a terminal of 80 columns, and return all that it shows."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "scaffold", *arguments],
        cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **environment},
    )  # fmt: skip
    os.close(theirs)
    found = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        found += piece
    process.wait(timeout=60)
    os.close(ours)
    return found.decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
@pytest.mark.parametrize(
    "arguments",
    [["list"], ["explain"], ["explain", "nested-step"], ["check"], ["check", "--format", "sarif"]],
    ids=" ".join,
)
def test_stdout_of_any_encoding(tmp_path: Path, arguments: list[str], encoding: str) -> None:
    write(tmp_path, {**APP, "fns/grüße→.ts": APP["fns/good.ts"].replace("good", "grüße→👩")})
    process = subprocess.run(
        [sys.executable, "-m", "scaffold", *arguments],
        cwd=tmp_path, capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert process.returncode in (0, 1), process.stderr
    assert process.stderr == b""
    out = process.stdout.decode(encoding)
    if "sarif" in arguments:
        assert "grüße→👩" in json.dumps(json.loads(out), ensure_ascii=False)
    if arguments == ["list"]:
        assert ("├─ on a/b" if encoding == "utf-8" else "|- on a/b") in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["list", "--format", "json"], ["explain"], ["check"],
        ["check", "--format", "sarif"], ["--help"], ["--version"], ["check", "--help"],
        ["add-function", "x", "--event", "a/b", "--dry-run"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_output_to_a_full_device(tmp_path: Path, arguments: list[str]) -> None:
    write(tmp_path, {**APP, "fns/bad.ts": APP["fns/good.ts"].replace("good", "bad")})
    # Typer prints no help where there is no stream, and does not say so.
    for shell in ["> /dev/full"] if "--help" in arguments else ["> /dev/full", ">&-"]:
        done = subprocess.run(
            ["sh", "-c", f'"$0" -m scaffold "$@" {shell}', sys.executable, *arguments],
            cwd=tmp_path, capture_output=True, text=True,
        )  # fmt: skip
        assert done.stderr.startswith("error: the output could not be written: "), shell
        assert len(done.stderr.splitlines()) == 1
        assert done.returncode == 2


def test_errors_to_a_full_device(tmp_path: Path) -> None:
    write(tmp_path, {**APP})
    for shell in ("2> /dev/full", "2>&-"):
        done = subprocess.run(
            ["sh", "-c", f'"$0" -m scaffold explain no-such-rule {shell}', sys.executable],
            cwd=tmp_path, capture_output=True, text=True,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"], ["check", "--strict"], ["list"], ["update", "--check"], ["new", "x"],
        ["hook", "install"],
        ["add-function", "x", "--event", "a/b"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_working_directory_that_is_gone(tmp_path: Path, arguments: list[str]) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    done = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD"; exec "$0" -m scaffold "$@"', sys.executable, *arguments],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr.splitlines()[0] == (
        "error: the working directory is gone: it was moved or deleted"
    )
    assert done.returncode == 2


def test_what_needs_no_working_directory(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    for arguments, code in ((["explain"], 0), (["--help"], 0), (["hook", "stop"], 0)):
        if not folder.exists():
            folder.mkdir()
        done = subprocess.run(
            ["sh", "-c", 'rmdir "$PWD"; exec "$0" -m scaffold "$@"', sys.executable, *arguments],
            cwd=folder, capture_output=True, text=True, input="{}",
        )  # fmt: skip
        assert done.returncode == code
        assert "Traceback" not in done.stderr


def test_the_real_program_prints_no_command_to_ci(tmp_path: Path) -> None:
    done = scaffold("check", cwd=hostile_app(tmp_path))
    assert done.code == 1
    assert not LIVE.search(done.out + done.err)
