"""`new_rule` and `new_kind`: what they write works before anything is filled in.

Each runs in a copy of the repository, as a contributor's checkout.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scaffold.devtools.new_kind import TAKEN
from scaffold.kinds import every_option
from scaffold.template import store as template_store
from tests.support.cli import scaffold, tree
from tests.support.paths import REPOSITORY

PARTS = (".claude-plugin", "src", "templates", "docs", "tests", "pyproject.toml", "mkdocs.yml")
# No kind and no rule of these names, nor an option.
KIND, RULE = "transfer", "replaced-call"


@dataclass(frozen=True)
class Checkout:
    """A copy of this repository."""

    root: Path

    def run(self, *arguments: str | Path, cwd: Path | None = None) -> tuple[int, str]:
        """Run a module of the copy; return its exit code, and what it printed."""
        path = os.pathsep.join([str(self.root / "src"), str(self.root)])
        done = subprocess.run(
            [sys.executable, "-m", *map(str, arguments)],
            cwd=cwd or self.root,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    def test(self, *arguments: str) -> str:
        """Run tests of the copy, and return what they printed; all must pass."""
        code, said = self.run("pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *arguments)
        assert code == 0, said
        return said


def _copied(root: Path) -> Checkout:
    root.mkdir()
    for part in PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            # With our bytecode: no program of the tests writes any, each would compile all of it.
            ignored = shutil.ignore_patterns("node_modules")
            shutil.copytree(source, root / part, ignore=ignored)
        else:
            shutil.copy(source, root / part)
    return Checkout(root)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return _copied(tmp_path / "checkout")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Give a copy for the tests in which nothing is written."""
    return _copied(tmp_path_factory.mktemp("untouched") / "checkout")


def test_a_new_rule_is_whole_and_changes_no_template(checkout: Checkout) -> None:
    templates = tree(checkout.root / "templates")
    code, said = checkout.run("scaffold.devtools.new_rule", RULE)
    assert code == 0, said
    assert "wrote docs/rules/index.md" in said
    assert "Left to do:" in said
    assert tree(checkout.root / "templates") == templates
    # Whether the corpus has it; that each rule is right there is no matter of a copy.
    files = ("tests/devtools/test_generated.py", "tests/rules/test_fixtures.py", "tests/corpus")
    checkout.test(*files, "-k", "not what_is_marked")
    assert " passed" in checkout.test("tests/rules/test_rules.py", "-k", RULE)
    (checkout.root / "a.ts").write_text("export {};\n")
    assert checkout.run("scaffold", "explain", RULE)[0] == 0


def test_new_kind_knows_the_options_that_no_kind_has(tmp_path: Path) -> None:
    shown = scaffold("add-function", "--help", cwd=tmp_path, COLUMNS="100").out
    flags = set(re.findall(r"^  (?:-h, )?--([a-z-]+)", shown, re.MULTILINE))
    assert flags - {option.flag[2:] for option in every_option()} == set(TAKEN)


@pytest.mark.parametrize(
    ("tool", "name", "says"),
    [
        ("new_rule", "nested-step", "there is a rule `nested-step` already"),
        ("new_rule", "no-steps", "does not read well"),
        ("new_rule", "Nested_Step", "is no name for a rule"),
        ("new_rule", "../x", "is no name for a rule"),
        ("new_kind", "cron", "there is a kind `cron` already"),
        ("new_kind", "timeout", "there is an option `timeout` already"),
        ("new_kind", "registry", "there is an option `registry` already"),
        ("new_kind", "two words", "is no name for a kind"),
        ("new_kind", "--help", "Development tool"),
    ],
)
def test_a_name_that_cannot_be_writes_nothing(
    untouched: Checkout, tool: str, name: str, says: str
) -> None:
    before = tree(untouched.root)
    code, said = untouched.run(f"scaffold.devtools.{tool}", name)
    assert code == 2
    assert says in said
    assert "Traceback" not in said
    assert tree(untouched.root) == before


def test_a_file_in_the_way_writes_nothing(checkout: Checkout) -> None:
    other = checkout.root / f"tests/rules/{RULE}/invalid/in-a-helper.py"
    other.parent.mkdir(parents=True)
    other.write_text("# mine\n")
    code, said = checkout.run("scaffold.devtools.new_rule", RULE)
    assert (code, other.read_text()) == (2, "# mine\n")
    assert "is in the way" in said
    assert not (checkout.root / "src/scaffold/rules/replaced_call.py").exists()


@pytest.mark.parametrize(
    "stack", [["--stack", "nextjs", "--sdk", "4"], ["--stack", "fastapi"]], ids=" ".join
)
def test_a_new_kind_is_reached_from_everywhere(
    checkout: Checkout, tmp_path: Path, stack: list[str]
) -> None:
    """Made as CONTRIBUTING says: written, released, then used as any other."""
    made_before = tmp_path / "older"
    new = ["scaffold", "new", "--defaults", *stack]
    assert checkout.run(*new, made_before)[0] == 0
    code, said = checkout.run("scaffold.devtools.new_kind", KIND)
    assert code == 0, said
    assert "Left to do:" in said
    _release(checkout)

    shop = tmp_path / "shop"
    code, said = checkout.run(*new, "--kind", KIND, "--kind", "cron", shop)
    assert code == 0, said
    assert f"handle-{KIND}" in _ids(checkout, shop)
    assert (shop / f".claude/rules/inngest-{KIND}.md").is_file()
    skill = (shop / ".claude/skills/add-inngest-function/SKILL.md").read_text()
    assert f"`--{KIND} {KIND}/requested`" in skill
    assert checkout.run("scaffold", "check", "--strict", cwd=shop)[0] == 0

    add = ["scaffold", "add-function", "move-money", f"--{KIND}", "money/moved"]
    code, said = checkout.run(*add, cwd=made_before)
    assert code == 0, said
    assert f"the files for agents say nothing of `{KIND}` yet" in said
    assert "move-money" in _ids(checkout, made_before)
    assert checkout.run("scaffold", "check", "--strict", cwd=made_before)[0] == 0
    code, said = checkout.run(*add, cwd=made_before)
    assert "create" not in said
    code, said = checkout.run(*add, "--webhook", "stripe", cwd=made_before)
    assert code == 2
    assert f"`--webhook` and `--{KIND}` exclude one another" in said


def test_a_new_kind_passes_the_tests_of_kinds(checkout: Checkout) -> None:
    assert checkout.run("scaffold.devtools.new_kind", KIND)[0] == 0
    checkout.test("tests/kinds", "tests/devtools/test_generated.py")
    agent_files = "tests/template/test_agent_files.py"
    assert " passed" in checkout.test(agent_files, "-k", f"v4-npm-{KIND} or python-uv-{KIND}")
    assert " passed" in checkout.test("tests/functions/test_add_function.py", "-k", f"[{KIND}")


def _ids(checkout: Checkout, project: Path) -> list[str]:
    code, said = checkout.run("scaffold", "list", "--format", "json", cwd=project)
    assert code == 0, said
    return [
        each["id"] for each in json.loads(said)["functions"] if each["registration"] == "registered"
    ]


def _release(checkout: Checkout) -> None:
    """Release the templates with the kind, in the copy."""
    major = int(template_store.newest().removeprefix("v").partition(".")[0]) + 1
    changelog = checkout.root / "templates/CHANGELOG.md"
    changelog.write_text(changelog.read_text() + f"\n## v{major}.0.0\n\n- A new kind.\n")
    code, said = checkout.run("scaffold.devtools.release", f"v{major}.0.0")
    assert code == 0, said
