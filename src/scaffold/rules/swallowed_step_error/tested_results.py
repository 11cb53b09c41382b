"""Whether somebody asks what a call gave."""

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS
from scaffold.code.outline import Binding, CallSite, Reference
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.facts import Function

_ASKING = frozenset({"filter", "every", "some", "includes", "find", "indexOf"})
_ASSERTING = frozenset({"assert", "invariant", "assertDefined", "assertExists", "ok"})
_DEPTH = 3


def is_tested(function: Function, site: CallSite, depth: int = 0) -> bool:
    """Whether a result is tested: `if (!x)`, `x ?? y`, `x?.y`, `x === null`."""
    if site.use in ("condition", "asserted"):
        return True
    if site.use == "returned" and site.body.owner is None:
        callers = [call.site for call in function.everything if call.target is site.body]
        return depth < _DEPTH and any(is_tested(function, each, depth + 1) for each in callers)
    owner = site.body.owner
    if site.use == "returned" and owner is not None:  # `Promise.all(ids.map((id) => step.run(…)))`
        around = owner.owner
        if owner.attrs[-1:] != ("map",) or around is None or owner.use != "argument":
            return False
        binding = _holder(around)
        return binding is not None and any(
            reference.path[-1:] and reference.path[-1] in _ASKING for reference in _reads(binding)
        )
    return any(
        _asks(reference) and (site.loop is not None or reference.start >= site.end)
        for binding in _holders(site)
        for reference in _reads(binding)
    )


def is_taken(site: CallSite) -> bool:
    """Whether anybody takes what a step gives, by a variable that is read or in another way."""
    if site.use == "discarded":
        return False
    binding = _holder(site) if site.use == "assigned" else None
    if binding is None:
        return True
    return bool(_reads(binding)) or binding.name in binding.outline.exports


def is_only_returned(function: Function, site: CallSite) -> bool:
    """Whether what a step gives goes nowhere but into the run's output, and into logs."""
    if not function.triggers or any(each.kind == "invoke" for each in function.triggers):
        return False  # another function may look at it
    handlers = (function.handler, function.failure_handler)
    if site.body not in handlers:
        return False
    if site.use == "returned":
        return True
    binding = _holder(site) if site.use == "assigned" else None
    reads = _reads(binding) if binding is not None else []
    return bool(reads) and all(each.body is site.body and _is_output(each) for each in reads)


def _is_output(reference: Reference) -> bool:
    if reference.use == "argument" and reference.owner is not None:
        return is_logging(reference.owner)
    if reference.optional or reference.use not in ("returned", "property", "element", "other"):
        return False
    holding = [each for each in reference.body.returned if each.holds(reference)]
    return bool(holding) and not any(
        site.expr.holds(reference) and holding[0].holds(site) for site in reference.body.calls
    )


def _reads(binding: Binding) -> list[Reference]:
    return binding.body.outline.references_to(binding)


def _asks(reference: Reference, depth: int = 0) -> bool:
    """Whether a place tests a variable, itself or as a part of what it tells: `both = a && b`."""
    if reference.use in ("condition", "asserted") or _asserts(reference):
        return True
    if reference.optional and not _is_logged(reference):
        return True
    told = _told_with(reference) if depth < _DEPTH else None
    return told is not None and any(_asks(each, depth + 1) for each in _reads(told))


def _is_logged(reference: Reference) -> bool:
    """`log.info(`sent: ${answer?.status}`)` shows a missing answer, and acts on none."""
    sites = reference.body.calls
    return any(is_logging(site) and site.expr.holds(reference) for site in sites)


def _told_with(reference: Reference) -> Binding | None:
    """The variable that holds whether this and other things are so."""
    part = reference.expr
    while (around := part.around) is not None and around.kind in ("choice", "not"):
        part = around
    if part is reference.expr:
        return None
    declared = reference.body.declared()
    return next((each for each in declared if each.kind == "value" and each.initial is part), None)


def _asserts(reference: Reference) -> bool:
    """`assert(x)`, `invariant(x, "no x")`: these throw."""
    name = reference.owner.root if reference.owner is not None else None
    return reference.use == "argument" and bool(name) and name in _ASSERTING


def _holders(site: CallSite) -> list[Binding]:
    """The variables that a call's result is in, whole or taken apart: `const { user } = …`."""
    binding = _holder(site)
    if binding is not None or site.use != "assigned":
        return [binding] if binding is not None else []
    return [
        each
        for each in site.body.declared()
        if each.path and each.initial is not None and each.initial.holds(site)
    ]


def _holder(site: CallSite) -> Binding | None:
    """The variable that a call's result is in, alone or by `Promise.all`."""
    if site.use == "assigned" and site.into is not None and site.into.kind == "name":
        return site.outline.binding(site.into)
    owner = site.owner
    if site.use != "element" or owner is None or resolve_callee(owner).name not in COLLECTORS:
        return None
    for binding in site.body.declared():
        value = binding.initial
        if value is not None and binding.path == (f"[{site.index}]",) and value.holds(owner):
            return binding
    return None
