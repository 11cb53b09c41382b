"""How facts cross files: names that a file imports, followed to where they come from."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Protocol, TypeVar

from scaffold.code.bindings import Origin, resolve, resolve_callee, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.outline import Body, CallSite, Outline

_DEPTH = 8
# What a framework calls, and nothing else does.
_SERVED = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


class Links(Protocol):
    """Follows an import into the file it comes from, and a function to those who call it."""

    def follow(self, origin: Origin) -> Origin | None:
        """Return where an imported thing comes from, None when its module is not the project's."""
        ...

    def calls_of(self, function: Body) -> tuple[CallSite, ...]:
        """Return the project's calls of a function that a module names, tests left out."""
        ...

    def naming(self, name: str, outline: Outline) -> Iterator[Outline]:
        """Yield a file, and the project's others that may name what it defines so."""
        ...


class NoLinks:
    """The view of one file by itself: every import stays an import."""

    def follow(self, origin: Origin) -> Origin | None:
        return None

    def calls_of(self, function: Body) -> tuple[CallSite, ...]:
        return own_calls(function, self)

    def naming(self, name: str, outline: Outline) -> Iterator[Outline]:
        yield outline


Thing = TypeVar("Thing")
Found = TypeVar("Found")
_Find = Callable[[Thing, Links], Found]


def kept_as(slot: str) -> Callable[[_Find[Thing, Found]], _Find[Thing, Found]]:
    """Find something out of a thing once, and keep it in a slot of it: every rule asks for it.

    It is found anew for other links.
    """

    def keeping(find: _Find[Thing, Found]) -> _Find[Thing, Found]:
        @wraps(find)
        def asked(thing: Thing, links: Links) -> Found:
            known: tuple[Links, Found] | None = getattr(thing, slot)
            if known is None or known[0] is not links:
                known = links, find(thing, links)
                setattr(thing, slot, known)
            return known[1]

        return asked

    return keeping


def settle(origin: Origin, links: Links) -> Origin:
    """Follow an origin through imports, as far as the project's own files go."""
    if origin.kind != "import":  # most are none
        return origin
    for _ in range(_DEPTH):
        if origin.kind != "import":
            break
        found = links.follow(origin)
        if found is None:
            break
        if found.binding is None and origin.binding is not None:
            found = found.bound(origin.binding)
        origin = found
    return origin


@kept_as("followed")
def callee(site: CallSite, links: Links) -> Origin:
    """Return what a call calls, through imports."""
    return settle(resolve_callee(site), links)


def value_of(body: Body, expr: Expr, links: Links, attrs: tuple[str, ...] = ()) -> Origin:
    """Return where an expression's value comes from, through imports."""
    return settle(resolve_expr(body, expr, attrs), links)


def function_given(site: CallSite, links: Links, place: int = 0) -> Body | None:
    """Return the function that a call is given, written there or by its name."""
    given = site.args[place] if place < len(site.args) else None
    found = value_of(site.body, given, links) if given is not None else None
    is_one = found is not None and found.kind == "function" and not found.attrs
    return found.target if found is not None and is_one else None


def dotted_value(body: Body, dotted: str, links: Links) -> Origin:
    """Return where `a.b.c` comes from when it is read in a body, through imports."""
    root, *attrs = dotted.split(".")
    return settle(resolve(body, root, tuple(attrs)), links)


def is_called_by_name(function: Body) -> bool:
    """Whether its module names a function, and others than a framework may call it by that."""
    around = function.parent
    return (
        function.name is not None
        and around is not None
        and around.kind == "module"
        and function.name not in _SERVED
    )


@kept_as("called")
def own_calls(function: Body, links: Links) -> tuple[CallSite, ...]:
    """Return the calls of a function in its own file."""
    return tuple(calls_in(function.outline, function, links))


def calls_in(outline: Outline, function: Body, links: Links) -> Iterator[CallSite]:
    """Yield a file's calls of a function that a module names."""
    if not is_called_by_name(function) or function.name is None:
        return
    word = re.escape(function.name.encode())
    aliases = re.findall(rb"\b" + word + rb"\s*(?:\bas\s|:)\s*(\w+)", outline.source.content)
    names = b"|".join(dict.fromkeys([word, *aliases]))
    for site in outline.sites_at(re.compile(rb"\b(?:" + names + rb")\b")):
        if site.root is None:
            continue
        found = callee(site, links)
        if found.target is function and not found.attrs:
            yield site
