"""Typed events in TypeScript, found: `eventType` constants, and what the client's schemas hold."""

from collections.abc import Iterator, Sequence

from scaffold.code.definitions import exported_as
from scaffold.code.expressions import Expr
from scaffold.code.links import dotted_value
from scaffold.code.outline import CallSite
from scaffold.code.spans import holds
from scaffold.code.types import Type, type_arguments
from scaffold.code.values import argument
from scaffold.code.walk import outline
from scaffold.inngest.sdk_modules import sdk_module
from scaffold.inngest.sdk_names import sdk_export
from scaffold.inngest.typed_events.form_fields import from_schema, from_type
from scaffold.inngest.typed_events.forms import (
    UNSEEN,
    Container,
    EventDefinition,
    Form,
    FoundEvent,
    Reader,
    Shape,
    pairs,
)
from scaffold.syntax.imports import Imported, imports
from scaffold.syntax.source import Source


def local_name(source: Source, name: str) -> str | None:
    """Return what a file calls a name of the SDK, None when it does not import it."""
    for imported in imports(source):
        if imported.name == name and _is_sdk(imported):
            return imported.local
    return None


def _is_sdk(imported: Imported) -> bool:
    found = sdk_module(imported.module, "typescript")
    return found is not None and found.part == "client"


def event_types(reader: Reader, source: Source) -> list[FoundEvent]:
    """Return the events a file makes by calling the SDK's `eventType`."""
    found = []
    for site, origin in reader.sites(source):
        made = sdk_export(origin)
        if made is None or not made.is_part("client", "eventType"):
            continue
        given = argument(site, 0, reader.project)
        if given is None or given.string is None:
            continue
        symbol, exported, container, is_statement = _owner(site)
        fields, complete = _options(reader, site.args[1:])
        definition = EventDefinition(
            given.string, symbol, source.path, "event-type", fields, complete, exported
        )
        found.append(FoundEvent(definition, source, site, container, is_statement))
    return found


def records(reader: Reader, source: Source) -> list[Container]:
    """Return what calls on `new EventSchemas()` in a file are given, wherever it is declared."""
    found: list[Container] = []
    for site, method in schema_calls(reader, source):
        form: Form = "union" if method == "fromUnion" else "record"
        types = type_arguments(site)
        if types:
            found += _containers(reader, types[0], form)
        elif site.args:
            found += _containers(reader, site.args[0], "schemas")
    return found


def schema_calls(reader: Reader, source: Source) -> Iterator[tuple[CallSite, str]]:
    """Yield the calls on `new EventSchemas()` in a file that are given events, and their method."""
    for site, origin in reader.sites(source):
        made = sdk_export(origin.base) if site.method in _METHODS else None
        if made is not None and made.is_part("client", "EventSchemas"):
            yield site, site.method


def record_events(reader: Reader, container: Container) -> list[FoundEvent]:
    """Return the events that a container holds."""
    holder, form = container.holder, container.form
    source = holder.source
    if form == "union":
        shape = holder
        if isinstance(shape, Expr) and shape.kind == "call" and shape.arguments:
            shape = shape.arguments[0]
        parts = {key: value for key, _, value in pairs(shape)}
        event = _event_name(reader, parts["name"]) if "name" in parts else None
        if isinstance(shape, Type) and shape.kind == "generic":
            event = _only_literal(shape)
        if event is None:
            return []
        fields, complete = _data(reader, parts.get("data")) if parts else UNSEEN
        definition = EventDefinition(event, "", source.path, "union", fields, complete)
        return [FoundEvent(definition, source, holder, container)]
    found = []
    for event, member, value in pairs(holder):
        fields, complete = _entry(reader, value)
        definition = EventDefinition(event, "", source.path, form, fields, complete)
        found.append(FoundEvent(definition, source, member, container))
    return found


_METHODS = ("fromRecord", "fromSchema", "fromZod", "fromUnion")


_Owner = tuple[str, bool, Container | None, bool]


def _owner(site: CallSite) -> _Owner:
    """The symbol that a call is bound to, if that is exported, and what it would go from.

    That is the object that it is an entry of, or the top of its file, where it is all of a
    statement.
    """
    path: list[str] = []
    container: Container | None = None
    at, nothing = site.expr, ("", False, None, False)
    while (around := at.around) is not None:
        if around.kind == "object" and (entry := at.entry_around) is not None:
            path.insert(0, around.source.content[slice(*entry.key_span)].decode())
            container = container or Container(around, "event-type", "")
        elif around.kind == "call" and around.callee is not at:
            if around.callee is None or around.callee.dotted != "Object.freeze":
                return nothing
        elif around.kind not in ("call", "member"):
            return nothing
        at = around
    binding = next((each for each in site.body.declared() if each.initial is at), None)
    statement = site.body.statement_at(binding) if binding is not None else None
    if binding is None or statement is None:
        return nothing
    exported = statement.kind == "export" or bool(exported_as(site.outline, binding.name))
    bound = [each for each in site.body.declared() if holds(statement, each)]
    is_statement = site.body.kind == "module" and statement.parent is None and len(bound) == 1
    return ".".join([binding.name, *path]), exported, container, is_statement


def _options(reader: Reader, given: Sequence[Expr]) -> Shape:
    schema = given[0].entry("schema") if given else None
    return from_schema(reader, schema) if schema is not None else UNSEEN


def _containers(reader: Reader, given: Expr | Type, form: Form) -> Iterator[Container]:
    """Follow names, intersections and unions to the objects that hold the events."""
    pending, seen = [(given, "")], set[tuple[str, int, int]]()
    while pending:
        at, symbol = pending.pop(0)
        key = (at.source.path, at.start, at.end)
        if key in seen:
            continue
        seen.add(key)
        asked = at.value if isinstance(at, Type) else None
        if at.kind == "object":
            yield Container(at, form, symbol)
        elif isinstance(at, Expr) and at.kind == "array":
            pending += [(each, "") for each in at.elements]
            form = "union"
        elif isinstance(at, Type) and at.members:
            pending += [(each, "") for each in at.members]
        elif at.kind == "name":
            there = reader.declared(at)
            if there is not None:
                pending.append((there.means, there.name))
            else:
                yield Container(at, "union", at.text)
        elif asked is not None:
            pending.append((asked, ""))
        else:
            yield Container(at, "union", symbol)


def _event_name(reader: Reader, given: Expr | Type) -> str | None:
    """The event's name: a literal type, the argument of `z.literal(…)`, or a constant's type."""
    if isinstance(given, Expr):
        given = given.arguments[0] if given.arguments else given
    if given.string is not None or isinstance(given, Expr):
        return given.string
    named = given.value if given.kind == "query" else None
    if named is None and given.kind != "member":
        return None
    dotted = named.text if named is not None else given.text
    origin = dotted_value(outline(given.source).module, dotted, reader.project)
    text = origin.expr
    return text.string if text is not None and not origin.attrs else None


def _only_literal(given: Type) -> str | None:
    """The text that a generic type is given: `AppEvent<"order/paid", { … }>`."""
    texts = [each.string for each in given.arguments if each.string is not None]
    return texts[0] if len(texts) == 1 else None


def _entry(reader: Reader, value: Expr | Type) -> Shape:
    """The fields of one entry: `{ data: … }`, or a schema by itself."""
    if isinstance(value, Type) and value.kind == "name":
        there = reader.declared(value)
        value = there.means if there is not None else value
    if value.kind == "object":
        return _data(reader, {key: part for key, _, part in pairs(value)}.get("data"))
    if isinstance(value, Expr):
        return from_schema(reader, value)
    return from_type(reader, value.arguments[0]) if value.arguments else UNSEEN


def _data(reader: Reader, given: Expr | Type | None) -> Shape:
    if given is None:
        return (), True
    return from_schema(reader, given) if isinstance(given, Expr) else from_type(reader, given)
