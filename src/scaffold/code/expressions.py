"""Expressions, the same for TypeScript and Python, whatever is written around them.

`outline.expr(…)` makes one `Expr` for `x`, `(x)`, `await x`, `x as T`, `x!`, `<T>x`, `f<T>` and
`cast(T, x)`: none of these is ever seen. What asks for an expression gets one from the facts of
outline.py (`site.args`, `site.called`, `binding.initial`, `mutation.written`, `loop.over`,
`body.returned`, `statement.expr`) or from another expression. Two are the same place when they are
the same object. Edits go by `start` and `end`, offsets in bytes.

`a.b[0].c` has the `name` `c`; its `inner` is `a.b[0]`, whose `index` is `0`; `root` is `a`.
`choices` of `a ?? b` are both, those of anything else is it alone. The calls and names in one:
`outline.sites_in(expr)`, `outline.references_in(expr)`.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from scaffold.code import grammar
from scaffold.code.grammar import EntryKind, Gathers
from scaffold.code.kinds import Kind, is_expression, kind_of, read_name
from scaffold.code.literals import number, unquoted
from scaffold.code.merged import Merged
from scaffold.code.once import once
from scaffold.code.spans import Span, Spanned, holds
from scaffold.code.templates import pieces, said_as_text
from scaffold.code.wrapping import Wrapping
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, WRAPPERS, parts

_MOST = 64


class Entry(NamedTuple):
    """One entry of an object, dict or pattern.

    `key` is None when it is computed (then `computed` gives it) or spread. `value` is the
    function of a method, what a spread spreads, the name of a shorthand.
    """

    kind: EntryKind
    key: str | None
    value: "Expr"
    computed: "Expr | None"
    default: "Expr | None"  # of a pattern: `{ a = 1 }`
    start: int
    end: int
    key_span: Span


class Expressions(Wrapping):
    """The expressions of one file, each made once, when it is asked for."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._made: dict[int, Expr] = {}
        self.merged = Merged()

    def of(self, node: Node) -> "Expr":
        """Return the expression that a node is; the same one for `(x)`, `x as T` and `x`."""
        made = self._made.get(node.id)
        if made is None:
            inner = self.bare(node) if self.casts or node.type in WRAPPERS else node
            made = self._made.get(inner.id)
            if made is None:
                made = self._made[inner.id] = Expr(inner, self)
            self._made[node.id] = made
        return made

    def stands_for(self, name: Node, value: Node) -> None:
        """Let a name be the very expression that it stands for."""
        self._made[name.id] = self.of(value)

    def between(self, start: int, end: int) -> "Expr":
        """Return the expression that begins and ends at two offsets."""
        root = self.source.meant.root_node
        return self.of(root.descendant_for_byte_range(start, end) or root)


class Expr:
    """One expression of a file."""

    __slots__ = ("__dict__", "_all", "end", "kind", "node", "origins", "start")

    def __init__(self, node: Node, every: "Expressions") -> None:
        self.node = node
        self._all = every
        self.kind: Kind = kind_of(node)
        self.start = node.start_byte
        self.end = node.end_byte
        self.origins: dict[Any, Any] | None = None  # kept for `resolve_expr`, which finds it out

    # What it is.

    @property
    def text(self) -> str:
        """The source text, without what is around it."""
        return self._all.text(self.node)

    @property
    def source(self) -> Source:
        """The file that it stands in."""
        return self._all.source

    @property
    def line(self) -> int:
        return self.node.start_point[0] + 1

    @once
    def _wrappers(self) -> list[Node]:
        return self._all.around(self.node)

    @property
    def _wrapped(self) -> Node:
        return self._wrappers[-1] if self._wrappers else self.node

    @property
    def awaited(self) -> bool:
        """Whether an `await` stands before it."""
        return self._all.merged.awaits(self.node) or any(n.type in AWAIT for n in self._wrappers)

    @property
    def types(self) -> tuple[str, ...]:
        """The types that it is asserted to be, as written."""
        return tuple(filter(None, map(self._all.type_in, self._wrappers)))

    @property
    def whole(self) -> Span:
        """Its place with all that is around it: `(await x) as T`."""
        return Span(self._wrapped.start_byte, self._wrapped.end_byte)

    @property
    def around(self) -> "Expr | None":
        """The expression that it stands in directly, None when that is a statement."""
        above = grammar.around(self._wrapped)
        is_one = above is not None and is_expression(above) and not self._all.merged.drops(above)
        return self._all.of(above) if above is not None and is_one else None

    # Names and chains.

    @property
    def name(self) -> str:
        """The name, or the last word of `a.b` and `a["b"]`; empty for anything else."""
        if self.kind == "name":
            return self.text
        if self.kind == "member":
            last = read_name(self.node)
            return self._all.text(last) if last is not None else ""
        return ""

    @property
    def inner(self) -> "Expr | None":
        """What `a.b` and `a[b]` are read from; what a spread spreads."""
        if self.kind == "spread":
            return self._made(grammar.first(self.node))
        if self.kind in ("member", "index"):
            return self._expr("object", "value")
        return None

    @property
    def index(self) -> "Expr | None":
        """What `a[b]` asks for: `b`."""
        return self._expr("index", "subscript") if self.kind == "index" else None

    @property
    def is_optional(self) -> bool:
        """Whether it is `a?.b`, `a?.[b]` or `a?.()`."""
        return any(child.type in ("optional_chain", "?.") for child in self.node.children)

    @once
    def root(self) -> "Expr":
        """Where a chain of `.b` and `[b]` starts; itself when there is none."""
        found = self
        while (inner := found.inner) is not None and found.kind != "spread":
            found = inner
        return found

    @once
    def dotted(self) -> str:
        """`a.b.c` for a chain of names, empty for anything else."""
        names: list[str] = []
        found: Expr | None = self
        while found is not None and found.kind == "member":
            names.append(found.name)
            found = found.inner
        if found is None or found.kind != "name":
            return ""
        return ".".join((found.text, *reversed(names)))

    # Calls and functions.

    @property
    def callee(self) -> "Expr | None":
        """What is called."""
        return self._expr("function", "constructor") if self.kind == "call" else None

    @property
    def is_new(self) -> bool:
        return self.node.type == "new_expression"

    @once
    def arguments(self) -> "tuple[Expr, ...]":
        """The arguments of a call without a keyword, spreads included."""
        given = grammar.given(self.node) if self.kind == "call" else []
        return tuple(self._all.of(each) for each in given if not grammar.is_keyword(each))

    @property
    def keywords(self) -> "dict[str, Expr]":
        """The arguments of a call with a keyword."""
        return {entry.key or "": entry.value for entry in self.entries if entry.kind == "pair"}

    # Literals.

    @once
    def string(self) -> str | None:
        """The text of a string without substitutions, None for anything else."""
        if self.kind != "string":
            return None
        texts = [unquoted(self._all.text(node)) for node in grammar.literals(self.node)]
        return None if None in texts else "".join(text or "" for text in texts)

    @property
    def number(self) -> float | None:
        """The value of a number literal, sign included."""
        if self.kind == "unary" and self.operator == "-":
            given = self.operand.number if self.operand is not None else None
            return -given if given is not None else None
        return number(self.text) if self.kind == "number" else None

    @once
    def parts(self) -> "tuple[str | Expr, ...]":
        """What a template, a string, or a `+` of such is made of; itself for anything else."""
        found: list[str | Expr] = []
        todo: list[Expr] = [self]
        while todo:
            each = todo.pop()
            is_sum = each.kind == "template" or (each is self and each.kind == "binary")
            if is_sum and each.operator == "+" and len(todo) < _MOST:
                todo += [side for side in (each.right, each.left) if side is not None]
            elif each.string is not None:
                found += [each.string] if each.string or each is self else []
            elif each.kind == "template" and each.operator != "+":
                for piece in pieces(each.node, self._all.text):
                    found.append(piece if isinstance(piece, str) else self._all.of(piece))
            elif each is not self and (said := said_as_text(each.node)) is not None:
                todo.append(self._all.of(said))
            else:
                found.append(each)
        return tuple(found)

    @once
    def elements(self) -> "tuple[Expr, ...]":
        """The elements of an array, tuple or set, spreads included."""
        if self.kind not in ("array", "tuple", "set"):
            return ()
        return tuple(map(self._all.of, parts(self.node)))

    @once
    def entries(self) -> tuple[Entry, ...]:
        """The entries of an object, dict or pattern, or the keywords of a call, in order."""
        if self.kind not in ("object", "call"):
            return ()
        return tuple(_entry(self._all, node) for node in grammar.entry_nodes(self.node))

    def entry(self, *keys: str) -> "Expr | None":
        """Return what is under the first of these keys that is there; the last one counts."""
        for key in keys:
            if found := [each.value for each in self.entries if each.key == key]:
                return found[-1]
        return None

    @property
    def entry_around(self) -> Entry | None:
        """The entry or keyword argument whose value it is."""
        found = grammar.entry_around(self.node, self._wrapped)
        return _entry(self._all, found) if found is not None else None

    @property
    def sources(self) -> "tuple[Expr, ...]":
        """What each clause of a comprehension runs over."""
        return tuple(map(self._all.of, grammar.clause_sources(self.node)))

    @property
    def gathers(self) -> Gathers | None:
        """What a comprehension makes."""
        return grammar.gathers(self.node) if self.kind == "comprehension" else None

    @property
    def gathered(self) -> "Expr | None":
        """What a comprehension puts in each time; of a dict the value."""
        return self._made(grammar.gathered(self.node)) if self.kind == "comprehension" else None

    # Choices and operators.

    @once
    def choices(self) -> "tuple[Expr, ...]":
        """What may be the value, also of the choices in a choice; itself when it is none."""
        found: list[Expr] = []
        todo: list[Expr] = [self]
        while todo and len(found) < _MOST:
            each = todo.pop()
            if each.kind == "choice":
                todo += map(self._all.of, reversed(grammar.ends(each.node)))
            else:
                found.append(each)
        return tuple(found)

    @property
    def condition(self) -> "Expr | None":
        """What decides a choice: the test of a ternary, the left side of `&&`, `||`, `??`."""
        return self._made(grammar.condition(self.node)) if self.kind == "choice" else None

    @property
    def operator(self) -> str:
        """The operator as it is written: `+`, `??`, `not in`; empty where there is none."""
        return grammar.operator(self.node)

    @property
    def left(self) -> "Expr | None":
        """The left side of an operator or an assignment."""
        return None if self.kind in ("name", "function") else self._made(grammar.left(self.node))

    @property
    def right(self) -> "Expr | None":
        """The right side of an operator, or what is assigned."""
        return None if self.kind in ("member", "index") else self._made(grammar.right(self.node))

    @property
    def operand(self) -> "Expr | None":
        """What `!`, `not`, `-`, `typeof` and `++` are put to; what `yield` gives."""
        if self.kind in ("not", "unary", "update"):
            return self._expr("argument")
        return self._made(grammar.first(self.node)) if self.kind == "yield" else None

    # What stands in it.

    def holds(self, other: Spanned) -> bool:
        """Whether something of the same file stands in it, or is it."""
        return holds(self, other)

    @property
    def children(self) -> "tuple[Expr, ...]":
        """What stands in it directly, in order; also the values of entries and arguments."""
        found: list[Expr] = []
        todo = parts(self.node)[::-1]
        while todo:
            node = todo.pop()
            meant = self._all.bare(node)
            if is_expression(meant):
                found.append(self._all.of(meant))
            else:
                todo += parts(meant)[::-1]
        return tuple(found)

    def inside(self, *, functions: bool = False) -> "Iterator[Expr]":
        """Yield it and all that stands in it, in order; what is in functions when asked to."""
        todo: list[Expr] = [self]
        while todo:
            each = todo.pop()
            yield each
            if functions or each is self or each.kind not in ("function", "class"):
                todo += reversed(each.children)

    def _expr(self, *fields: str) -> "Expr | None":
        return self._made(grammar.field(self.node, *fields))

    def _made(self, node: Node | None) -> "Expr | None":
        return self._all.of(node) if node is not None else None


def _entry(every: Expressions, node: Node) -> Entry:
    written = grammar.entry(node)
    name, computed = _key(every, written.key, node)
    place = written.key or node
    return Entry(
        written.kind,
        name,
        every.of(written.value),
        computed,
        every.of(written.default) if written.default is not None else None,
        node.start_byte,
        node.end_byte,
        Span(place.start_byte, place.end_byte),
    )


def _key(every: Expressions, key: Node | None, entry: Node) -> tuple[str | None, Expr | None]:
    """The name that a key has, or the expression that computes it."""
    if key is None:
        return None, None
    if key.type in grammar.WRITTEN_KEYS:
        return every.text(key), None
    computes = grammar.computed_key(key)
    given = every.of(computes or key)
    if given.string is not None:
        return given.string, None
    # `{ name: 1 }` names the entry in JavaScript; in a dict it is a variable.
    in_dict = entry.type == "pair" and every.source.language.name == "python"
    if computes is not None or (in_dict and given.kind == "name"):
        return None, given
    return given.text, None
