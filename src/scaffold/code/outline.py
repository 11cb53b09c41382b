"""What one file's code does, the same for TypeScript and Python; knows no Inngest.

An `Outline` is made once per file by one walk over its tree (outline_walk.py). It is a flat model:
every function (and class, and the module itself) is a `Body`; a body lists the call sites, names,
mutations and bindings that stand in it, but not those of the bodies inside it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from scaffold.code.expressions import Expr, Expressions
from scaffold.code.once import once
from scaffold.code.places import Attempt as Attempt
from scaffold.code.places import Catch as Catch
from scaffold.code.places import Loop as Loop
from scaffold.code.places import Placed, Return
from scaffold.code.places import Region as Region
from scaffold.code.scopes import Export, Names, Scope
from scaffold.code.spans import Spanned, holds
from scaffold.code.statements import Block, Statement, block
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

_LONGEST_CHAIN = 100  # a chain of more calls is spelled by its last words

Use = Literal[
    "discarded",  # a statement of its own
    "assigned",  # to `target`
    "returned",
    "argument",  # number `index` of the call `owner`
    "element",  # of an array, tuple or spread; `owner` is the call around it, if any
    "property",  # of an object or dict; likewise
    "receiver",  # of the method call `owner`
    "member",  # an attribute is read from it; `path` says which
    "condition",  # of if, while, a ternary, &&, ||, ??, !, a comparison
    "asserted",  # Python's `assert`
    "thrown",
    "void",  # JavaScript's `void x`
    "loop",  # what a loop runs over
    "other",
]


class _InBody(Placed):
    """Something that stands in a function, a class or the module."""

    __slots__ = ("body",)

    body: "Body"

    @property
    def outline(self) -> "Outline":
        return self.body.outline

    @property
    def expr(self) -> Expr:
        """It as an expression."""
        return self.outline.expr(self.node)


class _Named(_InBody):
    """A place where a name stands."""

    __slots__ = ("name",)

    name: str

    @property
    def binding(self) -> "Binding | None":
        """What the name stands for there."""
        return self.body.lookup(self.name, self.start)


class CallSite(_InBody):
    """One call, `new` included.

    `root` and `attrs` spell the callee: `ctx.step.run(…)` is `ctx`, `("step", "run")`. `root` is
    None when the callee starts at another call, then `receiver`; or at anything else.
    """

    __slots__ = (
        "arguments", "attrs", "awaited", "bound", "callee", "index", "is_new", "keywords",
        "loop", "optional", "origin", "owner", "path", "read", "receiver", "receiver_awaited",
        "region", "root", "target", "use", "values",
    )  # fmt: skip

    def __init__(self, node: Node, body: "Body", is_new: bool) -> None:
        self.node = node
        self.body = body
        self.is_new = is_new
        self.callee: Node | None = None
        self.root: str | None = None
        self.attrs: tuple[str, ...] = ()
        self.receiver: CallSite | None = None
        self.receiver_awaited = False
        self.arguments: list[Node] = []
        self.keywords: dict[str, Node] = {}
        self.use: Use = "other"
        self.owner: CallSite | None = None
        self.index: int | None = None
        self.path: tuple[str, ...] = ()
        self.optional = False
        self.awaited = False
        self.target: Node | None = None
        self.loop: Loop | None = None
        self.region: Region | None = None
        self.bound: CallSite | None = None  # `without_first` fills it
        # Kept here for those who find it out: `resolve_callee` what it calls, `argument` values.
        self.origin: Any = None
        self.values: Any = None
        self.read: tuple[Expr, ...] = ()  # `args`, which are asked for again and again

    @property
    def called(self) -> Expr | None:
        """What is called: `ctx.step.run`."""
        return self.outline.expr(self.callee) if self.callee is not None else None

    @property
    def args(self) -> tuple[Expr, ...]:
        """The arguments without a keyword, spreads included."""
        if len(self.read) != len(self.arguments):
            self.read = tuple(map(self.outline.expr, self.arguments))
        return self.read

    @property
    def kwargs(self) -> dict[str, Expr]:
        """The arguments with a keyword."""
        return {name: self.outline.expr(node) for name, node in self.keywords.items()}

    @property
    def into(self) -> Expr | None:
        """What its value is assigned to: a name, a pattern, `x.k`, `x[i]`."""
        return self.outline.expr(self.target) if self.target is not None else None

    @property
    def spelled(self) -> str:
        """The callee as its file writes it, for messages: `db.users.find`."""
        attrs = ".".join(self.attrs)
        if self.root is not None:
            return f"{self.root}.{attrs}" if attrs else self.root
        first: CallSite | None = self
        parts: list[str] = []
        while first is not None and first.root is None and len(parts) < _LONGEST_CHAIN:
            parts.append(".".join(first.attrs))
            first = first.receiver
        if first is None or first.root is None:
            return attrs or "…"
        start = ".".join((first.root or "", *first.attrs))
        links = (f"{start}()", *(f"{part}()" for part in reversed(parts[1:]) if part), parts[0])
        return ".".join(link for link in links if link)

    def without_first(self) -> "CallSite":
        """The call that `partial(f, …)` stands for: its first argument is what is called."""
        if self.bound is None:
            meant = self.bound = CallSite(self.node, self.body, False)
            for name in ("use", "owner", "index", "target", "awaited", "loop", "region", "path"):
                setattr(meant, name, getattr(self, name))
            meant.callee = self.arguments[0]
            meant.root, *attrs = self.outline.text(self.arguments[0]).split(".")
            meant.attrs = tuple(attrs)
            meant.arguments, meant.keywords = self.arguments[1:], self.keywords
        return self.bound


class Reference(_Named):
    """One place where a name is read; `path` holds the attributes read from it there."""

    __slots__ = (
        "awaited", "index", "optional", "owner", "path", "target", "use",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        node: Node,
        body: "Body",
        use: Use,
        owner: CallSite | None = None,
        index: int | None = None,
        path: tuple[str, ...] = (),
        optional: bool = False,
        target: Node | None = None,
        awaited: bool = False,
    ) -> None:
        self.awaited = awaited
        self.name = name
        self.node = node
        self.body = body
        self.use = use
        self.owner = owner
        self.index = index
        self.path = path
        self.optional = optional
        self.target = target

    @property
    def whole(self) -> Expr:
        """The name with the attributes that are read from it: `event.data`."""
        found = self.expr
        for _ in self.path:
            around = found.around
            if around is None or around.kind != "member" or around.inner is not found:
                break
            found = around
        return found

    @property
    def into(self) -> Expr | None:
        """What its value is assigned to."""
        return self.outline.expr(self.target) if self.target is not None else None


class Mutation(_Named):
    """One write to something that exists: `x = 1`, `x.k = 1`, `x[i] = 1`, `x++`, `del x[k]`.

    `attrs` is empty when the name itself is written. Mutating method calls are call sites.
    """

    __slots__ = ("attrs", "value")

    def __init__(
        self, name: str, attrs: tuple[str, ...], node: Node, body: "Body", value: Node | None
    ) -> None:
        self.name = name
        self.attrs = attrs
        self.node = node
        self.body = body
        self.value = value

    @property
    def written(self) -> Expr | None:
        """What is put there, when that is one expression."""
        return self.outline.expr(self.value) if self.value is not None else None


class Binding(_InBody):
    """A name and what it stands for.

    kind `param`: parameter number `index`; `value`: declared with `value`; `function` and
    `class`: a `Body`; `import`: `imported` from `module`; `loop`, `catch`: bound by those.
    `path` is the way into the value by destructuring: attribute names, and `[0]` for elements.
    `scope` is the block that it can be used in, None for all of its body.
    """

    __slots__ = (
        "function", "imported", "index", "kind", "module", "name", "path", "scope", "value",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        kind: Literal["param", "value", "function", "class", "import", "loop", "catch"],
        node: Node,
        body: "Body",
        *,
        path: tuple[str, ...] = (),
        value: Node | None = None,
        index: int = 0,
        function: "Body | None" = None,
        module: str = "",
        imported: str = "",
        scope: Scope | None = None,
    ) -> None:
        self.scope = scope
        self.name = name
        self.kind = kind
        self.node = node
        self.body = body
        self.path = path
        self.value = value
        self.index = index
        self.function = function
        self.module = module
        self.imported = imported

    @property
    def is_rest(self) -> bool:
        """Whether it is what a pattern leaves: `others` of `{ id, ...others }`."""
        rest = self.node.parent
        around = rest.parent if rest is not None and rest.type == "rest_pattern" else None
        return around is not None and around.type in ("object_pattern", "array_pattern")

    @property
    def has_default(self) -> bool:
        """Whether its pattern says what it is where there is nothing: `{ limit = 10 }`."""
        around = self.node.parent
        defaults = ("object_assignment_pattern", "assignment_pattern")
        return around is not None and around.type in defaults

    @property
    def initial(self) -> Expr | None:
        """What it is declared with."""
        return self.outline.expr(self.value) if self.value is not None else None


class Body(Placed, Names[Binding]):
    """The module, a class, or one function: what stands in it directly.

    `owner` is the call that a function written as an argument is given to, `index` its place,
    and `use` how the function itself is used there.
    """

    __slots__ = (
        "attempts", "bindings", "block_made", "calls", "decorators", "index", "is_async", "kind",
        "loop", "mutations", "name", "nonlocals", "outline", "owner", "parameters",
        "parent", "references", "region", "rest", "returns", "rivals", "use",
    )  # fmt: skip

    def __init__(
        self,
        kind: Literal["module", "class", "function"],
        node: Node,
        parent: "Body | None",
        outline: "Outline",
    ) -> None:
        self.kind = kind
        self.node = node
        self.parent = parent
        self.outline = outline
        self.name: str | None = None
        self.is_async = False
        self.owner: CallSite | None = None
        self.index: int | None = None
        self.use: Use = "other"
        self.loop: Loop | None = None
        self.region: Region | None = None
        self.decorators: list[Node] = []
        self.block_made: Block | None = None
        if kind != "function":
            self.open()

    def open(self) -> None:
        """Make room for what stands in it, which the walk fills in."""
        self.parameters: list[str | None] = []
        self.rest: int | None = None
        self.calls: list[CallSite] = []
        self.references: list[Reference] = []
        self.mutations: list[Mutation] = []
        self.bindings: dict[str, Binding] = {}
        self.rivals: dict[str, list[Binding]] = {}
        self.attempts: list[Attempt] = []
        self.nonlocals: set[str] = set()
        self.returns: list[Node] = []

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Read the inside of the function first: nobody has asked for it yet."""
            if name not in Body.__slots__ or self.outline.rest is None:
                raise AttributeError(name)
            self.outline.read_rest()
            return getattr(self, name)

    @property
    def sees_members(self) -> bool:
        """Whether the members of a class are names in it, as in Python, though in no method."""
        return self.outline.language == "python" or self.node.type == "enum_declaration"

    @property
    def is_getter(self) -> bool:
        """Whether it is read like a field: `get client() {…}`."""
        return any(child.type == "get" for child in self.node.children)

    @property
    def expr(self) -> Expr:
        """The whole function, class or module as an expression."""
        return self.outline.expr(self.node)

    @property
    def block(self) -> Block:
        """Its statements, in order."""
        if self.block_made is None:
            self.block_made = block(self.node, self.outline.exprs)
        return self.block_made

    def statement_at(self, place: Spanned) -> Statement | None:
        """Return the innermost statement of this body that a place stands in."""
        return self.block.statement_at(place.start)

    @property
    def decorated_with(self) -> tuple[Expr, ...]:
        """Its decorators, in order."""
        return tuple(map(self.outline.expr, self.decorators))

    @property
    def returned(self) -> tuple[Expr, ...]:
        """Each expression that it returns; `return` alone gives none."""
        nodes = (parts(n)[:1] if n.type == "return_statement" else [n] for n in self.returns)
        return tuple(self.outline.expr(each) for given in nodes for each in given)

    def returns_in(self, place: Spanned) -> list[Return]:
        """Return where it gives a result in one part of it, functions inside left out."""
        found = []
        for node in self.returns:
            given = parts(node)[:1] if node.type == "return_statement" else [node]
            expr = self.outline.expr(given[0]) if given else None
            found.append(Return(node.start_byte, node.end_byte, expr))
        return [each for each in found if holds(place, each)]

    def lookup(self, name: str, at: int | None = None) -> Binding | None:
        """Return what a name stands for when it is read in this body, at an offset."""
        body: Body | None = self
        while body is not None:
            found = body.own(name, at)
            if found is not None and (body.kind != "class" or (body is self and self.sees_members)):
                return found
            body = body.parent
        return None

    def is_inside(self, other: "Body") -> bool:
        """Whether this body is `other`, or stands in it at any depth."""
        body: Body | None = self
        while body is not None and body is not other:
            body = body.parent
        return body is not None


class Outline:
    """One file: its bodies, and tables to get from a syntax node to what was made of it.

    What stands inside the functions of a TypeScript file is read when someone asks for it. Most
    files of a large project are only asked which functions they define.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.path = source.path
        self.language: str = source.language.name
        self.exprs = Expressions(source)
        self.expr, self.bare = self.exprs.of, self.exprs.bare
        self.module = Body("module", source.meant.root_node, None, self)
        # What was read so far, and the functions whose inside `rest` will read.
        self.read_bodies: list[Body] = [self.module]
        self.read_body_at: dict[int, Body] = {}
        self.read_site_at: dict[int, CallSite] = {}
        self.unread: list[Body] = []
        self.rest: Callable[[], None] | None = None
        self.exports: dict[str, Export] = {}
        self.star_exports: list[str] = []
        self.modules: list[tuple[str, Node]] = []

    def text(self, node: Node) -> str:
        return self.source.content[node.start_byte : node.end_byte].decode()

    def expr_at(self, start: int, end: int) -> Expr:
        """Return the expression between two offsets, which an expression begins and ends at."""
        root = self.source.meant.root_node
        node = root.descendant_for_byte_range(start, end)
        return self.exprs.of(node or root)

    def body_at(self, offset: int) -> Body:
        """Return the innermost body around an offset."""
        self.read_rest()
        at = bisect_right(self._starts, offset) - 1
        body: Body = self.read_bodies[at] if at >= 0 else self.module
        while body.parent is not None and not body.start <= offset < body.end:
            body = body.parent
        return body

    @once
    def exported_as(self) -> dict[str, list[str]]:
        """The names that the file exports, by the name that they have in it."""
        found: dict[str, list[str]] = {}
        for export in self.exports.values():
            if export.module is None:
                found.setdefault(export.local, []).append(export.name)
        return found

    @once
    def mentions_exports(self) -> bool:
        """Whether it may be a CommonJS module."""
        return b"exports" in self.source.content

    def inside(self, body: Body) -> list[Body]:
        """Return a body and all that stand in it, in order."""
        self.read_rest()
        first, last = bisect_left(self._starts, body.start), bisect_left(self._starts, body.end)
        return [each for each in self.read_bodies[first:last] if each.is_inside(body)]

    @once
    def _starts(self) -> list[int]:
        return [body.start for body in self.read_bodies]

    def read_rest(self) -> None:
        """Read the inside of every function."""
        if self.rest is not None:
            rest, self.rest = self.rest, None
            rest()

    @property
    def bodies(self) -> list[Body]:
        self.read_rest()
        return self.read_bodies

    def sites(self) -> tuple[CallSite, ...]:
        """Return every call, in order."""
        self.read_rest()
        return tuple(self.read_site_at.values())

    def sites_at(self, sign: re.Pattern[bytes]) -> tuple[CallSite, ...]:
        """Return every call, in order; those in functions only where the text has the sign."""
        if self.rest is not None:
            found = (match.start() for match in sign.finditer(self.source.content))
            if any(map(self._is_unread, found)):
                self.read_rest()
        return tuple(self.read_site_at.values())

    def site(self, at: Node | Expr) -> CallSite | None:
        """Return the call that an expression is."""
        node = at.node if isinstance(at, Expr) else at
        found = self.read_site_at.get(node.id)
        if found is None and self.rest is not None and self._is_unread(node.start_byte):
            self.read_rest()
            found = self.read_site_at.get(node.id)
        return found

    def body(self, at: Node | Expr) -> Body | None:
        """Return the function or class that an expression writes."""
        node = at.node if isinstance(at, Expr) else at
        found = self.read_body_at.get(node.id)
        if found is None and self.rest is not None and self._is_unread(node.start_byte):
            self.read_rest()
            found = self.read_body_at.get(node.id)
        return found

    def binding(self, name: Expr) -> Binding | None:
        """Return what a name stands for where it is written."""
        if name.kind != "name":
            return None
        return self.body_at(name.start).lookup(name.text, name.start)

    def sites_in(self, place: Spanned) -> Iterator[CallSite]:
        """Yield every call written in an expression, a statement, a loop."""
        for body in self._bodies_in(place):
            yield from (site for site in body.calls if holds(place, site))

    def references_in(self, place: Spanned) -> Iterator[Reference]:
        """Yield every name read in an expression, a statement, a loop."""
        for body in self._bodies_in(place):
            yield from (each for each in body.references if holds(place, each))

    def _bodies_in(self, place: Spanned) -> Iterator[Body]:
        around = self.body_at(place.start)
        yield around
        for body in self.bodies:
            if place.start <= body.start < place.end and body is not around:
                yield body

    def _is_unread(self, offset: int) -> bool:
        return any(each.node.start_byte <= offset < each.node.end_byte for each in self.unread)

    @once
    def references(self) -> dict[str, list[Reference]]:
        """Every reference of the file, by name."""
        table: dict[str, list[Reference]] = {}
        for body in self.bodies:
            for reference in body.references:
                table.setdefault(reference.name, []).append(reference)
        return table

    def references_to(self, binding: Binding) -> list[Reference]:
        """Every place where this very binding is read, shadowed names left out."""
        return [
            reference
            for reference in self.references.get(binding.name, ())
            if reference.body.lookup(binding.name, reference.node.start_byte) is binding
        ]

    @once
    def mutations(self) -> dict[str, list[Mutation]]:
        """Every write of the file, by the name that is written to."""
        table: dict[str, list[Mutation]] = {}
        for body in self.bodies:
            for mutation in body.mutations:
                table.setdefault(mutation.name, []).append(mutation)
        return table

    def mutations_of(self, binding: Binding) -> list[Mutation]:
        """Every write to this very binding."""
        return [
            mutation
            for mutation in self.mutations.get(binding.name, ())
            if mutation.body.lookup(binding.name, mutation.node.start_byte) is binding
        ]
