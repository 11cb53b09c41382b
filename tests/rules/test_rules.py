"""Every rule on its examples and fixtures: what it must report, and what it must leave alone.

A rule module holds the examples that its docs show. All others are files beside this one, in
`<rule>/invalid/` and `<rule>/valid/`: a file each, or a folder where several belong together,
under a name that says what it shows. The lines to report end in `// error` or `# error`.
They are read by `tests/support/rule_cases.py`, and formatted as Prettier and Ruff do.
"""

import re
from textwrap import dedent

import pytest

from scaffold.checking.explain import rule_text
from scaffold.rules import all_rules
from scaffold.rules._rule import Diagnostic, Rule
from scaffold.syntax.edits import apply
from tests.support.rule_cases import RuleCase, check_case, reported_lines, rule_cases
from tests.support.sources import Sources, checked

RULES = all_rules()
CASES = [pytest.param(case, id=case.id) for case in rule_cases()]


@pytest.mark.parametrize("case", CASES)
def test_what_is_marked_is_reported_and_nothing_else(case: RuleCase) -> None:
    report = check_case(case)
    assert report.partial == (), "it parses"
    assert bool(case.expected) != case.valid, "what is invalid has marks, what is valid has none"
    assert reported_lines(report) == case.expected


SHOWN = [case for case in rule_cases() if case.name == "shown" and not case.valid]


@pytest.mark.parametrize("case", SHOWN, ids=[case.id for case in SHOWN])
def test_an_example_is_as_severe_as_the_docs_say(case: RuleCase) -> None:
    rule = RULES[case.rule]
    told = {each.severity for each in check_case(case).diagnostics if each.rule == rule.name}
    assert told == {rule.severity_in(case.language)} or "is a warning" in rule.details
    assert f"Severity: {rule.severity}" in rule_text(rule)


V3_HEAD = """\
import { eventType, Inngest } from "inngest";
const PAID = "order/paid";
const paid = eventType(PAID);
const more = { retries: 3 };
const h = async () => {};
export const fn = new Inngest({ id: "shop" }).createFunction("""
# The arguments in the shape of SDK v4, and in that of v3; None where that takes a person.
TO_V3: dict[str, tuple[str, str | None]] = {
    "one event": ('{ id: "a", triggers: [{ event: "x" }] }, h', '{ id: "a" }, { event: "x" }, h'),
    "with a condition": (
        '{ id: "a", triggers: [{ event: "x", if: "event.data.ok" }] }, h',
        '{ id: "a" }, { event: "x", if: "event.data.ok" }, h',
    ),
    "a schedule": (
        "{ id: 'a', triggers: [{ cron: '0 9 * * *' }] }, h",
        "{ id: 'a' }, { cron: '0 9 * * *' }, h",
    ),
    "without an array": (
        '{ id: "a", triggers: { event: "x" } }, h',
        '{ id: "a" }, { event: "x" }, h',
    ),
    "two": (
        '{ id: "a", triggers: [{ event: "x" }, { cron: "0 9 * * *" }] }, h',
        '{ id: "a" }, [{ event: "x" }, { cron: "0 9 * * *" }], h',
    ),
    "a named event": (
        '{ id: "a", triggers: [{ event: PAID }] }, h',
        '{ id: "a" }, { event: PAID }, h',
    ),
    "first": (
        '{ triggers: [{ event: "x" }], id: "a" }, h',
        '{ id: "a" }, { event: "x" }, h',
    ),
    "between others": (
        '{ id: "a", "triggers": [{ event: "x" }], retries: 3 }, h',
        '{ id: "a", retries: 3 }, { event: "x" }, h',
    ),
    "a line each": (
        '\n  {\n    id: "a", // kept\n    retries: 3,\n    triggers: [{ event: "x" }],\n  },\n'
        "  h,\n",
        '\n  {\n    id: "a", // kept\n    retries: 3,\n  },\n  { event: "x" },\n  h,\n',
    ),
    "a comment at the end of the line": (
        '\n  { id: "a", triggers: [{ event: "x" }] }, // kept\n  h,\n',
        '\n  { id: "a" }, // kept\n  { event: "x" },\n  h,\n',
    ),
    "Windows line endings": (
        '\r\n  { id: "a", triggers: [{ event: "x" }] }, // kept\r\n  h\r\n',
        '\r\n  { id: "a" }, // kept\r\n  { event: "x" },\r\n  h\r\n',
    ),
    "a comment in the array": (
        '{ id: "a", triggers: [\n  // paid\n  { event: "x" },\n] }, h',
        '{ id: "a" }, [\n  // paid\n  { event: "x" },\n], h',
    ),
    "an event type": ('{ id: "a", triggers: [paid] }, h', None),
    "an event type as the event": ('{ id: "a", triggers: [{ event: paid }] }, h', None),
    "jitter": ('{ id: "a", triggers: [{ cron: "0 9 * * *", jitter: "30s" }] }, h', None),
    "none": ('{ id: "a", triggers: [] }, h', None),
    "a spread in the array": ('{ id: "a", triggers: [...[{ event: "x" }]] }, h', None),
    "a spread beside it": ('{ id: "a", triggers: [{ event: "x" }], ...more }, h', None),
    "a spread in the trigger": ('{ id: "a", triggers: [{ event: "x", ...more }] }, h', None),
    "another's array": ('{ id: "a", triggers: [{ event: "x" }].slice(0) }, h', None),
    "a comment after it": ('{ id: "a", triggers: [{ event: "x" }] /* x */ }, h', None),
    "a comment before it": ('{ id: "a", /* x */ triggers: [{ event: "x" }] }, h', None),
    "a comment between": ('{ id: "a", triggers: [{ event: "x" }] }, /* x */ h', None),
    "a comment above the handler": ('{ id: "a", triggers: [{ event: "x" }] },\n  // x\n  h', None),
    "given twice": ('{ id: "a", triggers: [{ event: "x" }], triggers: [{ event: "y" }] }, h', None),
}  # fmt: skip


@pytest.mark.parametrize("case", TO_V3)
def test_triggers_leave_the_options_where_that_is_exact(case: str) -> None:
    def diagnostics(arguments: str) -> list[Diagnostic]:
        text = f"{V3_HEAD}{arguments});\n"
        files = Sources(
            {"package.json": b'{ "dependencies": { "inngest": "3.40.0" } }', "a.ts": text.encode()}
        )
        return [each for each in checked(files, "sdk-mismatch").diagnostics if each.line > 1]

    before, after = TO_V3[case]
    (found,) = diagnostics(before)
    assert "does not read `triggers`" in found.message
    if after is None:
        assert found.edits == ()
        return
    text = apply(f"{V3_HEAD}{before});\n".encode(), (edit for _, edit in found.edits)).decode()
    assert text == f"{V3_HEAD}{after});\n"
    assert diagnostics(after) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_docstring_is_an_order_and_a_reason(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].*\.", rule.summary), "the first line is a sentence"
    assert len(rule.summary) <= 80
    assert len(rule.details) > 80, "the rest says what breaks at run time"
    assert re.search(r"SDK|v3|v4|Python", rule.details), "and on which SDK it was seen"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_examples_suit_the_docs(rule: Rule) -> None:
    assert len(rule.languages) == len(rule.examples), "one per language; more are files"
    for example in rule.examples:
        for text in (example.invalid, example.valid):
            assert len(dedent(text).strip().splitlines()) <= 60


SEVERITIES = [
    ("swallowed-step-error", "said-behind-the-last-statement", ["warning", "error"]),
    ("sdk-mismatch", "handlers-that-take-the-event", ["error", "warning"]),
]


@pytest.mark.parametrize(("rule", "name", "severities"), SEVERITIES)
def test_what_is_not_sure_or_is_said_to_be_meant_is_a_warning(
    rule: str, name: str, severities: list[str]
) -> None:
    case = next(each for each in rule_cases() if (each.rule, each.name) == (rule, name))
    assert [each.severity for each in check_case(case).diagnostics] == severities
