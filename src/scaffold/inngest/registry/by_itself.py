"""Registries that take a function without naming it: by its client, or by where its file is."""

import posixpath
import re

from scaffold.inngest.registry.find import Registry
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.imports import import_statements
from scaffold.syntax.modules import Modules
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source

_PARTS = regex(r"\*\*/?|\*|\{[^{}]*\}|[^*{]+|.")


def serves_a_client(registry: Registry) -> bool:
    """Whether it is `connect({ apps: [{ client }] })`, which serves all that the client makes."""
    cause = registry.cause
    return registry.framework == "connect" and cause is not None and cause.remedy == "call"


def is_where_a_glob_looks(registry: Registry, path: str) -> bool:
    """Whether `import.meta.glob(…)` finds the file of a function."""
    cause = registry.cause
    if cause is None or cause.remedy != "glob" or cause.target is None:
        return False
    pattern, folder = cause.target, posixpath.dirname(registry.serve_path)
    if pattern.startswith("."):
        pattern = posixpath.normpath(posixpath.join(folder, pattern))
        return _matches(pattern, path)
    # `/src/…` starts at the folder of the build's configuration.
    starts = [0, *(match.end() for match in re.finditer("/", path))]
    return any(_matches(pattern.lstrip("/"), path[start:]) for start in starts)


def import_for_effect(registry: Registry, modules: Modules, path: str) -> dict[str, bytes]:
    """Return the file that connects with an import of a function's, which makes the function."""
    source = modules.source(registry.serve_path)
    assert source is not None
    statements = list(import_statements(source))
    if any(modules.resolve(source.path, each.module) == path for each in statements):
        return {}
    beside = [each.module for each in statements]
    specifier = modules.specifier_for(source.path, path, beside)
    edit = _beside_the_last(source, specifier, [each.end for each in statements])
    return {source.path: apply(source.content, [edit])}


def without_import(registry: Registry, modules: Modules, path: str) -> dict[str, bytes]:
    """Return the file that connects without the import of a function's file for its effect."""
    source = modules.source(registry.serve_path)
    assert source is not None
    edits = []
    for each in import_statements(source):
        if not each.names and modules.resolve(source.path, each.module) == path:
            newline = source.content.find(b"\n", each.end)
            end = newline + 1 if newline >= 0 else len(source.content)
            edits.append(Edit(each.start, end, b""))
    return {source.path: apply(source.content, edits)} if edits else {}


def _beside_the_last(source: Source, specifier: str, ends: list[int]) -> Edit:
    text = source.content.decode()
    quote = "'" if text.count("'") > text.count('"') else '"'
    end = ";" if ";" in text else ""
    line = f"import {quote}{specifier}{quote}{end}"
    newline = "\r\n" if "\r\n" in text else "\n"
    if not ends:
        return Edit(0, 0, f"{line}{newline}".encode())
    at = max(ends)
    return Edit(at, at, f"{newline}{line}".encode())


def _matches(pattern: str, path: str) -> bool:
    """Whether a path is one of those that a pattern of Vite's stands for."""
    return re.fullmatch("".join(map(_meaning, _PARTS.findall(pattern))), path) is not None


def _meaning(part: str) -> str:
    if part.startswith("**"):
        return "(?:.*/)?" if part.endswith("/") else ".*"
    if part == "*":
        return "[^/]*"
    if part.startswith("{"):
        return f"(?:{'|'.join(map(re.escape, part[1:-1].split(',')))})"
    return re.escape(part)
