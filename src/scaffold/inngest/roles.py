"""What a value is to a handler: part of its context, a function, or something made of these."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scaffold.code.outline import Body, CallSite

PROMISE = "()"
_TOOLS = ("step", "tools", "group")


class Context(NamedTuple):
    """A part of what the handler is given: `()` is all of it, `("step", "run")` one tool."""

    path: tuple[str, ...] = ()


class Closure:
    """A function given to another one, with what is known where it was written.

    `made` says that a helper made it: `const keep = durable(step)`. It stands outside the handler.
    """

    def __init__(
        self, body: Body, known: "Known", chain: tuple[CallSite, ...], made: bool = False
    ) -> None:
        self.body = body
        self.known = known
        self.chain = chain
        self.made = made
        self.makes_steps: bool | None = None  # given.py finds out


class Parts:
    """An object with known entries: `{ step, event }`. `holds` says that a helper put tools in."""

    def __init__(self, entries: Mapping[str, "Role"], holds: bool = False) -> None:
        self.entries = entries
        self.holds = holds


class Holder:
    """Something that holds the context and cannot be looked into: `new Runner(step)`."""


class Several:
    """One of these: what a factory's parameter is, by the calls of the factory."""

    def __init__(self, roles: Sequence["Role"]) -> None:
        self.roles = roles


Role = Context | Closure | Parts | Holder | Several | None
Known = Mapping[Body, tuple[Role, ...]]
HOLDER = Holder()


def descend(role: Role, attrs: tuple[str, ...]) -> Role:
    """Return what is read from a role."""
    if role is None or not attrs:
        return role
    for index, attr in enumerate(attrs):
        if isinstance(role, Context):
            # What is read from a promise, or done with it, is no tool: `promise.then(…)`.
            return None if PROMISE in role.path else Context((*role.path, *attrs[index:]))
        if isinstance(role, Holder):
            return role
        if isinstance(role, Several):
            return several([descend(each, attrs[index:]) for each in role.roles])
        if not isinstance(role, Parts):
            return None
        role = role.entries.get(attr, HOLDER if role.holds else None)
    return role


def several(roles: Iterable[Role]) -> Role:
    """Return one role for all of these."""
    found = [role for role in roles if role is not None]
    if len(found) < 2:
        return found[0] if found else None
    return Several(found)


def is_context(role: Role) -> bool:
    """Whether it is the context, `step`, a tool, a promise of a step, or holds any of them."""
    if isinstance(role, Context):
        return not role.path or role.path[0] in _TOOLS
    if isinstance(role, Parts):
        return role.holds or any(map(is_context, role.entries.values()))
    if isinstance(role, Several):
        return any(map(is_context, role.roles))
    return isinstance(role, Holder)


def is_tool(role: Role) -> bool:
    """Whether it is `step` or a tool, or something that holds one; the whole context is less."""
    if isinstance(role, Context):
        return role.path[:1] in (("step",), ("tools",), ("group",)) and PROMISE not in role.path
    return is_context(role)


def closures(roles: Iterable[Role]) -> Iterator[Closure]:
    """Yield the functions among these."""
    for role in roles:
        if isinstance(role, Closure):
            yield role
        elif isinstance(role, Several):
            yield from closures(role.roles)


def inner_closures(roles: Iterable[Role]) -> Iterator[Closure]:
    """Yield the functions in the objects among these."""
    for role in roles:
        if isinstance(role, Parts):
            entries = list(role.entries.values())
            yield from closures(entries)
            yield from inner_closures(entries)


def fit(target: Body, given: list[Role], named: dict[str, Role]) -> tuple[Role, ...]:
    """Return what each parameter of a function gets."""
    roles: list[Role] = list(given)
    if target.parent is not None and target.parent.kind == "class" and target.parameters[:1] in (
        ["self"], ["cls"],
    ):  # fmt: skip
        roles.insert(0, None)
    for index, name in enumerate(target.parameters):
        if name in named:
            roles += [None] * (index + 1 - len(roles))
            roles[index] = named[name]
    return tuple(roles)
