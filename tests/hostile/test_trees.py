"""Hostile trees and arguments, made at random, through every command."""

# Names here are bytes that no text need be: `pathlib` takes text only.
# ruff: noqa: PTH101, PTH102, PTH103, PTH108, PTH112, PTH114, PTH118, PTH119, PTH120, PTH123, PTH211

import contextlib
import json
import os
import shutil
import socket
import stat
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.test_terminal import LIVE
from tests.support.function_projects import git
from tests.support.hostile import APP, PYTHON_APP, write
from tests.support.paths import REPOSITORY
from tests.support.watched import Watched, Watcher

# More where somebody looks for something: HOSTILE_EXAMPLES=1000.
EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "12"))
SECRET = b"inngest createFunction: nobody may read this"


@pytest.fixture(scope="module")
def watcher() -> Iterator[Watcher]:
    made = Watcher()
    yield made
    made.close()


# Names that are more than letters: for a terminal, a shell, an option parser, another system.
NAMES = st.sampled_from(
    [
        b"a.ts", b"A.TS", b"good.ts", b"Good.ts", b"GOOD.ts", b"index.ts", b"__init__.py", b"x.py",
        b"-rf.ts", b"--help.ts", b"a b.ts", b" .ts", b"a\nb.ts", b"a\tb.ts", b"\x1b[2J.ts",
        b"::error::x.ts", b"##[error].ts", b"\xff\xfe.ts", "\u202e.ts".encode(), "é.ts".encode(),
        "e\u0301.ts".encode(), b"$(touch x).ts", b"`x`.ts", b'"x".ts', b"a\\b.ts", b"CON.ts",
        b"HEAD", b"%s.ts", b"{a}.ts", b"*.ts", b"x" * 250 + b".ts", b"node_modules", b".git",
        b"package.json", b"tsconfig.json", b"package-lock.json", b"pyproject.toml",
        b".gitignore", b".gitmodules", b".copier-answers.yml", b".env", b".env.development",
        b"serve.ts", b"client.ts", b".scaffold-journal", b".claude",
    ]
)  # fmt: skip
FOLDERS = st.sampled_from(
    [b"", b"fns", b"app", b"app/fns", b"new", b"new/deeper", b".claude", b".git"]
)
CONTENTS = st.sampled_from(
    [
        b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf{}", b"{", b"[" * 5_000, b"{" * 5_000, b"a: [1",
        b"&a [*a]", b"inngest " * 1_000,
        b"import 'inngest'\n\xff", b"<<<<<<< a\n=======\n>>>>>>> b\n",
        b"*\n!*/\n" + b"*a" * 40, b"gitdir: /etc\n", b"gitdir: ../outside/.git\n",
        b'[submodule "x"]\n\tpath = fns\n', b'{"root": "up", "entries": []}', b"x" * 300_000,
        b'{"extends": "../../../../etc/passwd", "compilerOptions": {"paths": {"*": ["/etc/*"]}}}',
        b'{"name": "../../x", "exports": {"./*": "../../../*"}, "dependencies": {"inngest": "4"}}',
        b"_src_path: /etc\n_commit: v1.0.0\nstack: nextjs\nsdk: '4'\n",
        b"_src_path: ~/.cache/inngest-scaffold/template.bundle\n_commit: v1.0.0\nstack: nextjs\n",
        APP["serve.ts"].encode(), APP["fns/good.ts"].encode(), PYTHON_APP["app/main.py"].encode(),
        APP["serve.ts"].replace("./fns/good", "../../../../../../etc/passwd").encode(),
        APP["serve.ts"].replace("./fns/good", "../outside/secret").encode(),
        b'import { Inngest } from "inngest"; ' + b"f(" * 3_000,
        b'import inngest\n' + b"def f():\n" + b" " * 200_000 + b"pass\n",
        b'import { serve } from "inngest/next"; serve({ client, functions: [' + b"a, " * 5_000,
    ]
)  # fmt: skip
TARGETS = st.sampled_from(
    [
        "{outside}", "{outside}/secret.ts",
        "{outside}/secret.py", "/etc", "/etc/passwd", "/dev/zero",
        "/dev/stdin", "/proc/self/environ", "/proc/self/root", ".", "..", "../..", "good.ts", "fns",
        "../client.ts", "nowhere.ts", "~", "{root}", "{root}/fns", "{root}/../outside",
    ]
)  # fmt: skip


class Thing(NamedTuple):
    """One entry that is put into a tree."""

    kind: str
    folder: bytes
    name: bytes
    content: bytes
    target: str


THINGS = st.lists(
    st.builds(
        Thing,
        st.sampled_from(
            ["file", "file", "file", "link", "link", "hard link", "pipe", "socket", "device",
             "folder", "closed file", "closed folder", "huge file", "deep folders", "gone"]
        ),
        FOLDERS, NAMES, CONTENTS, TARGETS,
    ),
    min_size=1, max_size=6,
)  # fmt: skip
READING = st.sampled_from(
    [
        ["check"], ["check", "--format", "json"], ["check", "--format", "sarif"], ["check", "fns"],
        ["check", "--format", "github"], ["check", "--format", "agent"], ["check", "--changed"],
        ["check", "--since", "HEAD"], ["check", "--fix", "--dry-run"], ["list"],
        ["check", "--baseline", "package.json"], ["check", "fns/good.ts", "app/main.py"],
        ["list", "--format", "json"], ["list", "--format",
        "mermaid"], ["list", "--format", "agent"],
        ["explain", "nested-step"], ["hook", "post-edit"], ["hook", "stop"],
        ["hook", "install", "--dry-run"], ["hook", "uninstall", "--dry-run"],
        ["update", "--check"], ["update", "--diff"], ["update", "--dry-run"],
        ["add-function", "send-it", "--event", "a/b", "--dry-run"],
        ["add-function", "send-it", "--webhook", "stripe", "--dry-run"],
        ["remove-function", "good", "--dry-run"],
        ["rename-function", "good", "better", "--dry-run"],
        ["new", "made", "--defaults", "--dry-run"],
    ]
)  # fmt: skip


def build(root: Path, things: list[Thing]) -> None:
    """Put entries into a tree, as far as the system lets us."""
    outside = root.parent / "outside"
    for thing in things:
        path = os.path.join(os.fsencode(root), thing.folder, thing.name)
        with contextlib.suppress(OSError, ValueError):
            if thing.kind != "gone":
                os.makedirs(os.path.dirname(path), exist_ok=True)
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path)
            elif os.path.lexists(path):
                os.unlink(path)
            _make(thing, path, root, outside)


def _make(thing: Thing, path: bytes, root: Path, outside: Path) -> None:
    makers: dict[str, Callable[[], object]] = {
        "link": lambda: os.symlink(
            os.fsencode(thing.target.format(outside=outside, root=root)), path
        ),
        "hard link": lambda: os.link(root / "client.ts", path),
        "pipe": lambda: os.mkfifo(path),
        "socket": lambda: _socket(path),
        "device": lambda: os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5)),
        "folder": lambda: os.mkdir(path),
        "closed folder": lambda: os.mkdir(path, 0),
        "huge file": lambda: _write(path, b"inngest" + thing.content, 10_000_001),
        "deep folders": lambda: os.makedirs(path + b"/d" * 150),
        "gone": lambda: None,
    }
    makers.get(thing.kind, lambda: _write(path, thing.content, 0))()
    if thing.kind == "closed file":
        os.chmod(path, 0)


def _write(path: bytes, content: bytes, size: int) -> None:
    with open(path, "wb") as file:
        file.write(content)
        if size:
            file.truncate(size)


def _socket(path: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path)


@contextlib.contextmanager
def tree(*, python: bool, versioned: bool) -> Iterator[Path]:
    """Make an app in a folder of its own, beside one that nothing may look into."""
    top = Path(tempfile.mkdtemp(prefix="hostile-"))
    try:
        write(top / "outside", {"secret.ts": SECRET, "secret.py": SECRET, ".git/HEAD": SECRET})
        root = write(top / "app", {**(PYTHON_APP if python else APP)})
        if versioned:
            git(root, "init", "-q")
            git(root, "add", "-A")
            git(root, "commit", "-qm", "x")
        yield root
    finally:
        for folder, folders, _ in os.walk(os.fsencode(top)):
            for name in folders:
                inside = os.path.join(folder, name)
                if not os.path.islink(inside):
                    os.chmod(inside, 0o700)
        shutil.rmtree(os.fsencode(top), ignore_errors=True)


def state(top: Path) -> dict[bytes, tuple[int, int, int]]:
    """What is there, and when it was changed; git keeps notes of its own."""
    found = {}
    for folder, folders, files in os.walk(os.fsencode(top)):
        if os.path.basename(folder) == b".git":
            folders[:] = [name for name in folders if name == b"scaffold-journal"]
            continue
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            seen = os.lstat(path)
            changed = 0 if stat.S_ISDIR(seen.st_mode) else seen.st_mtime_ns
            found[path] = seen.st_mode, seen.st_size if changed else 0, changed
    return found


def may_open(path: str, root: Path) -> bool:
    """Whether a path is the project's, the program's own, or of the user's own folders."""
    python = {Path(sys.prefix), Path(sys.base_prefix), Path(sysconfig.get_path("stdlib"))}
    allowed = [
        root,
        *python,
        REPOSITORY,
        Path.home(),
        Path("/dev/null"),
        Path("/usr/share/zoneinfo"),
    ]
    resolved = {place.resolve() for place in allowed}
    here = Path(path)
    # The folders above are walked through, one by one, to find the repository and the project.
    if any(here.is_relative_to(place) for place in resolved) or root.resolve().is_relative_to(here):
        return True
    # `update` renders into temporary folders of its own.
    temporary = Path(tempfile.gettempdir()).resolve()
    is_ours = here.is_relative_to(root.parent.resolve())
    return here.is_relative_to(temporary) and not is_ours and here != temporary


def assert_harmless(done: Watched, arguments: list[str], root: Path) -> None:
    assert done.code is not None, f"{arguments}\n{done.err}"
    assert done.code in (0, 1, 2), done
    if "--format" not in arguments or arguments[-1] not in ("json", "sarif", "github"):
        is_diff = "--dry-run" in arguments or "--diff" in arguments
        assert not LIVE.search(done.err + ("" if is_diff else done.out)), (arguments, done)
    elif done.code != 2 and arguments[-1] != "github":
        json.loads(done.out)
    assert SECRET.decode() not in done.out + done.err
    foreign = [path for path in done.opened if not may_open(path, root)]
    assert not foreign, (arguments, foreign)
    assert_starts_only_git(done, arguments)


def assert_starts_only_git(done: Watched, arguments: list[str]) -> None:
    # Python asks `uname` which system it is on when copier renders.
    assert {Path(each).name for each in done.started} <= {"git", "uname"}, (arguments, done.started)


def given_to(arguments: list[str], things: list[Thing], root: Path) -> bytes:
    if arguments[:1] != ["hook"]:
        return b""
    touched = os.fsdecode(os.path.join(things[0].folder, things[0].name))
    path = os.path.join(root, touched)
    return json.dumps({"cwd": str(root), "tool_input": {"file_path": path}}).encode()


@settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(THINGS, st.lists(READING, min_size=3, max_size=5), st.booleans(), st.booleans())
def test_a_hostile_tree(
    watcher: Watcher,
    things: list[Thing],
    commands: list[list[str]],
    python: bool,
    versioned: bool,
) -> None:
    with tree(python=python, versioned=versioned) as root:
        build(root, things)
        before = state(root.parent)
        for arguments in commands:
            done = watcher.run(*arguments, cwd=root, given=given_to(arguments, things, root))
            assert_harmless(done, arguments, root)
            assert state(root.parent) == before, arguments


WORDS = st.one_of(
    st.sampled_from(
        [
            "", " ", "-", "--", "---", "-h", "--help",
            "--version", ".", "..", "/", "fns", "good", "bad",
            "serve.ts", "fns/good.ts", "app/main.py", "\x1b[2J",
            "a\nb", "::error::x", "é", "\udcff", "0",
            "-1", "9" * 5_000, "a" * 5_000, "a/b", "0 9 * * *",
            "id:str", "id:", "7d", "9" * 400 + "d",
            "v4", "python", "text", "json", "sarif",
            "nested-step", "HEAD", "HEAD~9", "v1.0.0", "x=y",
            "stack=nextjs", "kinds=[", "a:b:c", "*", "$(x)", "%s", "{0}", "true", "null", "@file",
        ]
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
)  # fmt: skip
OPTIONS = st.sampled_from(
    [
        "--rule", "--strict", "--changed", "--since", "--baseline", "--update-baseline", "--fix",
        "--format", "--json", "--event", "--cron", "--webhook",
        "--fan-out", "--wait-for", "--timeout",
        "--retries", "--id", "--data", "--client", "--registry", "--functions-dir", "--sdk",
        "--non-interactive", "--pair", "--no-pair", "--force",
        "--keep-id", "--to", "--set", "--check",
        "--diff", "--restore", "--answers", "--stack", "--kind", "--no-git", "--project-name",
    ]
)  # fmt: skip
COMMANDS = st.sampled_from(
    ["check", "explain", "list", "add-function", "remove-function", "rename-function", "update",
     "hook", "new", "nonsense"]
)  # fmt: skip


@settings(
    max_examples=EXAMPLES * 4, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    COMMANDS, st.lists(st.one_of(OPTIONS, WORDS), max_size=6), st.booleans(), st.binary(max_size=40)
)
def test_any_arguments(
    watcher: Watcher, command: str, words: list[str], python: bool, hook_input: bytes
) -> None:
    with tree(python=python, versioned=False) as root:
        arguments = [command, *words]
        done = watcher.run(*arguments, cwd=root, given=hook_input)
        assert done.code is not None, f"{arguments}\n{done.err}"
        assert done.code in (0, 1, 2), done
        assert not LIVE.search(done.err), arguments
        assert_starts_only_git(done, arguments)
        outside = state(root.parent / "outside")
        assert len(outside) == 3
