"""What a repository installs: which packages its manifests name, and edits of these byte for byte.

A manifest is a `package.json`, a `pyproject.toml` or a list of requirements; all are the user's.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from scaffold.disk.data_files import UnreadableDataError, read_json, read_toml, table_in
from scaffold.errors import ScaffoldError
from scaffold.inngest.lock_files import is_requirements
from scaffold.kinds import Package
from scaffold.syntax.files import Files, ancestors, json_object, toml_object
from scaffold.syntax.overlay import Overlay
from scaffold.updating import json_places
from scaffold.updating.text_merge import in_the_style_of, plain

NODE, PYPROJECT, REQUIREMENTS = "package.json", "pyproject.toml", "requirements.txt"
_OWN = "dependencies"
# Of two tables that name one package, the later counts.
_NODE_TABLES = ("peerDependencies", "optionalDependencies", "devDependencies", _OWN)
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_ARRAY = re.compile(r"(?m)^dependencies[ \t]*=[ \t]*\[")
# One requirement on a line of its own, and what may follow it.
_ENTRY = re.compile(
    r"""^(?P<indent>[ \t]+)(?P<quote>["'])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)"""
    r""",?[ \t]*(?:#.*)?$"""
)

Entry = tuple[str, str, str]
"""What a `package.json` has: table, name, value."""
_Edit = Callable[[str, Package], str | None]


# What they name


def node_packages(files: Files, folder: str) -> Mapping[str, str]:
    """Return what a `package.json` depends on, development included, by name."""
    manifest = json_object(files, posixpath.join(folder, NODE))
    return {name: value for _, name, value in entries_of(manifest, _NODE_TABLES)}


def entries_of(manifest: object, tables: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries of some tables of a `package.json` that are text."""
    for table in tables:
        for name, value in table_in(manifest, table).items():
            if isinstance(value, str):
                yield table, name, value


def python_packages(files: Files, folder: str) -> frozenset[str]:
    """Return the distributions that the manifests of a folder name, in lower case."""
    inside = posixpath.join(folder, "")
    document = toml_object(files, inside + PYPROJECT)
    found = {_named(each) for table, each in requirements_of(document) if table != "build-system"}
    poetry, pipfile = table_in(document, "tool", "poetry"), toml_object(files, f"{inside}Pipfile")
    tables = [
        *(table_in(poetry, name) for name in ("dependencies", "dev-dependencies")),
        *(table_in(group, "dependencies") for group in table_in(poetry, "group").values()),
        *(table_in(pipfile, name) for name in ("packages", "dev-packages")),
    ]
    found |= {name.lower() for table in tables for name in table}
    for path in files.paths():
        is_near = path.startswith(inside) and path.count("/") <= inside.count("/") + 1
        if is_near and is_requirements(path.removeprefix(inside)):
            found |= set(map(_named, _text(files, path).splitlines()))
    for name in ("setup.py", "setup.cfg"):
        words = re.findall(r"[\"'\n\s]([A-Za-z][\w.-]*)", _text(files, inside + name))
        found |= {word.lower() for word in words}
    return frozenset(found - {""})


def requirements_of(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the requirements of a `pyproject.toml`, each with what its list is called."""
    groups = table_in(document, "dependency-groups").items()
    lists = [
        (_OWN, table_in(document, "project").get(_OWN)),
        *table_in(document, "project", "optional-dependencies").items(),
        *((f"group {name}", each) for name, each in groups),
        ("build-system", table_in(document, "build-system").get("requires")),
    ]
    for table, requirements in lists:
        for requirement in requirements if isinstance(requirements, list) else ():
            if isinstance(requirement, str):
                yield table, requirement


def _named(requirement: str) -> str:
    match = _NAME.match(requirement)
    return match[1].lower().replace("_", "-") if match else ""


def _text(files: Files, path: str) -> str:
    return (files.read(path) or b"").decode(errors="replace")


# One package, beside a file that imports it


class Manifest(NamedTuple):
    """A file that says which packages are installed, and what it asks for already."""

    path: str
    names: frozenset[str]


def manifest_for(files: Files, path: str) -> Manifest | None:
    """Return the manifest of a file, the nearest above it; None when none is understood."""
    names = (PYPROJECT, REQUIREMENTS) if path.endswith(".py") else (NODE,)
    for folder in ancestors(posixpath.dirname(path)):
        for name in names:
            manifest = posixpath.join(folder, name)
            content = files.read(manifest)
            found = _names(manifest, content) if content is not None else None
            if found is not None:
                return Manifest(manifest, found)
    return None


def with_package(files: Files, manifest: Manifest, package: Package) -> bytes | None:
    """Return the manifest's text with a package more, None when it is not understood."""
    insert, _ = _EDITS[posixpath.basename(manifest.path)]
    return _proved(files, manifest, package, insert, manifest.names | {package.name})


def without_package(files: Files, manifest: Manifest, package: Package) -> bytes | None:
    """Return the manifest's text without a package as it was added, None when it is not so."""
    _, take_out = _EDITS[posixpath.basename(manifest.path)]
    return _proved(files, manifest, package, take_out, manifest.names - {package.name})


def _proved(
    files: Files, manifest: Manifest, package: Package, edit: _Edit, names: frozenset[str]
) -> bytes | None:
    content = files.read(manifest.path) or b""
    result = _edited(content, lambda text: edit(text, package))
    return result if result is not None and _names(manifest.path, result) == names else None


def _edited(content: bytes, edit: Callable[[str], str | None]) -> bytes | None:
    """Return what an edit of its text, with LF at the ends of lines, makes of a file."""
    done = edit(plain(content).decode(errors="surrogateescape"))
    if done is None:
        return None
    return in_the_style_of(content, done.encode(errors="surrogateescape"))


def _names(path: str, content: bytes) -> frozenset[str] | None:
    """The packages that a manifest names, None for one without the list that new ones go to."""
    name = posixpath.basename(path)
    try:
        if name == NODE:
            document = read_json(content)
            is_understood = isinstance(document, dict) and isinstance(document.get(_OWN), dict)
            return _packages_in(document) if is_understood else None
        if name == PYPROJECT:
            asked = table_in(read_toml(content), "project").get(_OWN)
            if not isinstance(asked, list):
                return None
            listed = [each for each in asked if isinstance(each, str)]
        else:
            listed = content.decode("utf-8-sig").splitlines()
    except (UnreadableDataError, UnicodeDecodeError):
        return None
    return frozenset(map(_named, listed)) - {""}


def _packages_in(document: object) -> frozenset[str]:
    return frozenset(name for table in _NODE_TABLES for name in table_in(document, table))


# What an app of somebody's lacks


class Added(NamedTuple):
    """A manifest with what was missing, and what is left for a person to add."""

    path: str
    content: bytes | None
    left: tuple[str, ...] = ()


def with_requirements(files: Files, folder: str, wanted: Mapping[str, str]) -> Added:
    """Return the manifest of a folder with the distributions that none of its lists names.

    `wanted` has a requirement by its name. Where no list can be edited, all are left.
    """
    named = python_packages(files, folder)
    missing = {name: each for name, each in wanted.items() if name not in named}
    lines = tuple(missing.values())
    project, listed = (posixpath.join(folder, name) for name in (PYPROJECT, REQUIREMENTS))
    content = files.read(project)
    if content is not None and missing:
        edited = _edited(content, lambda text: _with_requirements(text, lines))
        if edited is not None:
            after = python_packages(Overlay(files, {project: edited}), folder)
            if missing.keys() <= after:  # it still parses, too
                return Added(project, edited)
    content = files.read(listed)
    if content is not None and missing:
        return Added(listed, _edited(content, lambda text: _with_lines(text, lines)))
    return Added(project, None, lines)


def with_entries(path: str, content: bytes, entries: Iterable[Entry]) -> bytes:
    """Return a `package.json` with the entries that it lacks, at the ends of their tables.

    A package that any table names is there. Raises ScaffoldError when it cannot be edited.
    """
    text = json_places.text_of(content)
    known = _packages_in(_object(path, text).value)
    for table, name, value in entries:
        root = _object(path, text)
        holder = root.get(table)
        if table in _NODE_TABLES and name in known:
            continue
        if holder is None:
            text = json_places.append(text, root, table, {name: value})
        elif not isinstance(holder.value, dict):
            raise ScaffoldError(f"`{path}` has a `{table}` that is no object", "correct it")
        elif name not in holder.value:
            text = json_places.append(text, holder, name, value)
    return json_places.in_place_of(content, text)


def without_entries(text: str, entries: Iterable[Entry]) -> str | None:
    """Return the text of a `package.json` without entries, each as it was added.

    None when one has another value by now; one that is gone already is passed over.
    """
    try:
        for table, name, value in reversed([*entries]):
            holder = json_places.read(text).get(table)
            item = holder.get(name) if holder is not None else None
            if holder is None or item is None:
                continue
            if item.value != value:
                return None
            text = json_places.take_out(text, holder, item)
    except UnreadableDataError:
        return None
    return text


def _object(path: str, text: str) -> json_places.Place:
    try:
        root = json_places.read(text)
    except UnreadableDataError as error:
        raise ScaffoldError(f"`{path}` {error.why}", "correct it, and run this again") from None
    if not isinstance(root.value, dict):
        raise ScaffoldError(f"`{path}` holds no object", "correct it, and run this again")
    return root


# Edits of text


def _with_entry(text: str, package: Package) -> str | None:
    """In its place where the packages are in order, else at the end."""
    holder = json_places.read(text).get(_OWN)
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
    return without_entries(text, [(_OWN, package.name, package.versions)])


def _with_requirement(text: str, package: Package) -> str | None:
    """In its place where the requirements are in order, else at the end; each must have a line."""
    place = _list(text)
    inside = text[place].rstrip(" \t")
    opening, *lines = inside.splitlines(keepends=True) or [""]
    entries = [found for line in lines if (found := _ENTRY.match(line.rstrip("\n")))]
    if opening.strip() or not inside.endswith("\n") or not entries or len(entries) != len(lines):
        return None
    names = [found["text"].lower() for found in entries]
    at = len(lines)
    if all(one <= other for one, other in pairwise(names)):
        at = next((number for number, name in enumerate(names) if name > package.name), at)
    if at == len(lines) and not lines[-1].partition("#")[0].rstrip().endswith(","):
        return None
    lines.insert(at, _requirement_line(package, entries[-1]["indent"], entries[-1]["quote"]))
    start = place.start + len(opening)
    return text[:start] + "".join(lines) + text[place.start + len(inside) :]


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


def _with_requirements(text: str, requirements: Sequence[str]) -> str | None:
    """At the end of the project's list, however that is laid out, or of Poetry's table."""
    place = _list(text)
    if place.stop == 0:
        return _in_poetry(text, requirements)
    inside = text[place]
    quoted = [f'"{each}"' for each in requirements]
    body = re.sub(r"#[^\n]*", "", inside).rstrip()
    last = inside.rstrip()
    if "\n" not in inside:
        lead = ", " if body and not body.endswith(",") else " " if body else ""
        done = last + lead + ", ".join(quoted)
    else:
        indent = (re.search(r"\n([ \t]+)[\"']", inside) or [None, "    "])[1]
        tail = inside[len(last) :]
        if body and not body.endswith(","):
            at = inside.rfind(body[-1])
            last = f"{inside[: at + 1]},{inside[at + 1 :].rstrip()}"
        lines = "".join(f"\n{indent}{each}," for each in quoted)
        done = last + lines + (tail if "\n" in tail else "\n")
    return text[: place.start] + done + text[place.stop :]


def _in_poetry(text: str, requirements: Sequence[str]) -> str | None:
    table = _lines_of_table(text, "tool.poetry.dependencies")
    if table is None:
        return None
    at = len(text[: table[1]].rstrip())
    split = (each.partition(">=") for each in requirements)
    lines = "".join(f'\n{name} = ">={rest}"' for name, _, rest in split)
    return text[:at] + lines + text[at:]


def _list(text: str) -> slice:
    """What stands between the brackets of the project's requirements; an empty slice without."""
    table = _lines_of_table(text, "project")
    opening = _ARRAY.search(text, *table) if table is not None else None
    if opening is None:
        return slice(0, 0)
    # Strings and comments are passed over; a list in the list is not understood.
    marks = re.finditer(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|\[|\]", text[opening.end() :])
    found = next((each for each in marks if each[0] in "[]"), None)
    if found is None or found[0] == "[":
        return slice(0, 0)
    return slice(opening.end(), opening.end() + found.start())


def _lines_of_table(text: str, name: str) -> tuple[int, int] | None:
    """Where the lines of a TOML table begin and end, below the one that names it."""
    heading = re.search(rf"(?m)^\[{re.escape(name)}\][ \t]*$", text)
    if heading is None:
        return None
    following = re.compile(r"(?m)^\[").search(text, heading.end())
    return heading.end(), following.start() if following is not None else len(text)


def _with_line(text: str, package: Package) -> str:
    return _with_lines(text, [f"{package.name}{package.versions}"])


def _with_lines(text: str, lines: Sequence[str]) -> str:
    before = text if not text or text.endswith("\n") else f"{text}\n"
    return before + "".join(f"{each}\n" for each in lines)


def _without_line(text: str, package: Package) -> str | None:
    line = f"{package.name}{package.versions}\n"
    lines = text.splitlines(keepends=True)
    return "".join(each for each in lines if each != line) if line in lines else None


_EDITS: dict[str, tuple[_Edit, _Edit]] = {
    NODE: (_with_entry, _without_entry),
    PYPROJECT: (_with_requirement, _without_requirement),
    REQUIREMENTS: (_with_line, _without_line),
}
