"""Settings of a repository: what they say, where they stand, and what is refused."""

from pathlib import Path

import pytest

from scaffold.checking.check import Report
from scaffold.checking.settings import Settings, read_settings
from scaffold.errors import ScaffoldError
from tests.checking.test_check_command import BAD, GOOD, make, write
from tests.support.cli import scaffold
from tests.support.hooks import edit_input, run_hook, stop_input
from tests.support.sources import Sources, check

CLIENT = b'import { Inngest } from "inngest";\nexport const app = new Inngest({ id: "shop" });\n'
WRONG = b"""import { app } from "./client";
export const Pay = app.createFunction({ id: "Pay" }, { event: "a/b" }, async ({ step }) => {
  step.run("one", () => load());
});
"""


def of(settings: str, file: str = "scaffold.toml") -> Settings:
    return read_settings(Sources({file: settings.encode()}))


def levels(settings: str, path: str = "src/pay.ts") -> dict[str, str]:
    """What is reported on a file that breaks three rules, by rule."""
    files = {path: WRONG.replace(b"./client", b"@/client"), "client.ts": CLIENT}
    report = check(Sources({**files, "scaffold.toml": settings.encode()}))
    looked_at = {"unawaited-step", "implicit-retries", "function-id-format"}
    return {one.rule: one.severity for one in report.diagnostics if one.rule in looked_at}


SAID = {
    "nothing": ("", {"unawaited-step": "error"}),
    "a rule off": ('[rules]\nunawaited-step = "off"', {}),
    "a severity": ('[rules]\nunawaited-step = "warning"', {"unawaited-step": "warning"}),
    "a rule of style": (
        '[rules]\nimplicit-retries = "error"',
        {"unawaited-step": "error", "implicit-retries": "error"},
    ),
    "every rule of style": (
        "style = true",
        {"unawaited-step": "error", "implicit-retries": "warning", "function-id-format": "warning"},
    ),
    "a folder": ('[folders.src]\nunawaited-step = "off"', {}),
    "a folder over all": (
        '[rules]\nunawaited-step = "off"\n[folders."./src/"]\nunawaited-step = "warning"',
        {"unawaited-step": "warning"},
    ),
    "the deepest folder": (
        '[folders.src]\nunawaited-step = "off"\n[folders."src/pay.ts"]\nunawaited-step = "error"',
        {"unawaited-step": "error"},
    ),
    "another folder": ('[folders.sr]\nunawaited-step = "off"', {"unawaited-step": "error"}),
    "a path left out": ('exclude = ["src/"]', {}),
    "a pattern": ('exclude = ["**/*.ts", "!client.ts"]', {}),
    "another path": ('exclude = ["lib/"]', {"unawaited-step": "error"}),
}


@pytest.mark.parametrize("case", SAID)
def test_what_settings_say_holds(case: str) -> None:
    settings, expected = SAID[case]
    assert levels(settings) == expected


REFUSED = {
    "an unknown key": ('excludes = ["a"]', "no setting `excludes`", "did you mean `exclude`?"),
    "an unknown rule": ('[rules]\nnested-steps = "off"', "`nested-steps`", "`nested-step`?"),
    "an unknown rule of a folder": ('[folders.a]\nnope = "off"', "no rule `nope`", "lists them"),
    "an unknown level": ('[rules]\nnested-step = "warn"', "set to `warn`", '"warning"'),
    "a boolean": ("[rules]\nnested-step = false", "set to `False`", '"off"'),
    "no list": ('exclude = "legacy"', "no list", 'exclude = ["legacy/"]'),
    "no pattern": ('exclude = ["a*b*c*d*e"]', "`a*b*c*d*e`", "fewer stars"),
    "no table": ('rules = "off"', "must be a table", "docs/settings.md"),
    "no boolean": ('style = "on"', "`style`", "style = true"),
    "a folder outside": ('[folders."../x"]', "`../x`", "project's root"),
    "no TOML": ("[rules\n", "not valid TOML", "mend"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_means_nothing_is_refused(case: str) -> None:
    settings, message, hint = REFUSED[case]
    with pytest.raises(ScaffoldError) as raised:
        of(settings)
    assert message in raised.value.message
    assert "scaffold.toml" in raised.value.message
    assert hint in raised.value.hint


def test_pyproject_comes_first_and_other_tools_are_left_alone() -> None:
    table = '[tool.ruff]\nline-length = 90\n[tool.inngest-scaffold]\nexclude = ["a/"]\n'
    assert of(table, "pyproject.toml") == Settings("pyproject.toml", ("a/",))
    both = Sources({"pyproject.toml": table.encode(), "scaffold.toml": b"of = 'another tool'"})
    assert read_settings(both).file == "pyproject.toml"
    # Not ours, so whether it parses is not our concern.
    assert of("[tool.ruff\n", "pyproject.toml") == Settings()
    assert of('[project]\ndependencies = ["inngest-scaffold"]\n', "pyproject.toml") == Settings()


def test_a_rule_that_is_named_speaks_though_it_is_off() -> None:
    files = Sources({"pay.ts": WRONG, "client.ts": CLIENT})
    files["scaffold.toml"] = b'[rules]\nunawaited-step = "off"'
    report: Report = check(files, rules=["unawaited-step"])
    assert [one.severity for one in report.diagnostics] == ["error"]


def test_a_comment_for_a_rule_that_is_off_is_no_mistake() -> None:
    quiet = WRONG.replace(b"  step", b"  // scaffold: ignore[unawaited-step] a test\n  step")
    for settings in (b'[rules]\nunawaited-step = "off"', b'[folders.src]\nunawaited-step = "off"'):
        files = Sources({"src/pay.ts": quiet, "client.ts": CLIENT, "scaffold.toml": settings})
        assert not [one for one in check(files).diagnostics if one.rule == "suppression"]


@pytest.mark.parametrize("level", ["off", "warning", "error"])
def test_check_and_both_hooks_obey_the_same_settings(tmp_path: Path, level: str) -> None:
    root = make(tmp_path)
    write(root, {"bad.ts": BAD, "pyproject.toml": "[tool.inngest-scaffold.rules]\n"})
    for rule in ("unawaited-step", "unregistered-function"):
        with (root / "pyproject.toml").open("a") as file:
            file.write(f'{rule} = "{level}"\n')
    done = scaffold("check", "--format", "agent", cwd=root)
    assert done.code == (1 if level == "error" else 0)
    assert (f"({level} unawaited-step" in done.out) is (level != "off")
    edited = run_hook("post-edit", edit_input(root / "bad.ts", cwd=root), cwd=root)
    assert (f"({level} unawaited-step" in edited.err) is (level != "off")
    stopped = run_hook("stop", stop_input(cwd=root), cwd=root)
    assert ("unawaited-step" in stopped.err) is (level == "error")


def test_settings_that_cannot_be_read_stop_a_check_and_no_agent(tmp_path: Path) -> None:
    root = make(tmp_path, scaffold_toml="[rules]\nnope = 1\n", bad_ts=BAD)
    done = scaffold("check", cwd=root)
    assert (done.code, done.out) == (2, "")
    assert "there is no rule `nope`" in done.err
    for name, given in (
        ("post-edit", edit_input(root / "bad.ts", cwd=root)),
        ("stop", stop_input(cwd=root)),
    ):
        if name == "stop":
            write(root, {"bad.ts": BAD + "\n"})
        hooked = run_hook(name, given, cwd=root)
        assert hooked.code == 0
        assert "nothing was checked: there is no rule `nope`" in hooked.err


# Style, in repositories that `new` did not make


def test_style_is_one_line_where_nobody_asked_for_it(tmp_path: Path) -> None:
    root = make(tmp_path, good_ts=GOOD.replace(", retries: 3", ""))
    done = scaffold("check", cwd=root)
    assert done.code == 0
    assert "implicit-retries: " not in done.out
    assert "1 implicit-retries" in done.out
    assert "`--strict` shows" in done.out
    strict = scaffold("check", "--strict", cwd=root)
    assert strict.code == 1
    assert "implicit-retries: " in strict.out
    edited = run_hook("post-edit", edit_input(root / "good.ts", cwd=root), cwd=root)
    assert (edited.code, edited.err) == (0, "")


@pytest.mark.parametrize(
    "answers",
    ["_src_path: ~/.cache/inngest-scaffold/template.bundle\nstack: nextjs\n", "origin: adopted\n"],
)
def test_style_speaks_in_what_we_made(answers: str) -> None:
    files = Sources({"pay.ts": WRONG, "client.ts": CLIENT})
    before = check(files)
    assert before.quiet == {"implicit-retries": 1, "function-id-format": 1}
    files[".copier-answers.yml"] = answers.encode()
    ours = check(files)
    assert ours.quiet == {}
    assert len(ours.diagnostics) == len(before.diagnostics) + 2
    files["scaffold.toml"] = b"style = false"
    assert check(files).quiet == before.quiet


FUNCTION = """
export const f{n} = app.createFunction({{ id: "{id}" }}, {{ event: "{id}" }}, async (c) =>
  c.step.run("{id}", () => load()));
"""


def named(*ids: str) -> Report:
    functions = "".join(FUNCTION.format(n=n, id=one) for n, one in enumerate(ids))
    text = f'import {{ app }} from "./client";\n{functions}'
    files = Sources({"a.ts": text.encode(), "client.ts": CLIENT})
    return check(files, rules=["function-id-format", "step-id-format", "event-name-format"])


OWN = {
    "one of several": (["sendMail", "send-report", "pay"], {"sendMail"}),
    "a convention": (["sendMail", "chargeCard", "syncUsers", "pay"], set()),
    "too few for one": (["sendMail", "chargeCard"], {"sendMail", "chargeCard"}),
    "beside a convention": (
        ["send_mail", "charge_card", "sync_users", "pay_bill", "payBill"],
        {"payBill"},
    ),
    "spaces": (["Send mail", "Charge a card", "Sync users"], set()),
    "no form": (["a__b", "c--D", "-e-"], {"a__b", "c--D", "-e-"}),
}


@pytest.mark.parametrize("case", OWN)
def test_a_convention_of_ones_own_is_accepted(case: str) -> None:
    ids, expected = OWN[case]
    report = named(*ids)
    for kind in ("function ID", "step ID", "event name"):
        said = {one.message.split("`")[1] for one in report.diagnostics if kind in one.message}
        # An event has a domain, so these forms are another there.
        assert said - {"pay", "send-report"} == expected, kind
    assert not [one for one in report.diagnostics if "before the first deploy" in one.hint]


def test_a_name_beside_the_convention_is_told_of_it() -> None:
    report = named("send_mail", "charge_card", "sync_users", "pay_bill", "payBill")
    message = "the function ID `payBill` is not in snake_case, as the others of this repository are"
    assert message in [one.message for one in report.diagnostics]


# Nothing to check


def test_a_folder_without_inngest_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"package.json": "{}", "index.ts": "socket.send(1);\n"})
    done = scaffold("check", cwd=tmp_path)
    assert done.code == 0
    assert f"warning: there is no Inngest code in `{tmp_path}`" in done.err
    assert scaffold("check", "--strict", cwd=tmp_path).code == 1
