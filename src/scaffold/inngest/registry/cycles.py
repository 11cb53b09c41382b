"""Circular imports that a registration would make: a program that stops when it is loaded.

A function's file imports the client and uses it while it loads. Where the client's file leads
back to the registry, whether that works depends on what is loaded first, so loading is played
through: statement by statement in Python, imports before everything else in TypeScript.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.definitions import definitions
from scaffold.code.spans import Spanned
from scaffold.code.walk import outline
from scaffold.syntax.export_edits import re_exports
from scaffold.syntax.imports import Imported, ImportStatement, import_statements
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source


class Cycle(NamedTuple):
    """What a function's file needs and cannot get: `name` of the file `path`.

    `through` are the files from that one to the file that imports the function.
    """

    path: str
    name: str
    through: tuple[str, ...]


class _Missing(NamedTuple):
    """A name that is asked of a file before that file has it."""

    importer: str
    path: str
    name: str


def circular_import(before: Modules, after: Modules, served: str, target: str) -> Cycle | None:
    """Return the circular import that stops the program once `target` is registered.

    `before` are the modules without its import, `served` the file that serves functions. None
    where there is no circle, and where the files around it load in an order that works.
    """
    if path_between(after, target, target) is None:
        return None
    known = _missing(before, served)
    missing = [each for each in _missing(after, served) if each not in known]
    if not missing:
        # Whoever loads the client first has it too, or misses it with the functions there are.
        for needed in dict.fromkeys(_imported_files(after, target)):
            alike = {each.path for each in _missing(before, needed)}
            missing += [
                each
                for each in _missing(after, needed)
                if each.importer == target and each.path not in alike
            ]
    if not missing:
        return None
    first = next((each for each in missing if each.importer == target), missing[0])
    through = path_between(after, first.path, target) or [first.path]
    return Cycle(first.path, first.name, tuple(through[:-1] or through))


def path_between(modules: Modules, start: str, end: str) -> list[str] | None:
    """Return the shortest way of imports from one file to another, or back to itself."""
    came: dict[str, str] = {}
    pending = [start]
    for at in pending:
        for path in _imported_files(modules, at):
            if path == end:
                way = [end, at]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if path != start and path not in came:
                came[path] = at
                pending.append(path)
    return None


def _imported_files(modules: Modules, path: str) -> Iterator[str]:
    """Yield the project files that one file loads, in order."""
    source = modules.source(path)
    if source is not None:
        for statement in _loading(source):
            yield from _files_of(modules, source, statement)


def _missing(modules: Modules, entry: str) -> list[_Missing]:
    play = _Loading(modules)
    play.load(entry)
    return play.missing


class _Loading:
    """Plays the loading of a program through, from the file that is run."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self.missing: list[_Missing] = []
        self.done: set[str] = set()
        self.running: dict[str, int] = {}
        """The files that have begun, and the offset each one has come to."""

    def load(self, entry: str) -> None:
        files = [self._run(entry)]
        while files:
            path = next(files[-1], None)
            if path is None:
                files.pop()
            elif path not in self.done and path not in self.running:
                files.append(self._run(path))

    def _run(self, path: str) -> Iterator[str]:
        """Yield what a file loads, when it does."""
        self.running[path] = 0
        source = self.modules.source(path)
        for statement in _loading(source) if source is not None else ():
            assert source is not None
            if source.language.name == "python":
                self.running[path] = statement.start
            yield from _files_of(self.modules, source, statement)
            if source.language.name == "python":
                self._ask(source, statement)
        if source is not None and source.language.name != "python":
            # All imports are loaded before the first line is run.
            for statement in _loading(source):
                self._ask(source, statement)
        del self.running[path]
        self.done.add(path)

    def _ask(self, source: Source, statement: ImportStatement) -> None:
        for each in statement.names:
            if each.name == "*" or each.type_only:
                continue
            needed = self._not_there(source, each)
            if needed is not None:
                self.missing.append(_Missing(source.path, needed[0], needed[1]))

    def _not_there(self, source: Source, asked: Imported) -> tuple[str, str] | None:
        origin = self.modules.origin(source.path, asked.module, asked.name)
        if source.language.name != "python":
            if origin is None or origin[0] not in self.running or origin[0] == source.path:
                return None
            # These are there before the first line of their file is run.
            return None if _is_one(self.modules, origin, "type", "function") else origin
        path = self.modules.resolve(source.path, asked.module)
        if path is None or path not in self.running or (origin is not None and origin[1] == "*"):
            return None
        file = self.modules.source(path)
        if file is None or _is_bound(file, asked.name, self.running[path]):
            return None
        return path, asked.name


def _loading(source: Source) -> Iterator[ImportStatement]:
    """Yield the statements that load other files while this one is loaded."""
    statements = import_statements(source)
    if source.language.name != "python":
        statements = [*statements, *re_exports(source)]
        statements.sort(key=lambda each: each.start)
    for each in statements:
        if each.type_only or (each.names and all(name.type_only for name in each.names)):
            continue
        if each.is_visible():
            yield each


def _files_of(modules: Modules, source: Source, statement: ImportStatement) -> Iterator[str]:
    if source.language.name != "python":
        origins = [
            modules.origin(source.path, each.module, each.name)
            for each in statement.names
            if not each.type_only
        ]
        # An import of types alone is left out of the program.
        if origins and all(each is not None and _is_one(modules, each, "type") for each in origins):
            return
        path = modules.resolve(source.path, statement.module)
        if path is not None and path != source.path:
            yield path
        return
    parts = statement.module.split(".")
    whole = range(len(parts), len(parts) + 1)
    # `import a.b.c` loads `a` and `a.b` too.
    for length in whole if statement.module.startswith(".") else range(1, len(parts) + 1):
        path = modules.resolve(source.path, ".".join(parts[:length]))
        if path is not None and path != source.path:
            yield path
    for each in statement.names:
        origin = modules.origin(source.path, each.module, each.name) if each.name != "*" else None
        if origin is not None and origin[1] == "*" and origin[0] != source.path:
            yield origin[0]


def _is_one(modules: Modules, origin: tuple[str, str], *kinds: str) -> bool:
    """Whether a name of a TypeScript file is defined as one of these."""
    source = modules.source(origin[0])
    defined = definitions(outline(source)) if source is not None else []
    return any(origin[1] in each.names and each.kind in kinds for each in defined)


def _is_bound(source: Source, name: str, offset: int) -> bool:
    """Whether a Python module has a name once it has come to an offset."""
    module = outline(source).module
    made: list[Spanned] = [each for each in module.declared() if each.name == name]
    made += [each for each in module.mutations if each.name == name and not each.attrs]
    ends = [(module.statement_at(each) or each).end for each in made]
    ends += [
        each.end
        for each in import_statements(source)
        if any(bound.local == name for bound in each.names)
    ]
    return any(end <= offset for end in ends)
