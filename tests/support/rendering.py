"""Render the agent files of a template for every combination of answers."""

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml

from scaffold.kinds import chosen_kinds
from tests.support.paths import REPOSITORY

TEMPLATES = REPOSITORY / "templates"
REFERENCES = ".claude/skills/add-inngest-function/references"
AGENT_FILES = ("CLAUDE.md.jinja", "*AGENTS.md*", ".claude")
KINDS = tuple(chosen_kinds())


@dataclass(frozen=True)
class Combination:
    """One set of answers that changes the agent files."""

    stack: str
    sdk_name: str
    kinds: tuple[str, ...]
    package_manager: str

    def __str__(self) -> str:
        return "-".join((self.sdk_name, self.package_manager, *(self.kinds or ("event",))))

    @property
    def answers(self) -> dict[str, object]:
        """The template variables: what is asked, and what copier.yml makes of it."""
        return self.answers_with({})

    def answers_with(self, given: Mapping[str, object]) -> dict[str, object]:
        """The template variables when some that are not asked are given as well."""
        answers: dict[str, object] = {
            "project_name": "my-app",
            "stack": self.stack,
            "sdk": "3" if self.sdk_name == "v3" else "4",
            "kinds": list(self.kinds),
            "package_manager": self.package_manager,
            **given,
        }
        for name, question in _questions().items():
            if not name.startswith("_") and name not in answers:
                default = question["default"]
                text = _environment().from_string(str(default)).render(answers)
                parsed = question["type"] in ("bool", "yaml")
                answers[name] = yaml.safe_load(text) if parsed else text
        return answers


def combinations() -> Iterator[Combination]:
    """Every set of answers that changes the agent files."""
    subsets = [
        subset for size in range(len(KINDS) + 1) for subset in itertools.combinations(KINDS, size)
    ]
    for stack, sdk_name, managers in (
        ("nextjs", "v4", ("npm", "pnpm", "yarn", "bun")),
        ("nextjs", "v3", ("npm", "pnpm", "yarn", "bun")),
        ("fastapi", "python", ("uv", "pip")),
    ):
        for kinds in subsets:
            yield Combination(stack, sdk_name, kinds, managers[0])
        for manager in managers[1:]:
            yield Combination(stack, sdk_name, KINDS, manager)


def largest(sdk_name: str) -> Combination:
    """The combination with every kind, which renders every file."""
    return next(c for c in combinations() if c.sdk_name == sdk_name and c.kinds == KINDS)


@functools.cache
def render_agent_files(combination: Combination, **given: str) -> dict[str, str]:
    """The agent files of a project with these answers, by path."""
    environment, answers = _environment(), combination.answers_with(given)
    root = TEMPLATES / combination.stack
    rendered: dict[str, str] = {}
    for path in sorted(_sources(root)):
        name = environment.from_string(path.name).render(answers)
        name = name.removesuffix(".jinja")
        if not name:
            continue
        source = path.relative_to(TEMPLATES).as_posix()
        text = (
            environment.get_template(source).render(answers)
            if path.suffix == ".jinja"
            else path.read_text(encoding="utf-8")
        )
        rendered[(path.parent.relative_to(root) / name).as_posix()] = text
    return rendered


def render_file(name: str, combination: Combination) -> str:
    """One file of a project with these answers, by its name in the template's folder."""
    template = _environment().get_template(f"{combination.stack}/{name}.jinja")
    return template.render(combination.answers)


@functools.cache
def _questions() -> dict[str, Any]:
    questions: dict[str, Any] = yaml.safe_load((TEMPLATES / "copier.yml").read_bytes())
    return questions


@functools.cache
def _environment() -> jinja2.Environment:
    # The settings of copier.yml.
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _sources(root: Path) -> Iterator[Path]:
    for path in (found for name in AGENT_FILES for found in root.glob(name)):
        if path.is_dir():
            yield from (child for child in path.rglob("*") if child.is_file())
        elif path.is_file():
            yield path
