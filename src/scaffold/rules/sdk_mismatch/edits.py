"""The edits between the shapes of `createFunction` on SDK v3 and v4."""

import re

from scaffold.code.values import Value
from scaffold.inngest.facts import Function
from scaffold.rules._payloads import key_node
from scaffold.syntax.edits import Edit
from scaffold.syntax.tree import Node

# What SDK v3 knows of a trigger.
_V3_TRIGGERS = ({"event"}, {"event", "if"}, {"cron"})
# A comment at the end of the options' line stays there; another may be about the handler.
_BETWEEN = re.compile(rb"\s*,(?:[ \t]*//[^\r\n]*(?=\r?\n))?(\s*)")


def into_options(function: Function) -> list[tuple[str, Edit]]:
    """Return the edits that move the trigger of v3 into the options of v4."""
    options, trigger, handler = function.site.arguments
    source = function.source
    value = Value(trigger, function.site.body, function.links)
    text = source.text(options)
    if options.type != "object" or "triggers" in text:
        return []
    parts = [child for child in options.named_children if child.type != "comment"]
    after = source.content[trigger.end_byte : handler.start_byte]
    if not parts or after.strip() != b",":
        return []
    text = source.text(trigger)
    if trigger.type not in ("object", "array", "call_expression") and not (
        value.is_object or value.is_array
    ):
        return []
    given = text if value.is_array else f"[{text}]"
    last = parts[-1]
    line = source.content.rfind(b"\n", 0, last.start_byte) + 1
    indent = source.content[line : last.start_byte].decode()
    lead = f",{source.newline}{indent}" if not indent.strip() else ", "
    return [
        (source.path, Edit(last.end_byte, last.end_byte, f"{lead}triggers: {given}".encode())),
        (source.path, Edit(trigger.start_byte, handler.start_byte, b"")),
    ]


def to_plural(function: Function, single: Value) -> list[tuple[str, Edit]]:
    """Return the edits that name `trigger` as SDK v4 reads it."""
    key = key_node(single)
    if key is None or single.outline is not function.outline:
        return []
    path = function.path
    edits = [(path, Edit(key.start_byte, key.end_byte, b"triggers"))]
    if not single.is_array:
        start, end = single.node.start_byte, single.node.end_byte
        edits += [(path, Edit(start, start, b"[")), (path, Edit(end, end, b"]"))]
    return edits


def out_of_options(function: Function) -> list[tuple[str, Edit]]:
    """Return the edits that make the triggers of v4 the second argument that v3 takes."""
    options, handler = function.site.arguments
    source = function.source
    between = _BETWEEN.fullmatch(source.content[options.end_byte : handler.start_byte])
    if options.type != "object" or function.shape != "v4" or between is None:
        return []
    parts = options.named_children
    places = [at for at, each in enumerate(parts) if _name(each) == "triggers"]
    if len(places) != 1 or any(each.type == "spread_element" for each in parts):
        return []
    at = places[0]
    value = parts[at].child_by_field_name("value")
    if value is None or not _is_v3(Value(value, function.site.body, function.links)):
        return []
    beside = [*parts[max(at - 1, 0) : at], *parts[at + 1 : at + 2]]
    # What a comment beside it speaks of would have to be guessed.
    if not beside or any(each.type == "comment" for each in beside):
        return []
    if at:
        gone = Edit(parts[at - 1].end_byte, parts[at].end_byte, b"")
    else:
        gone = Edit(parts[at].start_byte, parts[at + 1].start_byte, b"")
    elements = value.named_children
    only = elements[0] if value.type == "array" and len(elements) == 1 else value
    second = source.content[only.start_byte : only.end_byte] + b"," + between[1]
    return [
        (source.path, gone),
        (source.path, Edit(handler.start_byte, handler.start_byte, second)),
    ]


def _name(part: Node) -> str:
    key = part.child_by_field_name("key") or part.child_by_field_name("name")
    return (key.text or b"").decode().strip("\"'") if key is not None else ""


def _is_v3(value: Value) -> bool:
    """Whether a literal holds triggers, at least one, and only such as SDK v3 takes."""
    if value.node.type == "array":
        written = [each for each in value.node.named_children if each.type != "comment"]
        literal = all(each.type == "object" for each in written)
        return bool(written) and literal and all(_is_v3(each) for each in value.elements)
    if value.node.type != "object" or value.has_unknown_entries:
        return False
    return set(value.entries) in _V3_TRIGGERS and all(
        each.string is not None for each in value.entries.values()
    )
