"""Files of data that no reader survives: commands go on, and name the file."""

import json
from pathlib import Path

import pytest

from tests.support.cli import scaffold
from tests.support.function_projects import git
from tests.support.hostile import APP, MANIFEST, PYTHON_APP, run, write

DEEP = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name + 1, name + 1, b", ".join([b"*%c" % name] * 10))
    for name in range(ord("a"), ord("j"))
)
# What a reader of JSON meets, and how the file is named: None where it can be read.
JSON: dict[str, tuple[bytes, str | None]] = {
    "deep": (DEEP, "it is nested more than 100 deep"),
    "open": (b"[" * 100_000, "it is nested more than 100 deep"),
    "half as deep": (b"[" * 900 + b"]" * 900, "it is nested more than 100 deep"),
    "a huge number": (b'{"a": ' + b"9" * 5_000 + b"}", "it is not read as JSON"),
    "nul": (b'{"name": "x"\0}', "it is not JSON"),
    "utf-16": ('{"name": "x"}'.encode("utf-16"), "it is not UTF-8 (byte 0)"),
    "cut off": (b'{"name": ', "it is not JSON"),
    "comments": (b"/*" * 500_000, "it is not JSON"),
    "byte order mark": (b"\xef\xbb\xbf" + MANIFEST.encode(), None),
    "duplicate keys": (b'{"name": "x", "name": "y", "dependencies": {}}', None),
    "no object": (b'["dependencies"]', None),
    "wrong types": (
        b'{"name": [], "type": {}, "exports": 1, "imports": [[]], "scripts": "x",'
        b' "dependencies": ["inngest"], "devDependencies": {"inngest": {}}, "compilerOptions": 1,'
        b' "extends": {"a": 1}, "references": [1, {"path": 1}], "packages": [], "workspaces": 7}',
        None,
    ),
    "a version of 5,000 digits": (
        b'{"dependencies": {"inngest": "' + b"9" * 5_000 + b'", "zod": "' + b"9" * 5_000 + b'"}}',
        None,
    ),
    "half a character": (b'{"name": "\\ud800", "dependencies": {"inngest": "\\ud800"}}', None),
}
FILES = ["package.json", "tsconfig.json", "package-lock.json"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("case", JSON)
def test_check_and_list_go_on_and_name_the_file(tmp_path: Path, name: str, case: str) -> None:
    content, why = JSON[case]
    write(tmp_path, {**APP, "fns/bad.ts": _unregistered("bad"), name: content})
    checked = run("check", "--format", "json", cwd=tmp_path)
    assert checked.code == 1, checked.err
    assert "unregistered-function" in [each["rule"] for each in checked.json["diagnostics"]]
    skipped = {each["path"]: each["reason"] for each in checked.json["skipped"]}
    listed = run("list", cwd=tmp_path)
    assert listed.code == 0
    assert "bad  (fns/bad.ts:3)" in listed.out
    if why is None:
        assert not skipped
    elif name != "package-lock.json":  # only a rule asks for a lock file
        assert skipped[name].startswith(why)
        assert f"not read: {name}: {why}" in listed.out
    else:
        assert skipped[name].startswith(why)


@pytest.mark.parametrize("form", ["text", "sarif", "agent", "github"])
def test_every_form_of_a_check_goes_on(tmp_path: Path, form: str) -> None:
    write(tmp_path, {**APP, "package.json": DEEP, "tsconfig.json": DEEP})
    done = run("check", "--format", form, cwd=tmp_path)
    assert done.code == 0, done.err
    if form == "text":
        assert "skipped package.json: it is nested more than 100 deep" in done.out


@pytest.mark.parametrize("form", ["text", "json", "mermaid", "agent"])
def test_every_form_of_a_list_names_the_file(tmp_path: Path, form: str) -> None:
    write(tmp_path, {**APP, "tsconfig.json": DEEP})
    assert "tsconfig.json" in run("list", "--format", form, cwd=tmp_path).out


@pytest.mark.parametrize(
    "configurations",
    [
        pytest.param({"tsconfig.json": '{"extends": "./tsconfig.json"}'}, id="itself"),
        pytest.param(
            {"tsconfig.json": '{"extends": "./b"}', "b.json": '{"extends": "./tsconfig"}'},
            id="a circle",
        ),
        pytest.param(
            {"tsconfig.json": '{"extends": "./0"}'}
            | {f"{n}.json": f'{{"extends": "./{n + 1}"}}' for n in range(2_000)},
            id="a chain",
        ),
        pytest.param(
            {"tsconfig.json": '{"extends": ["./a0", "./b0"]}'}
            | {
                f"{side}{n}.json": f'{{"extends": ["./a{n + 1}", "./b{n + 1}"]}}'
                for n in range(40)
                for side in "ab"
            },
            id="a lattice",
        ),
    ],
)
def test_configurations_that_build_on_each_other(
    tmp_path: Path, configurations: dict[str, str | bytes]
) -> None:
    write(tmp_path, {**APP, **configurations})
    done = run("check", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("star", [True, False], ids=["everything", "by name"])
def test_modules_that_hand_on_from_each_other(tmp_path: Path, star: bool) -> None:
    what = "*" if star else "{ good }"
    barrels = {
        f"b/{side}{n}.ts": f'export {what} from "./l{n + 1}";\nexport {what} from "./r{n + 1}";\n'
        for n in range(60)
        for side in "lr"
    }
    chain = {f"c/{n}.ts": f'export {what} from "./{n + 1}";\n' for n in range(1_500)}
    serve = APP["serve.ts"].replace("./fns/good", "./b/l0") + 'import { good as x } from "./c/0";\n'
    write(tmp_path, {**APP, **barrels, **chain, "serve.ts": serve})
    done = run("check", cwd=tmp_path)
    assert done.err == ""
    assert done.code in (0, 1)


@pytest.mark.parametrize("name", ["pyproject.toml", "uv.lock", "requirements.txt"])
@pytest.mark.parametrize(
    "content", [b"a = " + b"[" * 100_000, b'inngest = "' + b"9" * 5_000 + b'"', b"\xff\0"]
)
def test_manifests_of_python(tmp_path: Path, name: str, content: bytes) -> None:
    write(tmp_path, {**PYTHON_APP, name: content})
    for command in ("check", "list"):
        done = run(command, cwd=tmp_path)
        assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    "content",
    [
        DEEP, BOMB, b"a\0b", b"a: !!int ''", b"a: 2001-99-99", b"[" * 900 + b"]" * 900,
        b"&a [*a]", b"- " * 100_000, b"a: " + b"9" * 5_000, b"\xff", b"x" * 2_000_000,
    ],
)  # fmt: skip
def test_an_answers_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, {**APP, ".copier-answers.yml": content})
    for command in (["check"], ["list"], ["update", "--check"], ["hook", "install"]):
        done = run(*command, cwd=tmp_path)
        assert done.code == 2
        assert ".copier-answers.yml" in done.err.splitlines()[0]
        assert len(done.err) < 500
    given = run("new", tmp_path / "x", "--answers", tmp_path / ".copier-answers.yml", cwd=tmp_path)
    assert given.code == 2
    assert ".copier-answers.yml" in given.err.splitlines()[0]


@pytest.mark.parametrize("content", [DEEP, b"[" * 900 + b"]" * 900, b"9" * 5_000, b"\xff"])
def test_a_settings_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, {".claude/settings.json": content})
    for command in ("install", "uninstall"):
        done = run("hook", command, cwd=tmp_path)
        assert done.code == 2
        assert "`.claude/settings.json` is" in done.err
    assert (tmp_path / ".claude/settings.json").read_bytes() == content


@pytest.mark.parametrize("name", ["post-edit", "stop"])
@pytest.mark.parametrize(
    ("given", "why"),
    [
        (b"[" * 100_000, "the input is nested more than 100 deep"),
        (DEEP, "the input is nested more than 100 deep"),
        (b'{"cwd": ' + b"9" * 5_000 + b"}", "the input is not read as JSON"),
        (b"\xff\xfe", "the input is not UTF-8 (byte 0)"),
        (b"null", "the input is not a JSON object"),
        (b"[" + b" " * 10_000_000, "the input is larger than 10 MB"),
        (b'{"cwd": "\\ud800", "tool_input": {"file_path": "\\ud800.ts"}}', ""),
        (b'{"cwd": 7, "tool_input": {"file_path": ["a.ts"]}}', ""),
        (b'{"cwd": "/no/such/folder", "tool_input": {"file_path": "/dev/zero.ts"}}', ""),
    ],
)
def test_a_hook_says_what_is_wrong_with_its_input(name: str, given: bytes, why: str) -> None:
    from scaffold.hooks.hook import run_hook

    code, told = run_hook(name, given)
    assert code == 0
    assert why in told
    assert "Traceback" not in told


def test_the_stop_hook_says_what_it_could_not_read(tmp_path: Path) -> None:
    write(tmp_path, {**APP, "package.json": DEEP})
    git(tmp_path, "init", "-q")
    given = json.dumps({"cwd": str(tmp_path), "hook_event_name": "Stop"})
    done = scaffold("hook", "stop", cwd=tmp_path, stdin=given)
    assert done.code == 0
    assert done.err == "scaffold hook: not read: package.json: it is nested more than 100 deep\n"
    write(tmp_path, {"fns/bad.ts": _unregistered("bad")})
    done = scaffold("hook", "stop", cwd=tmp_path, stdin=given)
    assert done.code == 2
    assert "unregistered-function" in done.err
    assert "scaffold hook: not read: package.json" in done.err


def _unregistered(name: str) -> str:
    return APP["fns/good.ts"].replace("good", name)
