"""Which values are Inngest clients, and which calls send events through one."""

import re
from collections.abc import Iterator

from scaffold.code.bindings import Origin, assigned_value, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee, own_calls, settle, value_of
from scaffold.code.outline import Body, CallSite, Mutation
from scaffold.inngest.sdk_names import sdk_export
from scaffold.syntax.regexes import regex

_DEPTH = 6
SENDS = ("send", "send_sync")
_WAITS = "asgiref.sync.async_to_sync"
_INNGEST = regex(r"(?:inngest\.)?Inngest\b")

# The functions and places that one question has looked at: nothing is asked twice.
_Seen = set[tuple[object, tuple[str, ...]]]
# An expression, the body it stands in, and what is read from it.
_Place = tuple[Body, Expr, tuple[str, ...]]


def makes_client(site: CallSite, links: Links) -> bool:
    """Whether a call makes an Inngest client: `new Inngest(…)`, `inngest.Inngest(…)`."""
    if not site.last_word or (site.is_new is False and site.outline.language != "python"):
        return False
    found = sdk_export(callee(site, links))
    return found is not None and found.module.part == "client" and found.path[-1:] == ("Inngest",)


def is_client(origin: Origin, links: Links) -> bool:
    """Whether a value is an Inngest client, as far as the source tells.

    A name imported from a file that cannot be read counts when it is called after Inngest:
    nothing better is known there.
    """
    return _is_client(origin, links, set(), 0)


def _is_client(origin: Origin, links: Links, seen: _Seen, depth: int) -> bool:
    origin = settle(origin, links)
    if depth > _DEPTH:
        return False
    if origin.kind == "call":
        if origin.attrs:  # `app.inngest`, put there by a plugin
            return "inngest" in origin.attrs[-1].lower()
        if origin.site is None:
            return False
        return makes_client(origin.site, links) or _gives_client(origin.site, links, seen, depth)
    if origin.kind == "import":
        found = sdk_export(origin)
        if found is not None and found.module.part != "wrapper":
            return False
        last = origin.attrs[-1] if origin.attrs else origin.imported
        named = last if last not in ("*", "default") else origin.module
        return "inngest" in named.lower()
    if origin.kind == "function":
        getter = origin.function
        if getter is None or not getter.is_getter:
            return False
        return _returns_client(getter, links, seen, depth)
    if origin.kind in ("self", "param", "global", "value") and origin.attrs:
        last = origin.attrs[-1]
        if "inngest" in last.lower() or (
            origin.kind == "self" and len(origin.attrs) == 1 and _is_declared(last, origin.body)
        ):
            return True
    elif origin.kind in ("param", "global", "value"):
        name = origin.binding.name if origin.binding is not None else origin.root
        if "inngest" in name.lower() or (
            origin.kind == "param" and _is_declared(name, origin.body)
        ):
            return True
    return any(
        _is_client(resolve_expr(body, expr, attrs), links, seen, depth + 1)
        for body, expr, attrs in (
            *_choices(origin),
            *_assigned(origin, seen),
            *_given(origin, links, seen),
        )
    )


def _is_declared(name: str, body: Body | None) -> bool:
    """Whether a parameter or field has the type `Inngest`: `private readonly client: Inngest`."""
    if body is None:
        return False
    declared = rf"\b{re.escape(name)}[!?]?\s*:\s*(?:inngest\.)?Inngest\b"
    return re.search(declared, body.expr.text) is not None


def _gives_client(site: CallSite, links: Links, seen: _Seen, depth: int) -> bool:
    """Whether a call that makes no client gives one: `getInngest()`, `once(() => new Inngest())`.

    What is called may be made by such a call itself: `const getInngest = once(…)`.
    """
    made_by = callee(site, links)
    if made_by.kind == "call" and not made_by.attrs:
        return _is_client(made_by, links, seen, depth + 1)
    if made_by.kind == "global" and not made_by.attrs and made_by.root == "Proxy" and site.is_new:
        return _is_proxy_of_client(site, links, seen, depth)
    if made_by.function is not None and _returns_client(made_by.function, links, seen, depth):
        return True
    if len(site.arguments) != 1 or site.args[0].kind != "function":
        return False
    maker = site.outline.body(site.args[0])
    return maker is not None and _returns_client(maker, links, seen, depth)


def _returns_client(body: Body, links: Links, seen: _Seen, depth: int) -> bool:
    if (body, ()) in seen:
        return False
    seen.add((body, ()))
    return any(
        _is_client(resolve_expr(body, each), links, seen, depth + 1) for each in body.returned
    )


def _is_proxy_of_client(site: CallSite, links: Links, seen: _Seen, depth: int) -> bool:
    """`new Proxy({} as Inngest, { get: (_, key) => getInngest()[key] })`."""
    if len(site.arguments) < 2:
        return False
    target, handler = site.args[:2]
    if any(_INNGEST.match(each) for each in target.types):
        return True
    if _is_client(resolve_expr(site.body, target), links, seen, depth + 1):
        return True
    given = resolve_expr(site.body, handler)
    if given.kind != "object" or given.attrs or given.expr is None or given.outline is None:
        return False
    return any(
        # `getInngest().send(…)` in a handler only uses the client.
        each.use != "receiver"
        and _is_client(Origin("call", site=each, outline=each.outline), links, seen, depth + 1)
        for each in given.outline.sites_in(given.expr)
    )


def _choices(origin: Origin) -> Iterator[_Place]:
    """Yield what `a ?? b`, `a || b` and `x ? a : b` may give."""
    expr, body = origin.expr, origin.body
    if origin.kind != "value" or expr is None or body is None or expr.kind != "choice":
        return
    for each in expr.choices:
        yield body, each, origin.attrs


def _given(origin: Origin, links: Links, seen: _Seen) -> Iterator[_Place]:
    """Yield what the calls of a function in its own file give to a parameter."""
    body = origin.body
    if origin.kind != "param" or body is None or (body, (str(origin.index),)) in seen:
        return
    seen.add((body, (str(origin.index),)))
    for site in own_calls(body, links):
        if origin.index < len(site.arguments):
            yield site.body, site.args[origin.index], origin.attrs


def _assigned(origin: Origin, seen: _Seen) -> Iterator[_Place]:
    """Yield what is put later where there is nothing yet: `let client = null`, a field, a key."""
    for mutation in _writes(origin, seen):
        value = assigned_value(mutation)
        if value is not None and value.kind != "null":
            yield mutation.body, value, ()


def _writes(origin: Origin, seen: _Seen) -> Iterator[Mutation]:
    binding, attrs, owner = origin.binding, origin.attrs, None
    if origin.kind == "value":
        if origin.expr is not None:
            if origin.expr.kind != "null":
                return
            attrs = (*_keys_to(origin.expr), *attrs)
        if binding is not None and binding.body.kind == "class":
            owner, attrs = binding.body, (binding.name, *attrs)
    elif origin.kind == "self":
        owner = origin.body
    elif origin.kind == "class":
        owner = origin.target
    elif origin.kind == "global":
        attrs = (origin.root, *attrs)
    elif origin.kind != "object":
        return
    place: object = owner or binding
    if place is None or (origin.kind != "value" and not attrs) or (place, attrs) in seen:
        return
    seen.add((place, attrs))
    if owner is not None:
        for body in owner.outline.bodies:
            for mutation in body.mutations:
                if mutation.attrs == attrs and (
                    body.is_inside(owner)
                    if mutation.name in ("this", "self", "cls")
                    else mutation.name == owner.name
                ):
                    yield mutation
    elif binding is not None:
        for mutation in binding.body.outline.mutations_of(binding):
            if mutation.attrs == attrs:
                yield mutation


def _keys_to(value: Expr) -> tuple[str, ...]:
    """The keys of the objects around a value: `client` for the null of `{ client: null }`."""
    keys: list[str] = []
    while (entry := value.entry_around) is not None and (around := value.around) is not None:
        if around.kind != "object":
            break
        keys.append(entry.key or "")
        value = around
    return tuple(reversed(keys))


def is_made_client(origin: Origin, links: Links) -> bool:
    """Whether the source shows where a client is made: what is only called like one does not do."""
    found = settle(origin, links)
    if found.made_by is not None:
        return makes_client(found.made_by, links) or _gives_client(found.made_by, links, set(), 0)
    return any(
        not attrs and (site := body.outline.site(expr)) is not None and makes_client(site, links)
        for body, expr, attrs in _assigned(found, set())
    )


def is_send(site: CallSite, origin: Origin, links: Links) -> bool:
    """Whether a call sends events through an Inngest client: `bus.send(…)`, Django's too."""
    wrapped = origin.site if not site.attrs and not origin.attrs else None
    if wrapped is not None and callee(wrapped, links).name == _WAITS and wrapped.args:
        # `async_to_sync(bus.send)(event)`
        origin = value_of(wrapped.body, wrapped.args[0], links)
    elif site.method not in SENDS:
        return False
    if not origin.attrs or origin.attrs[-1] not in SENDS:
        return False
    return is_client(origin.at(origin.attrs[:-1]), links)
