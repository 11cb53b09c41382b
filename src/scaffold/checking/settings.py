"""What a repository says of its own checks: rules off, severities, paths left out.

They stand in `pyproject.toml` under `[tool.inngest-scaffold]`, or in `scaffold.toml`. Every check
reads them here, the hooks of an editor too, which wait for what this module imports.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from scaffold.disk.data_files import UnreadableDataError, read_toml
from scaffold.disk.well_known import ANSWERS_FILE
from scaffold.errors import ScaffoldError
from scaffold.rules import rule_names
from scaffold.shown import shown
from scaffold.syntax.regexes import regex

if TYPE_CHECKING:
    from scaffold.syntax.files import Files

Level = Literal["off", "warning", "error"]
PYPROJECT, OWN_FILE = "pyproject.toml", "scaffold.toml"
_TABLE = "inngest-scaffold"
_LEVELS = ("off", "warning", "error")
_KEYS = ("exclude", "folders", "rules", "style")
# What the answers of a project say that `new` or `adopt` made, from our template or a team's own.
_OURS = regex(rb"^(?:origin *:|_src_path *:.*inngest-scaffold)", re.MULTILINE)
_LONGEST_SHOWN = 80
# Matching a long name with such a pattern takes minutes.
_MANY_STARS = regex(r"(?:\*+[^*/]*){4}")


class Settings(NamedTuple):
    """The settings of a repository; `file` is where they stand, empty where there are none."""

    file: str = ""
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`: nothing is reported on these paths."""
    style: bool | None = None
    """Whether rules of style speak; None leaves it to who made the repository."""
    rules: Mapping[str, Level] = MappingProxyType({})
    folders: Mapping[str, Mapping[str, Level]] = MappingProxyType({})
    """Levels of rules below a folder, which win over `rules`, the deepest folder first."""

    def level(self, rule: str, path: str) -> Level | None:
        """Return what a rule is set to for a file, None where nothing is said."""
        for folder in sorted(self.folders, key=len, reverse=True):
            if rule in self.folders[folder] and (path == folder or path.startswith(f"{folder}/")):
                return self.folders[folder][rule]
        return self.rules.get(rule)

    def leaves_out(self, path: str) -> bool:
        """Whether nothing is to be reported on a file."""
        return bool(self.exclude) and bool(_spec(self.exclude).match_file(path))


class Terms(NamedTuple):
    """On which terms a project is checked: its settings, who made it, and what was asked for."""

    settings: Settings = Settings()
    is_ours: bool = False
    """Whether `new` or `adopt` made it, so that our conventions are its own."""
    strict: bool = False
    named: frozenset[str] = frozenset()
    """The rules that were asked for by name: these speak whatever the settings switch off."""

    def level(self, rule: str, path: str, *, style: bool) -> Level | Literal["quiet"] | None:
        """Return how a rule speaks of a file: as it says itself for None, only in sum if `quiet`.

        `style` says that the rule is about style.
        """
        level = self.settings.level(rule, path)
        if rule in self.named:
            return None if level == "off" else level
        if level is not None or not style or self.strict:
            return level
        asked = self.is_ours if self.settings.style is None else self.settings.style
        return None if asked else "quiet"

    def is_off(self, rule: str) -> bool:
        """Whether a rule speaks nowhere, so that it need not run."""
        return (
            rule not in self.named
            and self.settings.rules.get(rule) == "off"
            and all(levels.get(rule, "off") == "off" for levels in self.settings.folders.values())
        )


def read_terms(files: "Files", *, strict: bool = False, named: Iterable[str] = ()) -> Terms:
    """Return the terms of a project. Raises ScaffoldError for settings that cannot be read."""
    answers = files.read(ANSWERS_FILE) or b""
    return Terms(
        read_settings(files), bool(answers and _OURS.search(answers)), strict, frozenset(named)
    )


def read_settings(files: "Files") -> Settings:
    """Return the settings of a repository, those of `pyproject.toml` before those of a file alone.

    Raises ScaffoldError for a file that cannot be read, and for keys and values without a meaning.
    """
    content = files.read(PYPROJECT)
    if content is not None and _TABLE.encode() in content:
        tools = _parsed(PYPROJECT, content).get("tool")
        table = tools.get(_TABLE) if isinstance(tools, dict) else None
        if table is not None:
            return _settings(PYPROJECT, table)
    content = files.read(OWN_FILE)
    return _settings(OWN_FILE, _parsed(OWN_FILE, content)) if content is not None else Settings()


def _parsed(file: str, content: bytes) -> dict[str, Any]:
    try:
        return read_toml(content)
    except UnreadableDataError as error:
        raise ScaffoldError(
            f"the settings of `check` cannot be read: `{file}` {error.why}", "mend the file"
        ) from None


def _settings(file: str, table: object) -> Settings:
    found = _table(file, "the settings", table)
    for key in found:
        if key not in _KEYS:
            raise _unknown(file, "setting", key, _KEYS)
    exclude = found.get("exclude", [])
    if not isinstance(exclude, list) or not all(isinstance(each, str) for each in exclude):
        raise ScaffoldError(
            f"`exclude` in `{file}` is no list of patterns", 'write `exclude = ["legacy/"]`'
        )
    for pattern in exclude:
        if _MANY_STARS.search(pattern) or not _is_pattern(pattern):
            raise ScaffoldError(
                f"`{_value(pattern)}` in `exclude` of `{file}` is no pattern that can be matched",
                "write it as in `.gitignore`, with fewer stars: `legacy/`, `**/*.gen.ts`",
            )
    style = found.get("style")
    if style is not None and not isinstance(style, bool):
        raise ScaffoldError(
            f"`style` in `{file}` is `{_value(style)}`", "write `style = true` or `style = false`"
        )
    folders = _table(file, "`folders`", found.get("folders", {}))
    return Settings(
        file,
        tuple(exclude),
        style,
        _levels(file, "`rules`", found.get("rules", {})),
        {
            _folder(file, name): _levels(file, f"`folders.{_value(name)}`", levels)
            for name, levels in folders.items()
        },
    )


def _levels(file: str, where: str, table: object) -> dict[str, Level]:
    levels = _table(file, where, table)
    for rule, level in levels.items():
        if rule not in rule_names():
            raise _unknown(file, "rule", rule, sorted(rule_names()))
        if level not in _LEVELS:
            raise ScaffoldError(
                f"`{rule}` is set to `{_value(level)}` in `{file}`",
                'write `"off"`, `"warning"` or `"error"`',
            )
    return cast("dict[str, Level]", levels)


def _folder(file: str, name: str) -> str:
    folder = name.removeprefix("./").rstrip("/")
    if not folder or name.startswith("/") or ".." in folder.split("/"):
        raise ScaffoldError(
            f"`{_value(name)}` in `{file}` is no folder of the project",
            "name it from the project's root: `apps/legacy`",
        )
    return folder


def _table(file: str, where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ScaffoldError(
            f"{where} in `{file}` must be a table, and is `{_value(value)}`",
            "docs/settings.md has an example",
        )
    return value


def _unknown(file: str, what: str, name: str, known: Iterable[str]) -> ScaffoldError:
    from scaffold.names import meant

    hint = meant(name, known, "docs/settings.md lists them all")
    if file == OWN_FILE and what == "setting":
        hint += (
            f" If this file is another program's, write `[tool.{_TABLE}]` into `{PYPROJECT}`: "
            "it is read instead"
        )
    return ScaffoldError(f"there is no {what} `{_value(name)}`, which `{file}` names", hint)


def _value(value: object) -> str:
    return shown(str(value), _LONGEST_SHOWN)


@cache
def _spec(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def _is_pattern(pattern: str) -> bool:
    try:
        return bool(_spec((pattern,)))
    except ValueError:
        return False
