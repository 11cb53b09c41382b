"""Expressions, the same for TypeScript and Python, whatever is written around them.

`outline.expr(…)` makes one `Expr` for `x`, `(x)`, `await x`, `x as T`, `x!`, `<T>x`, `f<T>` and
`cast(T, x)`: none of these is ever seen. What asks for an expression gets one from the facts of
outline.py (`site.args`, `site.called`, `binding.initial`, `mutation.written`, `loop.over`,
`body.returned`, `statement.expr`) or from another expression. Two are the same place when they are
the same object. Edits go by `start` and `end`, offsets in bytes.

What it is
    `kind` (kinds.py), `text`, `start`, `end`, `line`, `source`; `awaited`: an `await` stands
    before it; `types`: what it is asserted to be (`x as T`); `whole`: its span with all of that.
    `around`: the expression it stands in directly, None for a statement.
Names and chains: `a.b[0].c`
    `name`: the last word; `inner`: what it is read from; `index`: what `x[…]` asks for;
    `root`: where the chain starts; `dotted`: `a.b.c` for a chain of names, else empty.
Calls
    `callee`, `arguments` (with spreads), `keywords`, `is_new`.
Literals
    `string`: a text without substitutions; `number`; `parts`: the texts and expressions that a
    template, or a `+` of texts, is made of; `elements` of an array, tuple or set; `entries` of an
    object, a dict, a pattern, or a call's keywords, and `entry(key)`; `entry_around`: the entry
    that it is the value of. Of a comprehension: `sources`, what it runs over; `gathers`, what it
    makes; `gathered`, what it puts in.
Choices and operators
    `choices`: what may be the value: both sides of `a ?? b`, itself when it is no choice;
    `condition` of one; `operator`, `left`, `right`, `operand`; `negated`: without `not`.
What stands in it
    `holds(other)`, `children`, `inside()`: itself and all below, not into other functions unless
    asked. The calls and names in it: `outline.sites_in(expr)`, `outline.references_in(expr)`.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from scaffold.code.kinds import Kind, is_expression, kind_of, operator_of
from scaffold.code.literals import number, unquoted
from scaffold.code.once import once
from scaffold.code.spans import Span, Spanned, holds
from scaffold.syntax.casts import cast, casts
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, TRANSPARENT, WRAPPERS, bare, parts

# A key that is its own text.
_WRITTEN_KEYS = frozenset({"property_identifier", "shorthand_property_identifier"})
_ENTRIES = {
    "pair": "pair",
    "pair_pattern": "pair",
    "keyword_argument": "pair",
    "shorthand_property_identifier": "shorthand",
    "shorthand_property_identifier_pattern": "shorthand",
    "object_assignment_pattern": "shorthand",
    "method_definition": "method",
    "spread_element": "spread",
    "rest_pattern": "spread",
    "dictionary_splat": "spread",
}
_MOST = 64
_OPENS = frozenset(
    {"arguments", "argument_list", "pair", "keyword_argument", "template_substitution",
     "interpolation", "computed_property_name", "type_arguments"}
)  # fmt: skip


class Entry(NamedTuple):
    """One entry of an object, dict or pattern.

    `key` is None when it is computed (then `computed` gives it) or spread. `value` is the
    function of a method, what a spread spreads, the name of a shorthand.
    """

    kind: Literal["pair", "shorthand", "method", "spread"]
    key: str | None
    value: "Expr"
    computed: "Expr | None"
    default: "Expr | None"  # of a pattern: `{ a = 1 }`
    start: int
    end: int
    key_span: Span


class Expressions:
    """The expressions of one file, each made once, when it is asked for."""

    def __init__(self, source: Source) -> None:
        self.source = source
        # How Python's `typing.cast` is called here: it changes nothing about a value.
        self.casts = casts(source)
        self._made: dict[int, Expr] = {}

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

    def text(self, node: Node) -> str:
        return self.source.content[node.start_byte : node.end_byte].decode()

    def bare(self, node: Node) -> Node:
        """Return what stands in parentheses, before a type, in a cast, or behind `await`."""
        node = bare(node)
        while self.casts and (inner := self.cast(node)) is not None:
            node = bare(inner)
        return node

    def cast(self, node: Node) -> Node | None:
        return cast(self.source, node)


class Expr:
    """One expression of a file."""

    __slots__ = ("__dict__", "_all", "_node", "end", "kind", "start")

    def __init__(self, node: Node, every: "Expressions") -> None:
        self._node = node
        self._all = every
        self.kind: Kind = kind_of(node)
        self.start = node.start_byte
        self.end = node.end_byte

    def __repr__(self) -> str:
        return f"Expr({self.kind}, {self.text!r})"

    # What it is.

    @property
    def text(self) -> str:
        """The source text, without what is around it."""
        return self._all.text(self._node)

    @property
    def source(self) -> Source:
        """The file that it stands in."""
        return self._all.source

    @property
    def line(self) -> int:
        return self._node.start_point[0] + 1

    @property
    def node(self) -> Node:
        return self._node

    @once
    def _wrappers(self) -> list[Node]:
        """What is around it and changes nothing, innermost first."""
        found: list[Node] = []
        above = self._node.parent
        while above is not None:
            if above.type not in TRANSPARENT and above.type not in AWAIT:
                if not self._all.casts or above.type != "argument_list":
                    break
                above = above.parent
                if above is None or self._all.cast(above) != (found or [self._node])[-1]:
                    break
            found.append(above)
            above = above.parent
        return found

    @property
    def awaited(self) -> bool:
        """Whether an `await` stands before it."""
        return any(node.type in AWAIT for node in self._wrappers)

    @property
    def types(self) -> tuple[str, ...]:
        """The types that it is asserted to be, as written."""
        found = []
        for node in self._wrappers:
            given = parts(node)
            if node.type == "type_assertion" and given:
                found.append(self._all.text(given[0])[1:-1].strip())
            elif len(given) == 2 and node.type in ("as_expression", "satisfies_expression"):
                found.append(self._all.text(given[1]))
        return tuple(found)

    @property
    def whole(self) -> Span:
        """Its place with all that is around it: `(await x) as T`."""
        node = self._wrappers[-1] if self._wrappers else self._node
        return Span(node.start_byte, node.end_byte)

    @property
    def around(self) -> "Expr | None":
        """The expression that it stands in directly, None when that is a statement."""
        above = (self._wrappers or [self._node])[-1].parent
        while above is not None and above.type in _OPENS:
            above = above.parent
        return self._all.of(above) if above is not None and is_expression(above) else None

    # Names and chains.

    @property
    def name(self) -> str:
        """The name, or the last word of `a.b`; empty for anything else."""
        if self.kind == "name":
            return self.text
        if self.kind == "member":
            last = self._field("property", "attribute")
            return self._all.text(last) if last is not None else ""
        return ""

    @property
    def inner(self) -> "Expr | None":
        """What `a.b` and `a[b]` are read from; what a spread spreads."""
        if self.kind == "spread":
            return self._first()
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
        return any(child.type in ("optional_chain", "?.") for child in self._node.children)

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
        return self._node.type == "new_expression"

    @once
    def arguments(self) -> "tuple[Expr, ...]":
        """The arguments of a call without a keyword, spreads included."""
        return tuple(self._all.of(n) for n in self._given if n.type != "keyword_argument")

    @property
    def keywords(self) -> "dict[str, Expr]":
        """The arguments of a call with a keyword."""
        return {entry.key or "": entry.value for entry in self.entries if entry.kind == "pair"}

    @property
    def _given(self) -> list[Node]:
        given = self._node.child_by_field_name("arguments") if self.kind == "call" else None
        if given is None:
            return []
        # A tagged template is given itself.
        return parts(given) if given.type in ("arguments", "argument_list") else [given]

    # Literals.

    @once
    def string(self) -> str | None:
        """The text of a string without substitutions, None for anything else."""
        if self.kind != "string":
            return None
        nodes = [self._node]
        if self._node.type == "concatenated_string":
            nodes = [child for child in self._node.named_children if child.type == "string"]
        texts = [unquoted(self._all.text(node)) for node in nodes]
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
            if each.kind == "binary" and each.operator == "+" and len(todo) < _MOST:
                todo += [side for side in (each.right, each.left) if side is not None]
            elif each.string is not None:
                found.append(each.string)
            elif each.kind == "template":
                found += _filled(each)
            else:
                found.append(each)
        return tuple(found)

    @once
    def elements(self) -> "tuple[Expr, ...]":
        """The elements of an array, tuple or set, spreads included."""
        if self.kind not in ("array", "tuple", "set"):
            return ()
        return tuple(map(self._all.of, parts(self._node)))

    @once
    def entries(self) -> tuple[Entry, ...]:
        """The entries of an object, dict or pattern, or the keywords of a call, in order."""
        if self.kind == "call":
            wanted = ("keyword_argument", "dictionary_splat")
            nodes = [child for child in self._given if child.type in wanted]
        else:
            nodes = parts(self._node) if self.kind == "object" else []
        return tuple(_entry(self._all, child) for child in nodes if child.type in _ENTRIES)

    def entry(self, *keys: str) -> "Expr | None":
        """Return what is under the first of these keys that is there; the last one counts."""
        for key in keys:
            found = [each.value for each in self.entries if each.key == key]
            if found:
                return found[-1]
        return None

    @property
    def entry_around(self) -> Entry | None:
        """The entry or keyword argument whose value it is."""
        above = (self._wrappers or [self._node])[-1].parent
        if above is None or above.type not in ("pair", "keyword_argument"):
            above = self._node if self._node.type in _ENTRIES else None
        return _entry(self._all, above) if above is not None else None

    @property
    def sources(self) -> "tuple[Expr, ...]":
        """What each clause of a comprehension runs over."""
        clauses = (child for child in parts(self._node) if child.type == "for_in_clause")
        found = (clause.child_by_field_name("right") for clause in clauses)
        return tuple(self._all.of(each) for each in found if each is not None)

    @property
    def gathers(self) -> Literal["array", "set", "object", "generator"] | None:
        """What a comprehension makes."""
        if self.kind != "comprehension":
            return None
        held = self._node.child_by_field_name("body")
        if held is not None and held.type == "pair":
            return "object"
        return {"[": "array", "{": "set"}.get(self.text[:1], "generator")  # type: ignore[return-value]

    @property
    def gathered(self) -> "Expr | None":
        """What a comprehension puts in each time; of a dict the value."""
        held = self._node.child_by_field_name("body") if self.kind == "comprehension" else None
        if held is not None and held.type == "pair":
            held = held.child_by_field_name("value")
        return self._all.of(held) if held is not None else None

    # Choices and operators.

    @property
    def is_choice(self) -> bool:
        return self.kind == "choice"

    @once
    def choices(self) -> "tuple[Expr, ...]":
        """What may be the value, also of the choices in a choice; itself when it is none."""
        found: list[Expr] = []
        todo: list[Expr] = [self]
        while todo and len(found) < _MOST:
            each = todo.pop()
            if each.kind == "choice":
                todo += reversed(each._ends)
            else:
                found.append(each)
        return tuple(found)

    @property
    def _ends(self) -> "list[Expr]":
        kind = self._node.type
        if kind == "conditional_expression":  # Python: value, condition, alternative
            return list(map(self._all.of, parts(self._node)[::2]))
        if kind == "ternary_expression":
            found = [self._expr("consequence"), self._expr("alternative")]
        elif self.operator in ("and", "&&"):
            found = [self.right]
        else:
            found = [self.left, self.right]
        return [each for each in found if each is not None]

    @property
    def condition(self) -> "Expr | None":
        """What decides a choice: the test of a ternary, the left side of `&&`, `||`, `??`."""
        if self.kind != "choice":
            return None
        if self._node.type == "conditional_expression":
            given = parts(self._node)
            return self._all.of(given[1]) if len(given) == 3 else None
        return self._expr("condition") or self.left

    @property
    def operator(self) -> str:
        """The operator as it is written: `+`, `??`, `not in`; empty where there is none."""
        return operator_of(self._node)

    @property
    def left(self) -> "Expr | None":
        """The left side of an operator or an assignment."""
        if self._node.type == "comparison_operator":
            return self._first()
        return self._expr("left", "name") if self.kind not in ("name", "function") else None

    @property
    def right(self) -> "Expr | None":
        """The right side of an operator, or what is assigned."""
        if self._node.type == "comparison_operator":
            given = parts(self._node)
            return self._all.of(given[-1]) if len(given) == 2 else None
        return self._expr("right", "value") if self.kind not in ("member", "index") else None

    @property
    def operand(self) -> "Expr | None":
        """What `!`, `not`, `-`, `typeof` and `++` are put to; what `yield` gives."""
        if self.kind in ("not", "unary", "update"):
            return self._expr("argument")
        return self._first() if self.kind == "yield" else None

    @property
    def negated(self) -> "Expr":
        """The expression without the `not` before it."""
        found = self
        while found.kind == "not" and found.operand is not None:
            found = found.operand
        return found

    # What stands in it.

    def holds(self, other: Spanned) -> bool:
        """Whether something of the same file stands in it, or is it."""
        return holds(self, other)

    @property
    def children(self) -> "tuple[Expr, ...]":
        """What stands in it directly, in order; also the values of entries and arguments."""
        found: list[Expr] = []
        todo = parts(self._node)[::-1]
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

    def _field(self, *names: str) -> Node | None:
        for name in names:
            found = self._node.child_by_field_name(name)
            if found is not None:
                return found
        return None

    def _expr(self, *names: str) -> "Expr | None":
        found = self._field(*names)
        return self._all.of(found) if found is not None else None

    def _first(self) -> "Expr | None":
        given = parts(self._node)
        return self._all.of(given[0]) if given else None


def _filled(template: Expr) -> "Iterator[str | Expr]":
    """The texts and substitutions of a template, in order."""
    every = template._all
    todo = template._node.named_children[::-1]
    while todo:
        node = todo.pop()
        if node.type == "string":  # of implicitly joined ones
            todo += node.named_children[::-1]
        elif node.type in ("string_fragment", "string_content", "escape_sequence"):
            yield every.text(node)
        elif node.type in ("template_substitution", "interpolation") and parts(node):
            yield every.of(parts(node)[0])


def _entry(every: "Expressions", node: Node) -> Entry:
    kind = _ENTRIES[node.type]
    key: Node | None = node
    value: Node | None = node
    default: Node | None = None
    if kind == "pair":
        key = node.child_by_field_name("key") or node.child_by_field_name("name")
        value = node.child_by_field_name("value")
    elif kind == "method":
        key = node.child_by_field_name("name")
    elif kind == "spread":
        key, value = None, next(iter(parts(node)), node)
    elif node.type == "object_assignment_pattern":
        key = value = node.child_by_field_name("left")
        default = node.child_by_field_name("right")
    if value is not None and value.type == "assignment_pattern":
        default = value.child_by_field_name("right")
        value = value.child_by_field_name("left")
    name, computed = _key(every, key, node)
    place = key if key is not None else node
    return Entry(
        kind,  # type: ignore[arg-type]
        name,
        every.of(value if value is not None else node),
        computed,
        every.of(default) if default is not None else None,
        node.start_byte,
        node.end_byte,
        Span(place.start_byte, place.end_byte),
    )


def _key(every: "Expressions", key: Node | None, entry: Node) -> "tuple[str | None, Expr | None]":
    """The name that a key has, or the expression that computes it."""
    if key is None:
        return None, None
    if key.type in _WRITTEN_KEYS:
        return every.text(key), None
    computed = key.type == "computed_property_name"
    given = every.of(parts(key)[0]) if computed and parts(key) else every.of(key)
    if given.string is not None:
        return given.string, None
    # `{ name: 1 }` names the entry in JavaScript; in a dict it is a variable.
    if computed or (
        entry.type == "pair" and every.source.language.name == "python" and given.kind == "name"
    ):
        return None, given
    return given.text, None
