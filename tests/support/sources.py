"""A project in memory, as `check` reads one."""

from collections.abc import Iterable, Mapping

from scaffold.checking.check import Report, check

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


def checked(files: Mapping[str, bytes], *rules: str) -> Report:
    """Check files with some rules, or with all, style too; below `@base/` is an earlier commit."""
    base = {p.removeprefix(_BASE): text for p, text in files.items() if p.startswith(_BASE)}
    return check(present(files), rules=rules, base=Sources(base) if base else None, strict=True)
