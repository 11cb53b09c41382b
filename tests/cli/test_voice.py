"""One voice: what we say begins and ends alike, and options are spelled the same everywhere."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import typer

from scaffold.cli.app import app, load_commands
from tests.support.cli import scaffold as scaffold_
from tests.support.function_projects import project
from tests.support.our_code import PACKAGE, nodes_of

# Who is told: the message and the hint of an error, what a finding says and how it is mended.
SAID = {"ScaffoldError": (0, 1), "RegistryUnclear": (0, 1), "UndecidedPairError": (0, 1),
        "OutputLostError": (0, 1), "Problem": (0, 1), "changed": ()}  # fmt: skip
NAMED = {"message": 0, "hint": 1, "mend": 1}
# What a sentence may begin with in capitals: names.
NAMES = ("Node.js", "Claude", "Codex", "Copilot", "Cursor", "Inngest", "SDK", "Next.js", "Python",
         "CLAUDE.md", "AGENTS.md", "JSON", "YAML", "Dev Server")  # fmt: skip


def parts(node: ast.expr) -> Iterator[str]:
    """Yield a text as it is written, `{}` for what is filled in; both sides of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    elif isinstance(node, ast.IfExp):
        yield from parts(node.body)
        yield from parts(node.orelse)


def said() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in nodes_of(path):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name not in SAID:
                continue
            told = [node.args[n] for n in SAID[name] if n < len(node.args)]
            told += [each.value for each in node.keywords if each.arg in NAMED]
            for each in told:
                for text in parts(each):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", text


def differs(text: str) -> bool:
    """Whether a message begins or ends in another way than ours do."""
    first = text.lstrip("`({'\"")
    is_code = text[0] in "`{" or re.match(r"[A-Z_]+=", text)
    return bool(
        (not is_code and first[:1].isupper() and not first.startswith(NAMES))
        or re.search(r"[.!:;,\s]$", text.replace("…", ""))
        or re.search(r"(?i)\b(?:please|oops|sorry)\b|!$", text)
    )


def test_a_message_begins_and_ends_like_the_others() -> None:
    assert differs("Please try again.")
    messages = [each for each in said() if each[1]]
    assert len(messages) > 500
    assert [each for each in messages if differs(each[1])] == []


def test_a_file_that_is_not_read_is_not_called_wrong() -> None:
    """The grammar stumbles over valid files too; only the app itself knows better."""
    assert [each for each in said() if "syntax" in each[1]] == []


# Each is spelled like this in every command, and means the same.
OPTIONS = {
    "json": ["--json"],
    "dry_run": ["--dry-run"],
    "quiet": ["--quiet", "-q"],
    "verbose": ["--verbose"],
    "strict": ["--strict"],
    "non_interactive": ["--non-interactive"],
    "registry": ["--registry"],
    "client": ["--client"],
}


def commands() -> Iterator[tuple[str, typer.core.TyperCommand]]:
    load_commands()
    for name, command in typer.main.get_group(app).commands.items():
        below = getattr(command, "commands", None)
        if below is None:
            yield name, command  # type: ignore[misc]
        else:
            yield from ((f"{name} {one}", each) for one, each in below.items())


def test_an_option_is_spelled_and_explained_the_same_in_every_command() -> None:
    helps: dict[str, set[str]] = {}
    for name, command in commands():
        for option in command.params:
            spelled = [each for each in option.opts if each.startswith("-")]
            for known in OPTIONS.values():
                if known[0] in spelled:
                    assert spelled == known, name
                    helps.setdefault(known[0], set()).add(str(getattr(option, "help", "")))
    assert {option: len(each) for option, each in helps.items() if len(each) > 1} == {}


WRITING = ("new", "add-function", "remove-function", "rename-function", "update", "adopt", "undo",
           "hook install", "hook uninstall")  # fmt: skip


def test_every_command_that_writes_has_the_same_four() -> None:
    found = {
        name: {each for option in command.params for each in option.opts}
        for name, command in commands()
    }
    for name in WRITING:
        assert {"--json", "--dry-run", "--quiet"} <= found[name], name
    for name in ("check", "list", "doctor", "verify"):
        assert "--json" in found[name], name


def test_quiet_leaves_errors_warnings_and_results(tmp_path: Path) -> None:
    root = project(tmp_path / "shop", "nextjs-v4").root
    add = ["add-function", "send-bill", "--event", "order/billed"]
    done = scaffold_(*add, "--quiet", cwd=root)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (root / "inngest/sendBill.ts").is_file()
    done = scaffold_("add-function", "send-bill", "--event", "x/y", "-q", cwd=root)
    assert done.code == 2
    assert done.err.startswith("error: ")
    done = scaffold_("remove-function", "send-bill", "--force", "--dry-run", "-q", cwd=root)
    assert done.out.startswith("diff --git")


# One way to call each command that takes `--json`, in this order in one project.
AS_JSON = {
    "new": ["new", "other", "--defaults", "--dry-run"],
    "add-function": ["add-function", "send-bill", "--event", "order/billed"],
    "rename-function": ["rename-function", "send-bill", "mail-bill"],
    "remove-function": ["remove-function", "mail-bill", "--force"],
    "undo": ["undo"],
    "check": ["check"],
    "list": ["list"],
    "update": ["update", "--check"],
    "doctor": ["doctor"],
    "adopt": ["adopt", "--dry-run"],
    "verify": ["verify", "--url", "http://127.0.0.1:9"],
    "hook install": ["hook", "install"],
    "hook uninstall": ["hook", "uninstall"],
}


def test_json_is_one_document_in_every_command(tmp_path: Path) -> None:
    """On stdout, also of an error; and nothing else is there."""
    root = project(tmp_path / "shop", "nextjs-v4").root
    assert {*AS_JSON} == {
        name
        for name, command in commands()
        if any("--json" in option.opts for option in command.params)
    }
    for arguments in AS_JSON.values():
        done = scaffold_(*arguments, "--json", cwd=root)
        assert "Traceback" not in done.err
        document = json.loads(done.out)
        assert document["schema_version"] >= 1, arguments
        assert ("error" in document) is (done.code == 2 and arguments[0] != "verify"), arguments
        wrong = json.loads(scaffold_(*arguments, "--json", "--wrong", cwd=root).out)
        assert wrong["error"]["message"] == "no such option: --wrong"


def test_list_takes_json_as_the_others_do(tmp_path: Path) -> None:
    root = project(tmp_path / "shop", "nextjs-v4").root
    assert scaffold_("list", "--json", cwd=root) == scaffold_("list", "--format", "json", cwd=root)
    done = scaffold_("list", "--json", "--format", "mermaid", cwd=root)
    assert (done.code, "are two forms" in done.out) == (2, True)
