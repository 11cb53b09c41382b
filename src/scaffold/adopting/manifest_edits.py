"""Add what is missing to `package.json`, `pyproject.toml` and other lists, and no more."""

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from scaffold.adopting.tooling import python_packages
from scaffold.disk.data_files import UnreadableDataError, read_toml
from scaffold.errors import ScaffoldError
from scaffold.syntax.files import Files
from scaffold.syntax.overlay import Overlay
from scaffold.updating import json_places

_ARRAY = re.compile(r"(?m)^dependencies[ \t]*=[ \t]*\[")


class Added(NamedTuple):
    """A manifest with what was missing, and what is left for a person to add."""

    path: str
    content: bytes | None
    left: tuple[str, ...] = ()


def with_node_entries(path: str, content: bytes, entries: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return a `package.json` with the entries of each table that it lacks, at their ends.

    Raises ScaffoldError when it cannot be edited.
    """
    text = json_places.text_of(content)
    known = {
        name
        for table in ("dependencies", "devDependencies", "peerDependencies")
        if (place := _read(path, text).get(table)) is not None and isinstance(place.value, dict)
        for name in place.value
    }
    for table, wanted in entries.items():
        for name, value in wanted.items():
            root = _read(path, text)
            holder = root.get(table)
            if table != "scripts" and name in known:
                continue
            if holder is None:
                text = json_places.append(text, root, table, {name: value})
            elif not isinstance(holder.value, dict):
                raise ScaffoldError(f"`{path}` has a `{table}` that is no object", "correct it")
            elif name not in holder.value:
                text = json_places.append(text, holder, name, value)
    return json_places.in_place_of(content, text)


def _read(path: str, text: str) -> json_places.Place:
    try:
        root = json_places.read(text)
    except UnreadableDataError as error:
        raise ScaffoldError(f"`{path}` {error.why}", "correct it, and run this again") from None
    if not isinstance(root.value, dict):
        raise ScaffoldError(f"`{path}` holds no object", "correct it, and run this again")
    return root


def with_python_packages(files: Files, folder: str, wanted: Mapping[str, str]) -> Added:
    """Return the manifest of a folder with the distributions that none of its lists names.

    `wanted` has a requirement by its name. Where no list can be edited, all are left.
    """
    named = python_packages(files, folder)
    missing = {name: each for name, each in wanted.items() if name not in named}
    project = posixpath.join(folder, "pyproject.toml")
    requirements = posixpath.join(folder, "requirements.txt")
    if not missing:
        return Added(project, None)
    content = files.read(project)
    if content is not None:
        edited = _in_pyproject(content, list(missing.values()))
        if edited is not None:
            after = python_packages(Overlay(files, {project: edited}), folder)
            if missing.keys() <= after:  # it still parses, too
                return Added(project, edited)
    content = files.read(requirements)
    if content is not None:
        newline = b"\r\n" if b"\r\n" in content else b"\n"
        gap = b"" if not content or content.endswith(b"\n") else newline
        lines = b"".join(each.encode() + newline for each in missing.values())
        return Added(requirements, content + gap + lines)
    return Added(project, None, tuple(missing.values()))


def _in_pyproject(content: bytes, requirements: list[str]) -> bytes | None:
    """Return the text with requirements at the end of `project.dependencies`, or Poetry's table."""
    text = content.decode("utf-8", errors="surrogateescape")
    table = _lines_of_table(text, "project")
    opening = _ARRAY.search(text, *table) if table is not None else None
    if opening is None:
        return _in_poetry(text, requirements)
    close = _closing(text, opening.end())
    if close is None:
        return None
    inside = text[opening.end() : close]
    newline = "\r\n" if "\r\n" in text else "\n"
    quoted = [f'"{each}"' for each in requirements]
    body = re.sub(r"#[^\n]*", "", inside).rstrip()
    if "\n" not in inside:
        lead = ", " if body and not body.endswith(",") else " " if body else ""
        done = inside.rstrip() + lead + ", ".join(quoted)
    else:
        indent = (re.search(r"\n([ \t]+)[\"']", inside) or [None, "    "])[1]
        last = inside.rstrip()
        if body and not body.endswith(","):
            at = inside.rfind(body[-1])
            last = inside[: at + 1] + "," + inside[at + 1 :].rstrip()
        tail = inside[len(inside.rstrip()) :]
        lines = "".join(f"{newline}{indent}{each}," for each in quoted)
        done = last + lines + (tail if "\n" in tail else newline)
    edited = text[: opening.end()] + done + text[close:]
    return _parsed(edited)


def _in_poetry(text: str, requirements: list[str]) -> bytes | None:
    table = _lines_of_table(text, "tool.poetry.dependencies")
    if table is None:
        return None
    at = len(text[: table[1]].rstrip())
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = ""
    for each in requirements:
        name, _, rest = each.partition(">=")
        lines += f'{newline}{name} = ">={rest}"'
    return _parsed(text[:at] + lines + text[at:])


def _lines_of_table(text: str, name: str) -> tuple[int, int] | None:
    """Where the lines of a TOML table begin and end, below the one that names it."""
    heading = re.search(rf"(?m)^\[{re.escape(name)}\][ \t]*\r?$", text)
    if heading is None:
        return None
    following = re.compile(r"(?m)^\[").search(text, heading.end())
    return heading.end(), following.start() if following is not None else len(text)


def _parsed(text: str) -> bytes | None:
    content = text.encode("utf-8", errors="surrogateescape")
    try:
        read_toml(content)
    except UnreadableDataError:
        return None
    return content


def _closing(text: str, at: int) -> int | None:
    """Where the array ends that begins before an offset; strings and comments are passed over."""
    for match in re.finditer(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|\[|\]", text[at:]):
        if match[0] == "[":
            return None
        if match[0] == "]":
            return at + match.start()
    return None


def with_lines(content: bytes | None, lines: Mapping[str, str]) -> bytes:
    """Return an environment file with the variables that it lacks, each with its comment.

    `lines` has the text to add by the variable's name.
    """
    text = content or b""
    newline = b"\r\n" if b"\r\n" in text else b"\n"
    for name, added in lines.items():
        if re.search(rb"(?m)^[ \t]*(?:export[ \t]+)?%s[ \t]*=" % name.encode(), text):
            continue
        gap = b"" if not text else newline if text.endswith(b"\n") else newline * 2
        text += gap + added.encode().replace(b"\n", newline)
    return text
