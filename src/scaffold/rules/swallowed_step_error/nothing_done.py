"""What a clause for a failure does, when that is as good as nothing."""

import re

from scaffold.code.expressions import Expr
from scaffold.code.outline import Body, CallSite
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.effects.logging import is_logging

# Undoing what failed, and letting go of it, tells nobody.
_UNDOING = frozenset({"rollback", "close", "aclose", "release", "abort"})
_ROLLBACK = re.compile(r"\W*rollback\b", re.IGNORECASE)
_COLLECTING = frozenset({"push", "append", "add", "set", "extend", "update"})
_DEPTH = 3


def does_nothing(body: Body, clause: Spanned, *, told: bool) -> bool:
    """Whether a part of a function hides a failure; with `told` also where it returns one."""
    inside = [site for site in body.calls if holds(clause, site)]
    if any(
        (site.awaited and not _undoes(site)) or (site.attrs[-1:] and site.attrs[-1] in _COLLECTING)
        for site in inside
    ):
        return False
    if any(holds(clause, mutation) for mutation in body.mutations):
        return False
    if told:
        return all(is_data(body, each.expr) for each in body.returns_in(clause))
    return all(is_nothing(body, each.expr) for each in body.returns_in(clause))


def _undoes(site: CallSite) -> bool:
    """`await session.rollback()`, `await client.query("ROLLBACK")`."""
    if site.attrs and site.attrs[-1] in _UNDOING:
        return True
    texts = (each.string for each in (site.args[0].inside() if site.args else ()))
    return any(text is not None and _ROLLBACK.match(text) for text in texts)


def is_nothing(body: Body, given: Expr | None) -> bool:
    """Whether a result says nothing: none, a constant, what a log gives."""
    if given is None or given.kind in ("null", "boolean"):
        return True
    site = body.outline.site(given)
    if site is not None:
        return is_logging(site)
    return is_empty(given)


def is_empty(given: Expr, depth: int = 0) -> bool:
    """`[]`, `{}`, `""`, `0`; `{ rows: [], total: 0 }`, which looks like an answer with nothing."""
    if given.kind in ("array", "tuple") or depth > _DEPTH:
        return not given.elements
    if given.kind == "object":
        return all(
            each.value is not None
            and each.computed is None
            and each.kind != "spread"
            and (each.value.kind == "null" or is_empty(each.value, depth + 1))
            for each in given.entries
        )
    return given.string == "" or given.number == 0


def is_data(body: Body, given: Expr | None) -> bool:
    """Whether a result is what a clause itself says of the failure, and nothing that it does."""
    if given is None:
        return True
    works = (site for site in body.outline.sites_in(given) if site.awaited)
    return given.kind != "call" and not any(works)
