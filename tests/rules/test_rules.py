"""Every rule against its own examples: what it must report, and what it must leave alone."""

import re
from collections.abc import Iterable
from textwrap import dedent

import pytest

from scaffold.checking.check import Report, check
from scaffold.rules import all_rules
from scaffold.rules._rule import Diagnostic, Example, Rule
from scaffold.syntax.edits import apply

RULES = all_rules()
SUFFIX = {"typescript": "ts", "python": "py"}
BASE = "@base/"
MARK = re.compile(r"(//|#) error\b.*$")


class Sources(dict[str, bytes]):
    """Files in memory."""

    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


def files_of(example: Example, text: str) -> Sources:
    """Split an example at its `file:` lines; without any it is one file."""
    text = dedent(text).lstrip("\n")
    parts = re.split(r"(?m)^(?://|#) file: (\S+)\n", text)
    if len(parts) == 1:
        return Sources({f"example.{SUFFIX[example.language]}": text.encode()})
    return Sources(
        {path: content.encode() for path, content in zip(parts[1::2], parts[2::2], strict=True)}
    )


def marked(files: Sources) -> set[tuple[str, int]]:
    return {
        (path, number)
        for path, content in files.items()
        for number, line in enumerate(content.decode().splitlines(), 1)
        if MARK.search(line)
    }


def checked(files: Sources, rule: str) -> Report:
    """Check an example with one rule; files below `@base/` are those of an earlier commit."""
    base = Sources({p.removeprefix(BASE): c for p, c in files.items() if p.startswith(BASE)})
    now = Sources({path: c for path, c in files.items() if not path.startswith(BASE)})
    return check(now, rules=[rule], base=base or None)


def reported(files: Sources, rule: str) -> set[tuple[str, int]]:
    return {(each.path, each.line) for each in checked(files, rule).diagnostics}


CASES = [
    pytest.param(rule, example, id=f"{rule.name}-{example.language}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_invalid_example_is_reported_where_it_is_marked(rule: Rule, example: Example) -> None:
    files = files_of(example, example.invalid)
    assert marked(files), "mark the lines that the rule must report"
    assert reported(files, rule.name) == marked(files)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_valid_example_is_left_alone(rule: Rule, example: Example) -> None:
    files = files_of(example, example.valid)
    assert not marked(files)
    assert reported(files, rule.name) == set()


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


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_examples_parse(rule: Rule, example: Example) -> None:
    for text in (example.invalid, example.valid):
        assert checked(files_of(example, text), rule.name).partial == ()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_docstring_is_an_order_and_a_reason(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].*\.", rule.summary), "the first line is a sentence"
    assert len(rule.summary) <= 80
    assert len(rule.details) > 80, "the rest says what breaks at run time"
    assert re.search(r"SDK|v3|v4|Python", rule.details), "and on which SDK it was seen"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_first_examples_suit_the_docs(rule: Rule) -> None:
    for language in rule.languages:
        first = next(example for example in rule.examples if example.language == language)
        for text in (first.invalid, first.valid):
            assert len(dedent(text).strip().splitlines()) <= 60
