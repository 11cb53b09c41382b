"""Handle the timeout of every wait: its result is empty when no event came.

A wait that times out gives `null` (`None` in Python), so reading `.data` from it throws, the step
before it is not to blame, and every retry throws again until the run fails.
The compiler sees it only when the events are typed, and not behind `!`, `as` or `any`. A test that
serves one branch, `if (answer) { … }`, guards nothing behind it.
Seen on SDK v3, SDK v4 and Python; there `assert` burns the retries as well.
"""

from collections.abc import Iterator

from scaffold.code.bindings import is_reassigned, resolve_callee
from scaffold.code.fates import COLLECTORS
from scaffold.code.links import Links, function_given
from scaffold.code.outline import Binding, CallSite, Reference
from scaffold.code.statements import Block
from scaffold.inngest.facts import Function, Step, is_returned
from scaffold.rules._needed_values import needs_value
from scaffold.rules._one_sided_tests import (
    goes_on_to,
    is_caught,
    is_guarded,
    one_sided,
    says_only,
)
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            const ok = await step.waitForEvent("wait", { // error
              event: "invoice/approved",
              timeout: "7d",
              match: "data.invoiceId",
            });
            await step.run("pay", () => pay(ok.data.invoiceId));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            const ok = await step.waitForEvent("wait", {
              event: "invoice/approved",
              timeout: "7d",
              match: "data.invoiceId",
            });
            if (!ok) {
              return { status: "timed out" };
            }
            await step.run("pay", () => pay(ok.data.invoiceId));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> str:
            ok = await ctx.step.wait_for_event("wait", event="invoice/approved", timeout=w)  # error
            return ok.data["invoice_id"]
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> str:
            ok = await ctx.step.wait_for_event("wait", event="invoice/approved", timeout=week)
            if ok is None:
                return "timed out"
            return ok.data["invoice_id"]
        """,
    ),
]

_DEPTH = 3


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each wait whose result is read with no test before."""
    groups = frozenset(
        call.site for call in function.everything if call.tool == ("group", "parallel")
    )
    for step in function.waits:
        at = _first_blind_use(step, groups)
        if at is None or (isinstance(at, Reference) and is_caught(at)):
            continue
        nothing = "None" if function.language == "python" else "null"
        name = at.name if isinstance(at, Reference) else "answer"
        test = f"if {name} is None: …" if nothing == "None" else f"if (!{name}) {{ … }}"
        line = at.line if isinstance(at, Reference) else 0
        where = f" on line {line}" if line > step.site.line else ""
        yield report(
            step,
            f"the result of wait `{step.id_text}` is {nothing} after the timeout, and is read"
            f"{where} without a test",
            f"test it first: `{test}`, and say what a timeout means",
        )


def _first_blind_use(step: Step, groups: frozenset[CallSite]) -> Reference | Step | None:
    chain, links = list(step.call.chain), step.call.function.links
    site = _given_by(step.site, groups, chain)
    if site.use == "receiver" and not site.awaited:
        return _blind_callback(step, links)
    if site.use == "argument" and site.awaited and site.owner is not None:
        # `parse(await step.waitForEvent(…))`
        return step if needs_value(site.owner, site.expr, links, _is_read_blindly) else None
    if site.use == "member" or site.use == "receiver":
        return step
    target = site.into
    if site.use == "assigned" and target is not None and target.kind == "object":
        return step
    binding = _result(site, groups, chain)
    if binding is None:
        return None
    return _blind_use_of(binding, (target or binding).start, (), step.call.function.steps, links)


def _blind_callback(step: Step, links: Links) -> Reference | Step | None:
    """`step.waitForEvent(…).then((answer) => answer.data)`: what gets the result reads it."""
    chained = step.site.owner
    if chained is None or chained.attrs[-1:] != ("then",):
        return None
    body = function_given(chained, links)
    if body is None or not body.parameters:
        return None
    for binding in body.bindings.values():
        if binding.kind == "param" and binding.index == 0:
            if binding.path:
                return step
            return _blind_use_of(binding, binding.start, (), step.call.function.steps, links)
    return None


def _blind_use_of(
    binding: Binding,
    start: int,
    through: tuple[Binding, ...],
    steps: tuple[Step, ...],
    links: Links,
) -> Reference | Step | None:
    """The first place, from an offset on, where a variable is read with no test before."""
    references = binding.outline.references_to(binding)
    references = [each for each in references if each.start >= start]
    references.sort(key=_by_line)
    branches: list[Block] = []
    for reference in references:
        if any(is_guarded(each, reference) for each in branches):
            continue
        branch = one_sided(reference, binding) if reference.use == "condition" else None
        if branch is not None:
            branches.append(branch)
            continue
        if not all(goes_on_to(each, reference, binding) for each in branches):
            return None
        if reference.use == "condition" and says_only(reference, binding, steps):
            continue
        if reference.use in ("condition", "void"):
            return None
        if _is_handed_on(reference):
            return reference if _is_needed(reference, links, through) else None
        if reference.use == "asserted":
            return reference
        if reference.use in ("member", "receiver") and reference.path and not reference.optional:
            return reference
        if _is_indexed(reference):
            return reference
        target = reference.into
        if reference.use == "assigned" and target is not None:
            if target.kind == "object":
                return reference
            other = None if reference.path else _named(reference)
            if other is not None and other not in through:
                if _is_tested(other, steps):
                    return None
                found = _blind_use_of(other, target.start, (*through, binding), steps, links)
                if found is not None:
                    return found
    return None


def _is_needed(reference: Reference, links: Links, through: tuple[Binding, ...]) -> bool:
    """Whether the function that gets the result fails without one: `Approved.parse(answer)`."""
    owner = reference.owner
    if reference.use != "argument" or owner is None or reference.path or len(through) > _DEPTH:
        return False
    return needs_value(owner, reference.expr, links, _is_read_blindly)


def _is_read_blindly(parameter: Binding, links: Links, through: tuple[Binding, ...]) -> bool:
    if len(through) > _DEPTH or parameter in through:
        return False
    if parameter.path:
        return True
    use = _blind_use_of(parameter, parameter.start, (*through, parameter), (), links)
    return isinstance(use, Reference) and not is_caught(use)


def _is_indexed(reference: Reference) -> bool:
    """`answer["data"]`."""
    around = reference.expr.around
    if around is None or around.kind != "index" or around.inner is None:
        return False
    return around.inner.start == reference.start and not around.is_optional


def _is_tested(binding: Binding, steps: tuple[Step, ...]) -> bool:
    references = binding.outline.references_to(binding)
    return any(r.use == "condition" and not says_only(r, binding, steps) for r in references)


def _named(reference: Reference) -> Binding | None:
    """The other name that a variable gets: `const answer = approval`."""
    target = reference.into
    other = reference.outline.binding(target) if target is not None else None
    if other is None or other.initial is None or is_reassigned(other):
        return None
    return other if other.initial.start == reference.start and not other.path else None


def _by_line(reference: Reference) -> tuple[int, bool]:
    """By line, tests first: in Python's `x.data if x else y` the test comes after the use."""
    return reference.line, reference.use != "condition"


def _is_handed_on(reference: Reference) -> bool:
    """Whether a function gets the whole result, and may test it; logging it tests nothing."""
    owner = reference.owner
    if reference.use not in ("argument", "element", "property") or owner is None:
        return False
    name = owner.root or ""
    return not (name in ("console", "print") or "log" in name.lower())


def _given_by(site: CallSite, groups: frozenset[CallSite], chain: list[CallSite]) -> CallSite:
    """The call that gives what a call gives: a group gives what its callback returns.

    A helper's caller is taken off the chain.
    """
    while True:
        if site.use == "returned" and site.body.use == "argument" and site.body.owner in groups:
            site = site.body.owner
        elif chain and is_returned(site):
            site = chain.pop()
        else:
            return site


def _result(site: CallSite, groups: frozenset[CallSite], chain: list[CallSite]) -> Binding | None:
    """The variable that holds the result."""
    if site.use == "assigned" and site.into is not None and site.into.kind == "name":
        found = site.outline.binding(site.into)
        return found if found is not None and not found.path else None
    owner, index = site.owner, site.index
    if site.use == "returned" and site.body.use == "element":  # a lambda in group.parallel((…))
        owner, index = site.body.owner, site.body.index
    elif site.use != "element":
        return None
    if owner is None or index is None:
        return None
    given_by = _given_by(owner, groups, chain)
    if not given_by.awaited:
        return None
    if resolve_callee(owner).name not in COLLECTORS and owner.attrs[-1:] != ("parallel",):
        return None
    for binding in given_by.body.declared():
        value = binding.initial
        if value is not None and binding.path == (f"[{index}]",) and value.holds(given_by):
            return binding
    return None
