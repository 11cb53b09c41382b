"""What never throws, in a step where nobody reads what failed.

`await step.run("all", () => Promise.allSettled(ids.map(send)))`.
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.links import function_given
from scaffold.code.outline import CallSite, Reference
from scaffold.inngest.facts import Call, Function
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules._step_results import called_by, holder_of, places
from scaffold.rules.swallowed_step_error.hidings import takes_all
from scaffold.rules.swallowed_step_error.nothing_done import is_asked
from scaffold.rules.swallowed_step_error.run_for_each import run_for_each
from scaffold.rules.swallowed_step_error.tested_results import is_taken
from scaffold.rules.swallowed_step_error.weights import marks

_SETTLED = "Promise.allSettled"
_GATHERED = "asyncio.gather"


def unread_outcomes(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each such call whose outcomes are thrown away."""
    seen: set[int] = set()
    for call in function.everything:
        step, site = call.step, call.site
        if step is None or step.kind != "run" or not call.certain or id(site) in seen:
            continue
        seen.add(id(site))
        name = resolve_callee(site).name
        settles = name == _SETTLED or (name == _GATHERED and _keeps_exceptions(site))
        if not settles or _catches_all(call):
            continue  # what those do about a failure is judged there
        is_result = site.use == "returned" and site.body is step.callback
        unread = _is_thrown_away(site) or (is_result and not is_taken(step.site))
        if unread or _is_only_counted(site):
            yield report(
                site,
                f"`{call.spelled}` never throws, and nobody {'reads' if unread else 'acts on'} "
                f"what failed: the step `{step.id_text}` counts as done and is not retried",
                "read the outcomes and throw when one failed, or give each its own step",
                severity="error"
                if unread and not call.chain and not _is_swept(call)
                else "warning",
            )._replace(chain=places(call.chain))


def _is_swept(call: Call) -> bool:
    """`await Promise.allSettled(old.map((row) => close(row)))`: a schedule finds them again."""
    given = call.site.outline.site(call.site.args[0]) if call.site.args else None
    each = function_given(given, call.function.links) if given is not None else None
    if each is None or not any(one.kind == "cron" for one in call.function.triggers):
        return False
    works = [one for one in each.calls if one.awaited or one.use == "returned"]
    return bool(works) and all(map(marks, works))


def _catches_all(call: Call) -> bool:
    """Whether each function that is waited for takes its own failures, so that none comes here."""
    site = call.site
    given = site.args[0] if site.args else None
    if given is not None and given.kind in ("name", "array") and _each_is_caught(site, given):
        return True
    body = run_for_each(site, call.function)
    if body is None or takes_all(body):
        return body is not None
    given_on = [called_by(each, call.function) for each in body.calls if each.use == "returned"]
    return bool(given_on) and all(each is not None and takes_all(each) for each in given_on)


def _each_is_caught(site: CallSite, given: Expr) -> bool:
    """`const tasks = [(async () => { try { … } catch {} })(), …]`."""
    held = site.outline.binding(given) if given.kind == "name" else None
    listed = held.initial if held is not None else given
    made = [site.outline.site(each) for each in listed.elements] if listed is not None else []
    bodies = [
        each.outline.body(each.called)
        for each in made
        if each is not None and each.called is not None
    ]
    return (
        bool(bodies)
        and len(bodies) == len(made)
        and all(body is not None and takes_all(body) for body in bodies)
    )


def _keeps_exceptions(site: CallSite) -> bool:
    given = site.kwargs.get("return_exceptions")
    return given is not None and given.text == "True"


def _is_thrown_away(site: CallSite) -> bool:
    if site.use == "discarded":
        return site.awaited
    binding = holder_of(site)
    return binding is not None and all(
        each.path == ("length",) or (each.owner is not None and each.owner.root == "len")
        for each in site.outline.references_to(binding)
    )


def _is_only_counted(site: CallSite) -> bool:
    """`sent = outcomes.filter(isFulfilled).length`, of which nothing depends."""
    binding = holder_of(site)
    read = site.outline.references_to(binding) if binding is not None else []
    return bool(read) and all(map(_counts, read))


def _counts(reference: Reference) -> bool:
    owner = reference.owner
    if owner is None or owner.attrs[-1:] != ("filter",) or owner.path != ("length",):
        return False
    body = owner.body
    names = [each.binding for each in body.mutations if each.written and each.written.holds(owner)]
    names += [each for each in body.declared() if each.initial and each.initial.holds(owner)]
    return owner.use != "condition" and not any(
        each is not None and any(map(is_asked, body.outline.references_to(each))) for each in names
    )
