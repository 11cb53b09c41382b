"""Typed events in Python: pydantic models that carry their event's name."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.code.classes import class_named, classes_of
from scaffold.code.inheritance import heads
from scaffold.code.insertions import remove_statement
from scaffold.code.outline import Binding, Body
from scaffold.code.types import declared_as
from scaffold.code.values import Value
from scaffold.code.walk import outline
from scaffold.inngest.typed_events.form_fields import from_class
from scaffold.inngest.typed_events.forms import (
    EventDefinition,
    EventModule,
    FoundEvent,
    NewEvent,
    Reader,
    insert_definition,
)
from scaffold.inngest.typed_events.text import model
from scaffold.syntax.edits import Edit
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import imports
from scaffold.syntax.lines import indent_unit
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source

# Types of an attribute `data` that say nothing of what is in it.
_PLAIN = ("dict", "Any", "Mapping", "object", "str")
_NAMES = ("event_name", "EVENT_NAME", "name", "event")
_GAP = regex(rb"[^\n]*\n[ \t]*\r?\n")  # the rest of a line, and an empty one


class EventClass(NamedTuple):
    """A class with an event's name; `assigned` is None in the class the others derive from."""

    body: Body
    symbol: str
    bases: tuple[str, ...]
    declared: str  # the attribute as it is declared: `event_name: ClassVar[str]`
    assigned: str | None
    payload: str
    """The model of what the event carries, where the class is an envelope around it."""
    envelope: str
    """The generic class that is given it: `Event` of `class OrderPaid(Event[OrderPaidData])`."""


def event_classes(reader: Reader, source: Source) -> Iterator[EventClass]:
    """Yield the event classes of a file, the one they derive from included."""
    for body in classes_of(outline(source)):
        named = (_attribute(reader, each) for each in body.bindings.values())
        attribute = next((each for each in named if each is not None), None)
        if attribute is not None:
            bases = tuple(each.text for each in heads(body))
            envelope, payload = _enveloped(bases)
            payload = _payload(body) or payload
            yield EventClass(body, body.name or "", bases, *attribute, payload, envelope)


def event_models(reader: Reader, source: Source) -> list[FoundEvent]:
    """Return the events a Python file declares as classes."""
    found = []
    for each in event_classes(reader, source):
        if each.assigned is not None:
            payload = class_named(outline(source), each.payload)
            fields, complete = from_class(payload or each.body)
            # Of a payload that another file declares, this one tells nothing.
            complete = complete and (payload is not None or not each.payload)
            symbol = each.payload or each.symbol
            definition = EventDefinition(
                each.assigned, symbol, source.path, "pydantic", fields, complete
            )
            found.append(FoundEvent(definition, source, each.body, is_statement=True))
    return found


def payload_symbol(reader: Reader, source: Source, symbol: str) -> str:
    """Return the name of the model that a new event's data is read with."""
    models = [each for each in event_classes(reader, source) if each.assigned is not None]
    return f"{symbol}Data" if models and models[-1].payload else symbol


def without_payload(source: Source, symbol: str) -> list[Edit]:
    """Return the edits that take out the model of a payload which nothing in its file names."""
    owner = class_named(outline(source), symbol)
    mentions = re.findall(rb"\b" + re.escape(symbol.encode()) + rb"\b", source.content)
    return remove_statement(source, [], owner) if owner is not None and len(mentions) == 1 else []


def _payload(body: Body) -> str:
    """The type of an attribute `data`, where that is a class by name."""
    data = body.bindings.get("data")
    given = declared_as(data) if data is not None else None
    kind = given.text if given is not None else ""
    return kind if kind.isidentifier() and kind not in _PLAIN else ""


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


def _attribute(reader: Reader, attribute: Binding) -> tuple[str, str | None] | None:
    """The declaration and the value of an attribute that names an event."""
    name, annotation, given = attribute.name, declared_as(attribute), attribute.initial
    if name not in _NAMES or attribute.kind != "value":
        return None
    is_class_variable = annotation is not None and "ClassVar" in annotation.text
    if not is_class_variable and (annotation is not None or name in ("name", "event")):
        return None
    declared = f"{name}: {annotation.text}" if annotation is not None else name
    if given is None:
        return declared, None
    value = Value(given, attribute.outline.module, reader.project).string
    return (declared, value) if value is not None else None


def add_model(reader: Reader, source: Source, module: EventModule, event: NewEvent) -> list[Edit]:
    """Return the edits that declare an event as a class, written as its siblings are."""
    classes = list(event_classes(reader, source))
    models = [each for each in classes if each.assigned is not None]
    like = models[-1] if models else classes[0]
    base, declared, symbol = module.container, like.declared, event.symbol
    edits: list[Edit] = []
    if "ClassVar" in declared and not any(
        each.local == declared.partition(":")[2].strip().split("[")[0].split(".")[0]
        for each in imports(source)
    ):
        edits += add_import(source, "typing", "ClassVar")
        declared = "event_name: ClassVar[str]"
    spelled = [(each.name, each.python) for each in event.fields]
    if any(each.type == "datetime" for each in event.fields):
        local, more = _of_pydantic(source, "AwareDatetime")
        edits += more
        spelled = [(key, text.replace("AwareDatetime", local)) for key, text in spelled]
    unit = indent_unit(source).decode()
    payload = ""
    if like.assigned is not None and like.payload:
        owner = class_named(outline(source), like.payload)
        of = ", ".join(each.text for each in heads(owner)) if owner is not None else ""
        if not of:
            of, more = _of_pydantic(source, "BaseModel")
            edits += more
        lines = [f"{unit}{key}: {kind}" for key, kind in spelled] or [f"{unit}pass"]
        payload = "\n".join([f"class {symbol}Data({of}):", *lines]) + "\n\n\n"
        spelled = [("data", f"{symbol}Data")]
        if like.envelope:
            base, spelled = f"{like.envelope}[{symbol}Data]", []
    gap = like.assigned is not None and _has_gap(like.body)
    text = payload + model(symbol, base, declared, event.name, spelled, gap, unit)
    return edits + insert_definition(source, event_models(reader, source), event, text)


def _of_pydantic(source: Source, name: str) -> tuple[str, list[Edit]]:
    """What a file calls a name of pydantic's, and the import that it lacks."""
    given = [each for each in imports(source) if each.module == "pydantic"]
    for imported in given:
        if imported.name == name:
            return imported.local, []
    for imported in given:
        if imported.name == "*":
            return f"{imported.local}.{name}", []
    return name, add_import(source, "pydantic", name)


def _has_gap(body: Body) -> bool:
    """Whether a blank line stands between an event's name and its first field."""
    named = (each for name in _NAMES if (each := body.bindings.get(name)) is not None)
    statement = next((body.statement_at(each) for each in named if each.initial is not None), None)
    if statement is None or not statement.after:
        return False
    return _GAP.match(body.outline.source.content, statement.end) is not None
