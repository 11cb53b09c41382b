"""Typed events in a union that `fromUnion` is given: a member added where the others are.

Insertion and removal are each other's inverse, byte for byte.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.edit import style_of
from scaffold.inngest.typed_events.fields import Field
from scaffold.inngest.typed_events.forms import (
    EventModule,
    FoundEvent,
    Reader,
    bound_names,
    refuse_unread,
    unwrap,
)
from scaffold.inngest.typed_events.places import (
    insert_statement,
    remove_statement,
    separator_of,
)
from scaffold.inngest.typed_events.text import event_fields, type_declaration, union_member
from scaffold.inngest.typed_events.typescript import (
    Container,
    own_name,
    record_events,
    schema_calls,
)
from scaffold.names import event_symbol
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import imported_as
from scaffold.syntax.lines import indentation, is_first_on_line, line_end, line_start, next_line
from scaffold.syntax.lists import place_in_order
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


class Declared(NamedTuple):
    """A type that a union names: where its text is, and the statement that declares it."""

    source: Source
    value: Node
    statement: Node
    symbol: str


class Member(NamedTuple):
    """One member as the union has it; `event` is None where it cannot be told."""

    node: Node
    event: str | None
    declared: Declared | None


class Union(NamedTuple):
    """A union with events of its own; `symbol` is empty inside a call."""

    source: Source
    node: Node
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
        types = site.node.child_by_field_name("type_arguments")
        if method != "fromUnion" or types is None or not types.named_children:
            continue
        pending, seen = [(source, types.named_children[0], "")], set[tuple[str, int]]()
        while pending:
            at, node, symbol = pending.pop(0)
            if (at.path, node.start_byte) in seen:
                continue
            seen.add((at.path, node.start_byte))
            members: list[Member] = []
            nested: list[tuple[Source, Node, str]] = []
            for part in _parts(node):
                inner = _declared(reader, at, unwrap(part))
                if inner is not None and _names_others(inner):
                    nested.append((inner.source, inner.value, inner.symbol))
                else:
                    members.append(Member(part, _event(reader, at, part, inner), inner))
            is_own = node.type == "union_type" and not nested
            if is_own or any(each.event is not None for each in members):
                yield Union(at, node, symbol, tuple(members))
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


class Removal(NamedTuple):
    """What takes an event out of one file, and the node that goes with it."""

    source: Source
    node: Node
    edits: list[Edit]


def remove_from_union(found: FoundEvent, every: Sequence[Union]) -> dict[str, Removal]:
    """Return what takes an event out, by file; nothing for the only member of a union."""
    for union in every:
        for member in union.members:
            declared = member.declared
            at = declared.source if declared is not None else union.source
            value = declared.value if declared is not None else member.node
            if (at.path, unwrap(value).start_byte) != (found.source.path, found.node.start_byte):
                continue
            if len(union.members) == 1:
                return {}
            removal = Removal(union.source, member.node, _remove(union, member))
            if declared is None:
                return {at.path: removal}
            siblings = [
                each.declared.statement
                for each in union.members
                if each.declared is not None and each.declared.source.path == at.path
            ]
            gone = Removal(
                at, declared.statement, remove_statement(at, siblings, declared.statement)
            )
            if at.path == union.source.path:
                return {at.path: gone._replace(edits=[*removal.edits, *gone.edits])}
            return {at.path: gone, union.source.path: removal}
    return {}


def _parts(node: Node) -> list[Node]:
    """The members of a union, which the syntax nests."""
    if node.type != "union_type":
        return [node]
    found: list[Node] = []
    for child in node.named_children:
        if child.type != "comment":
            found += _parts(child) if child.type == "union_type" else [child]
    return found


def _declared(reader: Reader, source: Source, node: Node) -> Declared | None:
    if node.type != "type_identifier":
        return None
    there = reader.declaration(source, source.text(node))
    if there is None:
        return None
    at, value = there
    statement = value
    while statement.parent is not None and statement.parent != at.root:
        statement = statement.parent
    return Declared(at, value, statement, own_name(at, value) or source.text(node))


def _names_others(declared: Declared) -> bool:
    """Whether a name stands for a union, if of one yet, or for another name."""
    if unwrap(declared.value).type in ("union_type", "type_identifier"):
        return True
    return declared.symbol.endswith("Events") and declared.value.type != "interface_body"


def _event(reader: Reader, source: Source, node: Node, declared: Declared | None) -> str | None:
    node = unwrap(node)
    if declared is not None:
        source, node = declared.source, unwrap(declared.value)
    if node.type == "intersection_type":
        names = [_event(reader, source, each, None) for each in node.named_children]
        return next((each for each in names if each is not None), None)
    found = record_events(reader, Container(source, node, "union", ""))
    return found[0].definition.name if found else None


def _symbol(named: Sequence[Member], name: str) -> str:
    """What the type of an event is called, with what the others have before or behind it."""
    around: Counter[tuple[str, str]] = Counter()
    for each in named:
        assert each.declared is not None
        symbol, own = each.declared.symbol, event_symbol(each.event or "event", "python")
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
        assert each.declared is not None
        by_path.setdefault(each.declared.source.path, []).append(each)
    most = max(by_path.values(), key=len)
    assert most[0].declared is not None
    return most[0].declared.source, most


def _declare(
    home: Source, members: Sequence[Member], symbol: str, name: str, fields: Sequence[Field]
) -> list[Edit]:
    like = members[-1].declared
    assert like is not None
    style = style_of(home)
    is_interface = like.value.type == "interface_body"
    exported = "export " if like.statement.type == "export_statement" else ""
    head = f"{exported}interface {symbol} " if is_interface else f"{exported}type {symbol} = "
    shape = unwrap(like.value)
    separator = separator_of(home, shape) if shape.type != "intersection_type" else style.semicolon
    text = type_declaration(
        head,
        event_fields(name, fields, separator, style.quote),
        "" if is_interface else style.semicolon,
        style,
    )
    keyed = [
        (each.event or "", each.declared.statement) for each in members if each.declared is not None
    ]
    keyed.sort(key=lambda each: each[1].start_byte)
    return insert_statement(home, keyed, name, text)


def _import(reader: Reader, union: Union, members: Sequence[Member], symbol: str) -> list[Edit]:
    """The import of a new type, beside that of its neighbours."""
    source, like = union.source, members[-1]
    assert like.declared is not None
    home = like.declared.source.path
    module = next(iter(imported_as(source, source.text(unwrap(like.node))))).module
    if reader.modules.resolve(source.path, module) != home:
        module = reader.modules.specifier_for(source.path, home, [module])
    return add_import(source, module, symbol, beside=[[module]])


def _insert(union: Union, name: str, symbol: str | None, fields: Sequence[Field]) -> list[Edit]:
    source, content = union.source, union.source.content
    nodes = [each.node for each in union.members]
    lead = _lead(nodes[-1])
    has_bar = lead < nodes[-1].start_byte
    in_lines = (len(nodes) > 1 or has_bar) and is_first_on_line(content, lead)
    indent = indentation(content, lead).decode() if in_lines else ""
    style = style_of(source)._replace(indent=indent)
    separators = [
        separator_of(source, node) for each in nodes if _has_members(node := unwrap(each))
    ]
    separator = separators[-1] if separators else style.semicolon
    fields_of = event_fields(name, fields, separator, style.quote)
    text = symbol or union_member(fields_of, style, in_lines=in_lines)
    text = text.replace("\n", source.newline)
    names = [each.event for each in union.members]
    known = [each for each in names if each is not None]
    place = place_in_order(known, name) if len(known) == len(names) else len(names)
    between = f"{source.newline}{indent}| " if in_lines else " | "
    if place > 0:
        end = _line_of(source, nodes[place - 1])
        return [Edit(end, end, f"{between}{text}".encode())]
    first = _lead(nodes[0])
    if in_lines and first < nodes[0].start_byte and is_first_on_line(content, first):
        start = _with_comments(source, first)
        return [Edit(start, start, f"{indent}| {text}{source.newline}".encode())]
    start = nodes[0].start_byte
    return [Edit(start, start, f"{text}{between}".encode())]


def _remove(union: Union, member: Member) -> list[Edit]:
    source, content = union.source, union.source.content
    nodes = [each.node for each in union.members]
    place = nodes.index(member.node)
    end = _line_of(source, member.node)
    if place > 0:
        return [Edit(_line_of(source, nodes[place - 1]), end, b"")]
    first, second = _lead(nodes[0]), _lead(nodes[1])
    has_bar = first < nodes[0].start_byte
    if has_bar and all(is_first_on_line(content, each) for each in (first, second)):
        return [Edit(line_start(content, first), next_line(content, end), b"")]
    return [Edit(nodes[0].start_byte, nodes[1].start_byte, b"")]


def _has_members(node: Node) -> bool:
    return node.type == "object_type" and bool(node.named_children)


def _lead(node: Node) -> int:
    """Where a member starts, the `|` in front of it included."""
    at: Node | None = node
    while at is not None and at.type != "type_alias_declaration" and at.prev_sibling is None:
        at = at.parent
    before = at.prev_sibling if at is not None else None
    while before is not None and before.type == "comment":
        before = before.prev_sibling
    return before.start_byte if before is not None and before.type == "|" else node.start_byte


def _with_comments(source: Source, lead: int) -> int:
    """The start of the first line of a member, the comments above it included."""
    start = line_start(source.content, lead)
    while start > 0:
        above = line_start(source.content, start - 1)
        if not source.content[above:start].strip().startswith((b"//", b"/*", b"*")):
            break
        start = above
    return start


def _line_of(source: Source, node: Node) -> int:
    """The end of a member, behind the comment that alone follows it on its line."""
    end = line_end(source.content, node.end_byte)
    rest = source.content[node.end_byte : end].strip()
    return end if rest.startswith((b"//", b"/*")) else node.end_byte
