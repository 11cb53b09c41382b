"""Whatever the layout: an added event parses, is found once, and is removed to the same bytes."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.typed_events.events import (
    add_event,
    find_event_modules,
    find_events,
    remove_event,
)
from scaffold.inngest.typed_events.fields import Field, FieldType
from scaffold.syntax.source import Source


class Tree(dict[str, bytes]):
    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


CLIENT = b"""import { EventSchemas, Inngest } from "inngest";
import type { Events } from "./events";
export const inngest = new Inngest({ id: "x", schemas: new EventSchemas().fromRecord<Events>() });
"""
_domains = st.sampled_from(["app", "order", "user", "zoo"])
_actions = st.sampled_from(["created", "process-batch", "sent.late", "removed", "updated"])
event_names = st.builds(lambda domain, action: f"{domain}/{action}", _domains, _actions)
_types: st.SearchStrategy[FieldType] = st.sampled_from(["str", "int", "float", "bool", "datetime"])
fields = st.lists(
    st.builds(
        Field,
        st.sampled_from(["id", "orderId", "totalAmount", "createdAt", "note", "aRatherLongName"]),
        _types,
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda field: field.name,
)
_comments = st.sampled_from(["", "", "// a section\n", "/** Documented. */\n"])
_gaps = st.sampled_from(["\n", "\n\n"])
newlines = st.sampled_from(["\n", "\r\n"])


def _camel(name: str) -> str:
    first, *rest = name.replace("/", "-").replace(".", "-").split("-")
    return first + "".join(word.capitalize() for word in rest)


@st.composite
def event_type_modules(draw: st.DrawFn) -> bytes:
    """A module of `eventType` constants in some style."""
    quote, end = draw(st.sampled_from("'\"")), draw(st.sampled_from([";", ""]))
    gap = draw(_gaps)
    parts = [f"import {{ eventType }} from {quote}inngest{quote}{end}\n"]
    names = draw(st.lists(event_names, unique=True, max_size=5))
    # A module without events keeps its imports for the next one, so it has them to begin with.
    has_zod = not names or draw(st.booleans())
    parts += [f"import {{ z }} from {quote}zod{quote}{end}\n\n"] if has_zod else ["\n"]
    schema = ", { schema: z.object({ id: z.string() }) }" if has_zod else ""
    if draw(st.booleans()):
        names = sorted(names)
    for name in names:
        tail = draw(st.sampled_from(["", " // same line"]))
        parts.append(draw(_comments))
        call = f"eventType({quote}{name}{quote}{schema})"
        parts.append(f"export const {_camel(name)} = {call}{end}{tail}{gap}")
    text = "".join(parts)
    text = text.rstrip("\n") + draw(st.sampled_from(["", "\n"]))
    return text.replace("\n", draw(newlines)).encode()


@st.composite
def record_types(draw: st.DrawFn) -> bytes:
    """A module with the type of all events in some style."""
    quote, separator = draw(st.sampled_from("'\"")), draw(st.sampled_from([";", ",", ""]))
    names = draw(st.lists(event_names, unique=True, max_size=5))
    indent = draw(st.sampled_from(["  ", "\t", "    "]))
    last = separator if draw(st.booleans()) else ""
    lines = []
    for name in names:
        comment = draw(_comments)
        lines += [indent + comment] if comment else []
        end = last if name == names[-1] else separator
        tail = draw(st.sampled_from(["", " // same line"]))
        lines.append(f"{indent}{quote}{name}{quote}: {{ data: {{ id: string }} }}{end}{tail}\n")
    if not names and draw(st.booleans()):
        lines.append(f"{indent}// One entry per event.\n")
    opening = "{\n" if lines else "{"
    head = draw(st.sampled_from(["export type Events = ", "export interface Events "]))
    tail = ";\n" if head.endswith("= ") else "\n"
    text = f"{head}{opening}{''.join(lines)}}}{tail}"
    return text.replace("\n", draw(newlines)).encode()


@st.composite
def union_types(draw: st.DrawFn) -> bytes:
    """A module with a union of all events in some style."""
    quote, end = draw(st.sampled_from("'\"")), draw(st.sampled_from([";", ""]))
    names = draw(st.lists(event_names, unique=True, min_size=1, max_size=5))
    if draw(st.booleans()):
        names = sorted(names)
    declared, members = "", []
    form = draw(st.sampled_from(["type", "interface", "inline", "mixed"]))
    for name in names:
        symbol = f"{_camel(name)[0].upper()}{_camel(name)[1:]}Event"
        body = f"{{ name: {quote}{name}{quote}{end or ','} data: {{ id: string }} }}"
        is_inline = form == "inline" or (form == "mixed" and draw(st.booleans()))
        members.append(body if is_inline else symbol)
        if not is_inline:
            comment = draw(_comments)
            head = f"interface {symbol} " if form == "interface" else f"type {symbol} = "
            after = "" if form == "interface" else end
            declared += f"{comment}export {head}{body}{after}{draw(_gaps)}"
    if draw(st.booleans()):
        union = " | ".join(members)
    else:
        tails = [draw(st.sampled_from(["", " // same line"])) for _ in members[1:]]
        union = "".join(
            f"\n{draw(st.sampled_from(['', '  // above' + chr(10)]))}  | {member}{tail}"
            for member, tail in zip(members, [*tails, ""], strict=True)
        )
    return f"{declared}export type Events = {union}{end}\n".replace("\n", draw(newlines)).encode()


@st.composite
def model_modules(draw: st.DrawFn) -> bytes:
    """A module of pydantic models in some style."""
    names = draw(st.lists(event_names, unique=True, max_size=4))
    text = (
        "from typing import ClassVar\n\nfrom pydantic import BaseModel\n\n\n"
        "class AppEvent(BaseModel):\n    event_name: ClassVar[str]\n"
    )
    gap = draw(st.sampled_from(["", "\n"]))
    for name in names:
        symbol = _camel(name)
        symbol = symbol[0].upper() + symbol[1:]
        comment = draw(st.sampled_from(["", "# a section\n"]))
        text += (
            f'\n\n{comment}class {symbol}(AppEvent):\n    event_name: ClassVar[str] = "{name}"\n'
        )
        text += f"{gap}    id: str{draw(st.sampled_from(['', '  # same line']))}\n"
    return text.replace("\n", draw(newlines)).encode()


def check(tree: Tree, path: str, name: str, data: list[Field]) -> None:
    before = find_events(Codebase(tree))
    if name in {each.name for each in before}:
        return
    module = find_event_modules(Codebase(tree))[0]
    definition, contents = add_event(Codebase(tree), module, name, data)
    added = Tree({**tree, **contents})
    assert not Source.parse(path, added[path]).has_error
    after = find_events(Codebase(added))
    assert sorted(each.name for each in after) == sorted([*(each.name for each in before), name])
    assert {each for each in after if each.name != name} == set(before)
    assert next(each for each in after if each.name == name).complete
    assert remove_event(Codebase(added), definition) == {path: tree[path]}


@settings(deadline=None, max_examples=150)
@given(event_type_modules(), event_names, fields)
def test_event_types(module: bytes, name: str, data: list[Field]) -> None:
    manifest = b'{"dependencies": {"zod": "^4"}}'
    check(Tree({"events.ts": module, "package.json": manifest}), "events.ts", name, data)


@settings(deadline=None, max_examples=150)
@given(record_types(), event_names, fields)
def test_record_types(module: bytes, name: str, data: list[Field]) -> None:
    check(Tree({"events.ts": module, "client.ts": CLIENT}), "events.ts", name, data)


@settings(deadline=None, max_examples=150)
@given(union_types(), event_names, fields)
def test_union_types(module: bytes, name: str, data: list[Field]) -> None:
    client = CLIENT.replace(b"fromRecord", b"fromUnion")
    check(Tree({"events.ts": module, "client.ts": client}), "events.ts", name, data)


@settings(deadline=None, max_examples=100)
@given(model_modules(), event_names, fields)
def test_models(module: bytes, name: str, data: list[Field]) -> None:
    check(Tree({"events.py": module}), "events.py", name, data)
