"""What is awaited only because it runs in a thread: `await sync_to_async(now)()`."""

from collections.abc import Mapping

from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import CallSite
from scaffold.code.values import argument
from scaffold.inngest.effects.made_once import is_kept_by_decorator
from scaffold.inngest.effects.names import row, says
from scaffold.inngest.facts import Call

# What is given a function, and runs it in a thread.
THREADS = frozenset(
    {
        "asyncio.to_thread", "anyio.to_thread.run_sync", "asgiref.sync.sync_to_async",
        "channels.db.database_sync_to_async", "fastapi.concurrency.run_in_threadpool",
        "starlette.concurrency.run_in_threadpool",
    }
)  # fmt: skip
_COMPUTES = frozenset({"pure", "clock", "random"})


def computes_in_a_thread(call: Call, by_site: Mapping[int, Call]) -> bool:
    """Whether a call hands a thread a function of the project that only computes."""
    site = call.site
    maker = site.receiver if site.receiver is not None and not site.attrs else site
    if resolve_callee(maker).name not in THREADS:
        return False
    given = argument(maker, 0, call.function.links)
    body = given.function if given is not None else None
    if body is None or body.is_async or body.mutations:
        return False
    if is_kept_by_decorator(body):  # it gives what was made before
        return True
    return all(_only_computes(each, by_site) for each in body.calls)


def _only_computes(site: CallSite, by_site: Mapping[int, Call]) -> bool:
    call = by_site.get(id(site))
    entry = (row(call) if call is not None else None) or says(site, "pure")
    if entry is not None:
        return entry.kind in _COMPUTES
    # `datetime.now().timestamp()`
    return site.receiver is not None and not site.args and _only_computes(site.receiver, by_site)
