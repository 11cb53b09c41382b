"""Queries that are built in one place and sent where they are awaited, as SQL builders do."""

import re
from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS, fate
from scaffold.code.outline import CallSite, Reference
from scaffold.inngest.facts import Call

_BEGINS = frozenset(
    {
        "from", "select", "selectDistinct", "insert", "update", "upsert", "delete", "into",
        "table", "where", "schema",
    }
)  # fmt: skip
_ADDS = re.compile(
    r"^((and|or)?[wW]here\w*|select|insert|update|upsert|delete|from|into|set|values|returning"
    r"|\$dynamic|eq|neq|gte?|lte?|i?like|is|in|contains|containedBy|overlaps|match|not|or|filter"
    r"|textSearch|order|orderBy|limit|offset|range|single|maybeSingle|\w*[jJ]oin|groupBy|having"
    r"|onConflict\w*|onDuplicateKeyUpdate|distinct|first|union|unionAll|throwOnError|returns"
    r"|overrideTypes|abortSignal)$"
)
_DEPTH = 12


def is_built(call: Call) -> bool:
    """Whether a call only adds to a query that a variable keeps: `let q = db.select().from(a)`."""
    site = call.site
    if site.use != "assigned" or site.awaited or site.outline.language != "typescript":
        return False
    if site.target is None or site.target.type != "identifier":
        return False
    if not site.attrs or not _ADDS.match(site.attrs[-1]):
        return False
    at: CallSite | None = site
    begins = None
    for count in range(_DEPTH):  # along the chain, through the variables that keep its parts
        if at is None or (count and at.awaited):
            break
        method = at.attrs[-1] if at.attrs else ""
        begins = begins or (count > 0 and method in _BEGINS) or method.lower().endswith("where")
        made = at.receiver
        if made is None:
            origin = resolve_callee(at)
            made = origin.site if origin.kind == "call" and len(origin.attrs) == 1 else None
        if made is at:
            break
        at = made
    return bool(begins)


def waits(call: Call) -> Iterator[Reference]:
    """Yield where the function that builds a query waits for it first."""
    site = call.site
    binding = site.body.lookup(site.outline.text(site.target)) if site.target is not None else None
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
