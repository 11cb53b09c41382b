"""What one file's code does, the same for TypeScript and Python; knows no Inngest.

An `Outline` is made once per file by one walk over its tree (walk.py). It is a flat model: every
function (and class, and the module itself) is a `Body`; a body lists the call sites, names,
mutations and bindings that stand in it, but not those of the bodies inside it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from scaffold.code import grammar
from scaffold.code.expressions import Expr, Expressions
from scaffold.code.kinds import Use
from scaffold.code.once import once
from scaffold.code.places import Attempt, Loop, Placed, Region, Return
from scaffold.code.reading import Reading, by_name
from scaffold.code.records import field, record
from scaffold.code.scopes import Names, Scope
from scaffold.code.spans import Spanned, holds
from scaffold.code.statements import Block, Statement, block
from scaffold.code.written_calls import WrittenCall
from scaffold.syntax.exports import Export
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare


class _InBody(Placed):
    """Something that stands in a function, a class or the module."""

    __slots__ = ()

    body: "Body"
    target: Node | None

    @property
    def outline(self) -> "Outline":
        return self.body.outline

    @property
    def into(self) -> Expr | None:
        """What its value is assigned to: a name, a pattern, `x.k`, `x[i]`."""
        return self.outline.expr(self.target) if self.target is not None else None

    @property
    def expr(self) -> Expr:
        """It as an expression."""
        return self.outline.expr(self.node)


class _Named(_InBody):
    """A place where a name stands."""

    __slots__ = ()

    name: str

    @property
    def binding(self) -> "Binding | None":
        """What the name stands for there."""
        return self.body.lookup(self.name, self.start)


N = TypeVar("N", bound=_Named)


@record
class CallSite(WrittenCall, _InBody):
    """One call, `new` included, and what becomes of its value."""

    body: "Body" = field(kw_only=True)
    use: Use = "other"
    owner: "CallSite | None" = None
    index: int | None = None
    path: tuple[str, ...] = ()
    optional: bool = False
    awaited: bool = False
    target: Node | None = None
    loop: Loop | None = None
    region: Region | None = None
    awaited_at: "Reference | None" = None  # where a name that stands for it is, in merging.py
    bound: "CallSite | None" = None  # `without_first` fills it
    origin: Any = None  # kept: what it calls, which `resolve_callee` finds out
    followed: Any = None  # kept: the same through imports, `callee`
    values: Any = None  # kept: of what it is given, `argument`

    def without_first(self) -> "CallSite":
        """The call that `partial(f, …)` stands for: its first argument is what is called."""
        if self.bound is None:
            callee = self.arguments[0]
            root, *attrs = (self.args[0].dotted or self.outline.text(callee)).split(".")
            self.bound = CallSite(
                self.node, self.exprs, False, callee, root, tuple(attrs), body=self.body,
                arguments=self.arguments[1:], keywords=self.keywords, use=self.use,
                owner=self.owner, index=self.index, path=self.path, awaited=self.awaited,
                target=self.target, loop=self.loop, region=self.region,
            )  # fmt: skip
        return self.bound


@record
class Reference(_Named):
    """One place where a name is read; `path` holds the attributes read from it there."""

    name: str
    node: Node
    body: "Body"
    use: Use
    owner: CallSite | None = None
    index: int | None = None
    path: tuple[str, ...] = ()
    optional: bool = False
    target: Node | None = None
    awaited: bool = False
    named_by: Node | None = None  # Python's `x := f()`: it is read behind that

    @property
    def start(self) -> int:
        return self.named_by.end_byte if self.named_by else self.node.start_byte

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


@record
class Mutation(_Named):
    """One write to something that exists: `x = 1`, `x.k = 1`, `x[i] = 1`, `x++`, `del x[k]`.

    `attrs` is empty when the name itself is written. Mutating method calls are call sites.
    """

    name: str
    attrs: tuple[str, ...]
    node: Node
    body: "Body"
    value: Node | None

    @property
    def written(self) -> Expr | None:
        """What is put there, when that is one expression."""
        return self.outline.expr(self.value) if self.value is not None else None


@record
class Binding(_InBody):
    """A name and what it stands for.

    kind `param`: parameter number `index`; `value`: declared with `value`; `function` and
    `class`: a `Body`; `import`: `imported` from `module`; `loop`, `catch`: bound by those;
    `given`: what the next statement does with it, and nothing else. `path` is the way into the
    value by destructuring: attributes, `[0]` for elements; `scope` the block that it is used in.
    """

    name: str
    kind: Literal["param", "value", "function", "class", "import", "loop", "catch", "given"]
    node: Node
    body: "Body"
    path: tuple[str, ...] = ()
    value: Node | None = None
    index: int = 0
    function: "Body | None" = None
    module: str = ""
    imported: str = ""
    scope: Scope | None = None
    declared: Any = None  # kept for `declared_type`, which finds it out

    @property
    def is_rest(self) -> bool:
        """Whether it is what a pattern leaves: `others` of `{ id, ...others }`."""
        return grammar.is_rest(self.node)

    @property
    def has_default(self) -> bool:
        """Whether its pattern says what it is where there is nothing: `{ limit = 10 }`."""
        return grammar.has_default(self.node)

    @property
    def initial(self) -> Expr | None:
        """What it is declared with."""
        return self.outline.expr(self.value) if self.value is not None else None


@record
class Body(Placed, Names[Binding]):
    """The module, a class, or one function: what stands in it directly.

    `owner` is the call that a function is given to, `index` its place, `use` how it is used there.
    """

    kind: Literal["module", "class", "function"]
    node: Node
    parent: "Body | None"
    outline: "Outline"
    name: str | None = None
    is_async: bool = False
    owner: CallSite | None = None
    index: int | None = None
    use: Use = "other"
    loop: Loop | None = None
    region: Region | None = None
    decorators: list[Node] = field(default_factory=list)
    block_made: Block | None = None
    # Kept for those who find it out: `own_calls` who calls it, `HelperCalls` what it reaches.
    called: Any = None
    reached: Any = None
    returns_made: tuple[Expr, ...] | None = None
    # What stands in it: not there before the walk has come to it.
    parameters: list[str | None] = field(init=False)
    rest: int | None = field(init=False)
    calls: list[CallSite] = field(init=False)
    references: list[Reference] = field(init=False)
    mutations: list[Mutation] = field(init=False)
    bindings: dict[str, Binding] = field(init=False)
    rivals: dict[str, list[Binding]] = field(init=False)
    attempts: list[Attempt] = field(init=False)
    nonlocals: set[str] = field(init=False)
    returns: list[Return] = field(init=False)

    def __post_init__(self) -> None:
        if self.kind != "function":
            self.open()

    def open(self) -> None:
        """Make room for what stands in it, which the walk fills in."""
        self.parameters, self.rest, self.returns = [], None, []
        self.calls, self.references, self.mutations = [], [], []
        self.bindings, self.rivals, self.nonlocals, self.attempts = {}, {}, set(), []

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
    def is_method(self) -> bool:
        """Whether a class holds it directly."""
        return self.parent is not None and self.parent.kind == "class"

    @property
    def takes_itself(self) -> bool:
        """Whether it is a method that is given its object first, as those of Python are."""
        return self.is_method and self.parameters[:1] in (["self"], ["cls"])

    @property
    def is_getter(self) -> bool:
        """Whether it is read like a field: `get client() {…}`, Python's `@property`."""
        is_one = any(each.name.endswith("property") for each in self.decorated_with)
        return is_one or grammar.is_getter(self.node)

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
        return tuple(map(self.outline.expr, self.decorators or grammar.decorators(self.node)))

    @property
    def returned(self) -> tuple[Expr, ...]:
        """Each expression that it returns; `return` alone gives none."""
        if self.returns_made is None:
            self.returns_made = tuple(r.expr for r in self.returns if r.expr is not None)
        return self.returns_made

    def returns_in(self, place: Spanned) -> list[Return]:
        """Return where it gives a result in one part of it, functions inside left out."""
        return [each for each in self.returns if holds(place, each)]

    def lookup(self, name: str, at: int | None = None) -> Binding | None:
        """Return what a name stands for when it is read in this body, at an offset."""
        body: Body | None = self
        python = self.outline.language == "python"  # whose defaults are read around a function
        while body is not None:
            is_seen = body.kind != "class" or (body is self and self.sees_members)
            found = body.own(name, at) if is_seen else None
            if found is not None and not (python and grammar.in_defaults(body.node, at)):
                return found
            body = body.parent
        return None

    def is_local_to(self, caller: "Body") -> bool:
        """Whether it is written in a function around another one: no helper of that one, then."""
        around = self.parent
        return around is not None and around.kind == "function" and caller.is_inside(around)

    def is_inside(self, other: "Body") -> bool:
        """Whether this body is `other`, or stands in it at any depth."""
        body: Body | None = self
        while body is not None and body is not other:
            body = body.parent
        return body is not None


class Outline(Reading[Body, CallSite]):
    """One file: its bodies, and tables to get from an expression to what was made of it."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.path = source.path
        self.language: str = source.language.name
        self.exprs = Expressions(source)
        self.expr, self.expr_at = self.exprs.of, self.exprs.between
        self.bare = self.exprs.bare if self.exprs.casts else bare  # most files cast nothing
        self.text = self.exprs.text
        self.module = Body("module", source.meant.root_node, None, self)
        self.read_bodies.append(self.module)
        self.exports: dict[str, Export] = {}

    def body_at(self, offset: int) -> Body:
        """Return the innermost body around an offset."""
        self.read_rest()
        at = bisect_right(self._starts, offset) - 1
        body: Body = self.read_bodies[at] if at >= 0 else self.module
        while body.parent is not None and not body.start <= offset < body.end:
            body = body.parent
        return body

    def inside(self, body: Body) -> list[Body]:
        """Return a body and all that stand in it, in order."""
        self.read_rest()
        first, last = bisect_left(self._starts, body.start), bisect_left(self._starts, body.end)
        return [each for each in self.read_bodies[first:last] if each.is_inside(body)]

    @once
    def _starts(self) -> list[int]:
        return [body.start for body in self.read_bodies]

    def binding(self, name: Expr) -> Binding | None:
        """Return what a name stands for where it is written."""
        at = name.start if name.kind == "name" else None
        return self.body_at(at).lookup(name.text, at) if at is not None else None

    def sites_in(self, place: Spanned) -> Iterator[CallSite]:
        """Yield every call written in an expression, a statement, a loop."""
        for body in self._bodies_in(place):
            yield from (site for site in body.calls if holds(place, site))

    def references_in(self, place: Spanned) -> Iterator[Reference]:
        """Yield every name read in an expression, a statement, a loop."""
        for body in self._bodies_in(place):
            yield from (each for each in body.references if holds(place, each))

    def _bodies_in(self, place: Spanned) -> Iterator[Body]:
        yield (around := self.body_at(place.start))
        for body in self.bodies:
            if place.start <= body.start < place.end and body is not around:
                yield body

    @once
    def references(self) -> dict[str, list[Reference]]:
        """Every reference of the file, by name."""
        return by_name(each for body in self.bodies for each in body.references)

    def references_to(self, binding: Binding) -> list[Reference]:
        """Every place where this very binding is read, shadowed names left out."""
        return _those_of(binding, self.references)

    @once
    def mutations(self) -> dict[str, list[Mutation]]:
        """Every write of the file, by the name that is written to."""
        return by_name(each for body in self.bodies for each in body.mutations)

    def mutations_of(self, binding: Binding) -> list[Mutation]:
        """Every write to this very binding."""
        return _those_of(binding, self.mutations)


def _those_of(binding: Binding, table: dict[str, list[N]]) -> list[N]:
    return [each for each in table.get(binding.name, ()) if each.binding is binding]
