"""Rules in words: for the terminal and for the docs."""

import os
import re
from textwrap import dedent

from scaffold.errors import ScaffoldError
from scaffold.names import meant
from scaffold.rules import all_rules
from scaffold.rules._rule import Rule
from scaffold.shown import shown
from scaffold.syntax.regexes import regex

_FENCES = {"typescript": "ts", "python": "python"}
_TITLES = {"typescript": "TypeScript", "python": "Python"}
DOCS = "SCAFFOLD_DOCS"
_ADDRESS = regex(r"https?://[^\s/][^\s\"'<>\\`]*")


def explain(name: str) -> str:
    """Return why a rule exists, what it reports and what to write instead, as Markdown.

    Raises ScaffoldError for a name that no rule has, and as `page` does.
    """
    rules = all_rules()
    if name not in rules:
        raise ScaffoldError(
            f"there is no rule `{name}`", meant(name, rules, "`scaffold explain` lists the rules")
        )
    where = page(name) or f"docs/rules/{name}.md in the source of inngest-scaffold"
    return f"{rule_text(rules[name])}\nPage: {where}\n"


def page(rule: str) -> str:
    """Return the address of a rule's page, empty where nobody has said where the docs are.

    Only the environment says so: an address from a cloned repository could lead anywhere.
    Raises ScaffoldError where what is set is no address.
    """
    base = os.environ.get(DOCS, "").strip()
    if base and not _ADDRESS.fullmatch(base):
        raise ScaffoldError(
            f"`{DOCS}` is `{shown(base, 80)}`, which is no address",
            "set it to where the docs are: `https://docs.example.com/scaffold`",
        )
    return f"{base.rstrip('/')}/rules/{rule}/" if base else ""


def overview() -> str:
    """Return every rule with its severity and its one sentence."""
    rules = all_rules().values()
    width = max(len(rule.name) for rule in rules)
    return "".join(f"{rule.name:<{width}}  {rule.severity:<7}  {rule.summary}\n" for rule in rules)


def _severity(rule: Rule) -> str:
    """How severe a rule's reports are, by language where that differs."""
    softer = " and ".join(_TITLES[language] for language in rule.warns_in)
    return f"{rule.severity}, in {softer} warning" if softer else rule.severity


def rule_text(rule: Rule) -> str:
    """Return a rule as Markdown: its order, its reason, and its examples."""
    languages = " and ".join(_TITLES[language] for language in rule.languages)
    parts = [
        f"# {rule.name}",
        rule.summary,
        f"Severity: {_severity(rule)}. Checked in {languages}.",
        rule.details,
    ]
    for example in rule.examples:
        for title, text in (("Reported", example.invalid), ("Instead", example.valid)):
            parts.append(f"{title}, in {_TITLES[example.language]}:")
            mark = rf"\1 {rule.severity_in(example.language)}"
            shown = re.sub(r"(?m)(//|#) error\b", mark, dedent(text).strip())
            parts.append(f"```{_FENCES[example.language]}\n{shown}\n```")
    comment = "//" if "typescript" in rule.languages else "#"
    parts.append(
        f"To keep a line as it is: `{comment} scaffold: ignore[{rule.name}] reason`,"
        " on it or on the line above."
    )
    return "\n\n".join(parts) + "\n"
