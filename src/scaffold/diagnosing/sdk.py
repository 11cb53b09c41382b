"""The Inngest SDK: the one in the lock file, the one described to agents, those `check` knows."""

import posixpath
import re
from collections.abc import Iterator

from scaffold.diagnosing.programs import manager_of
from scaffold.diagnosing.subject import Problem, Subject, warning

# The versions whose rules `check` has; what a newer one changes it does not know.
KNOWN_MAJORS = (3, 4)
KNOWN_PYTHON = ((0, 4), (0, 5))
_DESCRIBED = re.compile(r"\b(?:Inngest )?(?:TypeScript )?SDK v(\d+)")
_FILES = ("CLAUDE.md", "AGENTS.md")
_FROZEN = {
    "npm": "npm ci",
    "pnpm": "pnpm install --frozen-lockfile",
    "yarn": "yarn install --immutable",
    "bun": "bun install --frozen-lockfile",
}


def as_described(subject: Subject) -> Iterator[Problem]:
    """Find an SDK major that is not the one that CLAUDE.md tells agents to write for."""
    for path, version in _typescript(subject):
        major = _major(version)
        described = _described(subject)
        if major is None or described is None or major == described[0]:
            continue
        _, file, line = described
        if subject.restorable:
            mend = (
                f"install SDK v{described[0]} again, or make the project anew for v{major}: "
                f"scaffold new --sdk {major}"
            )
        else:
            mend = f"write `{file}` for SDK v{major}"
        yield Problem(
            f"`{_manifest(path)}` gets inngest {version}, and `{file}` tells agents to write for "
            f"SDK v{described[0]}",
            mend,
            file,
            line,
        )


def known(subject: Subject) -> Iterator[Problem]:
    """Find an SDK whose rules `check` does not know."""
    for path, version in _typescript(subject):
        major = _major(version)
        if major is not None and major not in KNOWN_MAJORS:
            newest = f"v{KNOWN_MAJORS[0]} and v{KNOWN_MAJORS[-1]}"
            yield _unknown(_manifest(path), version, newest, major > KNOWN_MAJORS[-1])
    for path, version in _python(subject):
        match = re.search(r"(\d+)\.(\d+)", version)
        at = (int(match[1]), int(match[2])) if match is not None else None
        if at is not None and at not in KNOWN_PYTHON:
            yield _unknown(path or "pyproject.toml", version, "0.4 and 0.5", at > KNOWN_PYTHON[-1])


def installed(subject: Subject) -> Iterator[Problem]:
    """Find an installed SDK that is not the one in the lock file."""
    for path, version in _typescript(subject):
        table = subject.table(posixpath.join(path, "node_modules/inngest/package.json"))
        there = table.get("version")
        if isinstance(there, str) and version[:1].isdecimal() and there != version:
            mend = _FROZEN.get(manager_of(subject), "npm install")
            yield warning(
                f"inngest {there} is installed, and the lock file says {version}", mend,
                _manifest(path),
            )  # fmt: skip


def facts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the SDK of each package."""
    for path, version in (*_typescript(subject), *_python(subject)):
        yield "inngest", f"{version} ({path})" if path else version


def _manifest(folder: str) -> str:
    return posixpath.join(folder, "package.json")


def _unknown(path: str, version: str, known: str, is_newer: bool) -> Problem:
    return warning(
        f"inngest {version} is not among the versions whose rules `check` knows: {known}",
        "upgrade inngest-scaffold" if is_newer else f"move to a version of {known}",
        path,
    )


def _typescript(subject: Subject) -> list[tuple[str, str]]:
    """Return the folder of each TypeScript package with a client, and the SDK that it gets."""
    if "typescript" not in subject.languages:
        return []
    packages = subject.codebase.packages
    makers = [path for path in subject.clients if not path.endswith(".py")]
    found = {
        packages.folder(path): packages.sdk_version(path) for path in makers or ["package.json"]
    }
    return [(folder, version) for folder, version in sorted(found.items()) if version]


def _python(subject: Subject) -> list[tuple[str, str]]:
    """Return the folder of each Python package with a client, and what is said of its SDK."""
    if "python" not in subject.languages:
        return []
    packages = subject.codebase.packages
    makers = [path for path in subject.clients if path.endswith(".py")]
    found = {packages.folder(path): packages.python_sdk(path).versions for path in makers}
    return [(folder, said[0].strip()) for folder, said in sorted(found.items()) if said]


def _described(subject: Subject) -> tuple[int, str, int] | None:
    """Return the SDK major that the files for agents speak of first, and where."""
    for path in _FILES:
        match = _DESCRIBED.search(subject.text(path))
        if match is not None:
            return int(match[1]), path, subject.line(path, match.start())
    return None


def _major(version: str) -> int | None:
    match = re.match(r"[\^~>=v ]*(\d{1,4})(?:[.\s]|$)", version)
    return int(match[1]) if match is not None else None
