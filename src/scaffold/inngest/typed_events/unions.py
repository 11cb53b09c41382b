"""Typed events in a union that `fromUnion` is given: a member added where the others are.

Insertion and removal are each other's inverse, byte for byte.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.insertions import insert_statement, remove_statement, separator_of
from scaffold.code.types import Declared, Type, type_arguments
from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.edit import style_in
from scaffold.inngest.typed_events.fields import Field
from scaffold.inngest.typed_events.forms import (
    Container,
    EventModule,
    FoundEvent,
    Reader,
    bound_names,
    refuse_unread,
)
from scaffold.inngest.typed_events.text import event_fields, type_declaration, union_member
from scaffold.inngest.typed_events.typescript import record_events, schema_calls
from scaffold.names import event_symbol
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import imported_as
from scaffold.syntax.lines import indentation, is_first_on_line, line_end, line_start, next_line
from scaffold.syntax.lists import place_in_order
from scaffold.syntax.source import Source


class Member(NamedTuple):
    """One member as the union has it; `event` is None where it cannot be told."""

    type: Type
    event: str | None
    declared: Declared | None

    @property
    def means(self) -> Expr | Type:
        """The type that it is, or that its name stands for."""
        return self.declared.means if self.declared is not None else self.type


class Union(NamedTuple):
    """A union with events of its own; `symbol` is empty inside a call."""

    source: Source
    symbol: str
    members: tuple[Member, ...]

    @property
    def module(self) -> EventModule:
        """What takes new events here."""
        names = tuple(each.event for each in self.members if each.event is not None)
        return EventModule(self.source.path, "union", self.symbol, names)


def unions(reader: Reader, source: Source) -> Iterator[Union]:
    """Yield the unions that the `fromUnion` calls of a file are given, wherever they are."""
    for site, method in schema_calls(reader, source):
        types = type_arguments(site)
        if method != "fromUnion" or not types:
            continue
        pending: list[tuple[Expr | Type, str]] = [(types[0], "")]
        seen = set[tuple[str, int]]()
        while pending:
            at, symbol = pending.pop(0)
            if (at.source.path, at.start) in seen or not isinstance(at, Type):
                continue
            seen.add((at.source.path, at.start))
            members: list[Member] = []
            nested: list[tuple[Expr | Type, str]] = []
            is_union = at.kind == "union"
            for part in at.members if is_union else (at,):
                inner = reader.declared(part) if part.kind == "name" else None
                if inner is not None and _names_others(inner):
                    nested.append((inner.means, inner.name))
                else:
                    members.append(Member(part, _event(reader, part, inner), inner))
            if (is_union and not nested) or any(each.event is not None for each in members):
                yield Union(at.source, symbol, tuple(members))
            pending += nested


def add_to_union(
    reader: Reader, union: Union, name: str, fields: Sequence[Field]
) -> tuple[str, dict[str, bytes]]:
    """Return the file that declares an event, and the new contents of all that change for it.

    It is a type with a name where its neighbours are. Raises ScaffoldError when that is taken.
    """
    source = union.source
    named = [each for each in union.members if each.declared is not None]
    unnamed = [each for each in union.members if each.declared is None]
    if len(named) <= len(unnamed):
        edits = _insert(union, name, None, fields)
        return source.path, {source.path: apply(source.content, edits)}
    symbol = _symbol(named, name)
    home, siblings = _home(named)
    for place in (home, source):
        refuse_unread(place, f"add the event `{name}`")
        if symbol in bound_names(place):
            raise ScaffoldError(
                f"cannot add the event `{name}`: `{place.path}` has another `{symbol}`",
                "use another event name, or rename what has that symbol",
            )
    declaring = _declare(home, siblings, symbol, name, fields)
    inserting = _insert(union, name, symbol, fields)
    if home.path == source.path:
        return home.path, {home.path: apply(source.content, [*declaring, *inserting])}
    inserting += _import(reader, union, siblings, symbol)
    return home.path, {
        home.path: apply(home.content, declaring),
        source.path: apply(source.content, inserting),
    }


def remove_from_union(found: FoundEvent, every: Sequence[Union]) -> list[tuple[Source, list[Edit]]]:
    """Return what takes an event out, by file; nothing for the only member of a union."""
    wanted = (found.source.path, found.place.start)
    for union in every:
        for member in union.members:
            declared, home = member.declared, member.means.source
            if (home.path, member.means.start) != wanted:
                continue
            if len(union.members) == 1:
                return []
            edits = _remove(union, member)
            if declared is None:
                return [(union.source, edits)]
            siblings = [
                each.declared.statement
                for each in union.members
                if each.declared is not None and each.means.source.path == home.path
            ]
            gone = remove_statement(home, siblings, declared.statement)
            if home.path == union.source.path:
                return [(home, [*edits, *gone])]
            return [(home, gone), (union.source, edits)]
    return []


def _names_others(declared: Declared) -> bool:
    """Whether a name stands for a union, if of one yet, or for another name."""
    if declared.means.kind in ("union", "name"):
        return True
    return declared.name.endswith("Events") and not declared.is_interface


def _event(reader: Reader, given: Type, declared: Declared | None) -> str | None:
    means = declared.means if declared is not None else given
    if isinstance(means, Type) and means.kind == "intersection":
        names = [_event(reader, each, None) for each in means.members]
        return next((each for each in names if each is not None), None)
    found = record_events(reader, Container(means, "union", ""))
    return found[0].definition.name if found else None


def _symbol(named: Sequence[Member], name: str) -> str:
    """What the type of an event is called, with what the others have before or behind it."""
    around: Counter[tuple[str, str]] = Counter()
    for each in named:
        assert each.declared is not None
        symbol, own = each.declared.name, event_symbol(each.event or "event", "python")
        before, there, behind = symbol.partition(own)
        if not there or each.event is None:
            before, behind = "", "Event" if symbol.endswith("Event") else ""
        around[(before, behind)] += 1
    before, behind = around.most_common(1)[0][0]
    return f"{before}{event_symbol(name, 'python')}{behind}"


def _home(named: Sequence[Member]) -> tuple[Source, list[Member]]:
    """The file that declares most of the members, and these."""
    by_path: dict[str, list[Member]] = {}
    for each in named:
        by_path.setdefault(each.means.source.path, []).append(each)
    most = max(by_path.values(), key=len)
    return most[0].means.source, most


def _declare(
    home: Source, members: Sequence[Member], symbol: str, name: str, fields: Sequence[Field]
) -> list[Edit]:
    like = members[-1].declared
    assert like is not None
    style, interface = style_in(home), like.is_interface
    exported = "export " if like.statement.exported else ""
    head = f"{exported}interface {symbol} " if interface else f"{exported}type {symbol} = "
    separator = style.semicolon
    if isinstance(like.means, Type) and like.means.kind != "intersection":
        separator = separator_of(like.means)
    text = type_declaration(
        head,
        event_fields(name, fields, separator, style.quote),
        "" if interface else style.semicolon,
        style,
    )
    keyed = [
        (each.event or "", each.declared.statement) for each in members if each.declared is not None
    ]
    keyed.sort(key=lambda each: each[1].start)
    return insert_statement(home, keyed, name, text)


def _import(reader: Reader, union: Union, members: Sequence[Member], symbol: str) -> list[Edit]:
    """The import of a new type, beside that of its neighbours."""
    source, like = union.source, members[-1]
    home = like.means.source.path
    module = next(iter(imported_as(source, like.type.text))).module
    if reader.modules.resolve(source.path, module) != home:
        module = reader.modules.specifier_for(source.path, home, [module])
    return add_import(source, module, symbol, beside=[[module]])


def _insert(union: Union, name: str, symbol: str | None, fields: Sequence[Field]) -> list[Edit]:
    source, content = union.source, union.source.content
    types = [each.type for each in union.members]
    lead = types[-1].lead
    has_bar = lead < types[-1].whole.start
    in_lines = (len(types) > 1 or has_bar) and is_first_on_line(content, lead)
    indent = indentation(content, lead).decode() if in_lines else ""
    style = style_in(source)._replace(indent=indent)
    separators = [separator_of(each) for each in types if each.properties]
    separator = separators[-1] if separators else style.semicolon
    fields_of = event_fields(name, fields, separator, style.quote)
    text = symbol or union_member(fields_of, style, in_lines=in_lines)
    text = text.replace("\n", source.newline)
    names = [each.event for each in union.members]
    known = [each for each in names if each is not None]
    place = place_in_order(known, name) if len(known) == len(names) else len(names)
    between = f"{source.newline}{indent}| " if in_lines else " | "
    if place > 0:
        end = _line_of(source, types[place - 1])
        return [Edit(end, end, f"{between}{text}".encode())]
    first, start = types[0].lead, types[0].whole.start
    if in_lines and first < start and is_first_on_line(content, first):
        start = _with_comments(source, first)
        return [Edit(start, start, f"{indent}| {text}{source.newline}".encode())]
    return [Edit(start, start, f"{text}{between}".encode())]


def _remove(union: Union, member: Member) -> list[Edit]:
    source, content = union.source, union.source.content
    types = [each.type for each in union.members]
    place = types.index(member.type)
    end = _line_of(source, member.type)
    if place > 0:
        return [Edit(_line_of(source, types[place - 1]), end, b"")]
    leads, start = [each.lead for each in types[:2]], types[0].whole.start
    if leads[0] < start and all(is_first_on_line(content, each) for each in leads):
        return [Edit(line_start(content, leads[0]), next_line(content, end), b"")]
    return [Edit(start, types[1].whole.start, b"")]


def _with_comments(source: Source, lead: int) -> int:
    """The start of the first line of a member, the comments above it included."""
    start = line_start(source.content, lead)
    while start > 0:
        above = line_start(source.content, start - 1)
        if not source.content[above:start].strip().startswith((b"//", b"/*", b"*")):
            break
        start = above
    return start


def _line_of(source: Source, member: Type) -> int:
    """The end of a member, behind the comment that alone follows it on its line."""
    after = member.whole.end
    end = line_end(source.content, after)
    return end if source.content[after:end].strip().startswith((b"//", b"/*")) else after
