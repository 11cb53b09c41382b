"""The helpers that give a step its result: the callback does nothing but call them."""

from collections.abc import Iterator

from scaffold.code.attributes import method_called
from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import Body, CallSite
from scaffold.code.values import argument
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Place

_DEPTH = 4
_IN_THREAD = frozenset({"asyncio.to_thread", "anyio.to_thread.run_sync"})


def makers(
    function: Function, step: Step, *, returned: bool
) -> Iterator[tuple[Body, tuple[CallSite, ...]]]:
    """Yield what decides how a step ends: its callback, and the helpers that it only calls.

    With each come the calls that lead there. With `returned` it gives the step's result, too.
    """
    callback = body = step.callback
    chain: tuple[CallSite, ...] = ()
    while body is not None:
        yield body, chain
        site = body.calls[0] if body.calls else None
        if site is None or len(chain) > _DEPTH:
            break
        if site.use != "returned" and (returned or site.use != "discarded"):
            break
        called = _called(site, function)
        if called is None or (callback is not None and called.is_inside(callback)):
            break
        # Python runs a plain function without `await`; one that is async gives a coroutine.
        runs = site.use == "returned" or site.awaited
        if not runs and (called.is_async or body.outline.language != "python"):
            break
        if not _is_all(site, body):
            break
        body, chain = called, (*chain, site)


def places(chain: tuple[CallSite, ...]) -> tuple[Place, ...]:
    """Return the calls that lead to a helper as a diagnostic lists them."""
    found = []
    for site in chain:
        line, column = site.outline.source.position(site.start)
        found.append(Place(site.outline.path, line, column, site.spelled))
    return tuple(found)


def _is_all(site: CallSite, body: Body) -> bool:
    """Whether a call is all that a function does."""
    statements = [
        each
        for each in body.block.statements
        if each.kind != "expression" or each.expr is None or each.expr.kind != "string"
    ]
    if len(statements) != 1 or statements[0].kind not in ("return", "expression"):
        return False
    return statements[0].expr is site.expr


def _called(site: CallSite, function: Function) -> Body | None:
    if resolve_callee(site).name in _IN_THREAD:
        given = argument(site, 0, function.links)
        return given.function if given is not None else None
    origin = method_called(site, function.links)
    return origin.target if origin.kind == "function" and not origin.attrs else None
