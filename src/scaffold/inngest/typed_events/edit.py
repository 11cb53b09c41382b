"""One typed event added to its file or taken out, in each form."""

import re
from collections import Counter
from collections.abc import Sequence

from scaffold.code.expressions import Expr
from scaffold.code.insertions import insert_member, remove_member, remove_statement, separator_of
from scaffold.code.lists import elements_of, remove_entry
from scaffold.code.types import Type, named_type, named_value
from scaffold.errors import ScaffoldError
from scaffold.inngest.packages import Packages
from scaffold.inngest.typed_events.fields import Field
from scaffold.inngest.typed_events.forms import (
    EventModule,
    FoundEvent,
    NewEvent,
    Reader,
    insert_definition,
    pairs,
)
from scaffold.inngest.typed_events.python import add_model
from scaffold.inngest.typed_events.text import (
    Braces,
    Style,
    carried,
    event_type,
    member,
    spelled,
    type_fields,
    zod_fields,
)
from scaffold.inngest.typed_events.typescript import event_types, local_name, records
from scaffold.syntax.edits import Edit
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import imports
from scaffold.syntax.lines import indentation, is_first_on_line
from scaffold.syntax.lists import insert, place_in_order
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source
from scaffold.syntax.text_style import style_of

_ZOD = regex(r"zod(/v[34])?(/mini)?")


def add_edits(reader: Reader, source: Source, module: EventModule, event: NewEvent) -> list[Edit]:
    """Return the edits that declare an event in a module of its form."""
    if module.form == "event-type":
        return _add_event_type(reader, source, event)
    if module.form == "pydantic":
        return add_model(reader, source, module, event)
    holder = _holder(reader, source, module)
    if module.form == "record" and isinstance(holder, Type):
        return _add_member(holder, event)
    if module.form == "schemas" and isinstance(holder, Expr):
        return _add_schema(reader, holder, event)
    raise ScaffoldError(
        f"cannot add the event `{event.name}` to `{module.path}`: the events of the client are not "
        "a record that is written out there",
        f"add it yourself: {_type_text(event)}",
    )


def remove_edits(source: Source, found: FoundEvent, siblings: Sequence[FoundEvent]) -> list[Edit]:
    """Return the edits that take a definition out; its imports stay."""
    container = found.container if found.definition.form != "union" else None
    if container is not None and isinstance(container.holder, Type):
        return remove_member(container.holder, found.place)
    if container is not None and isinstance(container.holder, Expr):
        return remove_entry(container.holder, found.place)
    if found.is_statement:
        return remove_statement(source, [each.place for each in siblings], found.place)
    raise ScaffoldError(
        f"cannot remove the event `{found.definition.name}` from `{source.path}`: it is not a "
        "statement or an entry by itself",
        "remove it yourself",
    )


def _holder(reader: Reader, source: Source, module: EventModule) -> Expr | Type | None:
    """What the events of a module are written in."""
    if module.container:
        find = named_value if module.form == "schemas" else named_type
        there = reader.declared_in(source, module.container, find)
        return there.means if there is not None else None
    given = (each for each in records(reader, source) if not each.symbol)
    return next((each.holder for each in given if each.holder.source.path == source.path), None)


def _type_text(event: NewEvent) -> str:
    """An event as one type, for a person to paste."""
    parts = [spelled(each) for each in event.fields]
    return f'`{{ name: "{event.name}"; data: {{ {"; ".join(parts)} }} }}`'


def style_in(source: Source) -> Style:
    """Return how a TypeScript file is written."""
    found = style_of([[source]])
    return Style(found.quote, ";" if found.semicolons else "", found.indent)


def _add_event_type(reader: Reader, source: Source, event: NewEvent) -> list[Edit]:
    siblings = [each for each in event_types(reader, source) if each.is_statement]
    edits: list[Edit] = []
    callee = local_name(source, "eventType")
    if callee is None:
        callee = "eventType"
        edits += _import_of_sdk(reader, source, callee)
    schema, more = _schema(reader, source, siblings, event.fields)
    edits += more
    text = event_type(callee, event.symbol, event.name, schema, style_in(source))
    return edits + insert_definition(source, siblings, event, text)


def _import_of_sdk(reader: Reader, source: Source, name: str) -> list[Edit]:
    return add_import(source, Packages(reader.modules).sdk_specifier(source.path), name)


def _schema(
    reader: Reader, source: Source, siblings: Sequence[FoundEvent], fields: Sequence[Field]
) -> tuple[tuple[str, Braces, str], list[Edit]]:
    """The schema of an event: zod's where the project has it, else a type alone."""
    known = Packages(reader.modules).dependencies(source.path)
    texts = [source.content[each.place.start : each.place.end] for each in siblings]
    has_schemas = any(b"schema" in each for each in texts)
    if _zod_import(source) is not None or ("zod" in known and not has_schemas):
        return _zod_object(reader, source, fields)
    static = local_name(source, "staticSchema")
    edits = [] if static else _import_of_sdk(reader, source, "staticSchema")
    return (f"{static or 'staticSchema'}<", type_fields(fields, ";"), ">()"), edits


def _zod_object(
    reader: Reader, source: Source, fields: Sequence[Field]
) -> tuple[tuple[str, Braces, str], list[Edit]]:
    """A schema of zod's as a file spells it, and the import that it lacks."""
    imported = _zod_import(source)
    local, major = imported or ("z", None)
    if major is None:
        dependencies = Packages(reader.modules).dependencies(source.path)
        wanted = re.search(r"\d{1,9}", dependencies.get("zod", ""))
        major = int(wanted.group()) if wanted else 4
    braces = zod_fields(fields, major)
    if local != "z":
        members = tuple(
            (re.sub(r"\bz\.", f"{local}.", text), nested, rest)
            for text, nested, rest in braces.members
        )
        braces = Braces(members, braces.separator)
    edits = [] if imported else add_import(source, "zod", "z")
    return (f"{local}.object(", braces, ")"), edits


def _zod_import(source: Source) -> tuple[str, int | None] | None:
    """What a file calls zod, and the major version its import says."""
    for imported in imports(source):
        match = _ZOD.fullmatch(imported.module)
        if match and imported.name in ("z", "default", "*"):
            version = match.group(1)
            return imported.local, int(version[-1]) if version else None
    return None


def _add_member(holder: Type, event: NewEvent) -> list[Edit]:
    separator, style = separator_of(holder), _member_style(holder)
    braces = Braces((carried(event.fields, separator),), separator)
    text = member(f"{style.quote}{event.name}{style.quote}: ", braces, "", separator, style)
    return insert_member(holder, event.name, text)


def _add_schema(reader: Reader, holder: Expr, event: NewEvent) -> list[Edit]:
    source, name, siblings = holder.source, event.name, list(pairs(holder))
    if _zod_import(source) is None and siblings:
        raise ScaffoldError(
            f"cannot add the event `{name}` to `{source.path}`: its schemas are not zod's",
            f"add it yourself: {_type_text(event)}",
        )
    (before, braces, after), edits = _zod_object(reader, source, event.fields)
    style = _member_style(holder)
    head = f"{style.quote}{name}{style.quote}: "
    if any(each.kind == "pair" and each.value.kind == "object" for each in holder.entries):
        text = member(head, Braces(((f"data: {before}", braces, after),), ","), "", ",", style)
    else:
        text = member(f"{head}{before}", braces, after, ",", style)
    names = [key for key, _, _ in siblings]
    items = elements_of(holder)
    place = place_in_order(names, name) if len(names) == len(items.elements) else len(items.nodes)
    return edits + insert(items, text.replace("\n", source.newline), place)


def _member_style(holder: Expr | Type) -> Style:
    source, style = holder.source, style_in(holder.source)
    members = holder.entries if isinstance(holder, Expr) else holder.properties
    firsts = [each.start for each in members if is_first_on_line(source.content, each.start)]
    if firsts:
        indent = indentation(source.content, firsts[0]).decode()
    else:
        indent = indentation(source.content, holder.start).decode() + style.unit
    keys = [chr(source.content[each.key_span.start]) for each in members]
    quotes = Counter(each for each in keys if each in "\"'")
    quote = quotes.most_common(1)[0][0] if quotes else style.quote
    return style._replace(quote=quote, indent=indent)
