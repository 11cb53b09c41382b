"""Objects of the project's own classes whose constructor makes a request: `Session(token)`."""

from collections.abc import Iterator

from scaffold.code.classes import constructor_of
from scaffold.code.inheritance import member
from scaffold.code.links import callee
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.effects.by_name import request
from scaffold.inngest.facts import Call

_OWN = frozenset({"self", "this"})


def asks_when_made(call: Call) -> str:
    """Return the request that the constructor of what a call makes sends; empty without any.

    To connect, and to see that what it works on is there, is how an object gets ready.
    """
    origin, links = call.origin, call.function.links
    if origin.kind != "class" or origin.attrs or origin.target is None:
        return ""
    body = constructor_of(origin.target, links)
    for site in _calls(body, origin.target, call) if body is not None else ():
        made = Call(call.function, site, callee(site, links), None, (*call.chain, call.site))
        entry = request(made) if site.attrs or made.origin.kind == "import" else None
        if entry is not None and entry.kind == "effect" and site.root not in _OWN:
            return made.spelled
    return ""


def _calls(body: Body, owner: Body, call: Call) -> Iterator[CallSite]:
    """The calls of a constructor, and of the object's own methods that it calls."""
    for site in body.calls:
        yield site
        if site.root in _OWN and len(site.attrs) == 1:
            found = member(owner, site.attrs[0], call.function.links)
            method = found.function if found is not None else None
            yield from method.calls if method is not None else ()
