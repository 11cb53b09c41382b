"""A project in memory, as `check` reads one."""

from collections.abc import Collection, Iterable, Mapping

from scaffold.checking.check import Report, check_project, chosen_rules
from scaffold.checking.settings import read_terms
from scaffold.inngest.codebase import Codebase
from scaffold.syntax.files import Files

_BASE = "@base/"


class Sources(dict[str, bytes]):
    """Files in memory."""

    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


def present(files: Mapping[str, bytes]) -> Sources:
    """Return the files without those of an earlier commit, which are below `@base/`."""
    return Sources({path: text for path, text in files.items() if not path.startswith(_BASE)})


def check(
    files: Files,
    paths: Collection[str] = (),
    rules: Iterable[str] = (),
    *,
    base: Files | None = None,
    strict: bool = False,
) -> Report:
    """Return what the rules say about a project.

    With `paths` (files or folders) only those are reported on; the rest is still read where a
    name leads there. `rules` limits the rules by name. `base` holds the files of an earlier
    commit, for rules that compare. The project's settings count, and
    `strict` lets rules of style speak everywhere.
    """
    named = tuple(rules)
    terms = read_terms(files, strict=strict, named=named)
    return check_project(Codebase(files, base), paths, chosen_rules(named), terms)


def checked(files: Mapping[str, bytes], *rules: str) -> Report:
    """Check files with some rules, or with all, style too; below `@base/` is an earlier commit."""
    base = {p.removeprefix(_BASE): text for p, text in files.items() if p.startswith(_BASE)}
    return check(present(files), rules=rules, base=Sources(base) if base else None, strict=True)
