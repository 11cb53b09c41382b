"""An option that would change nothing is refused: nobody believes that it did."""

from pathlib import Path

import pytest

from scaffold.template import store as template_store
from tests.support.cli import scaffold, tree
from tests.support.foreign_repositories import FASTAPI, NEXT_APP_V4
from tests.support.function_projects import Repository, project
from tests.support.team_templates import make_template
from tests.support.template_packages import answers_for, call, make_project

ADD = ["add-function", "send-bill", "--event", "order/billed"]
REMOVE = ["remove-function", "hello-world"]
RENAME = ["rename-function", "hello-world", "greet"]
CHECK = ["check", "--baseline", "b.json", "--update-baseline"]
DRY = ["check", "--fix", "--dry-run"]
IN_PROJECT: dict[str, tuple[list[str], str]] = {
    # add-function
    "an SDK that is none": ([*ADD, "--sdk", "v9"], "there is no Inngest SDK `v9`"),
    "an SDK that was": ([*ADD, "--sdk", "older"], "there is no Inngest SDK `older`"),
    "an SDK of another project": ([*ADD, "--sdk", "v3"], "this project is made for `v4`"),
    "a registry outside": ([*ADD, "--registry", "../x.ts"], "no path inside the project"),
    "a registry far outside": ([*ADD, "--registry", "/etc/passwd"], "no path inside the project"),
    "no registry": ([*ADD, "--registry", "x.ts"], "`--registry x.ts`: there is no such file"),
    "a folder for a registry": ([*ADD, "--registry", "app"], "there is no such file"),
    "the project for a registry": ([*ADD, "--registry", "."], "there is no such file"),
    "git's own registry": ([*ADD, "--registry", ".git/config"], "no path inside the project"),
    "a client outside": ([*ADD, "--client", "../x.ts"], "no path inside the project"),
    "no client": ([*ADD, "--client", "x.ts"], "`--client x.ts`: there is no such file"),
    "a folder outside": ([*ADD, "--functions-dir", ".."], "no path inside the project"),
    "a folder far outside": ([*ADD, "--functions-dir", "/tmp"], "no path inside the project"),
    "a file for a folder": (
        [*ADD, "--functions-dir", "package.json"], "`--functions-dir package.json` is a file"
    ),
    "two starts": ([*ADD, "--cron", "0 9 * * *"], "exclude one another"),
    "a time-out of nothing": ([*ADD, "--timeout", "1d"], "`--timeout`"),
    "data of a schedule": (
        ["add-function", "x-y", "--cron", "0 9 * * *", "--data", "id:str"], "`--data`"
    ),
    "a provider's type without a provider": (
        [*ADD, "--on", "charge.succeeded"], "`--on` is a type of a provider's"
    ),
    "an answer without a question": (
        [*ADD, "--answer", "approved:bool"], "`--answer` says what an answer holds"
    ),
    # remove-function and rename-function
    "removing from nowhere": ([*REMOVE, "--registry", "x.ts"], "there is no such file"),
    "removing from outside": ([*REMOVE, "--registry", "../x.ts"], "no path inside the project"),
    "a pair of one": (["remove-function", "on-user-created", "--pair"], "is no half of one"),
    "arguments of a hook": (["hook", "post-edit", "app/page.tsx"], "unexpected extra argument"),
    "arguments of the other hook": (["hook", "stop", "now"], "unexpected extra argument"),
    "removing with an SDK": ([*REMOVE, "--sdk", "v4"], "no such option: --sdk"),
    "removing with a client": ([*REMOVE, "--client", "lib/inngest.ts"], "no such option: --client"),
    "renaming in nowhere": ([*RENAME, "--registry", "x.ts"], "there is no such file"),
    "renaming with an SDK": ([*RENAME, "--sdk", "v4"], "no such option: --sdk"),
    "renaming with a client": ([*RENAME, "--client", "lib/inngest.ts"], "no such option: --client"),
    # check
    "a dry run of nothing": (["check", "--dry-run"], "add `--fix`"),
    "an update of no file": (["check", "--update-baseline"], "add `--baseline FILE`"),
    "a baseline of one rule": ([*CHECK, "--rule", "nested-step"], "`--rule` would do nothing"),
    "a baseline of changes": ([*CHECK, "--changed"], "`--changed` would do nothing"),
    "a baseline since": ([*CHECK, "--since", "HEAD"], "`--since` would do nothing"),
    "a baseline of a folder": ([*CHECK, "app"], "`PATHS` would do nothing"),
    "a strict baseline": ([*CHECK, "--strict"], "`--strict` would do nothing"),
    "a baseline in JSON": ([*CHECK, "--format", "json"], "`--format json` would do nothing"),
    "a strict dry run": ([*DRY, "--strict"], "`--strict` would do nothing"),
    "a dry run in SARIF": ([*DRY, "--format", "sarif"], "`--format` would do nothing"),
    "a dry run that writes": (
        [*DRY, "--baseline", "b.json", "--update-baseline"], "`--update-baseline` would do nothing"
    ),
    "no rule": (["check", "--rule", "nested"], "nested"),
    "no format": (["check", "--format", "xml"], "there is no format `xml`"),
    "no format of a list": (["list", "--format", "xml"], "xml"),
    "no rule to explain": (["explain", "nested"], "nested"),
    # update
    "two ways at once": (["update", "--check", "--to", "v1.0.0"], "do not go together"),
    "restored and set": (
        ["update", "--restore", "CLAUDE.md", "--set", "deployment=none"], "do not go together"
    ),
    "a version and answers": (
        ["update", "--to", "v1.0.0", "--set", "deployment=none"], "does not go with `--to`"
    ),
    "a dry run of reading": (["update", "--check", "--dry-run"], "leave `--dry-run` out"),
    "an answer given twice": (
        ["update", "--set", "deployment=none", "--set", "deployment=vercel"], "is given twice"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A project of ours that no case changes."""
    return project(tmp_path_factory.mktemp("made") / "shop", "nextjs-v4")


@pytest.mark.parametrize("case", IN_PROJECT)
def test_refuses_an_option_that_would_do_nothing(case: str, made: Repository) -> None:
    arguments, says = IN_PROJECT[case]
    before = made.tree()
    done = call(*arguments, cwd=made.root)
    assert done.code == 2, done
    assert says in done.err + done.out
    assert made.tree() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--ref", "v1"], "add `--template`"),
        (["--kind", "none", "--kind", "cron"], "leave `--kind none` out"),
        (["--sdk", "4", "--stack", "fastapi"], "`--sdk` does not apply"),
        (["--sdk", "9"], "choose one of"),
    ],
)
def test_refuses_an_option_of_new_that_would_do_nothing(
    arguments: list[str], says: str, tmp_path: Path
) -> None:
    done = call("new", "shop", "--defaults", *arguments, cwd=tmp_path)
    assert (done.code, says in done.err) == (2, True), done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fetched", [False, True])
def test_refuses_an_answer_that_a_template_does_not_ask(fetched: bool, tmp_path: Path) -> None:
    template = make_template(tmp_path / "team", {}, "color: {type: str, default: red}\n")
    source = f"git+file://{template}" if fetched else str(template)
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.yml").write_text("colour: blue\n")
    given = ("--template", source, "--defaults")
    for more, says in (
        (["--deployment", "vercel"], "`--deployment`: no question is called `deployment`"),
        (["--answers", "a.yml"], "did you mean `color`?"),
    ):
        done = call("new", "shop", *given, *more, cwd=work)
        assert (done.code, says in done.err) == (2, True), done.err
        assert [each.name for each in work.iterdir()] == ["a.yml"]


def test_an_option_that_says_what_is_so_is_taken(made: Repository, tmp_path: Path) -> None:
    same = ["--sdk", "v4", "--client", "./lib/inngest.ts", "--functions-dir", "inngest/"]
    done = call(*ADD, *same, "--registry", "app/api/inngest/route.ts", "--dry-run", cwd=made.root)
    assert done.code == 0, done.err
    inside = made.root / "app/api/inngest/route.ts"
    plain = call(*ADD, "--dry-run", cwd=made.root)
    assert done.out == plain.out
    assert call(*ADD, "--registry", str(inside), "--dry-run", cwd=made.root).out == plain.out


def test_fixes_and_reports_nothing_that_the_baseline_lists(tmp_path: Path) -> None:
    made = Repository(tmp_path / "x")
    made.root.mkdir()
    made.write(NEXT_APP_V4)
    path = "lib/inngest/functions/hello-world.ts"
    made.write({path: NEXT_APP_V4[path].replace("await step", "step")}).commit()
    assert call("check", cwd=made.root).code == 1
    assert call(*CHECK, cwd=made.root).code == 0
    before = tree(made.root)
    done = call("check", "--fix", "--baseline", "b.json", cwd=made.root)
    assert (done.code, tree(made.root)) == (0, before), done.out


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
@pytest.mark.parametrize("command", [ADD, ["remove-function", "hello-world"]])
def test_an_events_module_that_is_not_utf_8_is_named(
    command: list[str], encoding: str, tmp_path: Path
) -> None:
    repositories = {
        "lib/events.ts": (NEXT_APP_V4, 'import { eventType } from "inngest";\n// été\n'
                          'export const orderPaid = eventType("order/paid");\n'),
        "src/shop/events.py": (FASTAPI, "from typing import ClassVar\n\n# été\n\n\n"
                               'class OrderPaid:\n    name: ClassVar[str] = "order/paid"\n'),
    }  # fmt: skip
    for number, (path, (files, text)) in enumerate(repositories.items()):
        made = Repository(tmp_path / str(number))
        made.root.mkdir()
        made.write(files)
        (made.root / path).parent.mkdir(parents=True, exist_ok=True)
        (made.root / path).write_bytes(text.encode(encoding))
        made.commit()
        before = made.tree()
        name = command if path.endswith(".ts") else [*command[:1], "hello", *command[2:]]
        done = call(*(name if command is not ADD else ADD), cwd=made.root)
        assert (done.code, f"cannot read `{path}`: it is not UTF-8" in done.err) == (2, True), done
        assert "save the file as UTF-8" in done.err
        assert made.tree() == before


@pytest.mark.parametrize("path", ["lib/events.ts", "app/api/inngest/route.ts"])
def test_a_file_of_ours_that_is_not_utf_8_is_named(path: str, tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    (made.root / path).write_bytes(made.read(path).encode() + "// été\n".encode("latin-1"))
    made.commit()
    done = call(*ADD, cwd=made.root)
    assert (done.code, f"`{path}`" in done.err, "UTF-8" in done.err) == (2, True, True), done


LISTS = {
    "kinds": (["new", "x", "--defaults", "--dry-run", "--no-git"], "--kind", ["cron", "approval"]),
    "rules": (["check"], "--rule", ["nested-step", "unawaited-step"]),
    "files": (["update", "--dry-run"], "--restore", ["CLAUDE.md", "AGENTS.md"]),
}


@pytest.mark.parametrize("case", LISTS)
def test_a_list_is_joined_by_commas_or_repeated(case: str, tmp_path: Path) -> None:
    command, option, values = LISTS[case]
    root = make_project(tmp_path / "shop", answers_for("nextjs-v4"), template_store.newest())
    (root / "CLAUDE.md").unlink()
    (root / "AGENTS.md").unlink()
    repeated = call(*command, *(part for one in values for part in (option, one)), cwd=root)
    assert repeated.code == 0, repeated.err
    assert repeated.out
    assert call(*command, option, ",".join(values), cwd=root) == repeated
    assert call(*command, option, ", ".join(values), cwd=root) == repeated
    wrong = call(*command, option, f"{values[0]},no-such-thing", cwd=root)
    assert (wrong.code, "no-such-thing" in wrong.err) == (2, True)


def test_the_program_refuses_arguments_of_a_hook(tmp_path: Path) -> None:
    """The hooks are dispatched before options are read."""
    for name in ("post-edit", "stop"):
        done = scaffold("hook", name, "app/page.tsx", cwd=tmp_path, stdin="{}")
        assert done.code == 2
        assert "unexpected extra argument" in done.err
