"""Typed events in Python: pydantic models that carry their event's name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scaffold.code.values import Value
from scaffold.inngest.typed_events.fields import Field
from scaffold.inngest.typed_events.form_fields import from_class
from scaffold.inngest.typed_events.forms import (
    EventDefinition,
    EventModule,
    FoundEvent,
    Reader,
)
from scaffold.inngest.typed_events.places import insert_statement, remove_statement
from scaffold.inngest.typed_events.text import model
from scaffold.syntax.edits import Edit
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import imports
from scaffold.syntax.lines import indent_unit
from scaffold.syntax.lists import place_in_order
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

# Types of an attribute `data` that say nothing of what is in it.
_PLAIN = ("dict", "Any", "Mapping", "object", "str")
_NAMES = ("event_name", "EVENT_NAME", "name", "event")


class EventClass(NamedTuple):
    """A class with an event's name; `assigned` is None in the class the others derive from."""

    symbol: str
    bases: tuple[str, ...]
    declared: str  # the attribute as it is declared: `event_name: ClassVar[str]`
    assigned: str | None
    node: Node
    body: Node
    payload: str
    """The model of what the event carries, where the class is an envelope around it."""
    envelope: str
    """The generic class that is given it: `Event` of `class OrderPaid(Event[OrderPaidData])`."""


def event_classes(reader: Reader, source: Source) -> Iterator[EventClass]:
    """Yield the event classes of a file, the one they derive from included."""
    for statement in source.root.named_children:
        node = statement
        if statement.type == "decorated_definition":
            node = statement.child_by_field_name("definition") or statement
        if node.type != "class_definition":
            continue
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        bases = node.child_by_field_name("superclasses")
        if name is None or body is None:
            continue
        for part in body.named_children:
            attribute = _attribute(reader, source, part)
            if attribute is not None:
                named = tuple(source.text(base) for base in bases.named_children) if bases else ()
                envelope, payload = _enveloped(named)
                yield EventClass(
                    source.text(name),
                    named,
                    *attribute,
                    statement,
                    body,
                    _payload(source, body) or payload,
                    envelope,
                )
                break


def event_models(reader: Reader, source: Source) -> list[FoundEvent]:
    """Return the events a Python file declares as classes."""
    found = []
    for each in event_classes(reader, source):
        if each.assigned is not None:
            symbol, body = each.symbol, each.body
            if each.payload:
                symbol, body = each.payload, _class_body(source, each.payload) or each.body
            fields, complete = from_class(source, body)
            # Of a payload that another file declares, this one tells nothing.
            complete = complete and not (each.payload and body == each.body)
            definition = EventDefinition(
                each.assigned, symbol, source.path, "pydantic", fields, complete
            )
            found.append(FoundEvent(definition, source, each.node))
    return found


def payload_symbol(reader: Reader, source: Source, symbol: str) -> str:
    """Return the name of the model that a new event's data is read with."""
    models = [each for each in event_classes(reader, source) if each.assigned is not None]
    return f"{symbol}Data" if models and models[-1].payload else symbol


def without_payload(source: Source, symbol: str) -> list[Edit]:
    """Return the edits that take out the model of a payload which nothing in its file names."""
    node = class_statement(source, symbol)
    if node is None or len(re.findall(rf"\b{re.escape(symbol)}\b", source.text(source.root))) > 1:
        return []
    return remove_statement(source, [], node)


def _payload(source: Source, body: Node) -> str:
    """The type of an attribute `data`, where that is a class by name."""
    for statement in body.named_children:
        part = statement.named_children[0] if statement.named_children else statement
        name, annotation = part.child_by_field_name("left"), part.child_by_field_name("type")
        if part.type == "assignment" and name is not None and annotation is not None:
            kind = source.text(annotation)
            if source.text(name) == "data" and kind.isidentifier() and kind not in _PLAIN:
                return kind
    return ""


def _enveloped(bases: Sequence[str]) -> tuple[str, str]:
    """The generic class among some bases that is given one model, and that model."""
    for base in bases:
        given = re.fullmatch(r"([\w.]+)\[(\w+)\]", base)
        if given is None or given[1].rpartition(".")[2] == "Generic":
            continue
        # A parameter of its own is one letter.
        if given[2] not in _PLAIN and len(given[2]) > 1:
            return given[1], given[2]
    return "", ""


def class_statement(source: Source, symbol: str) -> Node | None:
    """Return the statement at the top of a file that declares a class."""
    for statement in source.root.named_children:
        node = statement.child_by_field_name("definition") or statement
        name = node.child_by_field_name("name")
        if node.type == "class_definition" and name is not None and source.text(name) == symbol:
            return statement
    return None


def _class_body(source: Source, symbol: str) -> Node | None:
    statement = class_statement(source, symbol)
    if statement is None:
        return None
    node = statement.child_by_field_name("definition") or statement
    return node.child_by_field_name("body")


def _bases(source: Source, symbol: str) -> str:
    statement = class_statement(source, symbol)
    node = statement.child_by_field_name("definition") or statement if statement else None
    bases = node.child_by_field_name("superclasses") if node is not None else None
    return ", ".join(source.text(each) for each in bases.named_children) if bases else ""


def _attribute(reader: Reader, source: Source, statement: Node) -> tuple[str, str | None] | None:
    """The declaration and the value of an attribute that names an event."""
    part = statement.named_children[0] if statement.named_children else statement
    left = part.child_by_field_name("left")
    if part.type != "assignment" or left is None or source.text(left) not in _NAMES:
        return None
    annotation, right = part.child_by_field_name("type"), part.child_by_field_name("right")
    is_class_variable = annotation is not None and "ClassVar" in source.text(annotation)
    if not is_class_variable and (annotation is not None or source.text(left) in ("name", "event")):
        return None
    value = None
    if right is not None:
        outline = reader.project.outline(source.path)
        assert outline is not None, source.path
        value = Value(right, outline.module, reader.project).string
        if value is None:
            return None
    declared = source.text(left)
    if annotation is not None:
        declared += f": {source.text(annotation)}"
    return declared, value


def add_model(
    reader: Reader,
    source: Source,
    module: EventModule,
    name: str,
    symbol: str,
    fields: Sequence[Field],
) -> list[Edit]:
    """Return the edits that declare an event as a class, written as its siblings are."""
    classes = list(event_classes(reader, source))
    models = [each for each in classes if each.assigned is not None]
    bases = Counter(", ".join(each.bases) for each in models if each.bases)
    base = module.container or (bases.most_common(1)[0][0] if bases else "")
    like = next((each for each in reversed(models)), classes[0])
    declared = like.declared
    edits: list[Edit] = []
    if "ClassVar" in declared and not any(
        each.local == declared.partition(":")[2].strip().split("[")[0].split(".")[0]
        for each in imports(source)
    ):
        edits += add_import(source, "typing", "ClassVar")
        declared = "event_name: ClassVar[str]"
    spelled = [(each.name, each.python) for each in fields]
    if any(each.type == "datetime" for each in fields):
        local, more = _aware_datetime(source)
        edits += more
        spelled = [(key, text.replace("AwareDatetime", local)) for key, text in spelled]
    unit = indent_unit(source).decode()
    payload = ""
    if like.assigned is not None and like.payload:
        of = _bases(source, like.payload)
        if not of:
            of, more = _base_model(source)
            edits += more
        lines = [f"{unit}{key}: {kind}" for key, kind in spelled] or [f"{unit}pass"]
        payload = "\n".join([f"class {symbol}Data({of}):", *lines]) + "\n\n\n"
        spelled = [("data", f"{symbol}Data")]
        if like.envelope:
            base, spelled = f"{like.envelope}[{symbol}Data]", []
    text = payload + model(
        symbol,
        base,
        declared,
        name,
        spelled,
        _has_gap(source, like.body) if like.assigned is not None else False,
        unit,
    )
    found = event_models(reader, source)
    keyed = [(each.definition.name, each.node) for each in found]
    by_symbol = [(each.definition.symbol, each.node) for each in found]
    if keyed and place_in_order([key for key, _ in keyed], "") == len(keyed):
        return edits + insert_statement(source, by_symbol, symbol, text)
    return edits + insert_statement(source, keyed, name, text)


def _base_model(source: Source) -> tuple[str, list[Edit]]:
    """What a file calls pydantic's model, for the data that another file has the others of."""
    for imported in imports(source):
        if imported.module == "pydantic" and imported.name in ("BaseModel", "*"):
            is_module = imported.name == "*"
            return f"{imported.local}.BaseModel" if is_module else imported.local, []
    return "BaseModel", add_import(source, "pydantic", "BaseModel")


def _aware_datetime(source: Source) -> tuple[str, list[Edit]]:
    for imported in imports(source):
        if imported.module == "pydantic" and imported.name == "AwareDatetime":
            return imported.local, []
    for imported in imports(source):
        if imported.module == "pydantic" and imported.name == "*":
            return f"{imported.local}.AwareDatetime", []
    return "AwareDatetime", add_import(source, "pydantic", "AwareDatetime")


def _has_gap(source: Source, body: Node) -> bool:
    """Whether a blank line stands between an event's name and its first field."""
    statements = body.named_children
    for first, second in pairwise(statements):
        part = first.named_children[0] if first.named_children else first
        left, right = part.child_by_field_name("left"), part.child_by_field_name("right")
        if left is not None and right is not None and source.text(left) in _NAMES:
            between = source.content[first.end_byte : second.start_byte]
            return between.count(b"\n") > 1
    return False
