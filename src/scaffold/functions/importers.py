"""Who imports a module: every place in a project that names it, by its syntax tree."""

import posixpath
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from scaffold.functions.index import is_source
from scaffold.syntax.files import Files
from scaffold.syntax.imports import import_statements, specifiers
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

_MOST_SAID = 5


class Mention(NamedTuple):
    """One place that names a module."""

    path: str
    line: int


def sources_that_mention(
    files: Files, words: Collection[str], modules: Modules
) -> Iterator[Source]:
    """Yield the source files that hold one of some words, parsed."""
    wanted = re.compile(b"|".join(re.escape(word.encode()) for word in sorted(words)))
    for path in sorted(files.paths()):
        if not is_source(path):
            continue
        content = files.read(path)
        if content is not None and wanted.search(content) is not None:
            source = modules.source(path)
            if source is not None:
                yield source


def module_word(path: str) -> str:
    """Return the word that every specifier of a module holds."""
    stem = posixpath.basename(path).split(".", 1)[0]
    if stem in ("index", "__init__"):
        return posixpath.basename(posixpath.dirname(path)) or stem
    return stem


def mentions(files: Files, path: str, modules: Modules | None = None) -> list[Mention]:
    """Return every import, re-export, `require`, mock and dynamic import of a module."""
    modules = modules or Modules(files)
    return [
        Mention(source.path, source.position(start)[0])
        for source in sources_that_mention(files, [module_word(path)], modules)
        if source.path != path
        for start in _named_at(source, path, modules)
    ]


def _named_at(source: Source, path: str, modules: Modules) -> Iterator[int]:
    """Where a file names a module."""
    if source.language.name != "python":
        for specifier in specifiers(source):
            if modules.resolve(source.path, specifier.text) == path:
                yield specifier.start
        return
    for statement in import_statements(source):
        for imported in statement.names:
            direct = modules.resolve(source.path, imported.module) == path
            if imported.name == "*":
                direct = direct or modules.resolve(source.path, imported.bound_module) == path
            as_module = modules.origin(source.path, imported.module, imported.name) == (path, "*")
            if direct or as_module:
                yield imported.start


def still_named(files: Files, id: str) -> list[str]:  # noqa: A002
    """Return a note on where code and Markdown spell an ID in quotes; none where nothing does."""
    spelled = re.compile(rb"[\"'`]" + re.escape(id.encode()) + rb"[\"'`]")
    found = []
    for path in sorted(files.paths()):
        # The agent files are ours, and their examples are only that.
        if path.startswith(".claude/") or not (is_source(path) or path.endswith((".md", ".mdx"))):
            continue
        content = files.read(path)
        for match in spelled.finditer(content) if content is not None else ():
            assert content is not None
            line = content.count(b"\n", 0, match.start()) + 1
            found.append(f"`{path}:{line}`")
    more = len(found) - _MOST_SAID
    places = [*found[:_MOST_SAID], *([f"{more} more places"] if more > 0 else [])]
    return [f"`{id}` is still named in {', '.join(places)}"] if places else []
