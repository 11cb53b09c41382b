"""Typed events as text, broken over lines as Prettier and ruff format leave them."""

from collections.abc import Sequence
from typing import NamedTuple

from scaffold.inngest.typed_events.fields import Field

_TYPESCRIPT_WIDTH = 80
_PYTHON_WIDTH = 88
_TAB_WIDTH = 2


class Style(NamedTuple):
    """How a TypeScript file is written."""

    quote: str = '"'
    semicolon: str = ";"
    unit: str = "  "
    indent: str = ""


class Braces(NamedTuple):
    """The members between two braces: each a text that may hold braces of its own."""

    members: tuple[tuple[str, "Braces | None", str], ...]
    separator: str


def event_type(
    callee: str, symbol: str, name: str, schema: tuple[str, Braces, str], style: Style
) -> str:
    """Return the exported constant of an event: `export const a = eventType("a/b", {…});`."""
    head = f"export const {symbol} = {callee}("
    quoted = f"{style.quote}{name}{style.quote}"
    before, fields, after = schema
    options = Braces(((f"schema: {before}", fields, after),), ",")
    text = _laid_out(f"{head}{quoted}, ", options, f"){style.semicolon}", "", style)
    if _fits(text.split("\n")[0]):
        return text
    options_text = _laid_out(style.unit, options, ",", style.unit, style)
    return f"{head}\n{style.unit}{quoted},\n{options_text}\n){style.semicolon}"


def member(head: str, braces: Braces, tail: str, separator: str, style: Style) -> str:
    """Return one member of an object or a type, its first line without indentation."""
    lead = style.indent
    text = _laid_out(f"{lead}{head}", braces, f"{tail}{separator}", lead, style)
    return text.removeprefix(lead).removesuffix(separator)


def zod_fields(fields: Sequence[Field], major: int) -> Braces:
    """Return the members of a `z.object({…})`, without the name of the zod import."""
    schemas = [(each.name, each.zod if major > 3 else each.zod_3) for each in fields]
    return Braces(tuple((f"{name}: {schema}", None, "") for name, schema in schemas), ",")


def type_fields(fields: Sequence[Field], separator: str) -> Braces:
    """Return the members of an object type."""
    return Braces(tuple((spelled(each), None, "") for each in fields), separator)


def spelled(field: Field) -> str:
    """Return one member of an object type."""
    return f"{field.name}{'?' if field.optional else ''}: {field.typescript}"


def carried(fields: Sequence[Field], separator: str) -> tuple[str, Braces | None, str]:
    """Return the member of an event's type that says what it carries."""
    if not fields:
        return "data: Record<string, never>", None, ""
    return "data: ", type_fields(fields, separator), ""


def event_fields(name: str, fields: Sequence[Field], separator: str, quote: str) -> Braces:
    """Return the members of the type of a whole event: its name, and what it carries."""
    named = (f"name: {quote}{name}{quote}", None, "")
    return Braces((named, carried(fields, separator)), separator)


def type_declaration(head: str, braces: Braces, tail: str, style: Style) -> str:
    """Return a type with a name, each of its members on a line."""
    return _broken(head, braces, tail, "", style.unit, style)


def union_member(braces: Braces, style: Style, *, in_lines: bool) -> str:
    """Return a type as one member of a union, which may have a line for each."""
    lead = f"{style.indent}| "
    if not in_lines or _fits(f"{lead}{_flat(braces)}"):
        return _flat(braces)
    inner = style.indent + (style.unit * 2 if style.unit == "\t" else f"  {style.unit}")
    return _broken(lead, braces, "", f"{style.indent}  ", inner, style).removeprefix(lead)


def model(
    symbol: str,
    base: str,
    declared: str,
    name: str,
    fields: Sequence[tuple[str, str]],
    gap: bool,
    unit: str,
) -> str:
    """Return a pydantic model; `fields` are names and types."""
    lines = [f"class {symbol}({base}):", *_assigned(f"{unit}{declared}", f'"{name}"', unit)]
    if gap and fields:
        lines.append("")
    lines += [f"{unit}{field}: {annotation}" for field, annotation in fields]
    return "\n".join(lines)


def _assigned(left: str, value: str, unit: str) -> list[str]:
    line = f"{left} = {value}"
    if len(line) <= _PYTHON_WIDTH or len(unit) * 2 + len(value) > _PYTHON_WIDTH:
        return [line]
    return [f"{left} = (", f"{unit}{unit}{value}", f"{unit})"]


def _laid_out(before: str, braces: Braces, after: str, indent: str, style: Style) -> str:
    line = f"{before}{_flat(braces)}{after}"
    if _fits(line) or not braces.members:
        return line
    return _broken(before, braces, after, indent, indent + style.unit, style)


def _broken(before: str, braces: Braces, after: str, indent: str, inner: str, style: Style) -> str:
    lines = [f"{before}{{"]
    for text, nested, rest in braces.members:
        end = rest + braces.separator
        if nested is None:
            lines.append(f"{inner}{text}{end}")
        else:
            lines.append(_laid_out(f"{inner}{text}", nested, end, inner, style))
    lines.append(f"{indent}}}{after}")
    return "\n".join(lines)


def _flat(braces: Braces) -> str:
    if not braces.members:
        return "{}"
    parts = [
        f"{text}{_flat(nested) if nested is not None else ''}{rest}"
        for text, nested, rest in braces.members
    ]
    separator = f"{braces.separator or ';'} "
    return f"{{ {separator.join(parts)} }}"


def _fits(line: str) -> bool:
    return len(line.replace("\t", " " * _TAB_WIDTH)) <= _TYPESCRIPT_WIDTH
