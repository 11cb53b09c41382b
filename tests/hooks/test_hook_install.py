"""`scaffold hook install` and `uninstall`: our hooks in a settings file that is not ours."""

import json
import subprocess
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.updating.settings_file import (
    SETTINGS_FILE,
    has_hooks,
    our_settings,
    with_hooks,
    without_hooks,
)
from tests.support.cli import scaffold
from tests.support.hooks import place_ours

OURS = our_settings()
POST_EDIT, STOP = (
    json.loads(OURS)["hooks"]["PostToolUse"][0],
    json.loads(OURS)["hooks"]["Stop"][0],
)

SETTINGS = {
    "empty": b"{}",
    "empty over two lines": b"{\n}\n",
    "other settings": b'{\n  "permissions": {"allow": ["Bash(ls)"]},\n  "model": "x"\n}\n',
    "no hooks yet": b'{\n  "model": "x"\n}\n',
    "other hooks of ours' events": (
        b'{\n    "hooks": {\n        "Stop": [\n            {"hooks": [{"type": "command",'
        b' "command": "say done"}]}\n        ],\n        "PostToolUse": [\n            {\n'
        b'                "matcher": "Write",\n                "hooks": []\n            }\n'
        b"        ]\n    }\n}\n"
    ),
    "hooks of another event": (
        b'{"hooks": {"PreToolUse": [{"matcher": "Bash", "hooks": []}]}, "model": "x"}\n'
    ),
    "tabs, no final newline": b'{\n\t"env": {\n\t\t"A": "1"\n\t}\n}',
    "line ends of Windows": b'{\r\n  "env": {\r\n    "A": "1"\r\n  }\r\n}\r\n',
    "a byte order mark": b'\xef\xbb\xbf{\n  "model": "x"\n}\n',
    "minified": b'{"env":{"A":"1"},"hooks":{"Notification":[]}}',
    "brackets and quotes in strings": b'{\n  "a": "}],\\"{[",\n  "\\u00e9": "\xc3\xa9"\n}\n',
    "odd spacing": b'{ "a" :1 ,\n\n   "b": [ 1,2 ] }\n\n',
    "a key twice": b'{\n  "hooks": {},\n  "hooks": {"Stop": [{"hooks": [{"command": "x"}]}]}\n}\n',
}


@pytest.mark.parametrize("before", SETTINGS.values(), ids=SETTINGS)
def test_install_adds_ours_and_uninstall_is_its_inverse(before: bytes) -> None:
    after = with_hooks(before, OURS)

    hooks = json.loads(after.decode("utf-8-sig"))["hooks"]
    assert hooks["PostToolUse"][-1] == POST_EDIT
    assert hooks["Stop"][-1] == STOP
    assert has_hooks(after, OURS)
    assert with_hooks(after, OURS) == after
    # Nothing of the user's went: their bytes are all there, in order.
    rest = iter(after)
    assert all(byte in rest for byte in before.rstrip())
    assert (b"\r\n" in before) == (b"\r\n" in after)
    assert without_hooks(after) == (b"{}\n" if before == b"{\n}\n" else before)
    assert without_hooks(before) == before


def test_what_held_only_our_hooks_goes_with_them_and_the_rest_stays() -> None:
    group = {"matcher": "Write", "hooks": [{"type": "command", "command": "mine"}]}
    group["hooks"].append(POST_EDIT["hooks"][0])  # type: ignore[attr-defined]
    content = json.dumps({"hooks": {"PostToolUse": [group], "Stop": [STOP]}}).encode()

    group["hooks"] = group["hooks"][:1]
    assert json.loads(without_hooks(content)) == {"hooks": {"PostToolUse": [group]}}


def test_a_hook_added_twice_by_a_merge_is_there_once() -> None:
    content = json.dumps({"hooks": {"Stop": [STOP, STOP], "PostToolUse": [POST_EDIT]}}).encode()

    assert json.loads(with_hooks(content, OURS)) == json.loads(OURS)


def test_an_older_command_of_ours_is_replaced_and_what_the_user_set_stays() -> None:
    old = json.loads(OURS)
    for event in ("PostToolUse", "Stop"):
        handler = old["hooks"][event][0]["hooks"][0]
        handler["command"] = handler["command"].replace("exit 0", "exit 0 ")
    old["hooks"]["Stop"][0]["hooks"][0]["timeout"] = 5
    before = json.dumps(old).encode()
    old["hooks"]["Stop"][0]["hooks"][0]["timeout"] = 300
    old["hooks"]["PostToolUse"][0]["matcher"] = "Write"
    mine = json.dumps(old, indent=2).encode()

    assert not has_hooks(mine, OURS)
    new = json.loads(with_hooks(mine, OURS, before))
    assert new["hooks"]["Stop"][0]["hooks"][0] == {**STOP["hooks"][0], "timeout": 300}
    assert new["hooks"]["PostToolUse"][0] == {**POST_EDIT, "matcher": "Write"}


def test_what_only_the_package_set_follows_the_package() -> None:
    old = json.loads(OURS)
    old["hooks"]["Stop"][0]["hooks"][0]["timeout"] = 5
    before = json.dumps(old, indent=2).encode()

    assert json.loads(with_hooks(before, OURS, before)) == json.loads(OURS)


def test_a_hook_that_the_package_no_longer_has_is_taken_out() -> None:
    wanted = json.dumps({"hooks": {"Stop": [STOP]}}).encode()

    assert json.loads(with_hooks(OURS, wanted)) == json.loads(wanted)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{\n  // mine\n  "a": 1\n}\n', "has a comment or a trailing comma (line 2)"),
        (b'{"a": [1,]}', "has a comment or a trailing comma (line 1)"),
        (b'{"a": ', "is not JSON: Expecting value (line 1)"),
        (b"", "is not JSON: Expecting value (line 1)"),
        (b"[]", "holds no object"),
        (b'{"hooks": []}', "has `hooks` that are no object"),
        (b'{"hooks": {"Stop": {}}}', "has `hooks.Stop` that is no list"),
        (b'{"a": "\xff"}', "is not UTF-8 (byte 7)"),
        (b"[" * 100_000, "is nested more than 100 deep"),
    ],
)
def test_a_file_that_is_not_understood_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(ScaffoldError, match="nothing was changed") as raised:
        with_hooks(content, OURS)
    assert why in raised.value.message
    with pytest.raises(ScaffoldError, match="nothing was changed"):
        without_hooks(content)
    assert not has_hooks(content, OURS)


def test_the_command_line_installs_and_uninstalls_in_any_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    below = tmp_path / "src"
    below.mkdir()
    (below / "keep").touch()
    settings = tmp_path / SETTINGS_FILE

    planned = scaffold("hook", "install", "--dry-run", cwd=below)
    assert planned.code == 0
    assert not settings.exists()
    done = scaffold("hook", "install", cwd=below)
    assert (done.code, done.err.splitlines()[0]) == (0, f"create {SETTINGS_FILE}")
    assert settings.read_bytes() == OURS
    assert scaffold("hook", "install", cwd=below).err.startswith(f"unchanged {SETTINGS_FILE}\n")
    assert scaffold("hook", "uninstall", cwd=below).err.startswith(f"delete {SETTINGS_FILE}\n")
    assert not settings.exists()
    assert scaffold("hook", "uninstall", cwd=below).code == 0
    subprocess.run(["git", "apply"], input=planned.out, text=True, cwd=tmp_path, check=True)
    assert settings.read_bytes() == OURS


def test_a_refusal_changes_nothing(tmp_path: Path) -> None:
    settings = tmp_path / SETTINGS_FILE
    settings.parent.mkdir()
    settings.write_bytes(b'{ // mine\n "a": 1 }')

    for command in ("install", "uninstall"):
        done = scaffold("hook", command, cwd=tmp_path)
        assert done.code == 2
        assert "has a comment" in done.err
        assert "hint: " in done.err
    assert settings.read_bytes() == b'{ // mine\n "a": 1 }'


def test_install_and_uninstall_say_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{place_ours(tmp_path / 'bin')}:/usr/bin:/bin")
    root = tmp_path / "app"
    root.mkdir()
    said = scaffold("hook", "install", cwd=root).err
    assert "create .claude/settings.json" in said
    assert "after each edit of Claude Code the file is checked" in said
    assert "not on PATH" not in said
    assert "both hooks were there already" in scaffold("hook", "install", cwd=root).err
    said = scaffold("hook", "uninstall", cwd=root).err
    assert "delete .claude/settings.json" in said
    assert "both hooks are out" in said
    assert "no hook of ours" in scaffold("hook", "uninstall", cwd=root).err
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert "`inngest-scaffold` is not on PATH" in scaffold("hook", "install", cwd=root).err
