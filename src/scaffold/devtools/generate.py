"""Write what is made from the rules: the docs page and the lists in the templates.

Development tool: `python -m scaffold.devtools.generate`; with `--check` it writes nothing and
exits 1 when a file is stale. What it writes for templates is committed text, so that an old
template version renders as it did.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from scaffold.checking.explain import rule_text
from scaffold.rules import all_rules
from scaffold.rules._rule import Rule
from scaffold.syntax.language import LanguageName

_ROOT = Path(__file__).parent.parent.parent.parent
_LANGUAGES: tuple[LanguageName, ...] = ("typescript", "python")
_INTRODUCTION = """\
# Rules

Each rule is one module in `src/scaffold/rules/`; this page is made from them.
`scaffold explain RULE` prints one of them, `scaffold check --rule RULE` checks it alone.
An *error* loses work, runs or events.
A *warning* is a convention, or what the source alone cannot prove.
`scaffold check` exits 1 on errors, with `--strict` on warnings too.
"""


def generated() -> dict[str, str]:
    """Return the text of every generated file, by its path in the repository."""
    rules = all_rules().values()
    lists = {
        f"templates/includes/rules/all-{language}.md.jinja": _list(
            rule for rule in rules if language in rule.languages
        )
        for language in _LANGUAGES
    }
    return {"docs/rules.md": _docs(list(rules)), **lists}


def stale(root: Path = _ROOT) -> list[str]:
    """Return the generated files that are not as they would be written now."""
    return [
        path
        for path, text in generated().items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]


def _docs(rules: list[Rule]) -> str:
    rows = [
        f"| [`{rule.name}`](#{rule.name}) | {rule.severity} | {_ticks(rule)} | {rule.summary} |"
        for rule in rules
    ]
    head = ["| rule | severity | TypeScript, Python | order |", "|---|---|---|---|"]
    parts = [_INTRODUCTION, "\n".join([*head, *rows]) + "\n"]
    return "\n".join([*parts, *(rule_text(rule, "## ") for rule in rules)])


def _ticks(rule: Rule) -> str:
    return ", ".join("yes" if language in rule.languages else "no" for language in _LANGUAGES)


def _list(rules: Iterator[Rule]) -> str:
    """Errors first; what is about schedules only where the project has one."""
    lines: list[str] = []
    chosen = sorted(rules, key=lambda rule: (rule.severity, rule.name))
    for severity, title in (("error", "Errors"), ("warning", "Warnings")):
        lines += [f"## {title}", ""]
        for rule in (rule for rule in chosen if rule.severity == severity):
            line = f"- `{rule.name}`: {rule.summary}"
            if "cron" in line.lower():
                lines += ["{% if 'cron' in kinds %}", line, "{% endif %}"]
            else:
                lines.append(line)
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def main(arguments: list[str]) -> int:
    """Write the generated files, or with `--check` only say which are stale."""
    found = stale()
    for path in found:
        if "--check" in arguments:
            print(f"stale: {path}; run `python -m scaffold.devtools.generate`", file=sys.stderr)
        else:
            (_ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (_ROOT / path).write_text(generated()[path], encoding="utf-8")
            print(f"wrote {path}")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
