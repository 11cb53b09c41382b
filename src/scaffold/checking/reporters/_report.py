"""What a check found, for the reporters and for whoever decides on it."""

from collections.abc import Mapping
from typing import NamedTuple

from scaffold.rules._rule import Diagnostic
from scaffold.syntax.files import Files


class Suppressed(NamedTuple):
    """A diagnostic that a comment switches off, and the reason it gives."""

    diagnostic: Diagnostic
    reason: str


class Report(NamedTuple):
    """What a check found.

    `skipped` says why a file was not checked at all, by path; `partial` are the files with a
    syntax error, checked as far as they parse. `sources` gives the text around a diagnostic.
    """

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...]
    skipped: Mapping[str, str]
    partial: tuple[str, ...]
    files: int
    functions: int
    sources: Files

    @property
    def errors(self) -> int:
        return sum(each.severity == "error" for each in self.diagnostics)

    @property
    def warnings(self) -> int:
        return len(self.diagnostics) - self.errors

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the command exits 1: on errors, with `strict` on warnings too."""
        return bool(self.diagnostics if strict else self.errors)


def source_lines(sources: Files, path: str) -> list[str]:
    """Return the lines of a file, without their ends; nothing for one that is gone."""
    content = sources.read(path) or b""
    return [line.rstrip("\r") for line in content.decode(errors="replace").split("\n")]
