"""A whole codebase: its files' facts, linked, and who sends and receives which event."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from scaffold.code.bindings import Origin, resolve_binding
from scaffold.code.links import NoLinks
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.code.values import Value
from scaffold.inngest.event_calls import EventCall, events_given, site_of
from scaffold.inngest.event_flow import Received, Sent, events_received, events_sent
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import SEND_SIGN, FileFacts
from scaffold.inngest.sdk_modules import SDK
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import Files, left_out, unread
from scaffold.syntax.imports import import_statements
from scaffold.syntax.language import language_of
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source, UnreadableSourceError

# One file by itself needs none of these, and an editor's hook must not wait for them.
if TYPE_CHECKING:
    from scaffold.inngest.auto_imports import AutoImports
    from scaffold.inngest.callers import Callers
    from scaffold.inngest.packages import Packages
    from scaffold.inngest.registry.edit import Registry
    from scaffold.inngest.typed_events.events import EventDefinition
    from scaffold.syntax.modules import Modules

# A file without any of these holds no fact of its own; helpers are read when a name leads there.
_SIGNS = regex(
    rb"inngest|Inngest|(?:\.|\[[\"'])createFunction\b|\.create_function\b|" + SEND_SIGN, re.ASCII
)
LARGEST = 10_000_000


def unreadable(content: bytes | None) -> str | None:
    """Return why a file cannot be checked, None when it can."""
    if content is None:
        return "it cannot be read, or is larger than 10 MB"
    if len(content) > LARGEST:
        return "it is larger than 10 MB"
    if b"\0" in content[:8000]:
        return "it is binary"
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return f"it is not UTF-8 (byte {error.start})"
    return None


Made = TypeVar("Made")


class ReadOnce:
    """Files that are read once: rules ask for the same manifests and sources again and again."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, bytes | None] = {}
        self.notes: dict[str, str] = {}
        """Why a file of data could not be read, by path."""

    def note(self, path: str, why: str) -> None:
        self.notes.setdefault(path, why)

    def read(self, path: str) -> bytes | None:
        if path not in self._read:
            self._read[path] = self._files.read(path)
        return self._read[path]

    def paths(self) -> Iterable[str]:
        return self._files.paths()

    def unread(self, path: str) -> str | None:
        return unread(self._files, path)

    def left_out(self) -> Mapping[str, str]:
        return left_out(self._files)


class Codebase:
    """The facts of a project's files, parsed when asked for, and each once.

    `base` is the same project at an earlier commit, when there is one to compare with; `modules`
    are those of `files`, when somebody has read them.
    """

    def __init__(
        self, files: Files, base: Files | None = None, modules: "Modules | None" = None
    ) -> None:
        self.files = ReadOnce(files)
        self._modules = modules
        self.base: Codebase | None = Codebase(base) if base is not None else None
        self._skipped: dict[str, str] = {}
        self._unread: dict[str, str] = {}
        self.shortened: dict[str, str] = {}
        """Why files were not read to their end, by path."""
        self._facts: dict[str, FileFacts | None] = {}
        self._followed: dict[tuple[str, str, str, tuple[str, ...]], Origin | None] = {}
        self._made: dict[Callable[[Codebase], Any], Any] = {}

    def once(self, make: "Callable[[Codebase], Made]") -> "Made":
        """Return what is made of a project, the same for all who ask; it ends with the project."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @cached_property
    def modules(self) -> "Modules":
        """Where the imports of each file lead."""
        from scaffold.syntax.modules import Modules

        return self._modules or Modules(self.files)

    @cached_property
    def packages(self) -> "Packages":
        """Which manifest governs each file, and which SDK it gets."""
        from scaffold.inngest.packages import Packages

        return Packages(self.modules)

    # Links

    def follow(self, origin: Origin) -> Origin | None:
        """Return where an imported thing comes from, None when its module is not the project's."""
        if origin.outline is None:
            return None
        importer = origin.outline.path
        key = (importer, origin.module, origin.imported, origin.attrs)
        if key not in self._followed:
            self._followed[key] = self._follow(importer, *key[1:])
        return self._followed[key]

    def _follow(
        self, importer: str, module: str, name: str, attrs: tuple[str, ...]
    ) -> Origin | None:
        rest = attrs
        place: tuple[str, str] | None
        if name == "*":
            place = self._member(importer, module, attrs)
            if place is None:
                return None
            rest = attrs[1:]
            while place is not None and place[1] == "*" and rest:
                module, place = place[0], self._exported(place[0], rest[0])
                rest = rest[1:]
            # `import a.b`: the attributes up to the module are part of its name.
            if place is None and importer.endswith(".py"):
                for used in range(len(attrs) - 1, 0, -1):
                    dotted = ".".join((module, *attrs[:used]))
                    place = self.modules.origin(importer, dotted, attrs[used])
                    if place is not None:
                        rest = attrs[used + 1 :]
                        break
        else:
            place = self.modules.origin(importer, module, name)
            while place is not None and place[1] == "*" and rest:
                place = self._exported(place[0], rest[0])
                rest = rest[1:]
        if place is None:
            return self._packaged(importer, module, name, attrs)
        if place[1] == "*":
            return None
        facts = self.facts(place[0])
        binding = facts.outline.module.bindings.get(place[1]) if facts is not None else None
        return resolve_binding(binding, rest) if binding is not None else None

    def _packaged(
        self, importer: str, module: str, name: str, attrs: tuple[str, ...]
    ) -> Origin | None:
        """What an import means that files of the project hand on from a package, or rename."""
        whole = name == "*" and bool(attrs) and self.modules.resolve(importer, module) is not None
        asked, rest = (attrs[0], attrs[1:]) if whole else (name, attrs)
        from scaffold.syntax.packaged import packaged

        found = packaged(self.modules, importer, module, asked)
        if found is None or found == (module, name):
            return None
        facts = self.facts(importer)
        outline = facts.outline if facts is not None else None
        return Origin("import", rest, module=found[0], imported=found[1], outline=outline)

    def _member(self, importer: str, module: str, attrs: tuple[str, ...]) -> tuple[str, str] | None:
        if not attrs:
            return None
        found = self.modules.origin(importer, module, attrs[0])
        if found is None and importer.endswith(".py"):
            for used in range(1, len(attrs)):
                dotted = ".".join((module, *attrs[:used]))
                path = self.modules.resolve(importer, dotted)
                if path is not None and self._exported(path, attrs[used]):
                    return path, "*"
        return found

    def _exported(self, path: str, name: str) -> tuple[str, str] | None:
        found = self.modules.exported(path, name)
        if found is None and path.endswith(".py"):
            folder = path.rsplit("/", 1)[0] if "/" in path else ""
            if path.endswith("__init__.py"):
                for candidate in (f"{folder}/{name}.py", f"{folder}/{name}/__init__.py"):
                    if candidate.lstrip("/") in self.modules.paths:
                        return candidate.lstrip("/"), "*"
        return found

    def calls_of(self, function: Body) -> tuple[CallSite, ...]:
        """Return the project's calls of a function that a module names, tests left out."""
        return self._callers.of(function)

    def naming(self, name: str, outline: Outline) -> Iterator[Outline]:
        """Yield a file, and the others that may name what it defines so, tests left out."""
        return self._callers.naming(name, outline)

    @cached_property
    def _callers(self) -> "Callers":
        from scaffold.inngest.callers import Callers

        everywhere = self._auto_imports.is_from
        return Callers(self.files, self.modules, self, self.outline, everywhere)

    def outline(self, path: str) -> Outline | None:
        """Return the outline of one file, None for a file that cannot be read."""
        facts = self.facts(path)
        return facts.outline if facts is not None else None

    # Files

    def facts(self, path: str) -> FileFacts | None:
        """Return the facts of one file, None for a file that cannot be read."""
        if path not in self._facts:
            source = self.modules.source(path)
            self._facts[path] = self._read(source)
        return self._facts[path]

    def _read(self, source: Source | None) -> FileFacts | None:
        if source is None:
            return None
        return FileFacts(source, self, self.functions_in, self._bind)

    def _bind(self, outline: Outline) -> None:
        self._auto_imports.bind(outline)

    @cached_property
    def _auto_imports(self) -> "AutoImports":
        from scaffold.inngest.auto_imports import AutoImports

        return AutoImports(self.modules, self.packages)

    def functions_in(self, path: str) -> tuple[Function, ...]:
        """Return the functions that a file defines, none for one that cannot be read."""
        facts = self.facts(path)
        return facts.functions if facts is not None else ()

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """The files that may hold Inngest code, tests left out, in order."""
        return tuple(self._candidates(self.modules.paths))

    def _candidates(self, paths: Iterable[str]) -> Iterable[str]:
        for path in sorted(paths):
            if language_of(path) is None or not is_app_file(path):
                continue
            content = self.files.read(path)
            reason = unreadable(content)
            if reason is not None:
                self._skipped[path] = self.files.unread(path) or reason
                if content is None or _SIGNS.search(content):
                    self._unread[path] = reason
            elif content is not None and _SIGNS.search(content):
                yield path

    @cached_property
    def file_facts(self) -> tuple[FileFacts, ...]:
        """The facts of every file that may hold Inngest code, in order."""
        found = [self.facts(path) for path in self.candidates]
        return tuple(each for each in found if each is not None)

    @property
    def skipped(self) -> dict[str, str]:
        """Why files were not read, by path, as far as that is known by now."""
        notes = {path: f"it {why}" for path, why in self.files.notes.items()}
        return self._skipped | self._left_out | self.shortened | notes

    @cached_property
    def _left_out(self) -> dict[str, str]:
        return {
            path: why
            for path, why in self.files.left_out().items()
            if path.endswith("/") or (language_of(path) is not None and is_app_file(path))
        }

    def unread(self, language: str) -> tuple[str, ...]:
        """Return the files and folders that may hold code of a language, and were not read.

        What is nowhere to be seen may be in one of them. A folder's path ends in a slash.
        """
        _ = self.file_facts
        found = []
        for path in sorted({**self._unread, **self._left_out, **self.files.notes}):
            if path.endswith(".json"):
                continue
            known = language_of(path)
            if known is None or known.name == language:
                found.append(path)
        return tuple(found)

    # The graph

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Every Inngest function of the project, by file."""
        return tuple(function for file in self.file_facts for function in file.functions)

    @cached_property
    def clients(self) -> tuple[CallSite, ...]:
        """Every place where a client is made."""
        return tuple(site for file in self.file_facts for site in file.clients)

    @cached_property
    def registries(self) -> "tuple[Registry, ...]":
        """Every array of functions that is served."""
        from scaffold.inngest.registry.edit import find_registries

        return tuple(find_registries(self.files, modules=self.modules))

    @cached_property
    def loaded_adapters(self) -> frozenset[str]:
        """The adapters that some Python file imports: attributes of `inngest` from then on."""
        found: set[str] = set()
        for file in self.file_facts:
            for each in import_statements(file.source) if file.language == "python" else ():
                first, _, entry = each.module.partition(".")
                if first == SDK:
                    found |= {entry.partition(".")[0]} if entry else {x.name for x in each.names}
        return frozenset(found)

    @cached_property
    def event_definitions(self) -> "tuple[EventDefinition, ...]":
        """Every typed event."""
        from scaffold.inngest.typed_events.events import find_events

        return tuple(find_events(self))

    @cached_property
    def sent(self) -> tuple[Sent, ...]:
        """Every event that is sent, by functions first."""
        sends = (site for file in self.file_facts for site in file.sends)
        return tuple(events_sent(self.functions, sends, self, self.functions_in, self._event))

    @cached_property
    def received(self) -> tuple[Received, ...]:
        """Every event that a trigger, a wait or a `cancelOn` names."""
        return tuple(events_received(self.functions, self._event))

    def _event(self, call: EventCall, number: int) -> tuple[CallSite, Value]:
        facts = self.facts(call.path)
        assert facts is not None, call.path
        site = site_of(call, facts.outline)
        return site, events_given(site, call.tool, self)[number]


class SingleFile(NoLinks, Codebase):
    """One file by itself: every import stays an import, and nothing else is read."""

    def facts(self, path: str) -> FileFacts | None:
        content = self.files.read(path)
        if path not in self._facts:
            readable = content is not None and unreadable(content) is None
            source = None
            try:
                source = Source.parse(path, content or b"") if readable else None
            except UnreadableSourceError as error:
                self.files.note(path, error.why)
            self._facts[path] = self._read(source)
        return self._facts[path]

    def _bind(self, outline: Outline) -> None:
        """Nothing: what a framework imports is in other files."""

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        return tuple(self._candidates(self.files.paths()))
