"""The edits between the shapes of `createFunction` on SDK v3 and v4."""

from scaffold.code.expressions import Expr
from scaffold.code.values import Value
from scaffold.inngest.facts import Function
from scaffold.syntax.edits import Edit
from scaffold.syntax.regexes import regex

# What SDK v3 knows of a trigger.
_V3_TRIGGERS = ({"event"}, {"event", "if"}, {"cron"})
# A comment at the end of the options' line stays there; another may be about the handler.
_BETWEEN = regex(rb"\s*,(?:[ \t]*//[^\r\n]*(?=\r?\n))?(\s*)")


def into_options(function: Function) -> list[tuple[str, Edit]]:
    """Return the edits that move the trigger of v3 into the options of v4."""
    options, trigger, handler = function.site.args
    source = function.source
    value = Value(trigger, function.site.body, function.links)
    if not options.entries or "triggers" in options.text:
        return []
    start, end = trigger.whole
    if source.content[end : handler.whole.start].strip() != b",":
        return []
    is_call = trigger.kind == "call" and not trigger.is_new
    if not (is_call or value.is_object or value.is_array):
        return []
    text = source.content[start:end].decode()
    given = text if value.is_array else f"[{text}]"
    last = options.entries[-1]
    line = source.content.rfind(b"\n", 0, last.start) + 1
    indent = source.content[line : last.start].decode()
    lead = f",{source.newline}{indent}" if not indent.strip() else ", "
    return [
        (source.path, Edit(last.end, last.end, f"{lead}triggers: {given}".encode())),
        (source.path, Edit(start, handler.whole.start, b"")),
    ]


def to_plural(function: Function, single: Value) -> list[tuple[str, Edit]]:
    """Return the edits that name `trigger` as SDK v4 reads it."""
    entry = single.expr.entry_around
    if entry is None or entry.kind != "pair" or single.outline is not function.outline:
        return []
    path = function.path
    edits = [(path, Edit(*entry.key_span, b"triggers"))]
    if not single.is_array:
        start, end = single.expr.whole
        edits += [(path, Edit(start, start, b"[")), (path, Edit(end, end, b"]"))]
    return edits


def out_of_options(function: Function) -> list[tuple[str, Edit]]:
    """Return the edits that make the triggers of v4 the second argument that v3 takes."""
    options, handler = function.site.args
    content, begin = function.source.content, handler.whole.start
    between = _BETWEEN.fullmatch(content[options.whole.end : begin])
    parts = options.entries
    places = [at for at, each in enumerate(parts) if each.key == "triggers"]
    if options.kind != "object" or function.shape != "v4" or between is None or len(places) != 1:
        return []
    at, entry = places[0], parts[places[0]]
    if entry.kind != "pair" or any(each.kind == "spread" for each in parts) or len(parts) == 1:
        return []
    if not _is_v3(Value(entry.value, function.site.body, function.links)):
        return []
    start = parts[at - 1].end if at else options.start + 1
    end = parts[at + 1].start if at + 1 < len(parts) else options.end - 1
    # What a comment beside it speaks of would have to be guessed.
    if (content[start : entry.start] + content[entry.end : end]).strip(b" \t\r\n,"):
        return []
    gone = Edit(start, entry.end, b"") if at else Edit(entry.start, end, b"")
    second = _only(entry.value, content) + b"," + between[1]
    return [(function.path, gone), (function.path, Edit(begin, begin, second))]


def _only(triggers: Expr, content: bytes) -> bytes:
    """The one trigger of an array that holds nothing else, no comment either; else all of it."""
    if len(triggers.elements) == 1:
        start, end = triggers.elements[0].whole
        around = content[triggers.start + 1 : start] + content[end : triggers.end - 1]
        if not around.strip(b" \t\r\n,"):
            return content[start:end]
    return content[triggers.whole.start : triggers.whole.end]


def _is_v3(value: Value) -> bool:
    """Whether a literal holds triggers, at least one, and only such as SDK v3 takes."""
    if value.expr.kind == "array":
        written = value.expr.elements
        literal = all(each.kind == "object" for each in written)
        return bool(written) and literal and all(_is_v3(each) for each in value.elements)
    if value.expr.kind != "object" or value.has_unknown_entries:
        return False
    return set(value.entries) in _V3_TRIGGERS and all(
        each.string is not None for each in value.entries.values()
    )
