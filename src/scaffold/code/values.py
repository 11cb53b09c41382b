"""Expressions as rules read them: literals, entries of objects, elements of arrays."""

import re
from collections.abc import Iterator

from scaffold.code.bindings import Origin
from scaffold.code.links import Links, value_of
from scaffold.code.once import once
from scaffold.code.outline import Body, CallSite, Outline, Reference
from scaffold.syntax.tree import Node

_QUOTED = re.compile(r"""^[rbuRBU]{0,2}("{3}|'{3}|"|'|`)(.*)\1$""", re.DOTALL)
_QUOTES = "\"'`"
_ESCAPE = re.compile(r"""\\(["'`\\/])""")
_OBJECTS = frozenset({"object", "dictionary"})
_INDIRECT = frozenset(
    {
        "identifier",
        "member_expression",
        "attribute",
        "call",
        "call_expression",
        "shorthand_property_identifier",
    }
)
_ARRAYS = frozenset({"array", "list", "tuple", "set"})
# What stands for itself: there is nothing to follow.
_LITERALS = _OBJECTS | _ARRAYS | {"string", "template_string", "number", "integer", "float"}


class Value:
    """One expression in the body it stands in.

    What it is made of is followed through names, imports and class attributes: `.string` of
    `Events.created` is the string that this constant holds.
    """

    __slots__ = ("__dict__", "body", "links", "node")

    def __init__(self, node: Node, body: Body, links: Links) -> None:
        self.node = node
        self.body = body
        self.links = links

    def __repr__(self) -> str:
        return f"Value({self.text!r})"

    @property
    def outline(self) -> Outline:
        return self.body.outline

    @property
    def text(self) -> str:
        """The source text."""
        return self.outline.text(self.node)

    @property
    def is_literal(self) -> bool:
        """Whether it is written out at this very place, not named."""
        return self.node.type not in _INDIRECT

    @once
    def origin(self) -> Origin:
        """Where the value comes from, through names and imports."""
        return value_of(self.body, self.node, self.links)

    @once
    def resolved(self) -> "Value":
        """The expression that the name stands for; itself when that is not known."""
        if self.node.type in _LITERALS:
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
                return self if node.id == self.node.id else Value(node, body, self.links)
        return self

    @once
    def string(self) -> str | None:
        """The text of a string without substitutions, None for anything else."""
        value = self.resolved
        node = value.node
        kind = node.type
        if kind not in ("string", "template_string"):
            return None
        text = value.text
        is_plain = text[0] in _QUOTES and text[1:2] != text[0] and "\\" not in text
        if is_plain and kind == "string":  # without a prefix, so nothing is put into it
            return text[1:-1]
        if any(c.type in ("template_substitution", "interpolation") for c in node.named_children):
            return None
        if is_plain:
            return text[1:-1]
        quoted = _QUOTED.match(text)
        if quoted is None or "\\" not in quoted[2]:
            return quoted[2] if quoted else None
        return _ESCAPE.sub(r"\1", quoted[2])

    @property
    def number(self) -> float | None:
        """The value of a number literal, sign included."""
        text = self.resolved.text.replace("_", "")
        try:
            return float(text) if re.fullmatch(r"-?[\d.]+(e\d+)?", text) else None
        except ValueError:
            return None

    @property
    def is_object(self) -> bool:
        return self.resolved.node.type in _OBJECTS

    @property
    def is_array(self) -> bool:
        return self.resolved.node.type in _ARRAYS

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
        if value.node.type == "call":
            site = value.outline.site(value.node)
            for keyword, given in site.keywords.items() if site else ():
                found[keyword] = Value(given, value.body, self.links)
        if value.node.type not in _OBJECTS:
            return found
        for child in value.node.named_children:
            kind = child.type
            if kind == "pair":
                key, node_ = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and node_ is not None:
                    found[value.outline.text(key).strip("\"'")] = Value(
                        node_, value.body, self.links
                    )
            elif kind == "shorthand_property_identifier":
                found[value.outline.text(child)] = Value(child, value.body, self.links)
            elif kind == "method_definition":
                key = child.child_by_field_name("name")
                if key is not None:
                    found[value.outline.text(key)] = Value(child, value.body, self.links)
            elif kind in ("spread_element", "dictionary_splat") and child.named_children:
                found.update(Value(child.named_children[0], value.body, self.links).entries)
        return found

    @property
    def has_unknown_entries(self) -> bool:
        """Whether an object spreads something that could not be followed."""
        value = self.resolved
        return any(
            child.type in ("spread_element", "dictionary_splat")
            and child.named_children
            and not Value(child.named_children[0], value.body, self.links).is_object
            for child in value.node.named_children
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
        if value.node.type not in _ARRAYS:
            return (self,)
        found: list[Value] = []
        for child in value.node.named_children:
            if child.type == "comment":
                continue
            if child.type in ("spread_element", "list_splat") and child.named_children:
                found += Value(child.named_children[0], value.body, self.links).elements
            else:
                found.append(Value(child, value.body, self.links))
        return tuple(found)

    def sites(self) -> Iterator[CallSite]:
        """Yield every call written inside the expression."""
        start, end = self.node.start_byte, self.node.end_byte
        for body in self._bodies():
            for site in body.calls:
                if start <= site.node.start_byte and site.node.end_byte <= end:
                    yield site

    def references(self) -> Iterator[Reference]:
        """Yield every name read inside the expression."""
        start, end = self.node.start_byte, self.node.end_byte
        for body in self._bodies():
            for reference in body.references:
                if start <= reference.node.start_byte and reference.node.end_byte <= end:
                    yield reference

    def _bodies(self) -> Iterator[Body]:
        start, end = self.node.start_byte, self.node.end_byte
        yield self.body
        for body in self.outline.bodies:
            if body is not self.body and start <= body.node.start_byte < end:
                yield body


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
