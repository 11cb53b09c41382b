"""Follow what `serve()` receives to the array literal that holds the functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from scaffold.inngest.registry.branches import in_branches, values_by_branch
from scaffold.syntax.exports import common_js
from scaffold.syntax.imports import Imported, string_value
from scaffold.syntax.lists import elements
from scaffold.syntax.members import module_member
from scaffold.syntax.modules import Modules
from scaffold.syntax.plain import plain, spelled
from scaffold.syntax.scopes import (
    Meaning,
    around,
    changed_later,
    meaning,
    meaning_within,
    walk,
)
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

Remedy = Literal[
    "array", "namespace", "call", "options", "signature", "name", "module", "unread", "glob"
]
Filled = Literal["later", "branches", "parameter"]
# Calls that give the functions of what they are called on, or are given.
_PASSING_ON = ("filter", "concat", "flat")
_COPYING = ("list", "Array.from", "Object.freeze", "tuple")
_GLOBS = ("import.meta.glob", "import.meta.globEager")
Seen = tuple[tuple[str, int, int], ...]


class Entry(NamedTuple):
    """One element of a registry.

    `symbol` is its local name (`fns.sendMail` for a member), None for any other expression.
    `module` and `name` say where the function is defined: the file and its name there, `*` when
    the entry is a module and `default` for a default export that is an expression. `offset` is
    where it stands in `path`, -1 for one that is registered by its export alone. `imported` is
    the name its import asks for, None when it is defined in the same file.
    """

    text: str
    symbol: str | None
    module: str | None
    name: str | None
    path: str
    line: int
    offset: int
    imported: str | None = None


class Cause(NamedTuple):
    """Why a registry cannot be edited, and the place in the code that says so.

    `remedy` is what a person must change: the `array`, the `namespace` whose exports are served,
    the `call` that has no functions, its `options` or its `signature`, the `name` or `module`
    import that is in the way, or the `syntax`; for a `glob`, where the file is. `target` is the
    file of a namespace, or the pattern of a glob. `filled` says
    how the array gets its functions, when it is by code that names them.
    """

    path: str
    line: int
    reason: str
    remedy: Remedy = "array"
    target: str | None = None
    filled: Filled | None = None


class Array(NamedTuple):
    """An array literal that functions are registered in, from `offset` to `end`.

    `within` is the array that it is spread into, by its path and offset.
    """

    path: str
    line: int
    offset: int
    end: int = -1
    within: tuple[str, int] | None = None

    @property
    def place(self) -> tuple[str, int]:
        """The file it stands in, and where."""
        return self.path, self.offset

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is written in it."""
        return entry.path == self.path and self.offset <= entry.offset < self.end


@dataclass
class Followed:
    """What following an expression gave: arrays nearest first, their entries, and what is unclear.

    `cause` says why no entry can be added; `dynamic` whether some entries cannot be read, and
    `unclear` what may hold functions that are named nowhere; `namespaces` are the modules whose
    exports are spread in.
    """

    arrays: list[Array] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    cause: Cause | None = None
    dynamic: bool = False
    unclear: list[Cause] = field(default_factory=list)
    namespaces: list[Cause] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    """The files of every array that was read."""

    def refuse(
        self,
        source: Source,
        node: Node,
        reason: str,
        *,
        dynamic: bool = True,
        remedy: Remedy = "array",
        target: str | None = None,
        filled: Filled | None = None,
    ) -> None:
        """Note why this registry cannot be edited; the first reason stays."""
        line = source.position(node.start_byte)[0]
        cause = Cause(source.path, line, reason, remedy, target, filled)
        self.cause = self.cause or cause
        if dynamic:
            self.dynamic = True
            self.unclear.append(cause)


def follow(source: Source, node: Node, modules: Modules, only: str | None = None) -> Followed:
    """Return the arrays and entries behind the `functions` of a serve call.

    `only` is the text of the entries that are asked for, without it all are.
    """
    found = Followed()
    _Follower(modules, found, only, None).expression(source, node, ())
    return found


@dataclass
class _Follower:
    modules: Modules
    found: Followed
    only: str | None
    within: tuple[str, int] | None

    def expression(self, source: Source, node: Node, seen: Seen) -> None:
        key = (source.path, node.start_byte, node.end_byte)
        node = plain(source, node)
        if key in seen or len(seen) > 20:
            self.found.refuse(source, node, "it refers to itself")
            return
        seen = (*seen, key)
        if node.type in ("array", "list"):
            self.array(source, node, seen)
        elif node.type in ("identifier", "shorthand_property_identifier"):
            self.name(source, node, seen)
        elif node.type in ("member_expression", "attribute"):
            self.member(source, node, seen)
        elif node.type in ("call_expression", "call"):
            self.call(source, node, seen)
        elif node.type == "binary_operator" and source.text(node.children[1]) == "+":
            # Python's `a + b`: both can be read, neither is the place for a new entry.
            self.found.refuse(source, node, f"{_short(source, node)} is a sum", dynamic=False)
            self.expression(source, node.children[0], seen)
            self.expression(source, node.children[2], seen)
        else:
            self.found.refuse(source, node, f"{_short(source, node)} is not an array")

    def array(self, source: Source, node: Node, seen: Seen) -> None:
        line = source.position(node.start_byte)[0]
        self.found.sources.append(source)
        self.found.arrays.append(
            Array(source.path, line, node.start_byte, node.end_byte, self.within)
        )
        scopes = around(node)
        for element in elements(source, node).nodes:
            if element.type in ("spread_element", "list_splat"):
                self.spread(source, element, seen, (source.path, node.start_byte))
            elif self.only in (None, source.text(element)):
                self.found.entries.append(self.entry(source, element, scopes))

    def spread(self, source: Source, element: Node, seen: Seen, within: tuple[str, int]) -> None:
        # What is spread in may be unclear; the array around it can still take an entry.
        inner = Followed()
        _Follower(self.modules, inner, self.only, within).expression(
            source, element.named_children[0], seen
        )
        self.found.entries += inner.entries
        self.found.sources += inner.sources
        self.found.dynamic = self.found.dynamic or inner.dynamic
        self.found.unclear += inner.unclear
        self.found.namespaces += inner.namespaces
        if inner.cause is None:
            self.found.arrays += inner.arrays
        elif inner.cause.remedy == "namespace":
            self.found.namespaces.append(inner.cause)

    def name(self, source: Source, node: Node, seen: Seen) -> None:
        name = source.text(node)
        found = meaning(source, node, name)
        if isinstance(found, Imported):
            self.imported(source, node, found.module, found.name, seen)
        elif found is None:
            self.found.refuse(source, node, f"`{name}` is defined nowhere in the file")
        elif found.kind == "parameter":
            self.found.refuse(source, node, f"`{name}` is a parameter", filled="parameter")
        elif found.kind == "declaration" and not values_by_branch(source, name):
            self.found.refuse(source, node, f"`{name}` is not an array")
        else:
            self.value(source, name, found.node, seen)

    def value(self, source: Source, name: str, value: Node, seen: Seen) -> None:
        """Follow the value of a name, or each one that it has by branch."""
        values = values_by_branch(source, name)
        if values:
            reason = in_branches(source, name, values)
            self.found.refuse(source, values[0], reason, filled="branches")
            for each in values:
                self.expression(source, each, seen)
            return
        changed = changed_later(source, name, value) if name != "default" else None
        if changed is not None:
            reason = f"`{name}` is changed after it is made"
            self.found.refuse(source, changed, reason, filled="later")
        self.expression(source, value, seen)

    def imported(
        self,
        source: Source,
        node: Node,
        module: str,
        name: str,
        seen: Seen,
    ) -> None:
        text = source.text(node)
        origin = self.modules.origin(source.path, module, name)
        target = self.modules.source(origin[0]) if origin is not None else None
        if origin is None or target is None:
            self.found.refuse(source, node, f"`{text}` comes from `{module}`, which is not found")
            return
        if origin[1] == "*":
            self.found.refuse(source, node, f"`{text}` is a module, not an array")
            return
        value = _defined(target, origin[1])
        if value is None:
            self.found.refuse(source, node, f"`{text}` is no plain array in `{target.path}`")
            return
        self.value(target, origin[1], value, seen)

    def member(self, source: Source, node: Node, seen: Seen) -> None:
        place = module_member(source, node, self.modules)
        target = self.modules.source(place[0]) if place is not None else None
        value = _defined(target, place[1]) if target is not None and place is not None else None
        if target is None or value is None or place is None:
            self.found.refuse(source, node, f"{_short(source, node)} is not an array")
            return
        self.value(target, place[1], value, seen)

    def call(self, source: Source, node: Node, seen: Seen) -> None:
        function = node.child_by_field_name("function")
        arguments = node.child_by_field_name("arguments")
        given = parts(arguments) if arguments is not None else []
        text = spelled(source, function) if function is not None else ""
        if text == "Object.values" and given and glob_in(source, given[0]) is None:
            self.values_of(source, node, given[0])
            return
        pattern = glob_in(source, node)
        if pattern is not None:
            reason = f"files that `{pattern}` matches are registered by themselves"
            self.found.refuse(source, node, reason, remedy="glob", target=pattern)
            return
        passes_on = "." in text and text.rsplit(".", 1)[-1] in _PASSING_ON
        copies = text in _COPYING and bool(given)
        self.found.refuse(
            source,
            node,
            f"`functions` is computed by `{_shorten(text)}()`",
            dynamic=not (passes_on or copies),
        )
        if passes_on and function is not None:
            self.expression(source, plain(source, function).named_children[0], seen)
            if text.endswith(".concat"):
                for argument in given:
                    self.expression(source, argument, seen)
        elif copies:
            self.expression(source, given[0], seen)

    def values_of(self, source: Source, call: Node, node: Node) -> None:
        """Read `Object.values(ns)`: what the module exports is registered."""
        name = spelled(source, node)
        found = meaning(source, node, name)
        origin = None
        if isinstance(found, Imported):
            origin = self.modules.origin(source.path, found.module, found.name)
        if origin is None or origin[1] != "*":
            self.found.refuse(source, call, "`functions` is computed by `Object.values()`")
            return
        self.found.refuse(
            source,
            call,
            f"exported functions of `{origin[0]}` are registered by themselves: export it there",
            dynamic=False,
            remedy="namespace",
            target=origin[0],
        )
        line = source.position(node.start_byte)[0]
        for exported in self.modules.exported_names(origin[0]):
            module, local = self.modules.exported(origin[0], exported) or (None, None)
            text = f"{name}.{exported}"
            self.found.entries.append(Entry(text, text, module, local, source.path, line, -1))

    def entry(self, source: Source, node: Node, scopes: Sequence[Node]) -> Entry:
        text = source.text(node)
        line = source.position(node.start_byte)[0]
        bare = plain(source, node)
        place: tuple[str, str] | None = None
        symbol = imported = None
        if bare.type == "identifier":
            symbol = source.text(bare)
            found = meaning_within(source, scopes, symbol)
            if isinstance(found, Imported):
                imported = found.name
                place = self.modules.origin(source.path, found.module, found.name)
            elif isinstance(found, Meaning) and found.kind != "parameter":
                place = (source.path, symbol)
        elif bare.type in ("member_expression", "attribute"):
            symbol = "".join(spelled(source, bare).split())
            place = module_member(source, bare, self.modules)
        else:
            self.found.dynamic = True
        module, name = place if place is not None else (None, None)
        return Entry(text, symbol, module, name, source.path, line, node.start_byte, imported)


def glob_in(source: Source, node: Node) -> str | None:
    """Return the pattern of the glob that an expression goes through, as the source writes it."""
    for each in walk(node):
        if each.type == "call_expression":
            function = each.child_by_field_name("function")
            given = each.child_by_field_name("arguments")
            if function is not None and given is not None and given.named_children:
                pattern = string_value(plain(source, given.named_children[0]))
                if spelled(source, function) in _GLOBS and pattern is not None:
                    return pattern
        elif each.type == "identifier":
            found = meaning(source, each, source.text(each))
            if not isinstance(found, Meaning) or found.kind != "value":
                continue
            if source.text(found.node).startswith(_GLOBS):
                return glob_in(source, found.node)
    return None


def _defined(source: Source, name: str) -> Node | None:
    """Return the value a module gives a name, or its default export that is an expression."""
    if name == "default":
        for node in source.root.named_children:
            if node.type == "export_statement":
                value = node.child_by_field_name("value")
                if value is not None and any(child.type == "default" for child in node.children):
                    return value
        return next((value for to, value in common_js(source) if to == "module.exports"), None)
    found = meaning(source, source.root, name)
    if isinstance(found, Meaning) and found.kind == "value":
        return found.node
    return next(iter(values_by_branch(source, name)), None)


def _short(source: Source, node: Node) -> str:
    return f"`{_shorten(source.text(node))}`"


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:37] + "…"
