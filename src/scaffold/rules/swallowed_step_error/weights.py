"""How much a failure weighs that is hidden: an error, or a warning where people would argue.

The next run of a schedule may find again what failed, as the failure left it as it was:
`for (const row of due) { try { await send(row); await db.update(row.id, sent) } catch {} }`, where
what takes it out of the list comes last. So it is with what is deleted or closed by its date.
Where one of many could not be loaded, the others do: `pages.push(await load(url))`.
"""

from collections.abc import Iterator
from functools import partial

from scaffold.code.fates import FOR_EACH
from scaffold.code.outline import Body, CallSite, Reference
from scaffold.code.places import Catch
from scaffold.code.spans import Spanned, holds
from scaffold.errors import ScaffoldError
from scaffold.inngest.effects.logging import is_for_watchers, is_logging
from scaffold.inngest.effects.names import last_word, words_of
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Severity
from scaffold.rules._step_results import called_by, gives_result
from scaffold.rules.swallowed_step_error.answered_failures import (
    Answered,
    is_of_lookup,
    is_silent,
)
from scaffold.rules.swallowed_step_error.beside_work import (
    is_made_by,
    is_one_of_many,
    is_slight,
)
from scaffold.rules.swallowed_step_error.explained import goes_on, severity_said
from scaffold.rules.swallowed_step_error.hidings import Hiding, reaction, span_of
from scaffold.rules.swallowed_step_error.kinds_of_calls import (
    changes,
    makes,
    only_reads,
    procedure_of,
    reads,
    sends,
    table_of,
)
from scaffold.rules.swallowed_step_error.nothing_done import is_nothing, needs_no_retry
from scaffold.rules.swallowed_step_error.other_ways import does_something
from scaffold.rules.swallowed_step_error.set_answers import collects
from scaffold.rules.swallowed_step_error.tested_results import held_by
from scaffold.syntax.regexes import regex

_AS_A_WHOLE = frozenset({"transaction", "$transaction", "runTransaction"})
_MARKING = _AS_A_WHOLE | {
    "update", "updateMany", "delete", "deleteMany", "update_one", "update_many", "delete_one",
    "delete_many", "updateOne", "deleteOne", "findByIdAndUpdate", "findOneAndUpdate", "commit",
}  # fmt: skip
_OF_ROWS = regex(r"\.(?:in|in_|not)\(|\binArray\(|\bin:\s|__in=")
_MARKS = regex(r"(mark|update|archive|expire|close|delete|remove|clear)[A-Z_]")
_SWEEPS = regex(r"(?i)clean[-_ ]?up|purge|prune|sweep|orphan|retention")
_BY_AGE = regex(r"(?i)expire|stale|outdated|inactive|abandoned")
_BY_DATE = regex(r"\blte?\b|__lte?=|\s<=?\s|(?i:\bstaging|tempor|\btmp_?)")
_LITTLE = regex(
    r"(?i)analytic|posthog|mixpanel|sentry|telemetry|metric|usage|audit|log_?(action|activity|event)"
    r"|\btrack(?!s\b)|\bemit|broadcast|realtime|revalidate|invalidate\w*caches?\b|\bslo\b|record_?slo"
    r"|(cache|redis|kv)\w*\.(del|delete|expire|unlink)"
)
_NOTES = regex(
    r"(?i)usage_?(event|log|record)|audit|(activity|event|access|run|job|sync|cron|execution)_?logs?$"
)
# A step that is there to note how the run went, by its ID.
_NOTING = regex(
    r"(?i)(log|record|note)[-_ ]?(the[-_ ])?(run|job|sync|cron|execution|completion|completed"
    r"|summary|outcome|start|end|finish|success|failure|errors?)$"
)
_DROPPING = regex(r"(?i)cache")
_DEPTH = 2


def weighs(
    function: Function, step: Step | None, body: Body, hiding: Hiding, chain: tuple[CallSite, ...]
) -> Severity:
    """Return how much a failure that is hidden weighs, by what is said of it and what it left."""
    done = list(_done(function, body, _tried(hiding)))
    works = [each for each in done if not _is_little(each)]
    changed = [each for each in works if _is_change(each)]
    is_slight = bool(done) and (not works or _is_noted(step, changed))
    is_slight = is_slight or any(map(_is_little, chain)) or _is_swept(changed)
    if not is_slight and any(each.kind == "cron" for each in function.triggers):
        sites = (*chain, *body.outline.sites_in(_tried(hiding)))
        named = [function.id or "", *(each.spelled for each in sites)]
        swept = [procedure_of(each) for each in body.outline.sites_in(_tried(hiding))]
        is_slight = (
            any(map(_SWEEPS.search, named))
            or any(map(_BY_AGE.search, swept))
            or (goes_on(body, hiding) or _is_found_again(function, body, hiding, chain, changed))
        )
    if not is_slight and works:
        is_slight = (
            step is not None
            and all(map(_may_load, works))
            and _goes_on_without(step, body, hiding, chain)
        ) or (
            not any(does_something(each) or changes(each) for each in works)
            and _leaves_one_out(function, body, hiding, chain)
        )
    if isinstance(hiding, Answered):
        is_slight = is_slight or is_of_lookup(hiding) or is_silent(body, hiding)
    return "warning" if is_slight else severity_said(body, hiding)


def _is_little(site: CallSite) -> bool:
    """Whether a call is for those who watch, counts what is used, or drops a copy."""
    is_named = _LITTLE.search(f"{site.spelled} {procedure_of(site)}")
    return is_for_watchers(site) or bool(is_named or _NOTES.search(table_of(site)))


def _is_noted(step: Step | None, changed: list[CallSite]) -> bool:
    """Whether a step only makes a row of how the run went: `step.run("log-summary", …)`."""
    named = step is not None and _NOTING.match(step.id_text)
    return bool(named) and all(map(makes, changed))


def is_for_little(site: CallSite) -> bool:
    """Return the same, also where the address says it: `fetch(`${app}/api/revalidate`)`."""
    return _is_little(site) or bool(site.args and _LITTLE.search(site.args[0].text))


def _is_swept(changed: list[CallSite]) -> bool:
    """Whether all that is done is to delete or close what is old, or was for a time alone."""
    return bool(changed) and all(
        marks(each) and _BY_DATE.search(each.expr.text) for each in changed
    )


def _is_found_again(
    function: Function,
    body: Body,
    hiding: Hiding,
    chain: tuple[CallSite, ...],
    changed: list[CallSite],
) -> bool:
    """Whether what failed is in the list of a schedule's next run."""
    if not changed:  # what could not be loaded, the next run loads, of today or tomorrow
        return any(_comes_often(each.cron) for each in function.triggers)
    place = _tried(hiding)
    is_of_many = _is_of_many(body, place) or any(each.loop is not None for each in chain)
    if not (is_of_many or all(map(_is_of_rows, changed))):
        return False
    changed = [*changed, *_passed_over(function, body, hiding)]
    first = next((at for at, each in enumerate(changed) if marks(each)), len(changed))
    is_last = first < len(changed) and all(map(marks, changed[first:]))
    return is_last or _is_rolled_back(body, place, changed[-1]) or _is_undone(body, place)


def _passed_over(function: Function, body: Body, hiding: Hiding) -> list[CallSite]:
    """What is changed after it, and not for what failed: `catch { return; } await mark(row);`."""
    statement = body.statement_at(span_of(hiding))
    if isinstance(hiding, CallSite) or statement is None:
        return []
    clauses = [each for each in statement.blocks if each.role == "catch"]
    if not any(each.ends for each in ([hiding.block] if isinstance(hiding, Answered) else clauses)):
        return []
    return [
        site
        for after in statement.following()
        for site in _done(function, body, after)
        if _is_change(site)
    ]


def _is_of_rows(site: CallSite) -> bool:
    """Whether one query changes each row that a schedule found: `.in("id", stale)`."""
    return marks(site) and bool(_OF_ROWS.search(site.expr.text))


def _goes_on_without(step: Step, body: Body, hiding: Hiding, chain: tuple[CallSite, ...]) -> bool:
    """Whether a step gives `null` for what it only loads, and later work is given that.

    Where the handler looks whether it got something, or goes through it, the work is lost. `[]`
    is as good where all that is done with a list is to add it to others: `[...news, ...posts]`.
    """
    at, part = reaction(body, hiding, step.call.function.links)
    given = [each.expr for each in at.returns_in(part)]
    place, binding = span_of(hiding), held_by(step.call.given_by)
    is_rest = not any(each.awaited and each.start >= place.end for each in body.calls)
    if binding is None or not given or not is_rest or not all(map(gives_result, chain)):
        return False
    used = [e for e in binding.outline.references_to(binding) if not _is_counted(e)]
    is_one = bool(used) and all(_is_added(each) or _is_put_in(each) for each in used)
    if not all(
        each is None or (is_nothing(at, each) and (is_one or each.kind != "array"))
        for each in given
    ):
        return False
    return is_one or (any(map(_is_given, used)) and not any(map(_is_asked, used)))


def _leaves_one_out(
    function: Function, body: Body, hiding: Hiding, chain: tuple[CallSite, ...]
) -> bool:
    """Whether one of many is missing in a list of what was loaded, and nothing else is lost."""
    if any(each.loop is not None and _is_listed(each.body, each.expr) for each in chain[-1:]):
        return True
    if not is_one_of_many(body, hiding):
        return False
    if not isinstance(hiding, CallSite):
        return _is_listed(body, _tried(hiding))
    at, part = reaction(body, hiding, function.links)
    is_given = any(each.expr is not None for each in at.returns_in(part))
    return hiding.use == "returned" and is_given and _is_taken(body)


def _is_listed(body: Body, tried: Spanned) -> bool:
    """Whether what is loaded at a place, or a part of it, is put with others: `all.push(page)`."""
    loaded = [each for each in body.outline.sites_in(tried) if each.awaited]
    if any(e.use == "discarded" and not (_is_little(e) or is_slight(e)) for e in loaded):
        return False
    kept = [one for each in body.calls if collects(each) for one in each.args]
    kept += body.returned if _is_taken(body) else ()
    return any(
        one.holds(site) or any(map(partial(_is_of, site), body.outline.references_in(one)))
        for one in kept
        if one.start >= tried.start
        for site in loaded
    )


def _is_of(site: CallSite, read: Reference) -> bool:
    return read.binding is not None and is_made_by(read.binding, site, 0)


def _is_taken(body: Body) -> bool:
    """Whether a function is run for each of many by a call of which the list is used."""
    owner = body.owner
    if owner is None or last_word(owner) not in FOR_EACH:
        return False
    return (owner.owner if owner.use == "argument" and owner.owner else owner).use != "discarded"


def _is_added(used: Reference) -> bool:
    """`[...news, ...posts]`: one list of several."""
    spread = used.expr.around
    around = spread.around if spread is not None and spread.kind == "spread" else None
    return around is not None and around.kind == "array" and len(around.elements) > 1


def _is_put_in(used: Reference) -> bool:
    """`if (news.length > 0) report.news = news;`: one part of what later work is given."""
    statement = used.body.statement_at(used)
    around = statement.parent if statement is not None else None
    block = around.blocks[0] if around is not None and around.kind == "if" else None
    if statement is not None and statement.kind == "if":
        block = statement.blocks[0]
    if block is None or block.owner is None or len(block.owner.blocks) != 1 or block.ends:
        return False
    waits = (each for each in used.body.calls if holds(block, each))
    return block.test is not None and not any(each.awaited for each in waits)


def _is_counted(used: Reference) -> bool:
    """`return { found: news.length }`"""
    return used.path == ("length",) and any(each.holds(used) for each in used.body.returned)


def _is_given(used: Reference) -> bool:
    """Whether something is an argument of a call, or a part of one: `write(site, { found })`."""
    return used.use in ("argument", "element", "property")


def _is_asked(used: Reference) -> bool:
    """Whether something decides: it is tested, or gone through."""
    statement = used.body.statement_at(used)
    around = statement is not None and statement.kind in ("if", "loop") and statement.expr
    return bool(around and holds(around, used)) or not FOR_EACH.isdisjoint(used.path)


def _comes_often(cron: str | None) -> bool:
    # Time zones are slow to load, and few functions have a cron.
    from scaffold.inngest.cron import cron_period

    try:
        period = cron_period(cron or "")
    except ScaffoldError:
        return False
    return period.name in ("slot", "day")


def _is_change(site: CallSite) -> bool:
    """Whether a call is more than to load or to make ready."""
    is_loaded = reads(site) or only_reads(site) or needs_no_retry(site)
    return changes(site) or sends(site) or not is_loaded


def _may_load(site: CallSite) -> bool:
    """Whether a call is there for what it gives, as far as its name tells: `profile_of(id)`."""
    return not (changes(site) or sends(site)) and site.use != "discarded"


def marks(site: CallSite) -> bool:
    """Return whether a call changes what is there, or takes it away; what is new marks nothing.

    What is added to a number does not take a row from a list either: `{ increment: 10 }`.
    """
    if "crement" in site.expr.text:
        return False
    return bool(_MARKS.match(last_word(site))) or not _MARKING.isdisjoint(
        word.removesuffix("()") for word in words_of(site)
    )


def _tried(hiding: Hiding) -> Spanned:
    """What may fail; of a client that answers its error the call before."""
    if isinstance(hiding, Answered):
        answer = hiding.test.binding
        return answer.initial or hiding if answer is not None else hiding
    return hiding.attempt if isinstance(hiding, Catch) else hiding.expr


def _is_of_many(body: Body, place: Spanned) -> bool:
    """Whether a place stands in a loop or a `map`, also around the step that it is in."""
    statement = body.statement_at(place)
    if statement is not None and statement.is_in_loop:
        return True
    owner = body.owner
    if owner is None:
        return False
    return last_word(owner) in FOR_EACH or _is_of_many(owner.body, owner.expr)


def _done(function: Function, body: Body, place: Spanned, depth: int = 0) -> Iterator[CallSite]:
    """The calls that are waited for at a place, in order; those of a helper instead of its own."""
    waited = (each for each in body.outline.sites_in(place) if each.awaited or each.expr is place)
    inside = [_guarded(each) for each in waited]
    for site in sorted(inside, key=lambda each: each.start):
        if site.root == "import" or is_logging(site) or _is_elsewhere(site, place):
            continue
        if any(each.body is not site.body and holds(site.expr, each.expr) for each in inside):
            continue  # `db.transaction(async (tx) => { … })`
        is_whole = depth >= _DEPTH or _DROPPING.search(last_word(site))
        helper = None if is_whole else called_by(site, function)
        made = list(_done(function, helper, helper, depth + 1)) if helper is not None else []
        yield from made or [site]


def _guarded(site: CallSite) -> CallSite:
    """The call that a `.catch(…)` is for."""
    return site.receiver if last_word(site) == "catch" and site.receiver is not None else site


def _is_elsewhere(site: CallSite, place: Spanned) -> bool:
    """Whether it is done for a failure in a part of a place, or its own is hidden in one."""
    region = site.region
    while region is not None and holds(place, region.attempt):
        clauses = region.attempt.catches
        is_hidden = bool(clauses) and not any(each.throws for each in clauses)
        if region.kind == "catch" or (is_hidden and region.attempt is not place):
            return True
        region = region.parent
    return False


def _is_rolled_back(body: Body, place: Spanned, last: CallSite) -> bool:
    """Whether what is done last marks, in a transaction: what was marked before comes back."""
    return marks(last) and any(
        last_word(site) in _AS_A_WHOLE and site is not last and holds(site.expr, last.expr)
        for site in body.outline.sites_in(place)
        if last.outline is body.outline
    )


def _is_undone(body: Body, place: Spanned) -> bool:
    """Whether a clause on the way takes back what was marked, and throws again."""
    return any(
        clause.throws and any(map(marks, body.outline.sites_in(clause)))
        for at in body.outline.inside(body)
        for attempt in at.attempts
        for clause in attempt.catches
        if holds(place, attempt) and attempt.start > place.start
    )
