"""What is run for each of many, and waited for as one: `await Promise.all(ids.map(send))`."""

from collections.abc import Sequence

from scaffold.code.bindings import resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.fates import COLLECTORS, FOR_EACH
from scaffold.code.links import callee, function_given
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.effects.names import last_word
from scaffold.inngest.facts import Function


def run_for_each(site: CallSite, function: Function) -> Body | None:
    """Return the function that a call runs for each of many, as `map` or Python's `*(…)` give it.

    None where that is not known, and for a call that is no `Promise.all` or `asyncio.gather`.
    """
    given = site.args[0] if site.args and resolve_callee(site).name in COLLECTORS else None
    mapped = site.outline.site(given) if given is not None else None
    if mapped is not None and last_word(mapped) in FOR_EACH and mapped.args:
        return function_given(mapped, function.links)
    called = [] if given is None or mapped is not None else list(site.outline.sites_in(given))
    target = callee(called[0], function.links) if len(called) == 1 else None
    is_known = target is not None and target.kind == "function" and not target.attrs
    return target.target if target is not None and is_known else None


def listed(site: CallSite) -> Sequence[Expr]:
    """Return what is waited for as one where it is written out: `Promise.all([tell(), note()])`."""
    if resolve_callee(site).name not in COLLECTORS or not site.args:
        return ()
    return site.args[0].elements if site.args[0].kind == "array" else site.args
