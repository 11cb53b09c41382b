"""Expressions as rules read them: literals, entries of objects, elements of arrays."""

from collections.abc import Iterator

from scaffold.code.bindings import Origin, is_reassigned
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, value_of
from scaffold.code.once import once
from scaffold.code.outline import Body, CallSite, Outline, Reference
from scaffold.syntax.tree import Node

_INDIRECT = frozenset({"name", "member", "call"})
_ARRAYS = frozenset({"array", "tuple", "set"})
# What stands for itself: there is nothing to follow.
_CONSTANTS = frozenset({"string", "template", "number"})
_LITERALS = _ARRAYS | {"object", "string", "template", "number"}


class Value:
    """One expression in the body it stands in.

    What it is made of is followed through names, imports and class attributes: `.string` of
    `Events.created` is the string that this constant holds.
    """

    __slots__ = ("__dict__", "body", "expr", "links")

    def __init__(self, at: Node | Expr, body: Body, links: Links) -> None:
        self.expr = at if isinstance(at, Expr) else body.outline.expr(at)
        self.body = body
        self.links = links

    @property
    def node(self) -> Node:
        """The syntax node, for the code that still reads one."""
        return self.expr.node

    def __repr__(self) -> str:
        return f"Value({self.text!r})"

    @property
    def outline(self) -> Outline:
        return self.body.outline

    @property
    def text(self) -> str:
        """The source text."""
        return self.expr.text

    @property
    def start(self) -> int:
        return self.expr.start

    @property
    def end(self) -> int:
        return self.expr.end

    @property
    def is_literal(self) -> bool:
        """Whether it is written out at this very place, not named."""
        return self.expr.kind not in _INDIRECT

    @once
    def origin(self) -> Origin:
        """Where the value comes from, through names and imports."""
        return value_of(self.body, self.node, self.links)

    @once
    def resolved(self) -> "Value":
        """The expression that the name stands for; itself when that is not known.

        That of a `let` that is assigned again is not, where it is a text or a number.
        """
        if self.expr.kind in _LITERALS:
            return self
        origin = self.origin
        node = origin.node
        if origin.kind in ("object", "value", "call", "function") and node is not None:
            if origin.attrs and origin.kind != "function":
                return self
            body = origin.body or (origin.site.body if origin.site else None)
            if body is None and origin.binding is not None:
                body = origin.binding.body
            if body is not None and body.outline is (origin.outline or body.outline):
                value = Value(node, body, self.links)
                if value.expr.kind in _CONSTANTS and _is_variable(origin):
                    return self
                return self if value.expr is self.expr else value
        return self

    @once
    def string(self) -> str | None:
        """The text of a string without substitutions, None for anything else."""
        return self.resolved.expr.string

    @property
    def number(self) -> float | None:
        """The value of a number literal, sign included."""
        return self.resolved.expr.number

    @property
    def is_object(self) -> bool:
        return self.resolved.expr.kind == "object"

    @property
    def is_array(self) -> bool:
        return self.resolved.expr.kind in _ARRAYS

    @property
    def is_certain(self) -> bool:
        """Whether a name stands for one value for good: nothing writes to it again."""
        binding = self.origin.binding if self.expr.kind in ("name", "member") else None
        return binding is None or not binding.body.outline.mutations_of(binding)

    @property
    def choices(self) -> "tuple[Value, ...]":
        """What it may be: the sides of `a ?? b`, itself when it is no choice."""
        return tuple(self.at(each) for each in self.expr.choices)

    def at(self, expr: Expr) -> "Value":
        """Return the value of another expression in the same body."""
        return Value(expr, self.body, self.links)

    @once
    def site(self) -> CallSite | None:
        """The call that made it, if one did: `x` after `const x = f()` gives the call of `f`."""
        origin = self.origin
        return origin.site if origin.kind == "call" and not origin.attrs else None

    @once
    def function(self) -> Body | None:
        """The function that it is or names."""
        origin = self.origin
        return origin.target if origin.kind == "function" and not origin.attrs else None

    @once
    def entries(self) -> dict[str, "Value"]:
        """The entries of an object or dict literal, or the keywords of a call; spreads followed."""
        value = self.resolved
        found: dict[str, Value] = {}
        if value.expr.kind not in ("object", "call"):
            return found
        for entry in value.expr.entries:
            if entry.kind == "spread":
                if value.expr.kind == "object":
                    found.update(value.at(entry.value).entries)
                continue
            key = entry.key
            if key is None and entry.computed is not None:
                key = value.at(entry.computed).string or entry.computed.text
            if key is not None:
                found[key] = value.at(entry.value)
        return found

    @property
    def has_unknown_entries(self) -> bool:
        """Whether an object spreads something that could not be followed."""
        value = self.resolved
        return any(
            entry.kind == "spread" and not value.at(entry.value).is_object
            for entry in value.expr.entries
        )

    def entry(self, *keys: str) -> "Value | None":
        """Return the entry under the first of these keys that is there."""
        entries = self.entries
        for key in keys:
            if key in entries:
                return entries[key]
        return None

    @once
    def elements(self) -> tuple["Value", ...]:
        """The elements of an array, spreads followed; itself alone when it is no array."""
        value = self.resolved
        if value.expr.kind not in _ARRAYS:
            return (self,)
        found: list[Value] = []
        for each in value.expr.elements:
            inner = each.inner if each.kind == "spread" else None
            found += value.at(inner).elements if inner is not None else [value.at(each)]
        return tuple(found)

    def sites(self) -> Iterator[CallSite]:
        """Yield every call written inside the expression."""
        return self.outline.sites_in(self.expr)

    def references(self) -> Iterator[Reference]:
        """Yield every name read inside the expression."""
        return self.outline.references_in(self.expr)


def _is_variable(origin: Origin) -> bool:
    """Whether a name is given something else later than what it is declared with."""
    named = origin.binding
    return named is not None and named.kind == "value" and is_reassigned(named)


def argument(site: CallSite, index: int, links: Links, *keywords: str) -> Value | None:
    """Return a call's argument by place, or by one of its keyword names."""
    for keyword in keywords:
        if keyword in site.keywords:
            return kept(site, site.keywords[keyword], links)
    if 0 <= index < len(site.arguments):
        return kept(site, site.arguments[index], links)
    return None


def kept(site: CallSite, node: Node, links: Links) -> Value:
    """The value of an argument, made once: every rule asks for the same ones."""
    values: dict[int, Value] | None = site.values
    if values is None:
        values = site.values = {}
    value = values.get(node.id)
    if value is None or value.links is not links:
        value = values[node.id] = Value(node, site.body, links)
    return value
