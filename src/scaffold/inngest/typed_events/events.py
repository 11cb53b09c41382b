"""Typed events of a project: found in the form they are written in, added and removed in it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from scaffold.code.imported import is_import_used
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.edit import add_edits, remove_edits
from scaffold.inngest.typed_events.fields import Field, in_language
from scaffold.inngest.typed_events.forms import (
    Container,
    EventDefinition,
    EventModule,
    Form,
    FoundEvent,
    NewEvent,
    Project,
    Reader,
    bound_names,
    refuse_unread,
)
from scaffold.inngest.typed_events.python import (
    event_classes,
    event_models,
    payload_symbol,
    without_payload,
)
from scaffold.inngest.typed_events.typescript import event_types, local_name, record_events, records
from scaffold.inngest.typed_events.unions import Union, add_to_union, remove_from_union, unions
from scaffold.names import event_symbol
from scaffold.syntax.edits import apply
from scaffold.syntax.import_edits import remove_import
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.source import Source

__all__ = [
    "EventDefinition",
    "EventModule",
    "add_event",
    "event_users",
    "find_event_modules",
    "find_events",
    "remove_event",
]
_SDK_FORMS: dict[str, tuple[Form, ...]] = {
    "v4": ("event-type",),
    "v3": ("record", "schemas", "union"),
    "python": ("pydantic",),
}


def find_events(project: Project, *, strict: bool = False) -> list[EventDefinition]:
    """Return every typed event of a project, in the order of their files.

    Raises ScaffoldError, with `strict`, for a file that may hold some and is not UTF-8.
    """
    reader = Reader(project)
    found = [each.definition for each in _all(reader, strict=strict)]
    return sorted(found, key=lambda definition: definition.path)


def find_event_modules(project: Project, sdk: str | None = None) -> list[EventModule]:
    """Return the files that take new typed events, the one with the most events first.

    `sdk` (`v3`, `v4` or `python`) leaves out the forms of other SDKs.
    """
    reader = Reader(project)
    modules: dict[tuple[str, str], EventModule] = {}
    for source in _candidates(reader):
        for module in _modules(reader, source):
            if sdk is None or module.form in _SDK_FORMS.get(sdk, ()):
                modules.setdefault((module.path, module.container), module)
    return sorted(modules.values(), key=lambda module: (-len(module.names), module.path))


def add_event(
    project: Project, module: EventModule, name: str, fields: Iterable[Field]
) -> tuple[EventDefinition, dict[str, bytes]]:
    """Return the definition of an event and the new contents of the files that declare it.

    The project has none of that name yet. Raises ScaffoldError when the file is not understood or
    the symbol is taken.
    """
    reader = Reader(project)
    source = reader.source(module.path)
    if source is None:
        raise ScaffoldError(
            f"cannot add the event `{name}`: `{module.path}` cannot be read",
            "name a UTF-8 file that exists",
        )
    language = source.language.name
    named = in_language(fields, language)
    refuse_unread(source, f"add the event `{name}`")
    has_symbol = module.form in ("event-type", "pydantic")
    symbol = event_symbol(name, language)
    if has_symbol and symbol in bound_names(source):
        raise ScaffoldError(
            f"cannot add the event `{name}`: `{module.path}` has another `{symbol}`",
            "use another event name, or rename what has that symbol",
        )
    if module.form == "union" and (union := _union(reader, module)) is not None:
        path, contents = add_to_union(reader, union, name, named)
        return EventDefinition(name, "", path, "union", named), contents
    edits = add_edits(reader, source, module, NewEvent(name, symbol, named))
    if module.form == "pydantic":
        symbol = payload_symbol(reader, source, symbol)
    definition = EventDefinition(
        name, symbol if has_symbol else "", module.path, module.form, named
    )
    return definition, {module.path: apply(source.content, edits)}


def remove_event(project: Project, definition: EventDefinition) -> dict[str, bytes]:
    """Return the new contents of the files that declare an event, without it.

    Imports that only it used go too. The exact inverse of `add_event`; nothing for the member of
    a union that is no other's, or written in another way.
    """
    reader = Reader(project)
    source = reader.source(definition.path)
    found = _in_file(reader, definition) if source is not None else []
    target = next((each for each in found if each.definition.name == definition.name), None)
    if source is None or target is None:
        return {}
    refuse_unread(source, f"remove the event `{definition.name}`")
    if definition.form == "union":
        every = [each for one in _candidates(reader) for each in unions(reader, one)]
        return {
            file.path: _without_unused(file, apply(file.content, edits))
            for file, edits in remove_from_union(target, every)
        }
    content = apply(source.content, remove_edits(source, target, found))
    if definition.form == "pydantic":
        rest = Source.parse(definition.path, content)
        content = apply(content, without_payload(rest, definition.symbol))
    # With its last event gone, a TypeScript file keeps its imports for the next one.
    if definition.form == "pydantic" or len(found) > 1:
        content = _without_unused(source, content)
    return {definition.path: content}


def event_users(project: Project, definition: EventDefinition) -> list[str]:
    """Return the files that mention an event by symbol or name, its definition left out."""
    # Beside the model of its data, the class that carries it.
    symbol = definition.symbol.rpartition(".")[2]
    symbols = {symbol, symbol.removesuffix("Data")}
    if definition.form == "union":
        found = _in_file(Reader(project), definition)
        holders = (one.container for one in found if one.definition == definition)
        symbols = {each.symbol for each in holders if each is not None}
    names = [re.escape(symbol.encode()) for symbol in symbols - {""}]
    patterns = [rb"[\"'`]" + re.escape(definition.name.encode()) + rb"[\"'`]"]
    patterns += [rb"(?<![\w$])" + name + rb"(?![\w$])" for name in names]
    mention = re.compile(rb"|".join(patterns))
    removed: dict[str, bytes] | None = None
    users = []
    for path in project.files.paths():
        if language_of(path) is None:
            continue
        content = project.files.read(path) or b""
        if not mention.search(content):
            continue
        if path == definition.path or definition.form == "union":
            removed = removed or remove_event(project, definition)
            content = removed.get(path, content)
        if mention.search(content):
            users.append(path)
    return sorted(users)


def _candidates(reader: Reader, *, strict: bool = False) -> Iterator[Source]:
    """The files that may hold typed events, by a search for what each form cannot do without."""
    for path in sorted(reader.files.paths()):
        language = language_of(path)
        content = reader.files.read(path) if language is not None else None
        if language is None or content is None:
            continue
        words = _PYTHON_WORDS if language.name == "python" else _TYPESCRIPT_WORDS
        # In UTF-16 there is a zero between two letters.
        letters = content.replace(b"\0", b"") if strict and b"\0" in content else content
        if any(all(word in letters for word in group) for group in words):
            source = reader.source(path)
            if source is not None:
                yield source
            elif strict:
                Source.parse(path, content)


_TYPESCRIPT_WORDS = ((b"eventType", b"inngest"), (b"EventSchemas",))
_PYTHON_WORDS = ((b"ClassVar", b"class "), (b"event_name", b"class "), (b"EVENT_NAME", b"class "))


def _all(reader: Reader, *, strict: bool = False) -> Iterator[FoundEvent]:
    seen: set[tuple[str, int]] = set()
    for source in _candidates(reader, strict=strict):
        if source.language.name == "python":
            yield from event_models(reader, source)
            continue
        yield from event_types(reader, source)
        for container in records(reader, source):
            for found in record_events(reader, container):
                key = (found.source.path, found.place.start)
                if key not in seen:
                    seen.add(key)
                    yield found


def _in_file(reader: Reader, definition: EventDefinition) -> list[FoundEvent]:
    """The definitions of a file that are written in the form of one of them."""
    source = reader.source(definition.path)
    if source is None:
        return []
    if definition.form == "event-type":
        return event_types(reader, source)
    if definition.form == "pydantic":
        return event_models(reader, source)
    return [
        each
        for each in _all(reader)
        if each.definition.path == definition.path and each.definition.form == definition.form
    ]


def _modules(reader: Reader, source: Source) -> Iterator[EventModule]:
    path = source.path
    if source.language.name == "python":
        yield from _python_modules(reader, source)
        return
    found = [each for each in event_types(reader, source) if each.is_statement]
    is_function = b".createFunction(" in source.content
    if local_name(source, "eventType") is not None and not is_function:
        names = tuple(each.definition.name for each in found)
        yield EventModule(path, "event-type", "", names)
    own = list(unions(reader, source))
    yield from (union.module for union in own)
    for container in records(reader, source):
        if not own or container.form != "union":
            yield _record_module(reader, container)


def _union(reader: Reader, module: EventModule) -> Union | None:
    """The union that a module stands for, None for one that is not written out."""
    for source in _candidates(reader):
        for union in unions(reader, source):
            if (union.source.path, union.symbol) == (module.path, module.container):
                return union
    return None


def _record_module(reader: Reader, container: Container) -> EventModule:
    names = tuple(each.definition.name for each in record_events(reader, container))
    return EventModule(container.holder.source.path, container.form, container.symbol, names)


def _python_modules(reader: Reader, source: Source) -> Iterator[EventModule]:
    classes = list(event_classes(reader, source))
    names = tuple(each.assigned for each in classes if each.assigned is not None)
    bases = Counter(each.bases[0] for each in classes if each.assigned is not None and each.bases)
    root = next((each.symbol for each in classes if each.assigned is None), "")
    base = bases.most_common(1)[0][0] if bases else root
    if classes and base and b".create_function(" not in source.content:
        yield EventModule(source.path, "pydantic", base, names)


def _without_unused(source: Source, content: bytes) -> bytes:
    """Take out the imports that only what is gone from a source used."""
    used = {each.local for each in imports(source) if is_import_used(outline(source), each)}
    while True:
        now = Source.parse(source.path, content)
        found = (each for each in imports(now) if each.local in used)
        gone = next((each for each in found if not is_import_used(outline(now), each)), None)
        if gone is None:
            return content
        content = apply(content, remove_import(now, gone))
