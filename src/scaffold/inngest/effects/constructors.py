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
    made, links = call.origin.klass, call.function.links
    body = constructor_of(made, links) if made is not None else None
    for site in _calls(body, made, call) if made is not None and body is not None else ():
        asked = Call(call.function, site, callee(site, links), None, (*call.chain, call.site))
        entry = request(asked) if site.attrs or asked.origin.kind == "import" else None
        if entry is not None and entry.kind == "effect" and site.root not in _OWN:
            return asked.spelled
    return ""


def _calls(body: Body, owner: Body, call: Call) -> Iterator[CallSite]:
    """The calls of a constructor, and of the object's own methods that it calls."""
    for site in body.calls:
        yield site
        if site.root in _OWN and len(site.attrs) == 1:
            found = member(owner, site.attrs[0], call.function.links)
            method = found.function if found is not None else None
            yield from method.calls if method is not None else ()
