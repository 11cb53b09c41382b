"""Whether an event that is sent twice does any harm: somebody runs, and nothing told it before."""

import re
from functools import cached_property

from scaffold.code.outline import Body, CallSite
from scaffold.inngest.codebase import Codebase

_KNOWN = r"(?i)exist|already|processed|duplicate|seen|known|previous|handled|replay"
# What a database answers when the key of a delivery is there already.
_TAKEN = r"\b(23505|P2002|ER_DUP_ENTRY|UniqueViolation|IntegrityError)\b"


class Receivers:
    """The events that the functions of a project are started or woken by."""

    def __init__(self, project: Codebase) -> None:
        self._project = project

    def anybody(self, name: str | None) -> bool:
        """Whether anything may run for an event; an app elsewhere, where nothing is known."""
        if name is None or not self._project.functions or None in self._names:
            return True
        return any(
            name.startswith(each[:-1]) if each.endswith("*") else name == each
            for each in self._names
            if each is not None
        )

    @cached_property
    def _names(self) -> frozenset[str | None]:
        return frozenset(each.name for each in self._project.received)


def is_deduped_before(site: CallSite) -> bool:
    """Whether a delivery that was there before returns before the event is sent."""
    body: Body | None = site.body
    place = site.start
    while body is not None and body.kind == "function":
        if _returns_early(body, place):
            return True
        place, body = body.start, body.parent
    return False


def _returns_early(body: Body, place: int) -> bool:
    text = body.outline.source.content[body.start : place].decode(errors="replace")
    if re.search(_TAKEN, text):
        return True
    for statement in body.block.all():
        if statement.kind != "if" or statement.end > place:
            continue
        for block in statement.blocks:
            test = block.test
            if test is None or not block.leaves or test.negated is not test:
                continue
            if re.search(_KNOWN, test.text):
                return True
    return False
