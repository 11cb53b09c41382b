"""Expressions as rules read them: literals, entries of objects, elements of arrays."""

from collections.abc import Iterator, Mapping

from scaffold.code.bindings import Origin, is_reassigned, resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee, value_of
from scaffold.code.once import once
from scaffold.code.outline import Body, CallSite, Outline, Reference
from scaffold.syntax.regexes import regex
from scaffold.syntax.tree import Node

_INDIRECT = frozenset({"name", "member", "call"})
_ARRAYS = frozenset({"array", "tuple", "set"})
# What stands for itself: there is nothing to follow.
_CONSTANTS = frozenset({"string", "template", "number"})
_LITERALS = _ARRAYS | {"object", "string", "template", "number"}
_DEPTH = 6
_MOST_PARTS = 500
_WHOLE = regex(r"\d+")
# `f"{n:02d}"`, `f"{n!r}"`: not the text that is put in.
_FORMATTED = regex(r"\{[^{}]*[:!][^{}]*\}")


class Value:
    """One expression in the body it stands in.

    What it is made of is followed through names, imports and class attributes: `.string` of
    `Events.created` is the string that this constant holds.

    `given` holds what a function that it stands in was called with, by function and place.
    """

    __slots__ = ("__dict__", "body", "depth", "expr", "given", "links")

    def __init__(
        self, at: Node | Expr, body: Body, links: Links, given: "Given | None" = None
    ) -> None:
        self.expr = at if isinstance(at, Expr) else body.outline.expr(at)
        self.body = body
        self.links = links
        self.given = given or {}
        self.depth = 0  # how many spreads led here

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
        return value_of(self.body, self.expr, self.links)

    @once
    def resolved(self) -> "Value":
        """The expression that the name stands for; itself when that is not known.

        That of a `let` that is assigned again is not, where it is a text or a number.
        """
        if self.expr.kind in _LITERALS:
            return self
        origin = self.origin
        if origin.made_by is not None:
            constant = _constant(origin.made_by, self.links)
            if constant is not None:
                return self if _is_variable(origin) else constant
        if self.given and origin.kind == "param":
            return self._argument(origin) or self
        node = origin.node
        if origin.kind in ("object", "value", "call", "function") and node is not None:
            if origin.attrs and origin.kind != "function":
                return self
            body = origin.body or (origin.site.body if origin.site else None)
            if body is None and origin.binding is not None:
                body = origin.binding.body
            if body is not None and body.outline is (origin.outline or body.outline):
                value = Value(node, body, self.links, self.given)
                if value.expr.kind in _CONSTANTS and _is_variable(origin):
                    return self
                return self if value.expr is self.expr else value
        return self

    def _argument(self, parameter: Origin) -> "Value | None":
        """What a parameter, or an entry of what it takes apart, is given."""
        found = self.given.get((id(parameter.body), parameter.index))
        for name in parameter.attrs:
            found = found.entry(name) if found is not None else None
        return found.resolved if found is not None else None

    @once
    def string(self) -> str | None:
        """The text of a string, one that is put together of constants too; else None."""
        return _text(self, _DEPTH, [_MOST_PARTS])

    @once
    def made(self) -> "Value":
        """What a function of the project certainly returns, where it is a call of one."""
        value = self
        for _ in range(_DEPTH):
            call = value.resolved
            site = call.outline.site(call.expr) if call.expr.kind == "call" else None
            body = callee(site, self.links).function if site is not None else None
            if site is None or body is None or len(body.returned) != 1 or body.is_async:
                break
            given = given_to(call, site, body) or {}
            value = Value(body.returned[0], body, self.links, given)
        return value

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
        return Value(expr, self.body, self.links, self.given)

    @once
    def site(self) -> CallSite | None:
        """The call that made it, if one did: `x` after `const x = f()` gives the call of `f`."""
        return self.origin.made_by

    @once
    def function(self) -> Body | None:
        """The function that it is or names."""
        return self.origin.function

    @once
    def entries(self) -> dict[str, "Value"]:
        """The entries of an object or dict literal, or the keywords of a call; spreads followed."""
        value = self.resolved
        found: dict[str, Value] = {}
        if value.expr.kind not in ("object", "call") or self.depth > _DEPTH:
            return found
        for entry in value.expr.entries:
            if entry.kind == "spread":
                if value.expr.kind == "object":
                    found.update(self._spread(value, entry.value).entries)
                continue
            key = entry.key
            if key is None and entry.computed is not None:
                key = value.at(entry.computed).string or entry.computed.text
            if key is not None:
                found[key] = value.at(entry.value)
        return found

    @property
    def possible_entries(self) -> dict[str, "Value"]:
        """The entries, and those that it has in one case: `...(host ? { host } : {})`."""
        found, value = dict(self.entries), self.resolved
        spreads = value.expr.entries if value.is_object and self.depth <= _DEPTH else ()
        for entry in spreads:
            for part in entry.value.choices if entry.kind == "spread" else ():
                for name, given in self._spread(value, part).possible_entries.items():
                    found.setdefault(name, given)
        return found

    @property
    def has_unknown_entries(self) -> bool:
        """Whether an object spreads something that could not be followed."""
        value = self.resolved
        spreads = (
            self._spread(value, entry.value)
            for entry in value.expr.entries
            if entry.kind == "spread"
        )
        return self.depth > _DEPTH or any(
            not each.is_object or each.has_unknown_entries for each in spreads
        )

    def _spread(self, whole: "Value", part: Expr) -> "Value":
        """What is spread into an object; it may lead back here."""
        value = whole.at(part).made
        value.depth = self.depth + 1
        return value

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


def _constant(site: CallSite, links: Links) -> Value | None:
    """What a function of the same file returns, where that is one text or number and no more."""
    target = resolve_callee(site).function
    if target is None or target.is_async or target.outline is not site.outline:
        return None
    returned = target.returned
    if len(returned) != 1 or returned[0].kind not in ("string", "number", "unary"):
        return None
    return Value(returned[0], target, links)


Given = Mapping[tuple[int, int], Value]


def given_to(call: Value, site: CallSite, body: Body) -> Given | None:
    """Return what a function is called with, by place; `call` stands where the call does.

    None when the call spreads something, and so may give more than it tells.
    """
    spreads = (each.kind == "spread" for each in call.expr.entries)
    if any(each.kind == "spread" for each in site.args) or any(spreads):
        return None
    first = 1 if body.takes_itself else 0
    given = {(id(body), place): call.at(each) for place, each in enumerate(site.args, first)}
    for name, each in site.kwargs.items():
        if name in body.parameters:
            given[id(body), body.parameters.index(name)] = call.at(each)
    return given


def _text(value: Value, depth: int, left: list[int]) -> str | None:
    """The text of a string, or of a template or sum whose parts are all constants.

    `left` counts down what is looked at in all.
    """
    value = value.resolved
    expr = value.expr
    left[0] -= 1
    if expr.string is not None or not depth or left[0] < 0:
        return expr.string
    if expr.kind == "call":
        made = value.made
        return _text(made, depth - 1, left) if made is not value else None
    if expr.kind not in ("template", "binary") or (
        value.outline.language == "python" and _FORMATTED.search(expr.text)
    ):
        return None
    texts: list[str] = []
    for part in expr.parts:
        text = part if isinstance(part, str) else _part(value.at(part), expr, depth - 1, left)
        if text is None:
            return None
        texts.append(text)
    return "".join(texts)


def _part(value: Value, whole: Expr, depth: int, left: list[int]) -> str | None:
    """The text that a constant becomes in a template; a sum may add numbers before that."""
    text = value.resolved.expr.text
    is_number = whole.kind == "template" and _WHOLE.fullmatch(text) is not None
    return text if is_number else _text(value, depth, left)


def _is_variable(origin: Origin) -> bool:
    """Whether a name is given something else later than what it is declared with."""
    named = origin.binding
    return named is not None and named.kind == "value" and is_reassigned(named)


def argument(site: CallSite, index: int, links: Links, *keywords: str) -> Value | None:
    """Return a call's argument by place, or by one of its keyword names."""
    for keyword in keywords:
        if keyword in site.keywords:
            return kept(site, site.outline.expr(site.keywords[keyword]), links)
    if 0 <= index < len(site.arguments):
        return kept(site, site.outline.expr(site.arguments[index]), links)
    return None


def kept(site: CallSite, expr: Expr, links: Links) -> Value:
    """The value of an argument, made once: every rule asks for the same ones."""
    values: dict[Expr, Value] | None = site.values
    if values is None:
        values = site.values = {}
    value = values.get(expr)
    if value is None or value.links is not links:
        value = values[expr] = Value(expr, site.body, links)
    return value
