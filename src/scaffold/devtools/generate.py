"""Write what is made from rules and kinds: their docs pages, what templates say of kinds, a plugin.

Development tool: `python -m scaffold.devtools.generate`; with `--check` it writes nothing and
exits 1 when a file is stale. What it writes for templates is committed text, so that an old
template version renders as it did.
"""

import json
import re
import shlex
import sys
import tomllib
from pathlib import Path

from scaffold.checking.explain import rule_text
from scaffold.kinds import TABLE, Choice, Kind, advice, all_kinds, chosen_kinds, every_option
from scaffold.rules import all_rules
from scaffold.rules._rule import Rule
from scaffold.stacks import Role
from scaffold.syntax.language import LanguageName

_ROOT = Path(__file__).parent.parent.parent.parent
_LANGUAGES: tuple[LanguageName, ...] = ("typescript", "python")
_RETRIES = (
    "- Set `retries` on every function: {}. The budget is per step; 20 is the most; the default "
    "is 4.\n"
)
_INTRODUCTION = """\
# Rules

Each rule is one module in `src/scaffold/rules/`; these pages are made from them.
`scaffold explain RULE` prints one of them, `scaffold check --rule RULE` checks it alone.
An *error* loses work, runs or events.
A *warning* is a convention, or what the source alone cannot prove.
`scaffold check` exits 1 on errors, with `--strict` on warnings too.
"""
_KINDS_INTRODUCTION = """\
# Kinds of functions

Each kind is one module in `src/scaffold/kinds/`; this page is made from them.
`scaffold add-function` adds one, and `scaffold new --kind KIND` starts a project with a sample.
"""
_FILES: dict[Role, str] = {
    "function": "the function",
    "test": "its test",
    "worker": "the worker",
    "worker_test": "the worker's test",
    "route": "the route",
    "route_test": "the route's test",
    "answers": "the page that takes the answer",
    "answers_test": "the page's test",
}
_QUESTIONS = "templates/copier.yml"
_RULES = "docs/rules"
_SITE = "mkdocs.yml"
_PLUGIN = ".claude-plugin/plugin"


def generated(root: Path = _ROOT) -> dict[str, str]:
    """Return the text of every generated file, by its path in the repository."""
    questions = (root / _QUESTIONS).read_text(encoding="utf-8")
    return {
        "docs/kinds.md": _kinds_page(list(all_kinds().values())),
        **_rule_pages(list(all_rules().values())),
        _SITE: _with_rules((root / _SITE).read_text(encoding="utf-8")),
        _QUESTIONS: _with_kinds(questions, list(chosen_kinds().values())),
        "templates/includes/retries-line.md": _RETRIES.format(advice()),
        "templates/includes/retries-table.md": _retries(),
        **_plugin(root),
    }


def stale(root: Path = _ROOT) -> list[str]:
    """Return the generated files that are not as they would be written now, or should be gone."""
    expected = generated(root)
    pages = {f"{_RULES}/{page.name}" for page in (root / _RULES).glob("*.md")}
    changed = [
        path
        for path, text in expected.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]
    return [*changed, *sorted(pages - expected.keys())]


def _plugin(root: Path) -> dict[str, str]:
    """The plugin for Claude Code: our version, and the hooks that a project's settings have."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    manifest = {
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "license": project["license"],
        "author": project["authors"][0],
        "keywords": project["keywords"],
    }
    hooks = root / "templates/includes/settings.json"
    return {
        f"{_PLUGIN}/.claude-plugin/plugin.json": f"{json.dumps(manifest, indent=2)}\n",
        f"{_PLUGIN}/hooks/hooks.json": hooks.read_text(encoding="utf-8"),
    }


def _rule_pages(rules: list[Rule]) -> dict[str, str]:
    """A page per rule, and one that lists them."""
    rows = [
        f"| [`{rule.name}`]({rule.name}.md) | {rule.severity} | {_ticks(rule)} | {rule.summary} |"
        for rule in rules
    ]
    head = ["| rule | severity | TypeScript, Python | order |", "|---|---|---|---|"]
    return {
        f"{_RULES}/index.md": "\n".join([_INTRODUCTION, *head, *rows]) + "\n",
        **{f"{_RULES}/{rule.name}.md": rule_text(rule) for rule in rules},
    }


def _with_rules(site: str) -> str:
    """The site's settings with a page for every rule in its navigation."""
    pages = "".join(f"      - rules/{name}.md\n" for name in all_rules())
    return re.sub(r"(?m)^(      - rules/index\.md\n)(?:      - rules/.+\n)*", rf"\1{pages}", site)


def _ticks(rule: Rule) -> str:
    return ", ".join("yes" if language in rule.languages else "no" for language in _LANGUAGES)


def _with_kinds(questions: str, kinds: list[Kind]) -> str:
    """The questions with the choice of kinds, and with the kinds that these bring, in order."""
    choices = "".join(f'    "{kind.name}: {kind.choice}": {kind.name}\n' for kind in kinds)
    names = [kind.name for kind in kinds]
    brought = "".join(
        f" + ({list(kind.brings)} if '{kind.name}' in kinds else [])"
        for kind in kinds
        if kind.brings
    )
    default = f"\"{{{{ {names} | select('in', kinds{brought}) | list }}}}\""
    questions = re.sub(
        r"(?ms)^(kinds:\n.*?^  choices:\n).*?(?=^  default:)", lambda m: m[1] + choices, questions
    )
    every = f'"{list(all_kinds())}"'
    for question, computed in (("sections", default), ("every_kind", every)):
        pattern = rf"(?ms)^({question}:\n.*?^  default: )[^\n]*"
        questions = re.sub(pattern, lambda m, text=computed: m[1] + text, questions)  # type: ignore[misc]
    return questions


def _kinds_page(kinds: list[Kind]) -> str:
    rows = [
        f"| [{kind.name}](#{kind.name}) | `{kind.mark.usage}` | {kind.summary} |" for kind in kinds
    ]
    head = ["| kind | asked for with | what it does |", "|---|---|---|"]
    parts = [_KINDS_INTRODUCTION, "\n".join([*head, *rows]) + "\n"]
    return "\n".join([*parts, *(_kind_text(kind) for kind in kinds)])


def _kind_text(kind: Kind) -> str:
    """One kind: how it is asked for, what it is made of, what it shows."""
    given = kind.sample.options
    flags = [
        f"{option.flag} {shlex.quote(str(given[option.name]))}"
        for option in every_option()
        if option.name in given
    ]
    options = [f"| `{option.usage}` | {option.help} |" for option in kind.options]
    files = ", ".join(_FILES[role] for role in kind.roles)
    rules = ", ".join(f"[`{rule}`](rules/{rule}.md)" for rule in kind.rules)
    lines = [
        f"## {kind.name}",
        f"{kind.summary[0].upper()}{kind.summary[1:]}.",
        f"```sh\nscaffold add-function {kind.sample.name} {' '.join(flags)}\n```",
        "\n".join(["| option | what it is |", "|---|---|", *options]),
        *([_choices(kind)] if kind.mark.choices else []),
        f"It is made of {files}. Each step is tried again {kind.retries.number} times.",
        *([f"It is an example of {rules}."] if rules else []),
    ]
    return "\n\n".join(lines) + "\n"


def _choices(kind: Kind) -> str:
    """What each value of a kind's first option comes to, where nothing else is said."""
    rows = [
        f"| `{choice.name}` | `{choice.happened}` | `{choice.fields}` | "
        f"{', '.join(f'`{each.name}`' for each in choice.variables)} | {_installed(choice)} |"
        for choice in kind.mark.choices
    ]
    head = ["| | event | its data | environment | installs |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _installed(choice: Choice) -> str:
    found = {package.name: list[str]() for each in choice.packages.values() for package in each}
    for language, packages in choice.packages.items():
        for package in packages:
            found[package.name].append({"typescript": "TypeScript", "python": "Python"}[language])
    return ", ".join(f"`{name}` ({', '.join(sorted(who))})" for name, who in found.items()) or "–"


def _retries() -> str:
    rows = [f"| {row.use} | {row.number} | {row.lasts} |" for row in TABLE]
    return (
        "\n".join(["| a function that | `retries` | goes on for |", "|---|---|---|", *rows]) + "\n"
    )


def _bring_up_to_date(path: str) -> None:
    text = generated().get(path)
    if text is None:
        (_ROOT / path).unlink()
        print(f"removed {path}")
        return
    (_ROOT / path).parent.mkdir(parents=True, exist_ok=True)
    (_ROOT / path).write_text(text, encoding="utf-8")
    print(f"wrote {path}")


def main(arguments: list[str]) -> int:
    """Write the generated files, or with `--check` only say which are stale."""
    found = stale()
    for path in found:
        if "--check" in arguments:
            print(f"stale: {path}; run `python -m scaffold.devtools.generate`", file=sys.stderr)
        else:
            _bring_up_to_date(path)
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
