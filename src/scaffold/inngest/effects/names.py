"""What a call is called, for the tables: its full name, and the chain that its file spells."""

from scaffold.code.outline import Body, CallSite
from scaffold.inngest.effects.catalogue import Catalogue, Entry, Kind, When, catalogue
from scaffold.inngest.facts import Call


def known(call: Call) -> Catalogue:
    """Return the table for the language of a call."""
    return catalogue(call.site.outline.language)


def listed(call: Call, *kinds: Kind) -> Entry | None:
    """Return what the tables say of the library that a call belongs to."""
    return known(call).entry(call.name, *kinds) if call.name else None


def says(site: CallSite, kind: Kind, when: When = "") -> Entry | None:
    """Return the row by which the method that is called says a kind, whatever it is called on."""
    return catalogue(site.outline.language).says(site.attrs[-1], kind, when) if site.attrs else None


def method_of(site: CallSite) -> str:
    """Return the last word of `a.b()`, nothing for `f()`."""
    return site.attrs[-1] if site.attrs else ""


def last_word(site: CallSite) -> str:
    """Return the last word of what is called, also where it is no method."""
    return site.attrs[-1] if site.attrs else site.root or ""


def chain_of(call: Call) -> str:
    """Return the full name when there is one, else the whole chain as it is written."""
    if call.name:
        return call.name
    parts: list[str] = []
    at: CallSite | None = call.site
    while at is not None:
        parts.insert(0, ".".join(part for part in (at.root or "", *at.attrs) if part))
        at = at.receiver
    return "().".join(parts)


def functions_given(site: CallSite) -> list[Body]:
    """Return the functions written as arguments of a call."""
    bodies = (site.outline.body(node) for node in site.arguments)
    return [body for body in bodies if body is not None]
