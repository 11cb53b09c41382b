"""Whether an event that is sent twice does any harm: somebody runs, and nothing told it before."""

import re
from functools import cached_property

from scaffold.code.expressions import Expr
from scaffold.code.links import Links
from scaffold.code.outline import Body, CallSite
from scaffold.code.statements import Statement
from scaffold.inngest.codebase import Codebase

_KNOWN = r"(?i)exist|already|processed|duplicate|seen|known|previous|handled|replay"
_FIRST = (
    r"(?i)once\b|once_|\bis_?new|first_?time|inserted|\w*(claim|acquire|reserve)\w*\(|dedupe?|idempoten"
    r"|mark_?(as_?)?(processed|handled|seen)"
)
_REPEATED = r"(?i)duplicate|already|replay"  # what a route answers then
_DEPTH = 3
# What makes a row for the first delivery alone, and gives none to those that come again.
_ONCE = (
    r"(?i)on_?conflict_?do_?nothing\(|\bon conflict\b[^;`]*\bdo nothing\b|ignoreDuplicates: true"
)
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


def is_deduped_by_callers(site: CallSite, links: Links, depth: int = 0) -> bool:
    """Whether all who call the function around a send ask whether the delivery was there before."""
    body: Body | None = site.body
    while body is not None and body.parent is not None and body.parent.kind == "function":
        body = body.parent
    if body is None or body.kind != "function" or depth > _DEPTH:
        return False
    callers = links.calls_of(body)
    return bool(callers) and all(
        is_deduped_before(each) or is_deduped_by_callers(each, links, depth + 1) for each in callers
    )


def _returns_early(body: Body, place: int) -> bool:
    text = body.outline.source.content[body.start : place].decode(errors="replace")
    if re.search(_TAKEN, text):
        return True
    for statement in body.block.all():
        if statement.kind == "try" and statement.end <= place and _refuses_known(statement):
            return True
        for block in statement.blocks if statement.kind == "if" else ():
            test = block.test
            if test is None:
                continue
            is_around = block.start <= place < block.end
            is_past = statement.end <= place and block.ends
            in_else = block.end <= place < statement.end
            if not (is_around or is_past or in_else):
                continue
            # `if (seen) return;` and `if (await once(id)) send();`, or the other way round.
            known = _KNOWN if is_around == (test.kind == "not") else _FIRST
            asked = [*test.inside()]
            if any(re.search(known, _word(each)) or _is_of_first(each, body) for each in asked):
                return True
    return False


def _refuses_known(attempt: Statement) -> bool:
    """`try { await insert(deliveryId) } catch { return duplicate }`: its table has the key."""
    caught = [each for each in attempt.blocks if each.role == "catch" and each.ends]
    returned = (each.expr for block in caught for each in block.all() if each.kind == "return")
    return any(
        re.search(_REPEATED, _word(part))
        for expr in returned
        for part in (expr.inside() if expr is not None else ())
    )


def _is_of_first(name: Expr, body: Body, depth: int = 0) -> bool:
    """Whether a name stands for a row that only the first delivery makes: a later one gets none."""
    found = body.outline.binding(name) if name.kind == "name" and depth < _DEPTH else None
    is_value = found is not None and found.kind == "value" and found.path != ("error",)
    made = found.initial if found is not None and is_value else None
    return made is not None and (
        re.search(_ONCE, made.text) is not None
        or any(_is_of_first(each, body, depth + 1) for each in made.inside())
    )


def _word(expr: Expr) -> str:
    """What a part of a test says: a name, a text, `claim(` for a call."""
    called = f"{expr.callee.name}(" if expr.callee is not None else ""
    return expr.string or expr.name or called
