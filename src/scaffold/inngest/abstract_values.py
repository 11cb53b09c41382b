"""What a value is to a handler: part of its context, a function, or something made of these."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scaffold.code.bindings import Origin, default_of
from scaffold.code.outline import Body, CallSite

PROMISE = "()"
HOLDERS = ("step", "tools", "group")
"""What the tools hang on in a handler's context; `tools` is the name of `step` before v1."""


class Context(NamedTuple):
    """A part of what the handler is given: `()` is all of it, `("step", "run")` one tool."""

    path: tuple[str, ...] = ()


class Closure:
    """A function given to another one, with the environment it was written in.

    `made` says that a helper made it: `const keep = durable(step)`. It stands outside the handler.
    """

    def __init__(
        self, body: Body, env: "Environment", chain: tuple[CallSite, ...], made: bool = False
    ) -> None:
        self.body = body
        self.env = env
        self.chain = chain
        self.made = made
        self.makes_steps: bool | None = None  # evaluation.py finds out


class Parts:
    """An object with known entries: `{ step, event }`. `holds` says that a helper put tools in."""

    def __init__(self, entries: Mapping[str, "AbstractValue"], holds: bool = False) -> None:
        self.entries = entries
        self.holds = holds


class Instance(NamedTuple):
    """An object of one of the project's classes, which `origin` tells."""

    origin: Origin


class Opaque:
    """Something that holds the context and cannot be looked into: `new Runner(step)`."""


class OneOf:
    """One of these: what a factory's parameter is, by the calls of the factory."""

    def __init__(self, values: Sequence["AbstractValue"]) -> None:
        self.values = values


AbstractValue = Context | Closure | Parts | Instance | Opaque | OneOf | None
Environment = Mapping[Body, tuple[AbstractValue, ...]]
OPAQUE = Opaque()


def read_from(value: AbstractValue, attrs: tuple[str, ...]) -> AbstractValue:
    """Return what is read from a value."""
    if value is None or not attrs:
        return value
    for index, attr in enumerate(attrs):
        if isinstance(value, Context):
            # What is read from a promise, or done with it, is no tool: `promise.then(…)`.
            return None if PROMISE in value.path else Context((*value.path, *attrs[index:]))
        if isinstance(value, Opaque):
            return value
        if isinstance(value, Instance):
            return Instance(value.origin.at((*value.origin.attrs, *attrs[index:])))
        if isinstance(value, OneOf):
            return one_of([read_from(each, attrs[index:]) for each in value.values])
        if not isinstance(value, Parts):
            return None
        value = value.entries.get(attr, OPAQUE if value.holds else None)
    return value


def one_of(values: Iterable[AbstractValue]) -> AbstractValue:
    """Return one value for all of these; several objects are none that is known."""
    found = [value for value in values if value is not None]
    if len(found) > 1:
        found = [value for value in found if not isinstance(value, Instance)]
    if len(found) < 2:
        return found[0] if found else None
    return OneOf(found)


def is_context(value: AbstractValue) -> bool:
    """Whether it is the context, `step`, a tool, a promise of a step, or holds any of them."""
    if isinstance(value, Context):
        return not value.path or value.path[0] in HOLDERS
    if isinstance(value, Parts):
        return value.holds or any(map(is_context, value.entries.values()))
    if isinstance(value, OneOf):
        return any(map(is_context, value.values))
    return isinstance(value, Opaque)


def is_tool(value: AbstractValue) -> bool:
    """Whether it is `step` or a tool, or something that holds one; the whole context is less."""
    if isinstance(value, Context):
        return bool(value.path) and value.path[0] in HOLDERS and PROMISE not in value.path
    return is_context(value)


def closures(values: Iterable[AbstractValue]) -> Iterator[Closure]:
    """Yield the functions among these."""
    for value in values:
        if isinstance(value, Closure):
            yield value
        elif isinstance(value, OneOf):
            yield from closures(value.values)


def inner_closures(values: Iterable[AbstractValue]) -> Iterator[Closure]:
    """Yield the functions in the objects among these."""
    for value in values:
        if isinstance(value, Parts):
            entries = list(value.entries.values())
            yield from closures(entries)
            yield from inner_closures(entries)


def bind_parameters(
    target: Body, given: list[AbstractValue], named: dict[str, AbstractValue]
) -> tuple[AbstractValue, ...]:
    """Return what each parameter of a function gets."""
    values: list[AbstractValue] = list(given)
    if target.takes_itself:
        values.insert(0, None)
    for index, name in enumerate(target.parameters):
        if name in named:
            values += [None] * (index + 1 - len(values))
            values[index] = named[name]
    return tuple(values)


def is_event(abstract: AbstractValue) -> bool:
    """Whether it is data of the event, which a default may stand in for."""
    return isinstance(abstract, Context) and abstract.path[:1] in (("event",), ("events",))


def is_async_inside(body: Body) -> bool:
    """Whether a function is async, or one around it."""
    at: Body | None = body
    while at is not None and at.kind == "function":
        if at.is_async:
            return True
        at = at.parent
    return False


def handed_over(handler: Body) -> Iterator[AbstractValue]:
    """Yield what the parameters of a Python handler are: before 0.5 `step` is one of them."""
    names = handler.parameters
    method = names[:1] in (["self"], ["cls"])
    others = [index for index, name in enumerate(names) if name not in ("step", "event")]
    whole = others[int(method)] if len(others) > int(method) else None
    for index, name in enumerate(names):
        if name == "step":
            yield Context(("step",))
        elif name is None:  # `*args`, `**tools`
            step = Context(("step",))
            yield Parts({"0": Context(), "1": step, "ctx": Context(), "step": step}, True)
        elif index == whole:
            yield Context()
        elif index == method + 1 and "step" not in names and name != "event":
            yield Context(("step",)) if default_of(handler, index) is None else None
        else:
            yield None
