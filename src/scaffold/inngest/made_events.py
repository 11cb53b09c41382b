"""The event that one of the project's own functions or methods makes, with what it was given.

`payload.to_event(id=…)`, where a base of the model returns `inngest.Event(…)`; `paid(order, id)`,
which returns `{ name, data, id }` or `orderPaid.create(…)`.
"""

from typing import NamedTuple

from scaffold.code.bindings import default_of
from scaffold.code.classes import Object, fields_of, object_of
from scaffold.code.inheritance import member
from scaffold.code.links import callee
from scaffold.code.outline import Body, CallSite
from scaffold.code.values import Value, given_to

_DEPTH = 4
_SELF = frozenset({"self", "cls", "this"})
_EMPTY = frozenset({"null", "undefined", "None"})


class MadeEvent(NamedTuple):
    """An event as the function writes it that makes it.

    `held` is the object whose method that is.
    """

    event: Value
    maker: Body
    held: Object | None

    @property
    def name(self) -> Value | None:
        """What names the event: a text, a typed event, an attribute of the model's class."""
        if self.event.is_object:
            given = self.event.entry("name")
        else:
            site = self.event.site
            is_sdks = site is not None and "name" in site.kwargs
            given = self.event.at(site.kwargs["name"]) if is_sdks and site is not None else None
            if given is None:
                return receiver_of(self.event)
        return self.field(given) if given is not None else None

    def field(self, value: Value) -> Value | None:
        """Return what stands for a field of the event: what the caller gives, where it does.

        None when it is certainly left out or empty.
        """
        found = [self._end(each, 0) for each in value.choices]
        known = [each for each in found if each is not None]
        if len(known) < 2:
            return known[0] if known else None
        return value

    def _end(self, value: Value, depth: int) -> Value | None:
        holder = value.expr.inner if value.expr.kind == "member" else None
        if holder is not None and holder.text in _SELF and self.held is not None:
            return self._attribute(value, value.expr.name, self.held)
        if is_nothing(value):
            return None
        origin = value.origin
        if depth > _DEPTH:
            return value
        body = origin.body
        if origin.kind != "param" or body is None:
            return value
        given = value.given.get((id(body), origin.index))
        if given is None:
            return self._default(value, body, origin.index)
        for name in origin.attrs:
            if not given.is_object:
                return value
            entry = given.entry(name)
            if entry is None:
                return value if given.has_unknown_entries else None
            given = entry
        return self._end(given, depth + 1)

    def _default(self, value: Value, body: Body, index: int) -> Value | None:
        """What a parameter is that the caller does not give."""
        if body is not self.maker:
            return value  # nobody knows who calls what is around
        default = default_of(body, index)
        if default is not None:
            given = Value(default, body, value.links)
            return None if is_nothing(given) else given
        return None if body.outline.language == "typescript" else value

    def _attribute(self, value: Value, name: str, held: Object) -> Value | None:
        """What an object has under a name: what it is made with, or its class says."""
        site = held.made_by
        if site is not None:
            fields = fields_of(held.owner, value.links)
            place = fields.index(name) if name in fields else len(site.args)
            expr = site.kwargs.get(name) or (site.args[place] if place < len(site.args) else None)
            spreads = (each.kind == "spread" for each in site.expr.entries)
            if any(each.kind == "spread" for each in site.args) or any(spreads):
                return value
            if expr is not None:
                given = Value(expr, site.body, value.links)
                return None if is_nothing(given) else given
        said = member(held.owner, name, value.links)
        if said is None or said.initial is None or said.path:
            return value
        given = Value(said.initial, said.body, value.links)
        # An object that comes from elsewhere may be given something.
        return None if is_nothing(given) and site is not None else given


def made_event(value: Value, depth: int = 0) -> MadeEvent | None:
    """Return the event that a call of one of the project's functions gives, None if it is none."""
    site = value.site
    if site is None or depth > _DEPTH:
        return None
    maker, held = _maker(site, value)
    if maker is None or len(maker.returned) != 1:
        return None
    call = Value(site.expr, site.body, value.links, value.given)
    given = given_to(call, site, maker)
    if given is None:
        return None
    event = Value(maker.returned[0], maker, value.links, {**value.given, **given})
    if _is_event(event):
        return MadeEvent(event, maker, held)
    return made_event(event, depth + 1)


def receiver_of(value: Value) -> Value | None:
    """Return the object whose method a call calls."""
    site = value.origin.site
    called = site.called if site is not None else None
    if site is None or called is None or called.inner is None:
        return None
    return Value(called.inner, site.body, value.links, value.given)


def is_nothing(value: Value) -> bool:
    """Whether a value is certainly none, or an empty text."""
    return value.expr.kind == "null" or value.text in _EMPTY or value.string == ""


def _maker(site: CallSite, value: Value) -> tuple[Body | None, Object | None]:
    """The project's function that a call calls, and the object whose method it is."""
    maker, receiver = callee(site, value.links).function, receiver_of(value)
    if maker is not None and not maker.is_method:
        return maker, None
    if receiver is None or site.called is None:
        return None, None
    held = object_of(receiver)
    if held is None and receiver.origin.klass is not None:
        held = Object(receiver.origin.klass)
    found = member(held.owner, site.called.name, value.links) if held is not None else None
    return (found.function if found is not None else None), held


def _is_event(value: Value) -> bool:
    """Whether it is what `send` takes, by the place where it is written."""
    if value.is_object:
        return "name" in value.entries
    site = value.site
    if site is None:
        return False
    if site.outline.language == "python":
        return callee(site, value.links).name == "inngest.Event"
    return site.attrs == ("create",)
