"""The packages that generated files import, in the manifest beside them."""

import posixpath
import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from scaffold.disk.data_files import UnreadableDataError, read_json, read_toml, table_in
from scaffold.kinds import Package
from scaffold.syntax.files import Files, ancestors
from scaffold.updating import json_places
from scaffold.updating.text_merge import in_the_style_of, plain

_NODE_TABLES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# One requirement on a line of its own, and what may follow it.
_ENTRY = re.compile(
    r"""^(?P<indent>[ \t]+)(?P<quote>["'])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)"""
    r""",?[ \t]*(?:#.*)?$"""
)


class Manifest(NamedTuple):
    """A file that says which packages are installed, and how it is edited."""

    path: str
    names: frozenset[str]
    """What it asks for already."""
    insert: Callable[[str, Package], str | None]
    take_out: Callable[[str, Package], str | None]


def manifest_for(files: Files, path: str) -> Manifest | None:
    """Return the manifest of a file, the nearest above it; None when none is understood."""
    python = path.endswith(".py")
    for folder in ancestors(posixpath.dirname(path)):
        for name in ("pyproject.toml", "requirements.txt") if python else ("package.json",):
            content = files.read(posixpath.join(folder, name))
            if content is not None and (found := _read(posixpath.join(folder, name), content)):
                return found
    return None


def with_package(files: Files, manifest: Manifest, package: Package) -> bytes | None:
    """Return the manifest's text with a package more, None when it is not understood."""
    return _edited(files, manifest, package, manifest.names | {package.name}, manifest.insert)


def without_package(files: Files, manifest: Manifest, package: Package) -> bytes | None:
    """Return the manifest's text without a package as it was added, None when it is not so."""
    return _edited(files, manifest, package, manifest.names - {package.name}, manifest.take_out)


def _edited(
    files: Files,
    manifest: Manifest,
    package: Package,
    names: frozenset[str],
    edit: Callable[[str, Package], str | None],
) -> bytes | None:
    content = files.read(manifest.path)
    if content is None:
        return None
    try:
        text = plain(content).decode()
    except UnicodeDecodeError:
        return None
    result = edit(text, package)
    if result is None:
        return None
    after = _read(manifest.path, result.encode())
    if after is None or after.names != names:
        return None
    return in_the_style_of(content, result.encode())


def _read(path: str, content: bytes) -> Manifest | None:
    name = posixpath.basename(path)
    try:
        if name == "package.json":
            return _node(path, content)
        if name == "pyproject.toml":
            return _pyproject(path, content)
        lines = plain(content).decode().splitlines()
    except (UnreadableDataError, UnicodeDecodeError):
        return None
    names = [_NAME.match(line.strip()) for line in lines if not line.lstrip().startswith("-")]
    found = frozenset(each[0].lower() for each in names if each)
    return Manifest(path, found, _with_line, _without_line)


def _node(path: str, content: bytes) -> Manifest | None:
    document = read_json(plain(content))
    if not isinstance(document, dict) or not isinstance(document.get("dependencies"), dict):
        return None
    names = frozenset(name for table in _NODE_TABLES for name in table_in(document, table))
    return Manifest(path, names, _with_entry, _without_entry)


def _pyproject(path: str, content: bytes) -> Manifest | None:
    requirements = table_in(read_toml(plain(content)), "project").get("dependencies")
    if not isinstance(requirements, list):
        return None
    names = [_NAME.match(each) for each in requirements if isinstance(each, str)]
    found = frozenset(each[0].lower() for each in names if each)
    return Manifest(path, found, _with_requirement, _without_requirement)


# package.json


def _with_entry(text: str, package: Package) -> str | None:
    holder = json_places.read(text).get("dependencies")
    if holder is None:
        return None
    keys = [item.key or "" for item in holder.items]
    later = next((item for item in holder.items if (item.key or "") > package.name), None)
    if later is None or keys != sorted(keys):
        return json_places.append(text, holder, package.name, package.versions)
    start = max([holder.start, *(item.end for item in holder.items if item.end < later.start)])
    gap = text[start + 1 : later.outset].lstrip(",")
    entry = f'"{package.name}": "{package.versions}",{gap}'
    return text[: later.outset] + entry + text[later.outset :]


def _without_entry(text: str, package: Package) -> str | None:
    holder = json_places.read(text).get("dependencies")
    item = holder.get(package.name) if holder is not None else None
    if holder is None or item is None or item.value != package.versions:
        return None
    return json_places.take_out(text, holder, item)


# pyproject.toml


def _with_requirement(text: str, package: Package) -> str | None:
    lines = text.splitlines(keepends=True)
    span = _requirement_lines(lines)
    if span is None:
        return None
    entries = [(at, found) for at in span if (found := _ENTRY.match(lines[at].rstrip("\n")))]
    if len(entries) != len(span) or not entries:
        return None
    names = [found["text"].lower() for _, found in entries]
    at, model = entries[-1]
    if all(one <= other for one, other in pairwise(names)):
        later = [where for where, found in entries if found["text"].lower() > package.name]
        at = later[0] if later else at + 1
    else:
        at += 1
    last = lines[entries[-1][0]]
    if at > entries[-1][0] and not last.rstrip("\n").partition("#")[0].rstrip().endswith(","):
        return None
    lines.insert(at, _requirement_line(package, model["indent"], model["quote"]))
    return "".join(lines)


def _without_requirement(text: str, package: Package) -> str | None:
    lines = text.splitlines(keepends=True)
    ours = {
        _requirement_line(package, indent, quote)
        for indent in ("    ", "  ", "\t")
        for quote in "\"'"
    }
    found = [at for at, line in enumerate(lines) if line in ours]
    if len(found) != 1:
        return None
    del lines[found[0]]
    return "".join(lines)


def _requirement_line(package: Package, indent: str, quote: str) -> str:
    return f"{indent}{quote}{package.name}{package.versions}{quote}, # {package.use}\n"


def _requirement_lines(lines: list[str]) -> range | None:
    """The lines of the project's requirements, one each, where they stand so."""
    table = ""
    for at, line in enumerate(lines):
        if line.startswith("["):
            table = line.strip()
        if table == "[project]" and re.fullmatch(r"dependencies\s*=\s*\[\s*", line):
            end = next((n for n in range(at, len(lines)) if lines[n].strip() == "]"), None)
            return range(at + 1, end) if end is not None else None
    return None


# requirements.txt


def _with_line(text: str, package: Package) -> str:
    before = text if not text or text.endswith("\n") else f"{text}\n"
    return f"{before}{package.name}{package.versions}\n"


def _without_line(text: str, package: Package) -> str | None:
    line = f"{package.name}{package.versions}\n"
    lines = text.splitlines(keepends=True)
    return "".join(each for each in lines if each != line) if line in lines else None
