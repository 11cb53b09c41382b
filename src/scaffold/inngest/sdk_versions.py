"""Which Inngest SDK a file of a project runs with, by lock file, else by manifest."""

import posixpath
import re
from collections.abc import Iterator
from typing import Literal

from scaffold.syntax.files import Files, json_object

Sdk = Literal["v4", "v3", "older", "python"]

_LOCKS = ("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock")
_RANGE = re.compile(r"[\^~>=v ]*(\d{1,9})(?:[.\s]|$)")


def sdk_of(files: Files, path: str) -> Sdk | None:
    """Return the SDK that a source file imports, None when no manifest says."""
    if path.endswith(".py"):
        return "python"
    version = sdk_version(files, path)
    match = _RANGE.match(version) if version else None
    if match is None:
        return None
    major = int(match.group(1))
    return "older" if major < 3 else "v3" if major == 3 else "v4"


def sdk_version(files: Files, path: str) -> str | None:
    """Return the version of the JavaScript SDK that a file gets, or the range asked for."""
    for folder in _ancestors(path):
        wanted = _wanted(files, posixpath.join(folder, "package.json"))
        if wanted is None:
            continue
        for above in _ancestors(posixpath.join(folder, "package.json")):
            for lock in _LOCKS:
                path_of_lock = posixpath.join(above, lock)
                if files.read(path_of_lock) is not None:
                    inside = posixpath.relpath(folder or ".", above or ".")
                    locked = _locked(files, path_of_lock, inside, wanted)
                    if locked is not None:
                        return locked
        return _catalog(files, wanted) if wanted.startswith("catalog:") else wanted
    return None


def is_held_to_0_4(files: Files) -> bool:
    """Return whether every lock file, else every manifest, holds the Python SDK to 0.4.

    A range like `>=0.4` may well have brought 0.5.
    """
    asked = _python_requirements(files)
    return bool(asked) and all(_HELD_TO_0_4.search(each) for each in asked)


def is_since_0_5(files: Files) -> bool:
    """Return whether every lock file, else every manifest, wants the Python SDK from 0.5 on."""
    versions = [_LOWEST.match(each) for each in _python_requirements(files)]
    return bool(versions) and all(
        found is not None and (int(found[1]), int(found[2])) >= (0, 5) for found in versions
    )


def is_pinned_before_0_4_12(files: Files) -> bool:
    """Return whether every lock file, else every manifest, names a version before 0.4.12."""
    asked = _python_requirements(files)
    return bool(asked) and all(_BEFORE_0_4_12.match(each) for each in asked)


def _python_requirements(files: Files) -> list[str]:
    """The versions of the Python SDK that lock files hold, else what the manifests ask for."""
    locks: list[str] = []
    manifests: list[str] = []
    for path in files.paths():
        name = path.rpartition("/")[2]
        if name in _PYTHON_LOCKS:
            locks += _LOCKED.findall(_text(files, path))
        elif name == "pyproject.toml":
            found = _WANTED.finditer(_text(files, path))
            manifests += [match[1] or match[2] or "" for match in found]
        elif name.endswith(".txt") and "requirements" in name:
            manifests += _REQUIRED.findall(_text(files, path))
    return locks or manifests


def _text(files: Files, path: str) -> str:
    return (files.read(path) or b"").decode(errors="replace")


_PYTHON_LOCKS = frozenset({"uv.lock", "poetry.lock", "pdm.lock"})
_LOCKED = re.compile(r'^name = "inngest"\nversion = "([^"]+)"', re.MULTILINE)
_REQUIRED = re.compile(r"^inngest(?:\[[^\]\n]*\])?[ \t]*(?![\w.-])([^\n;#]*)", re.MULTILINE)
_WANTED = re.compile(
    r"""^[ \t]*inngest[ \t]*=[ \t]*["']([^"'\n]*)["']"""
    r"""|["']inngest(?:\[[^\]\n]*\])?[ \t]*(?![\w.-])([^"'\n;]*)[^"'\n]*["']""",
    re.MULTILINE,
)
_HELD_TO_0_4 = re.compile(
    r"^ *((==?|~=(?= *0\.4\.\d)|[\^~])? *0\.4(\.| *$|,)|>=? *0\.4[\d.]* *, *< *0\.5\b)"
)
_BEFORE_0_4_12 = re.compile(r" *(?:===?)? *0\.(?:[0-3]\.\d+|4\.(?:\d|1[01]))(?![\d.]) *$")
_LOWEST = re.compile(r" *(?:===?|~=|[\^~]|>=)? *(\d{1,9})\.(\d{1,9})")


def _ancestors(path: str) -> Iterator[str]:
    folder = path
    while folder:
        folder = posixpath.dirname(folder)
        yield folder


def _wanted(files: Files, path: str) -> str | None:
    package = json_object(files, path)
    for key in ("dependencies", "devDependencies", "peerDependencies"):
        listed = package.get(key)
        wanted = listed.get("inngest") if isinstance(listed, dict) else None
        if isinstance(wanted, str):
            return wanted
    return None


def _locked(files: Files, path: str, folder: str, wanted: str) -> str | None:
    lock = posixpath.basename(path)
    if lock in ("package-lock.json", "npm-shrinkwrap.json"):
        return _npm(json_object(files, path), folder)
    text = _text(files, path)
    if lock == "pnpm-lock.yaml":
        return _pnpm(text, folder)
    if lock == "yarn.lock":
        return _yarn(text, wanted)
    match = re.search(r'"inngest": \["inngest@(\d[^"]*)"', text)
    return match.group(1) if match else None


def _npm(lock: dict[str, object], folder: str) -> str | None:
    places = (
        ("packages", f"{folder}/node_modules/inngest"),
        ("packages", "node_modules/inngest"),
        ("dependencies", "inngest"),
    )
    for table, key in places:
        listed = lock.get(table)
        entry = listed.get(key) if isinstance(listed, dict) else None
        if isinstance(entry, dict) and isinstance(entry.get("version"), str):
            return str(entry["version"])
    return None


def _pnpm(text: str, folder: str) -> str | None:
    """Read the block of one workspace package; a lock without workspaces has it at the top."""
    importers = text.partition("\nimporters:\n")[2]
    if importers:
        name = re.escape(folder)
        block = re.search(rf"^  '?{name}'?:\n((?:    .*\n|\n)*)", importers, re.M)
        text = block.group(1) if block else ""
    match = re.search(
        r"^ *inngest:(?:\n +specifier: .*)?(?:\n +version:)? ['\"]?(\d[^\s('\"]*)", text, re.M
    )
    return match.group(1) if match else None


def _yarn(text: str, wanted: str) -> str | None:
    found = re.findall(r'^"?(inngest@.*):\n +version:? "?(\d[^"\n]*)', text, re.M)
    for asked, version in found:
        if f"@{wanted}" in asked or f"npm:{wanted}" in asked:
            return str(version)
    return str(found[0][1]) if len(found) == 1 else None


def _catalog(files: Files, wanted: str) -> str | None:
    content = files.read("pnpm-workspace.yaml") or b""
    found = re.findall(
        r"^ +['\"]?inngest['\"]?: *['\"]?([^'\"\s]+)", content.decode(errors="replace"), re.M
    )
    return str(found[0]) if len(set(found)) == 1 else None
