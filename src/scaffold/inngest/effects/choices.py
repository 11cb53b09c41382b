"""`ask = httpx.get if fast else requests.get; ask(url)`: what a call of a choice is judged by."""

from scaffold.code.bindings import Origin
from scaffold.code.links import Links, callee, value_of
from scaffold.inngest.effects.catalogue import Kind, catalogue

_DOES: tuple[Kind, ...] = ("effect", "file", "timer", "clock", "random")


def judged_by(origin: Origin, links: Links) -> Origin:
    """Return the first of what may be called that a table knows to do something, else itself.

    So is what a function of the project gives that chooses: `ask = chosen(fast)`.
    """
    maker = callee(origin.site, links).function if origin.site is not None else None
    given = maker.returned if maker is not None else ()
    for each in [value_of(maker, one, links, origin.attrs) for one in given] if maker else [origin]:
        expr, body = each.expr, each.body
        if each.kind != "value" or expr is None or expr.kind != "choice" or body is None:
            continue
        table = catalogue(body.outline.language)
        for option in expr.choices:
            found = value_of(body, option, links, each.attrs)
            if found.name and table.entry(found.name, *_DOES) is not None:
                return found
    return origin
