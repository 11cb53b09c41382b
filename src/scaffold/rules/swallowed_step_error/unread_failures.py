"""`Promise.allSettled` in a step whose failures nobody reads: it never throws.

`await step.run("all", () => Promise.allSettled(ids.map(send)))`
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.links import callee
from scaffold.code.outline import CallSite
from scaffold.inngest.facts import Call, Function
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules._step_results import places
from scaffold.rules.swallowed_step_error.tested_results import is_taken

_SETTLED = "Promise.allSettled"
_BROAD = frozenset({"Exception", "BaseException"})
_GATHERED = "asyncio.gather"


def unread_failures(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each such call whose outcome is thrown away."""
    seen: set[int] = set()
    for call in function.everything:
        step, site = call.step, call.site
        if step is None or step.kind != "run" or not call.certain or id(site) in seen:
            continue
        seen.add(id(site))
        name = resolve_callee(site).name
        settles = name == _SETTLED or (name == _GATHERED and _keeps_exceptions(site))
        is_result = site.use == "returned" and site.body is step.callback
        if settles and _catches_all(call):
            continue  # what those do about a failure is judged there
        if settles and (_is_thrown_away(site) or (is_result and not is_taken(step.site))):
            yield report(
                site,
                f"`{call.spelled}` never throws, and nobody reads what failed: the step "
                f"`{step.id_text}` counts as done and is not retried",
                "read the outcomes and throw when one failed, or give each its own step",
            )._replace(chain=places(call.chain))


def _catches_all(call: Call) -> bool:
    """Whether each function that is waited for takes its own failures, so that none comes here."""
    site = call.site
    given = site.args[0] if site.args else None
    mapped = site.outline.site(given) if given is not None else None
    if mapped is not None and mapped.attrs[-1:] == ("map",) and mapped.args:
        body = site.outline.body(mapped.args[0])
    else:  # `asyncio.gather(*(load(each) for each in ids))`
        called = [] if given is None else list(site.outline.sites_in(given))
        target = callee(called[0], call.function.links) if len(called) == 1 else None
        body = target.target if target is not None and not target.attrs else None
    if body is None:
        return False
    waits = [each for each in body.calls if each.awaited]
    return bool(waits) and all(_is_caught(each) for each in waits)


def _is_caught(site: CallSite) -> bool:
    """Whether a call stands in a `try` that takes whatever fails and throws nothing."""
    region = site.region
    while region is not None:
        clauses = region.attempt.catches if region.kind == "try" else []
        if any(
            not each.throws and (not each.types or _BROAD & {e.text for e in each.exceptions})
            for each in clauses
        ):
            return True
        region = region.parent
    return False


def _keeps_exceptions(site: CallSite) -> bool:
    given = site.kwargs.get("return_exceptions")
    return given is not None and given.text == "True"


def _is_thrown_away(site: CallSite) -> bool:
    if site.use == "discarded":
        return site.awaited
    if site.use != "assigned" or site.into is None or site.into.kind != "name":
        return False
    binding = site.outline.binding(site.into)
    return binding is not None and all(
        each.path == ("length",) or (each.owner is not None and each.owner.root == "len")
        for each in site.outline.references_to(binding)
    )
