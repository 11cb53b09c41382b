"""Who imports a module: every place in a project that names it, by its syntax tree."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scaffold.functions.index import is_source
from scaffold.syntax.files import Files
from scaffold.syntax.imports import Imported, import_statements, string_value
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


@dataclass(frozen=True)
class Mention:
    """One place that names a module: the node that spells it, and the name bound there, if any."""

    source: Source
    node: Node
    imported: Imported | None = None

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def line(self) -> int:
        return self.source.position(self.node.start_byte)[0]


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
        mention
        for source in sources_that_mention(files, [module_word(path)], modules)
        if source.path != path
        for mention in mentions_in(source, path, modules)
    ]


def mentions_in(source: Source, path: str, modules: Modules) -> Iterator[Mention]:
    """Yield the places of one file that name a module."""
    if source.language.name == "python":
        yield from _python(source, path, modules)
        return
    bound: dict[int, list[Imported]] = {}
    for statement in import_statements(source):
        bound.setdefault(statement.node.id, []).extend(statement.names)
    for node in walk(source.root):
        if node.type != "string" or node.parent is None:
            continue
        if node.parent.type not in (
            "import_statement",
            "export_statement",
            "arguments",
            "import_require_clause",
        ):
            continue
        specifier = string_value(node)
        if not specifier or modules.resolve(source.path, specifier) != path:
            continue
        names = bound.get(node.parent.id, [])
        for imported in names:
            yield Mention(source, node, imported)
        if not names:
            yield Mention(source, node)


def _python(source: Source, path: str, modules: Modules) -> Iterator[Mention]:
    for statement in import_statements(source):
        for imported in statement.names:
            direct = modules.resolve(source.path, imported.module) == path
            if imported.name == "*":
                direct = direct or modules.resolve(source.path, imported.bound_module) == path
            as_module = modules.origin(source.path, imported.module, imported.name) == (path, "*")
            if direct or as_module:
                yield Mention(source, imported.node, imported)


def lines_that_say(files: Files, id: str, *, limit: int = 5) -> list[str]:  # noqa: A002
    """Return where code and Markdown spell an ID in quotes, as `path:line` for messages."""
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
    more = len(found) - limit
    return [*found[:limit], *([f"{more} more places"] if more > 0 else [])]
