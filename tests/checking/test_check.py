"""The check as a whole: suppressions, what is skipped, order, and the forms of a report."""

import json
import re

import pytest

from scaffold.checking.check import Report, check_file
from scaffold.checking.fingerprints import fingerprints
from scaffold.checking.reporters import View, formats, render
from scaffold.errors import ScaffoldError
from tests.support.sources import Sources, check

HEAD = (
    'import { inngest } from "./client";\n'
    'export const a = inngest.createFunction({ id: "a" }, async ({ step }) => {\n'
    '  await step.run("ok", () => 1);\n'
)
RULE = "side-effect-outside-step"
# What judges calls and their arguments.
JUDGING = [
    RULE, "implicit-retries", "invalid-duration", "invalid-function-config", "nested-step",
    "sdk-mismatch", "step-id-format", "unawaited-step", "unknown-option",
]  # fmt: skip


def sources(body: str, **others: bytes) -> Sources:
    return Sources({"a.ts": f"{HEAD}{body}\n}});\n".encode(), **others})


def run(body: str, *rules: str) -> Report:
    return check(sources(body), rules=rules or (RULE,))


@pytest.mark.parametrize(
    "body",
    [
        f"  await load(); // scaffold: ignore[{RULE}] cheap and idempotent",
        f"  // scaffold: ignore[{RULE}] cheap and idempotent\n  await load();",
        f"  /* scaffold: ignore[{RULE}] cheap */\n\n  // and a remark\n  await load();",
        f"  // scaffold: ignore[nested-step, {RULE}] cheap\n  await load();",
    ],
)
def test_a_suppression_with_a_reason_counts(body: str) -> None:
    report = run(body)
    assert report.diagnostics == ()
    assert [each.diagnostic.rule for each in report.suppressed] == [RULE]
    assert not report.fails(strict=True)


@pytest.mark.parametrize(
    ("comment", "severity", "words"),
    [
        (f"// scaffold: ignore[{RULE}]", "error", "no reason"),
        ("// scaffold: ignore", "error", "names no rule"),
        ("// scaffold: ignore[no-such-rule] because", "error", "no rule `no-such-rule`"),
    ],
)
def test_a_wrong_suppression_is_reported_and_does_not_count(
    comment: str, severity: str, words: str
) -> None:
    found = run(f"  {comment}\n  await load();").diagnostics
    assert [each.rule for each in found] == ["suppression", RULE]
    assert found[0].severity == severity
    assert words in found[0].message


def test_an_unused_suppression_is_reported_when_its_rule_ran() -> None:
    body = f"  // scaffold: ignore[{RULE}] because\n  total(1);"
    (unused,) = run(body).diagnostics
    assert (unused.severity, unused.line) == ("warning", 4)
    assert run(body, "nested-step").diagnostics == ()


def test_a_suppression_in_a_string_is_none() -> None:
    assert len(run('  await load("// scaffold: ignore[x]");').diagnostics) == 1


def test_a_suppression_at_the_helper_covers_those_who_call_it() -> None:
    files = sources(
        "  await load();",
        **{
            "client.ts": b'import { Inngest } from "inngest";\n'
            b'export const inngest = new Inngest({ id: "x" });\n',
        },
    )
    files["a.ts"] = b'import { load } from "./load";\n' + files["a.ts"]
    files["load.ts"] = b"export async function load() {\n  await fetch('x');\n}\n"
    assert len(check(files, rules=[RULE]).diagnostics) == 1
    comment = f"  // scaffold: ignore[{RULE}] reads a constant\n".encode()
    files["load.ts"] = files["load.ts"].replace(b"  await", comment + b"  await")
    assert check(files, rules=[RULE]).diagnostics == ()


def test_what_cannot_be_read_is_named() -> None:
    files = sources(
        "",
        **{
            "big.ts": b"// inngest\n" + b"x;\n" * 4_000_000,
            "binary.ts": b"inngest\0\0",
            "latin.py": b"import inngest  # \xe9",
            "broken.ts": b'import { inngest } from "x";\nconst a = [1, ;',
        },
    )
    report = check(files)
    assert set(report.skipped) == {"big.ts", "binary.ts", "latin.py"}
    assert report.partial == ("broken.ts",)
    assert "skipped binary.ts: it is binary" in render(report)
    assert "broken.ts could not be read in full" in render(report)


def test_a_file_with_a_syntax_error_is_checked_as_far_as_it_parses() -> None:
    report = run("  await load();\n});\nconst x = [1, ;\n(() => {")
    assert [each.line for each in report.diagnostics] == [4]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("({ step }) =>", "( step }) =>"),
        ('{ id: "a", retries: 1', '{ id: "a, retries: 1'),
        ("retries: 1, triggers", "retries 1, triggers"),
        ('event: "x/y" }]', 'event: "x/y" ]'),
        ('run("ok", () => 1)', 'run("ok, () => 1)'),
    ],
)
def test_a_statement_that_does_not_parse_is_said_to_be_unread_and_not_judged(
    before: str, after: str
) -> None:
    text = (
        'import { inngest } from "./client";\n'
        "export const a = inngest.createFunction(\n"
        '  { id: "a", retries: 1, triggers: [{ event: "x/y" }] },\n'
        "  async ({ step }) => {\n"
        '    await step.run("ok", () => 1);\n'
        '    await step.sleep("rest", "1d");\n'
        "  },\n"
        ");\n"
    )
    package = b'{ "dependencies": { "inngest": "4.24.0" } }'
    broken = text.replace(before, after)
    assert broken != text
    for path, content in (("a.ts", text), ("a.ts", broken)):
        report = check(Sources({path: content.encode(), "package.json": package}), rules=JUDGING)
        assert (report.diagnostics, report.partial) == ((), ("a.ts",) if content != text else ())


def test_paths_limit_what_is_reported() -> None:
    files = sources("  await load();")
    files["lib/b.ts"] = files["a.ts"]
    assert [each.path for each in check(files, ["lib"], [RULE]).diagnostics] == ["lib/b.ts"]
    assert [each.path for each in check(files, ["a.ts"], [RULE]).diagnostics] == ["a.ts"]
    assert len(check(files, ["."], [RULE]).diagnostics) == 2


def test_one_file_by_itself_reads_no_other() -> None:
    report = check_file("a.ts", sources("  await load();")["a.ts"], [RULE])
    assert [each.line for each in report.diagnostics] == [4]


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ScaffoldError, match="no rule `nope`"):
        check(sources(""), rules=["nope"])


def test_diagnostics_are_in_order_and_once() -> None:
    files = sources("  await b();\n  await a(); await c();")
    found = [(each.path, each.line, each.column) for each in check(files).diagnostics]
    assert found == sorted(found)
    twice = Sources(
        {
            "a.ts": b'import { inngest } from "./client";\n'
            b"const handler = async ({ step }) => {\n  await load();\n};\n"
            b'export const a = inngest.createFunction({ id: "a" }, handler);\n'
            b'export const b = inngest.createFunction({ id: "b" }, handler);\n'
        }
    )
    assert len(check(twice, rules=[RULE]).diagnostics) == 1


def test_fingerprints_survive_moved_lines_and_tell_twins_apart() -> None:
    before, after = run("  await load();\n  await load();"), run(
        "\n\n  // a remark\n  await   load();\n  await load();"
    )  # fmt: skip
    first = fingerprints(before.diagnostics, before.sources)
    second = fingerprints(after.diagnostics, after.sources)
    assert first == second
    assert len(set(first)) == 2


def test_text_shows_the_line_and_counts() -> None:
    text = render(run("\tawait load();"))
    assert f"a.ts:4:8: error: {RULE}: `load` is outside a step" in text
    assert re.search(r"> 4 \|     await load\(\);\n +\|           \^{6}\n", text)
    assert text.endswith("1 error in 1 function in 1 file\n")
    assert "\x1b[" not in text
    assert "\x1b[1;31m" in render(run("  await load();"), view=View(colour=True))
    assert render(run("")) == "no problems in 1 function in 1 file\n"


def test_agent_says_what_to_do_first_in_one_line() -> None:
    (line,) = render(run("  await load();"), "agent").splitlines()
    assert line.startswith("a.ts:4: wrap it: ")
    assert RULE in line
    assert render(run(""), "agent") == ""


def test_github_escapes_what_it_must() -> None:
    (line,) = render(run("  await load();"), "github", View(root="apps/web")).splitlines()
    assert line.startswith("::error file=apps/web/a.ts,line=4,col=9,endLine=4,endColumn=15,title=")
    assert "%0A" in line


def test_json_says_its_version() -> None:
    report = run(f"  await load();\n  await other(); // scaffold: ignore[{RULE}] fine")
    content = json.loads(render(report, "json"))
    assert content["schema_version"] == 1
    assert [each["rule"] for each in content["diagnostics"]] == [RULE]
    assert [each["reason"] for each in content["suppressed"]] == ["fine"]
    assert content["counts"]["errors"] == 1


def test_sarif_marks_what_is_suppressed() -> None:
    report = run(f"  await load();\n  await other(); // scaffold: ignore[{RULE}] fine")
    (log,) = json.loads(render(report, "sarif", View(root="apps/my app")))["runs"]
    open_, suppressed = log["results"]
    assert "suppressions" not in open_
    assert suppressed["suppressions"] == [{"kind": "inSource", "justification": "fine"}]
    place = open_["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "apps/my%20app/a.ts"
    assert place["region"]["startColumn"] == 9
    known = {rule["id"] for rule in log["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in log["results"]} <= known
    assert len({r["partialFingerprints"]["scaffold/v1"] for r in log["results"]}) == 2


def test_forms_start_with_text() -> None:
    assert formats() == ("text", "agent", "github", "json", "sarif")
    with pytest.raises(ScaffoldError, match="no format `xml`"):
        render(run(""), "xml")
