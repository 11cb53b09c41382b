"""The functions that do the work of a step, or of a handler without steps."""

from collections.abc import Iterator

from scaffold.code.outline import Body, CallSite
from scaffold.inngest.facts import Function
from scaffold.rules._step_results import called_by, followed, gives_result
from scaffold.rules.swallowed_step_error.beside_work import is_all_work
from scaffold.rules.swallowed_step_error.kinds_of_calls import is_for_watchers_or_copies

_MOST = 100
Worker = tuple[Body, tuple[CallSite, ...]]


def workers(function: Function, callback: Body | None) -> Iterator[Worker]:
    """Yield what decides how a function ends, and the helpers that do its work here and there.

    With each come the calls that lead there: in a branch, in a loop, or as all that it does. Of
    one whose result is used, only what it loses of many counts: `takes_result` says which.
    """
    seen: set[int] = set()
    for maker, chain in list(followed(function, callback, returned=False)):
        seen.add(id(maker))
        yield maker, chain
        asked = 0
        for site in maker.calls:
            if site.use not in ("discarded", "assigned") or asked > _MOST:
                continue
            called = called_by(site, function)
            if called is None or site.awaited != called.is_async or id(called) in seen:
                continue
            asked += 1  # each is held against all other calls
            if not is_for_watchers_or_copies(site) and is_all_work(maker, site.expr):
                seen.add(id(called))
                yield called, (*chain, site)


def takes_result(chain: tuple[CallSite, ...]) -> bool:
    """Return whether a helper's result is used for other things than being returned."""
    return any(each.use == "assigned" and not gives_result(each) for each in chain)


def is_dropped(chain: tuple[CallSite, ...]) -> bool:
    """Return whether what a helper answers is thrown away on the way to its step."""
    given = list(chain)
    while given and gives_result(given[-1]):
        given.pop()
    return bool(given) and given[-1].use == "discarded"
