"""Rows of a database whose fields are set and then saved: what is set is kept there."""

from collections.abc import Iterable

from scaffold.code.outline import Body, CallSite, Mutation
from scaffold.inngest.facts import Call

_SAVES = frozenset({("save",), ("asave",)})


def is_saved(change: Mutation, callback: Body) -> bool:
    """Return whether a step's function saves the row of which it sets a field.

    `order.paid = True; order.save()`, `order.paid = True; session.commit()`.
    """
    if not change.attrs or change.attrs[0].startswith("["):
        return False
    sites = [site for body in callback.outline.inside(callback) for site in body.calls]
    return any(
        site.start > change.start
        and (_saves(site, change.name) or (len(site.attrs) > 0 and site.attrs[-1] == "commit"))
        for site in sites
    )


def is_saved_by(site: CallSite, reported: Iterable[Call]) -> bool:
    """Return whether what a call gives is set on a row that a reported call saves."""
    into = site.into
    if into is None or into.kind != "member":
        return False
    name = into.root.text
    return any(
        each.site.body is site.body and each.site.start > site.start and _saves(each.site, name)
        for each in reported
    )


def _saves(site: CallSite, name: str) -> bool:
    return site.root == name and site.attrs in _SAVES
