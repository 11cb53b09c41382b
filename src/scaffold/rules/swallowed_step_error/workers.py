"""The functions that do the work of a step, or of a handler without steps."""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.fates import collects as gathers
from scaffold.code.fates import fate
from scaffold.code.outline import Body, CallSite, Reference
from scaffold.inngest.effects.logging import is_logged
from scaffold.inngest.facts import Function
from scaffold.rules._step_results import called_by, followed, gives_result, holder_of
from scaffold.rules.swallowed_step_error.beside_work import is_all_work, is_one_of_many
from scaffold.rules.swallowed_step_error.hidings import Hiding, hidden_in, takes_all
from scaffold.rules.swallowed_step_error.kinds_of_calls import is_for_watchers_or_copies
from scaffold.rules.swallowed_step_error.run_for_each import listed, run_for_each
from scaffold.rules.swallowed_step_error.set_answers import collects, holder

_RESHAPING = frozenset(
    {"map", "filter", "slice", "sort", "toSorted", "reverse", "toReversed", "flat", "flatMap"}
)
_MOST = 100
_DEPTH = 4
Worker = tuple[Body, tuple[CallSite, ...]]


def workers(function: Function, callback: Body | None) -> Iterator[Worker]:
    """Yield what decides how a function ends, and the helpers that do its work here and there.

    With each come the calls that lead there: in a branch, in a loop, or as all that it does.
    """
    makers = list(followed(function, callback, returned=False))
    first = len(makers)
    seen = {id(maker) for maker, _ in makers}
    for at, (maker, chain) in enumerate(makers):  # what does the work of one comes after it
        yield maker, chain
        asked = 0
        for site in maker.calls if len(chain) < _DEPTH else ():
            if not _is_listed(site) and site.use not in ("discarded", "assigned", "returned"):
                continue
            if asked > _MOST:
                break
            for called in _run_by(function, maker, site):
                if id(called) in seen:
                    continue
                if at >= first and not _passes_on(site):
                    continue  # a helper of a helper may do its best, but for what it returns
                asked += 1  # each is held against all other calls
                if _does_its_work(function, maker, site):
                    for helper, calls in followed(function, called, returned=False):
                        seen.add(id(helper))
                        makers.append((helper, (*chain, site, *calls)))


def _is_listed(site: CallSite) -> bool:
    """Whether a promise is put with others that are waited for: `all.push(tell(id))`."""
    if site.use != "argument" or site.owner is None or not collects(site.owner):
        return False
    into = holder(site.owner)
    return into is not None and any(
        each.owner is not None and gathers(each.owner, each) and fate(each.owner) == "awaited"
        for each in into.outline.references_to(into)
    )


def _run_by(function: Function, maker: Body, site: CallSite) -> Iterator[Body]:
    """Yield the helper that a call runs, or those that it runs for each of many."""
    called = called_by(site, function)
    if called is not None and _runs(site, called):
        yield called
    if called is None and (site.awaited or site.use == "returned"):
        made = map(site.outline.site, listed(site))
        helpers = (called_by(one, function) for one in made if one is not None)
        yield from (helper for helper in helpers if helper is not None and helper.is_async)
    each = run_for_each(site, function) if called is None else None
    if each is None or not each.is_inside(maker):
        yield from [each] if each is not None and (site.awaited or site.use == "returned") else ()
        return
    for inner in each.calls:
        helper = called_by(inner, function)
        if inner.use not in ("discarded", "returned") or helper is None:
            continue
        if _runs(inner, helper) and _does_its_work(function, each, inner):
            yield helper


def _runs(site: CallSite, called: Body) -> bool:
    """Whether a call is waited for, here or by who is given its promise."""
    is_given_on = site.use in ("returned", "argument") and site.outline.language != "python"
    return site.awaited == called.is_async or (called.is_async and is_given_on)


def _does_its_work(function: Function, maker: Body, site: CallSite) -> bool:
    """Whether a call is all the work of a function: found out once, as all ask who call that."""
    known: dict[CallSite, bool] = maker.outline.source.made.setdefault("all work", {})
    if site not in known:
        called = [(each, called_by(each, function)) for each in maker.calls if each.awaited]
        hiding = {each for each, helper in called if helper is not None and takes_all(helper)}
        known[site] = not is_for_watchers_or_copies(site) and is_all_work(maker, site.expr, hiding)
    return known[site]


def hidden_by(function: Function, worker: Worker) -> Iterator[tuple[Body, Hiding]]:
    """Yield what hides a failure in a worker, and in the functions written in it.

    Where its result is used, and not only returned, what it lost of many is gone all the same.
    """
    maker, chain = worker
    is_used = any(e.use == "assigned" and not (_passes_on(e) or _is_unused(e)) for e in chain)
    for body, hiding in hidden_in(function, maker, told=is_dropped(chain)):
        if not is_used or is_one_of_many(body, hiding):
            yield body, hiding


def _passes_on(site: CallSite) -> bool:
    """Return whether a function returns what a call gives, in another form too: `rows.map(f)`.

    That it keeps a note of what went well changes nothing: `if (sent.ok) await note(id);`.
    """
    if gives_result(site, in_part=True):
        return True
    binding = holder_of(site)
    read = binding.outline.references_to(binding) if binding is not None else []
    used = [each for each in read if not (is_logged(each) or _is_noted(each))]
    return bool(used) and all(
        any(_reshaped(each.body, one) is each.expr for one in each.body.returned) for each in used
    )


def _is_noted(reference: Reference) -> bool:
    """Whether a place asks what there is for one thing more, or stands in what is done then."""
    statement = reference.body.statement_at(reference)
    around = (each.owner for each in statement.around()) if statement is not None else ()
    for each in (statement, *around):
        if each is not None and each.kind == "if" and len(each.blocks) == 1:
            block = each.blocks[0]
            ends = block.ends or any(one.kind in ("return", "throw") for one in block.all())
            if block.test is not None and not ends:
                return True
    return False


def _reshaped(body: Body, given: Expr) -> Expr | None:
    """`rows` of `rows.filter(isOpen).map(toPlain)`, in which nothing is waited for."""
    if any(each.awaited for each in body.outline.sites_in(given)):
        return None
    while given.kind == "call" and given.callee is not None and given.callee.inner is not None:
        if given.callee.name not in _RESHAPING:
            return None
        given = given.callee.inner
    return given


def is_dropped(chain: tuple[CallSite, ...]) -> bool:
    """Return whether what a helper answers is thrown away on the way to its step."""
    given = list(chain)
    while given and _passes_on(given[-1]):
        given.pop()
    return bool(given) and (given[-1].use in ("discarded", "argument") or _is_unused(given[-1]))


def _is_unused(site: CallSite) -> bool:
    """Whether what a call gives is only logged: `console.log(found.length)`."""
    binding = holder_of(site)
    return binding is not None and all(map(is_logged, binding.outline.references_to(binding)))
