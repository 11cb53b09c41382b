"""What the rules are tested on: the examples that their docs show, and the fixtures.

A fixture lies in `tests/rules/<rule>/invalid/` or in `tests/rules/<rule>/valid/`, under a name
that says what it shows. A file is a case of one file; a folder is a project of several, where
`@base/` holds the files of an earlier commit. As in the examples, the rule must report each line
that ends in `// error` or `# error`, and no other; what is valid has no marks.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from scaffold.checking.check import Report
from scaffold.rules import all_rules
from scaffold.syntax.language import LanguageName
from tests.support.sources import checked

FIXTURES = Path(__file__).parent.parent / "rules"
SUFFIXES: dict[LanguageName, tuple[str, ...]] = {
    "typescript": (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"),
    "python": (".py",),
}
_FILE = re.compile(r"(?m)^(?://|#) file: (\S+)\n")
_MARK = re.compile(r"(//|#) error\b.*$")


class RuleCase(NamedTuple):
    """Some files, and the lines of them that one rule must report."""

    rule: str
    language: LanguageName
    name: str
    """What it shows: the name of the fixture, or `shown` for the example in the docs."""
    valid: bool
    files: dict[str, str]
    """The text by path; a case of one file has it at `example.ts`, whatever the fixture's name."""
    expected: dict[str, tuple[int, ...]]
    """The lines to report, from 1, by path; a path without any is left out."""

    @property
    def id(self) -> str:
        """Names the case among all of them."""
        verdict = "valid" if self.valid else "invalid"
        return f"{self.rule}-{self.language}-{verdict}-{self.name}"


@cache
def rule_cases() -> tuple[RuleCase, ...]:
    """Return every case of every rule: the shown examples first, then the fixtures by name."""
    return tuple(case for rule in all_rules() for case in (*_shown(rule), *_fixtures(rule)))


def check_case(case: RuleCase, files: dict[str, str] | None = None) -> Report:
    """Check a case with its rule alone; `files` stand for the case's own where they are given."""
    texts = {path: text.encode() for path, text in (files or case.files).items()}
    return checked(texts, case.rule)


def reported_lines(report: Report) -> dict[str, tuple[int, ...]]:
    """Return the lines that are reported, by path, in the form of `RuleCase.expected`."""
    lines: dict[str, set[int]] = {}
    for each in report.diagnostics:
        lines.setdefault(each.path, set()).add(each.line)
    return {path: tuple(sorted(found)) for path, found in lines.items()}


def fixture_files(language: LanguageName) -> Iterator[Path]:
    """Yield the source files of the fixtures that are in a language."""
    for path in sorted(FIXTURES.glob("*/*valid/**/*")):
        if path.suffix in SUFFIXES[language]:
            yield path


def _shown(rule: str) -> Iterator[RuleCase]:
    for example in all_rules()[rule].examples:
        for valid, text in ((False, example.invalid), (True, example.valid)):
            yield _case(rule, example.language, "shown", valid, _split(text, example.language))


def _fixtures(rule: str) -> Iterator[RuleCase]:
    for verdict in ("invalid", "valid"):
        for path in sorted((FIXTURES / rule / verdict).glob("*")):
            files = _tree(path) if path.is_dir() else {f"example{path.suffix}": _text(path)}
            name = path.name if path.is_dir() else path.stem
            yield _case(rule, _language(files), name, verdict == "valid", files)


def _case(
    rule: str, language: LanguageName, name: str, valid: bool, files: dict[str, str]
) -> RuleCase:
    marked = {path: _marked(text) for path, text in files.items()}
    expected = {path: lines for path, lines in marked.items() if lines}
    return RuleCase(rule, language, name, valid, files, expected)


def _split(text: str, language: LanguageName) -> dict[str, str]:
    """Split an example at its `file:` lines; without any it is one file."""
    text = dedent(text).lstrip("\n")
    parts = _FILE.split(text)
    if len(parts) == 1:
        return {f"example{SUFFIXES[language][0]}": text}
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): _text(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _text(path: Path) -> str:
    return path.read_bytes().decode()


def _language(files: dict[str, str]) -> LanguageName:
    typescript = any(Path(path).suffix in SUFFIXES["typescript"] for path in files)
    return "typescript" if typescript else "python"


def _marked(text: str) -> tuple[int, ...]:
    return tuple(n for n, line in enumerate(text.splitlines(), 1) if _MARK.search(line))
