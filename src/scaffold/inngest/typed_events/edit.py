"""One typed event added to its file or taken out, in each form."""

import re
from collections import Counter
from collections.abc import Sequence

from scaffold.errors import ScaffoldError
from scaffold.inngest.packages import Packages
from scaffold.inngest.typed_events.fields import Field
from scaffold.inngest.typed_events.forms import (
    EventModule,
    FoundEvent,
    Reader,
    pairs,
    unwrap,
    walk,
)
from scaffold.inngest.typed_events.places import (
    insert_member,
    insert_statement,
    remove_member,
    remove_statement,
    separator_of,
)
from scaffold.inngest.typed_events.python import add_model
from scaffold.inngest.typed_events.text import (
    Braces,
    Style,
    event_type,
    member,
    type_fields,
    zod_fields,
)
from scaffold.inngest.typed_events.typescript import (
    Container,
    event_types,
    local_name,
    records,
)
from scaffold.syntax.edits import Edit
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import imports
from scaffold.syntax.lines import indent_unit, indentation, is_first_on_line
from scaffold.syntax.lists import elements, insert, place_in_order, remove
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_ZOD = re.compile(r"zod(/v[34])?(/mini)?")


def add_edits(
    reader: Reader,
    source: Source,
    module: EventModule,
    name: str,
    symbol: str,
    fields: Sequence[Field],
) -> list[Edit]:
    """Return the edits that declare an event in a module of its form."""
    if module.form == "event-type":
        return _add_event_type(reader, source, name, symbol, fields)
    if module.form == "pydantic":
        return add_model(reader, source, module, name, symbol, fields)
    container = find_container(reader, source, module)
    if container is None or module.form == "union":
        raise ScaffoldError(
            f"cannot add the event `{name}` to `{module.path}`: the events of the client are not "
            "a record that is written out there",
            f"add it yourself: {type_text(name, fields)}",
        )
    if module.form == "record":
        return _add_member(source, container.node, name, fields)
    return _add_schema(reader, source, container.node, name, fields)


def remove_edits(source: Source, found: FoundEvent, siblings: Sequence[FoundEvent]) -> list[Edit]:
    """Return the edits that take a definition out; its imports stay."""
    form, node = found.definition.form, found.node
    parent = node.parent
    if form in ("event-type", "pydantic") and parent == source.root:
        return remove_statement(source, [each.node for each in siblings], node)
    if form == "record" and parent is not None:
        return remove_member(source, parent, node)
    if form == "schemas" and parent is not None:
        items = elements(source, parent)
        return remove(items, items.place_of(node.start_byte))
    raise ScaffoldError(
        f"cannot remove the event `{found.definition.name}` from `{source.path}`: it is not a "
        "statement or an entry by itself",
        "remove it yourself",
    )


def find_container(reader: Reader, source: Source, module: EventModule) -> Container | None:
    """Return the record that a module names."""
    if module.container:
        there = reader.declaration(source, module.container)
        if there is None:
            return None
        return Container(there[0], unwrap(there[1]), module.form, module.container)
    for container in records(reader, source):
        if container.source.path == source.path and not container.symbol:
            return container
    return None


def type_text(name: str, fields: Sequence[Field]) -> str:
    """Return an event as one type, for a person to paste."""
    parts = [f"{each.name}{'?' if each.optional else ''}: {each.typescript}" for each in fields]
    return f'`{{ name: "{name}"; data: {{ {"; ".join(parts)} }} }}`'


def style_of(source: Source) -> Style:
    """Return how a TypeScript file is written."""
    quotes = Counter(source.text(node)[:1] for node in walk(source.root) if node.type == "string")
    kinds = ("import_statement", "lexical_declaration", "expression_statement", "export_statement")
    statements = [node for node in source.root.named_children if node.type in kinds]
    with_one = sum((node.text or b"").endswith(b";") for node in statements)
    return Style(
        quote="'" if quotes["'"] > quotes['"'] else '"',
        semicolon=";" if with_one * 2 >= len(statements) else "",
        unit=indent_unit(source).decode(),
    )


def _add_event_type(
    reader: Reader, source: Source, name: str, symbol: str, fields: Sequence[Field]
) -> list[Edit]:
    siblings = [each for each in event_types(reader, source) if each.node.parent == source.root]
    edits: list[Edit] = []
    callee = local_name(source, "eventType")
    if callee is None:
        callee = "eventType"
        edits += _import_of_sdk(reader, source, callee)
    schema, more = _schema(reader, source, siblings, fields)
    edits += more
    text = event_type(callee, symbol, name, schema, style_of(source))
    keyed = [(each.definition.name, each.node) for each in siblings]
    by_symbol = [(each.definition.symbol, each.node) for each in siblings]
    if place_in_order([key for key, _ in keyed], "") == len(keyed) and keyed:
        return edits + insert_statement(source, by_symbol, symbol, text)
    return edits + insert_statement(source, keyed, name, text)


def _import_of_sdk(reader: Reader, source: Source, name: str) -> list[Edit]:
    return add_import(source, Packages(reader.modules).sdk_specifier(source.path), name)


def _schema(
    reader: Reader, source: Source, siblings: Sequence[FoundEvent], fields: Sequence[Field]
) -> tuple[tuple[str, Braces, str], list[Edit]]:
    """The schema of an event: zod's where the project has it, else a type alone."""
    zod = _zod_import(source)
    if zod is not None:
        local, major = zod
        return _zod_object(local, major or _zod_major(reader, source.path), fields), []
    known = Packages(reader.modules).dependencies(source.path)
    has_schemas = any(b"schema" in (each.node.text or b"") for each in siblings)
    if "zod" in known and not has_schemas:
        return _zod_object("z", _zod_major(reader, source.path), fields), add_import(
            source, "zod", "z"
        )
    static = local_name(source, "staticSchema")
    edits = [] if static else _import_of_sdk(reader, source, "staticSchema")
    return (f"{static or 'staticSchema'}<", type_fields(fields, ";"), ">()"), edits


def _zod_object(local: str, major: int, fields: Sequence[Field]) -> tuple[str, Braces, str]:
    braces = zod_fields(fields, major)
    if local != "z":
        members = tuple(
            (re.sub(r"\bz\.", f"{local}.", text), nested, rest)
            for text, nested, rest in braces.members
        )
        braces = Braces(members, braces.separator)
    return f"{local}.object(", braces, ")"


def _zod_import(source: Source) -> tuple[str, int | None] | None:
    """What a file calls zod, and the major version its import says."""
    for imported in imports(source):
        match = _ZOD.fullmatch(imported.module)
        if match and imported.name in ("z", "default", "*"):
            version = match.group(1)
            return imported.local, int(version[-1]) if version else None
    return None


def _zod_major(reader: Reader, path: str) -> int:
    wanted = re.search(r"\d{1,9}", Packages(reader.modules).dependencies(path).get("zod", ""))
    return int(wanted.group()) if wanted else 4


def _add_member(source: Source, node: Node, name: str, fields: Sequence[Field]) -> list[Edit]:
    separator = separator_of(source, node)
    style = _member_style(source, node)
    data = ("data: ", type_fields(fields, separator), "")
    empty = ("data: Record<string, never>", None, "")
    braces = Braces((data if fields else empty,), separator)
    text = member(f"{style.quote}{name}{style.quote}: ", braces, "", separator, style)
    names = [key for key, _, _ in pairs(source, node)]
    return insert_member(source, node, name, names, text)


def _add_schema(
    reader: Reader, source: Source, node: Node, name: str, fields: Sequence[Field]
) -> list[Edit]:
    zod = _zod_import(source)
    if zod is None and any(pairs(source, node)):
        raise ScaffoldError(
            f"cannot add the event `{name}` to `{source.path}`: its schemas are not zod's",
            f"add it yourself: {type_text(name, fields)}",
        )
    edits = [] if zod else add_import(source, "zod", "z")
    local, major = zod or ("z", None)
    before, braces, after = _zod_object(local, major or _zod_major(reader, source.path), fields)
    style = _member_style(source, node)
    siblings = [
        unwrap(each.named_children[-1]) for each in node.named_children if each.type == "pair"
    ]
    head = f"{style.quote}{name}{style.quote}: "
    if any(each.type == "object" for each in siblings):
        text = member(head, Braces(((f"data: {before}", braces, after),), ","), "", ",", style)
    else:
        text = member(f"{head}{before}", braces, after, ",", style)
    names = [key for key, _, _ in pairs(source, node)]
    items = elements(source, node)
    place = place_in_order(names, name) if len(names) == len(items.elements) else len(items.nodes)
    return edits + insert(items, text.replace("\n", source.newline), place)


def _member_style(source: Source, node: Node) -> Style:
    style = style_of(source)
    firsts = [
        child
        for child in node.named_children
        if child.type != "comment" and is_first_on_line(source.content, child.start_byte)
    ]
    if firsts:
        indent = indentation(source.content, firsts[0].start_byte).decode()
    else:
        indent = indentation(source.content, node.start_byte).decode() + style.unit
    keys = Counter(
        source.text(key)[:1]
        for child in node.named_children
        if (key := child.child_by_field_name("name") or child.child_by_field_name("key"))
        and key.type == "string"
    )
    quote = keys.most_common(1)[0][0] if keys else style.quote
    return Style(quote=quote, semicolon=style.semicolon, unit=style.unit, indent=indent)
