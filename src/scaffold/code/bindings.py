"""What a name stands for: the import, the parameter, the call or the function behind it.

`resolve(body, "s", ("run",))` follows aliases, destructuring and re-assignments inside one file
and returns an `Origin`. Its `name` is what rules compare: `crypto.randomUUID`, `time.time`,
`datetime.datetime.now`, `inngest.Inngest`, whatever the file calls them.
"""

from collections.abc import Iterable
from typing import Literal

from scaffold.code.expressions import Expr
from scaffold.code.grammar import entry_nodes, field, is_parameter
from scaffold.code.kinds import makes_dict, read_name
from scaffold.code.outline import Binding, Body, CallSite, Mutation, Outline, Reference
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

_ASSIGNMENTS = frozenset({"assignment_expression", "augmented_assignment_expression", "assignment"})
_DEPTH = 12
# What `Object.…` gives back as it was given.
_GIVE_BACK = frozenset({("freeze",), ("seal",)})


Kind = Literal[
    "global", "import", "param", "call", "function", "class", "object", "self", "instance", "value"
]


class Origin:
    """Where a value comes from, and the attributes read from it. Never changed once made.

    - `global`: a name no one binds: `Date.now` has root `Date`
    - `import`: `imported` (`default`, `*`, a name) of `module`
    - `param`: parameter number `index` of `body`
    - `call`: the result of `site`, which no other kind has
    - `function`, `class`: `target` is its body
    - `object`: an object or dict literal, `node`
    - `self`: `this` or Python's first method parameter; `body` is the class
    - `instance`: an object of the class `target`, by the type that it is declared with
    - `value`: any other expression, `node`
    """

    __slots__ = ("_name", "attrs", "binding", "body", "imported", "index", "kind", "module", "node",
                 "outline", "root", "site", "target")  # fmt: skip

    def __init__(
        self,
        kind: Kind,
        attrs: tuple[str, ...] = (),
        root: str = "",
        module: str = "",
        imported: str = "",
        body: Body | None = None,
        index: int = 0,
        site: CallSite | None = None,
        target: Body | None = None,
        node: Node | None = None,
        binding: Binding | None = None,
        outline: Outline | None = None,
    ) -> None:
        self.kind = kind
        self.attrs = attrs
        self.root = root
        self.module = module
        self.imported = imported
        self.body = body
        self.index = index
        self.site = site
        self.target = target
        self.node = node
        self.binding = binding
        self.outline = outline
        self._name: str | None = None

    def at(self, attrs: tuple[str, ...]) -> "Origin":
        """Return the same origin with other attributes read from it."""
        return Origin(
            self.kind, attrs, self.root, self.module, self.imported, self.body, self.index,
            self.site, self.target, self.node, self.binding, self.outline,
        )  # fmt: skip

    def bound(self, binding: Binding) -> "Origin":
        """Return the same origin, as the name `binding` holds it."""
        found = self.at(self.attrs)
        found.binding = binding
        return found

    @property
    def function(self) -> Body | None:
        """The function that it is, where nothing is read from one."""
        return self.target if self.kind == "function" and not self.attrs else None

    @property
    def klass(self) -> Body | None:
        """The class that it is, likewise."""
        return self.target if self.kind == "class" and not self.attrs else None

    @property
    def made_by(self) -> CallSite | None:
        """The call whose result it is, likewise."""
        return self.site if self.kind == "call" and not self.attrs else None

    @property
    def expr(self) -> Expr | None:
        """The expression of an `object`, a `value`, a `call` or a written function."""
        outline = self.outline or (self.body.outline if self.body is not None else None)
        if outline is None and self.site is not None:
            outline = self.site.outline
        return outline.expr(self.node) if self.node is not None and outline is not None else None

    @property
    def name(self) -> str:
        """The full dotted name of a global or imported thing, else an empty string.

        What a call gives is named after the callee: `httpx.Client().get`.
        """
        if self._name is None:
            self._name = self._full_name()
        return self._name

    def _full_name(self) -> str:
        origin, tail = self, ""
        for _ in range(_DEPTH):  # `x = x.next()` is named after itself
            if origin.site is None:
                start = origin._own_name
                return f"{start}{tail}" if start else ""
            tail = "".join(("()", *(f".{attr}" for attr in origin.attrs), tail))
            origin = resolve_callee(origin.site)
        return ""

    @property
    def base(self) -> "Origin":
        """What the first call of a chain of calls is made on."""
        origin = self
        for _ in range(_DEPTH):
            if origin.site is None:
                break
            origin = resolve_callee(origin.site)
        return origin

    @property
    def _own_name(self) -> str:
        if self.kind == "global":
            return ".".join((self.root, *self.attrs))
        if self.kind == "import":
            module = self.module.removeprefix("node:")
            parts = [module] if module else []
            if self.imported not in ("*", "default"):
                parts.append(self.imported)
            return ".".join((*parts, *self.attrs))
        return ""


def resolve(
    body: Body, root: str, attrs: tuple[str, ...] = (), depth: int = 0, at: int | None = None
) -> Origin:
    """Return where `root.attrs` comes from when it is read in `body`, at an offset."""
    if root in ("this", "super", "self", "cls"):
        owner = _class_of(body)
        if owner is not None and (root in ("this", "super") or _is_first_parameter(body, root)):
            return _member_of_class(owner, attrs, depth)
    binding = body.lookup(root, at)
    if binding is None:
        if root == "globalThis" and attrs:
            return Origin("global", attrs[1:], root=attrs[0])
        return Origin("global", attrs, root=root)
    return resolve_binding(binding, attrs, depth)


def resolve_expr(body: Body, expr: Expr, attrs: tuple[str, ...] = ()) -> Origin:
    """Return where the value of an expression, and `attrs` read from it, comes from."""
    if expr.origins is None:
        expr.origins = {}
    known = expr.origins
    found = known.get((body, attrs))
    if found is None:
        found = known[body, attrs] = resolve_node(body, expr.node, attrs)
    return found


def resolve_reference(reference: Reference, attrs: tuple[str, ...] | None = None) -> Origin:
    """Return where what a name is read for comes from, with what is read from it there."""
    path = reference.path if attrs is None else attrs
    return resolve(reference.body, reference.name, path, at=reference.node.start_byte)


def resolve_binding(binding: Binding, attrs: tuple[str, ...] = (), depth: int = 0) -> Origin:
    """Return where `attrs` of what a binding holds comes from."""
    way = (*binding.path, *attrs)
    outline = binding.body.outline
    if binding.kind == "import":
        return Origin(
            "import", way, module=binding.module, imported=binding.imported,
            binding=binding, outline=outline,
        )  # fmt: skip
    if binding.kind == "param":
        return Origin(
            "param", way, body=binding.body, index=binding.index, binding=binding, outline=outline
        )
    if binding.kind == "function" and binding.function is not None:
        return Origin("function", attrs, target=binding.function, binding=binding, outline=outline)
    if binding.kind == "class" and binding.function is not None:
        return _class_member(binding, attrs, depth)
    value = binding.value
    if value is None:
        value = _only_assigned(binding)
    if value is None or binding.kind in ("loop", "catch") or depth > _DEPTH:
        return Origin("value", way, node=value, binding=binding, outline=outline)
    found = resolve_node(binding.body, value, way, depth + 1)
    return found if found.binding is not None else found.bound(binding)


def resolve_node(body: Body, node: Node, attrs: tuple[str, ...] = (), depth: int = 0) -> Origin:
    """Return where the value of an expression comes from."""
    outline = body.outline
    node, path = _chain(outline, node)
    kind, full = node.type, (*path, *attrs)
    if depth > _DEPTH:
        return Origin("value", full, node=node, outline=outline)
    if kind in ("subscript_expression", "subscript"):
        held = _held_under_a_text(body, outline.expr(node), full, depth)
        if held is not None:
            return held
    if kind in ("identifier", "this", "shorthand_property_identifier"):
        return resolve(body, outline.text(node), full, depth + 1, node.start_byte)
    target = outline.body(node)
    if target is not None:
        what: Kind = "class" if target.kind == "class" else "function"
        return Origin(what, full, target=target, node=node, outline=outline)
    site = outline.site(node)
    if site is not None:
        if site.root == "Object" and site.attrs in _GIVE_BACK and site.arguments:
            return resolve_node(body, site.arguments[0], full, depth + 1)
        return Origin("call", full, site=site, node=node, outline=outline)
    if kind in ("object", "dictionary") or (kind == "call" and makes_dict(node)):
        if full:
            for child in entry_nodes(node):
                entry = _entry(outline, child, full[0])
                if entry is not None:
                    return resolve_node(body, entry, full[1:], depth + 1)
        return Origin("object", full, node=node, body=body, outline=outline)
    if kind in ("array", "list", "tuple", "expression_list") and full and full[0][:1] == "[":
        elements = parts(node)
        place = int(full[0][1:-1])
        if place < len(elements):
            return resolve_node(body, elements[place], full[1:], depth + 1)
    if kind in _ASSIGNMENTS:
        right = _assigned(node)
        if right is not None:
            return resolve_node(body, right, full, depth + 1)
    return Origin("value", full, node=node, body=body, outline=outline)


def _chain(outline: Outline, node: Node) -> tuple[Node, Iterable[str]]:
    """Return where `a.b.c` starts, and what is read from there."""
    path: list[str] = []
    while node.type != "identifier":
        bare = outline.bare(node)
        if bare is not node:
            node = bare
            continue
        last = read_name(node)
        inner = node.child_by_field_name("object") if last is not None else None
        if inner is None or last is None:
            break
        path.append(outline.text(last))
        node = inner
    return node, reversed(path)


def _held_under_a_text(body: Body, expr: Expr, attrs: tuple[str, ...], depth: int) -> Origin | None:
    """What `NAMES["paid"]` is, where an object, a class or another module's name is read so."""
    key = expr.index.string if expr.index is not None else None
    if key is None or expr.inner is None:
        return None
    holder = resolve_node(body, expr.inner.node, (), depth + 1)
    if holder.kind not in ("object", "class", "import"):
        return None
    return resolve_node(body, expr.inner.node, (key, *attrs), depth + 1)


def resolve_callee(site: CallSite) -> Origin:
    """Return what a call calls."""
    found: Origin | None = site.origin
    if found is None:
        found = site.origin = _resolve_callee(site)
    return found


def _resolve_callee(site: CallSite) -> Origin:
    if site.root is not None:
        if site.root == "import":
            return Origin("global", root="import")
        return resolve(site.body, site.root, site.attrs, at=site.node.start_byte)
    if site.receiver is not None:
        return Origin("call", site.attrs, site=site.receiver, outline=site.outline)
    if site.callee is not None:
        return resolve_node(site.body, site.callee)
    return Origin("value", site.attrs)


def _entry(outline: Outline, child: Node, key: str) -> Node | None:
    if child.type in ("pair", "keyword_argument"):
        name = field(child, "key", "name")
        if name is not None and outline.text(name).strip("\"'") == key:
            return child.child_by_field_name("value")
    elif child.type == "shorthand_property_identifier" and outline.text(child) == key:
        return child
    elif child.type == "method_definition":
        name = child.child_by_field_name("name")
        if name is not None and outline.text(name) == key:
            return child
    return None


def assigned_value(mutation: Mutation) -> Expr | None:
    """Return what a write puts there, for `x ??= f()` too."""
    value = mutation.value if mutation.value is not None else _assigned(mutation.node)
    return mutation.outline.expr(value) if value is not None else None


def is_reassigned(binding: Binding) -> bool:
    """Whether something else is put in the place of what a name is declared with."""
    return binding.value is not None and any(
        not each.attrs and each.value is not binding.value
        for each in binding.outline.mutations_of(binding)
    )


def _assigned(node: Node) -> Node | None:
    """The right side of an assignment that may become the whole value."""
    if node.type == "augmented_assignment_expression":
        operator = node.child_by_field_name("operator")
        if operator is None or operator.type not in ("??=", "||="):
            return None
    elif node.type not in _ASSIGNMENTS:
        return None
    return node.child_by_field_name("right")


def _only_assigned(binding: Binding) -> Node | None:
    """`let x; x = f()`: the value, when there is exactly one."""
    found = [m for m in binding.body.outline.mutations_of(binding) if not m.attrs]
    return found[0].value if len(found) == 1 else None


def _class_of(body: Body | None) -> Body | None:
    while body is not None and body.kind != "class":
        body = body.parent
    return body


def _is_first_parameter(body: Body, name: str) -> bool:
    at: Body | None = body
    while at is not None and at.kind == "function":
        if at.parameters and at.parameters[0] == name:
            return True
        at = at.parent
    return False


def _member_of_class(owner: Body, attrs: tuple[str, ...], depth: int) -> Origin:
    if attrs:
        found = owner.bindings.get(attrs[0])
        is_set = found is not None and found.initial is not None and found.initial.kind != "null"
        if found is not None and depth <= _DEPTH and (found.function or is_set):
            return resolve_binding(found, attrs[1:], depth + 1)
    return Origin("self", attrs, body=owner, outline=owner.outline)


def _class_member(binding: Binding, attrs: tuple[str, ...], depth: int) -> Origin:
    owner = binding.function
    assert owner is not None
    if attrs:
        found = owner.bindings.get(attrs[0])
        if found is not None and depth <= _DEPTH:
            return resolve_binding(found, attrs[1:], depth + 1)
    return Origin("class", attrs, target=owner, binding=binding, outline=binding.body.outline)


def default_of(body: Body, index: int) -> Expr | None:
    """Return what a parameter is when it is given nothing, None where that is not said."""
    name = body.parameters[index] if index < len(body.parameters) else None
    binding = body.bindings.get(name) if name is not None else None
    around = binding.node.parent if binding is not None and binding.kind == "param" else None
    value = around.child_by_field_name("value") if around is not None else None
    return body.outline.expr(value) if value is not None else None


def parameter(body: Body, index: int) -> Expr | None:
    """Return a parameter as it is written: a name, or a pattern that takes it apart."""
    for binding in body.declared():
        node = binding.node
        if is_parameter(binding.kind, node, body.node) and binding.index == index:
            while node.parent is not None and node.parent.type.endswith("_pattern"):
                node = node.parent
            return body.outline.expr(node)
    return None
