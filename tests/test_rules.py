"""Every rule against its own examples: what it must report, and what it must leave alone."""

import re
from collections.abc import Iterable
from textwrap import dedent

import pytest

from scaffold.check import Report, check
from scaffold.rules import all_rules
from scaffold.rules._rule import Example, Rule

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
