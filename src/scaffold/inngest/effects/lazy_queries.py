"""Queries that are built in one place and sent where they are awaited, as SQL builders do."""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS, fate
from scaffold.code.outline import CallSite, Reference
from scaffold.inngest.effects.names import says
from scaffold.inngest.facts import Call

_DEPTH = 12


def is_built(call: Call) -> bool:
    """Whether a call only adds to a query that a variable keeps: `let q = db.select().from(a)`."""
    site = call.site
    into = site.into if site.use == "assigned" and not site.awaited else None
    is_kept = (into is not None and into.kind == "name") or site.awaited_at is not None
    if not is_kept or site.outline.language != "typescript" or not says(site, "query", "adds"):
        return False
    at: CallSite | None = site
    begins = False
    for count in range(_DEPTH):  # along the chain, through the variables that keep its parts
        if at is None or (count and at.awaited):
            break
        begins = begins or bool(says(at, "query") or (count and says(at, "query", "begins")))
        made = at.receiver
        if made is None:
            origin = resolve_callee(at)
            made = origin.site if origin.kind == "call" and len(origin.attrs) == 1 else None
        if made is at:
            break
        at = made
    return begins


def waits(call: Call) -> Iterator[Reference]:
    """Yield where the function that builds a query waits for it first."""
    site = call.site
    if site.awaited_at is not None:
        yield site.awaited_at
        return
    into = site.into
    binding = site.body.lookup(into.text, into.start) if into is not None else None
    if binding is None:
        return
    for reference in site.outline.references_to(binding):
        owner = reference.owner
        collected = owner is not None and reference.use in ("argument", "element") and (
            resolve_callee(owner).name in COLLECTORS and fate(owner) == "awaited"
        )  # fmt: skip
        if (reference.awaited or collected) and reference.body is site.body:
            yield reference
            return
