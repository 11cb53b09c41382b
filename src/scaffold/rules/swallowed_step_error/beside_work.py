"""Whether what fails unseen is what a step is for, or something beside it.

`await save(order); try { await tell(order) } catch {}`: the order is saved, and the step is done.
What is only loaded for the part that fails is no work of its own:
`const order = await load(); try { await send(order) } catch {}`.
"""

from collections.abc import Collection, Iterator, Sequence

from scaffold.code.expressions import Expr
from scaffold.code.fates import FOR_EACH
from scaffold.code.links import NoLinks, function_given
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.places import Catch
from scaffold.code.spans import Spanned, holds
from scaffold.code.statements import Block
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import last_word, words_of
from scaffold.rules.swallowed_step_error.answered_failures import Answered
from scaffold.rules.swallowed_step_error.hidings import Hiding, span_of
from scaffold.rules.swallowed_step_error.kinds_of_calls import (
    changes,
    is_aside,
    makes_ready,
    marks_a_beginning,
    only_reads,
    reads,
)
from scaffold.rules.swallowed_step_error.other_ways import stands_in
from scaffold.rules.swallowed_step_error.set_answers import collects, holder

_LATER = frozenset(
    {"setInterval", "setTimeout", "setImmediate", "on", "once", "addListener", "addEventListener"}
)
_CHANGING = frozenset(
    {"insert()", "update()", "upsert()", "create()", "delete()", "insert", "update", "upsert",
     "create", "delete", "send", "save", "publish"}
)  # fmt: skip
_AT_ONCE = frozenset(
    {"map", "filter", "reduce", "slice", "sort", "join", "from", "stringify", "parse", "json",
     "toString", "toISOString", "entries", "fromEntries", "values", "keys", "get", "has"}
)  # fmt: skip
_DEPTH = 3


def is_beside(maker: Body, body: Body, hiding: Hiding, *, is_helper: bool) -> bool:
    """Return whether a function that decides how a step ends does other work than what fails."""
    if isinstance(hiding, CallSite) and _has_siblings(hiding):
        return True
    if isinstance(hiding, Answered):
        given = hiding.test.binding.initial if hiding.test.binding is not None else None
        if given is not None and given.end <= hiding.start and _is_side_thing(body, given):
            return True
        if is_after_a_failure(body, hiding):
            return True
        return is_helper and _is_on_the_way(body, hiding, given)
    place = span_of(hiding)
    if isinstance(hiding, Catch) and stands_in(body, hiding.attempt):
        return False
    if _is_side_thing(body, place) or _has_others(maker, body, [place]):
        return True
    # What a helper names, and only runs, is for progress more often than not.
    is_used = any(each.use != "discarded" for each in _runs(body))
    return is_helper and body is not maker and body.owner is None and not is_used


def _has_others(maker: Body, body: Body, places: Sequence[Spanned], *, many: bool = False) -> bool:
    """Whether each of the places where the same is done has other work around it."""

    def has_others(place: Spanned) -> bool:
        others = _others(body, place, many=many)
        return any(not any(holds(each, site) for each in places) for site in others)

    if all(is_after_a_failure(body, place) or has_others(place) for place in places):
        return True
    if body is maker:
        return False
    runs = _runs(body)
    around = runs[0].body if runs else None
    if around is None or any(each.body is not around for each in runs):
        return True
    is_each = any(each.loop is not None or last_word(each) in FOR_EACH for each in runs)
    return _has_others(maker, around, [each.expr for each in runs], many=is_each)


def is_all_work(body: Body, place: Spanned, hiding: Collection[CallSite]) -> bool:
    """Return whether nothing else of weight in a function may fail but what stands at a place."""
    if is_after_a_failure(body, place) or _is_side_thing(body, place, hiding):
        return False
    others = (site for site in _others(body, place) if site not in hiding)
    given_on = (each for each in body.calls if _is_given_on(each) and not holds(place, each))
    return not any(others) and not any(given_on)


def is_one_of_many(body: Body, hiding: Hiding) -> bool:
    """Return whether what fails is waited for, for each of many, in a loop or a `map`."""
    if isinstance(hiding, CallSite) and not (hiding.awaited or hiding.use == "returned"):
        return False
    statement = body.statement_at(span_of(hiding))
    owner = body.owner
    is_mapped = owner is not None and last_word(owner) in FOR_EACH
    return is_mapped or (statement is not None and statement.is_in_loop)


def does_work_before(body: Body, attempt: Spanned) -> bool:
    """Return whether a function waits for something, or writes, before a `try`."""
    before = (site for site in body.calls if site.start < attempt.start)
    return any(
        site.awaited or (site.use == "discarded" and not is_logging(site)) for site in before
    )


def _is_side_thing(body: Body, place: Spanned, hiding: Collection[CallSite] = ()) -> bool:
    """Whether all that may fail is for those who look on, or a copy, and there is other work."""
    inside = [site for site in body.calls if holds(place, site)]
    tried = [each for each in inside if each.awaited and last_word(each) != "catch"] or inside
    return bool(tried) and all(map(is_aside, tried)) and any(
        (site.awaited or site.use == "returned") and not only_reads(site)
        and (marks_a_beginning(site) or not is_aside(site))
        for site in body.calls
        if not holds(place, site) and not holds(site, place) and site not in hiding
        and not _is_read_in(body, site, place)
    )  # fmt: skip


def _is_read_in(body: Body, site: CallSite, place: Spanned) -> bool:
    """Whether what a call gives is for what stands at a place."""
    read = (each.binding for each in body.outline.references_in(place))
    return any(each is not None and is_made_by(each, site, 0) for each in read)


def _is_on_the_way(body: Body, answered: Answered, given: Expr | None) -> bool:
    """Whether a helper goes on after a failure that came as an answer.

    What was to be changed for one of many is lost, where nothing more is done for that one.
    """
    statement = body.statement_at(answered)
    made = body.outline.sites_in(given) if given is not None else ()
    if is_one_of_many(body, answered) and any(map(changes, made)):
        after = (e for e in body.calls if e.awaited and e.start >= answered.end)
        return not answered.block.ends and any(
            not _is_past_a_loop(body, each, answered) for each in after
        )
    if body.owner is not None and body.owner.attrs[-1:] == ("then",):
        statement = body.owner.body.statement_at(body.owner)
    elif answered.block.leaves:
        return statement is not None and statement.is_in_loop
    return statement is not None and not statement.is_last


def _has_siblings(site: CallSite) -> bool:
    """`await Promise.all([load(), more().catch(() => null)])`, where one of them may fail."""
    around = site.expr.around
    if around is None or around.kind != "array":
        return False
    made = map(site.outline.site, around.elements)
    return any(each is None or (each is not site and last_word(each) != "catch") for each in made)


def is_after_a_failure(body: Body, place: Spanned) -> bool:
    """Return whether it stands in another clause: what failed before it is judged there."""
    statement = body.statement_at(place)
    around = statement.around() if statement is not None else ()
    return any(each.role in ("catch", "finally") for each in around)


def _runs(body: Body) -> list[CallSite]:
    """The calls that run a function written here; none for one that others call when they like."""
    owner = body.owner
    if owner is None:
        name, parent = body.name, body.parent
        inside = parent.outline.inside(parent) if parent is not None and name else []
        runs = [site for at in inside for site in at.calls if site.root == name and not site.attrs]
        return [] if any(each.body.is_inside(body) for each in runs) else runs
    if body.use not in ("argument", "element", "receiver") or last_word(owner) in _LATER:
        return []
    return [owner]


def _others(body: Body, place: Spanned, *, many: bool = False) -> Iterator[CallSite]:
    """The calls that are work of a function as well, whatever becomes of a place in it.

    What comes after it is, where the place only gives a value for that: without one, it fails
    before work that counts on it. What comes after `many`, or after a loop, is none: the one of
    them that failed is lost.
    """
    plain = body.outline.language == "python" and not body.is_async
    gives = _gives_a_value(body, place)
    for site in body.calls:
        works = site.awaited or (plain and site.use == "discarded" and not collects(site))
        if not works or holds(place, site) or _waits_for(site, place) or is_slight(site):
            continue
        if _is_elsewhere(body, site, place):
            continue
        is_after = site.start >= place.end
        if is_after and (many or _is_past_a_loop(body, site, place)):
            continue
        is_done = site.use == "discarded" and not reads(site)  # `const user = …`, never looked at
        works = gives if is_after else is_done or changes(site)
        if works or _is_returned(body, site, place):
            yield site


def _is_past_a_loop(body: Body, site: CallSite, place: Spanned) -> bool:
    """Whether a call is never reached for what failed, as one of many or by leaving the way."""
    statement = body.statement_at(place)
    if statement is None:
        return False
    if any(each.role == "catch" and each.ends for each in statement.blocks):
        return True  # `catch { failed += 1; continue; }`
    around = statement.around()
    loops = [each.owner for each in around if each.owner is not None and each.owner.kind == "loop"]
    return bool(loops) and not holds(loops[0], site)


def _is_given_on(site: CallSite) -> bool:
    """`return db.save(order)`, whose promise the caller waits for; no `return rows.map(…)`."""
    return site.use == "returned" and bool(site.attrs) and site.attrs[-1] not in _AT_ONCE


def _gives_a_value(body: Body, place: Spanned) -> bool:
    """Whether something is read after a place that is set or filled there: `x = await load()`."""
    for site in body.calls:
        is_it = (site.start, site.end) == (place.start, place.end)
        if is_it and site.use not in ("discarded", "returned"):
            return True
    inside = [site for site in body.outline.sites_in(place) if site.awaited]
    if any(set(words_of(site)) & _CHANGING for site in inside):
        return False
    filled = [holder(each) for each in body.outline.sites_in(place) if collects(each)]
    filled += [
        each.binding
        for at in body.outline.inside(body)
        for each in at.mutations
        if holds(place, each) and each.written is not None and each.written.number is None
    ]
    return any(
        each.start >= place.end and each.use != "discarded"
        for binding in filled
        if binding is not None
        for each in body.outline.references_to(binding)
    )


def _waits_for(site: CallSite, place: Spanned) -> bool:
    """Whether a call is given what stands at a place, or a variable that holds it.

    So it is where a test of that decides about it: `if (sent.ok) await note(id);`.
    """
    if holds(site, place):
        return True
    statement = site.body.statement_at(site)
    tests = [b.test for b in (statement.around() if statement is not None else ()) if b.test]
    read = (
        each.binding for expr in (site.expr, *tests) for each in site.outline.references_in(expr)
    )
    return any(each is not None and _holds(each, place) for each in read)


def is_slight(site: CallSite) -> bool:
    """Return whether a call makes ready for the work, shows how far it is, or hides its failure."""
    return makes_ready(site) or (site.is_new and site.root == "Promise") or _hides_all(site)


def _hides_all(site: CallSite) -> bool:
    """`await Promise.all(users.map((user) => tell(user).catch(log)))`: it never fails."""
    given = site.outline.site(site.args[0]) if site.args else None
    each = function_given(given, NoLinks()) if given is not None else None
    if given is None or each is None or last_word(given) not in FOR_EACH:
        return False
    waits = [one for one in each.calls if one.awaited or one.use == "returned"]
    return bool(waits) and all(last_word(one) == "catch" for one in waits)


def _is_elsewhere(body: Body, site: CallSite, place: Spanned) -> bool:
    """Whether it stands on another way through a function, or may fail unseen itself."""
    region = site.region
    while region is not None:
        clauses = region.attempt.catches
        if not holds(region.attempt, place) and (
            region.kind == "catch" or (clauses and not any(each.throws for each in clauses))
        ):
            return True
        region = region.parent
    statement = body.statement_at(site)
    for block in statement.around() if statement is not None else ():
        if holds(block, place):
            return False
        owner = block.owner
        if block.leaves or (owner is not None and owner.kind != "loop" and holds(owner, place)):
            return True
        if block.ends and _is_of_one_round(block, place):
            return True
    return False


def _is_of_one_round(block: Block, place: Spanned) -> bool:
    """Whether a place is reached in the loop that a block goes on with: `continue`."""
    owner = block.owner
    while owner is not None and owner.kind != "loop":
        owner = owner.parent
    return owner is not None and holds(owner, place)


def _is_returned(body: Body, site: CallSite, place: Spanned) -> bool:
    """Whether a function returns after a place what it was given by a call before."""
    if site.use == "returned":
        return site.start >= place.end
    if only_reads(site) and _is_read_in(body, site, place):
        return False
    given = (e.expr for e in body.returns_in(body) if e.expr is not None and e.start >= place.end)
    read = (each for one in given for each in body.outline.references_in(one))
    made = (each.binding for each in read if each.path[-1:] != ("length",))
    return any(
        each is not None and not _holds(each, place) and is_made_by(each, site, 0) for each in made
    )


def _holds(binding: Binding, place: Spanned) -> bool:
    return binding.initial is not None and holds(binding.initial, place)


def is_made_by(binding: Binding, site: CallSite, depth: int) -> bool:
    """Return whether a variable holds what a call gave, or something made of that."""
    given = binding.initial
    if given is None or depth > _DEPTH:
        return site.into is not None and site.into.text == binding.name
    if given.holds(site):
        return True
    read = (one.binding for one in binding.outline.references_in(given) if one.path != ("length",))
    return any(each is not None and is_made_by(each, site, depth + 1) for each in read)
