"""Whether somebody asks what a call gave, and what is read of it where nobody does."""

from collections.abc import Sequence

from scaffold.code.bindings import resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.fates import COLLECTORS
from scaffold.code.outline import Binding, CallSite, Reference
from scaffold.code.spans import holds
from scaffold.inngest.effects.logging import is_logged, is_logging
from scaffold.inngest.facts import Function
from scaffold.rules._step_results import decides_nothing, holder_of
from scaffold.rules.swallowed_step_error.nothing_done import counts_on, is_asked, is_empty

_ASKING = frozenset({"filter", "every", "some", "includes", "find", "indexOf"})
_ASSERTING = frozenset({"assert", "invariant", "assertDefined", "assertExists", "ok"})
_MARKS = frozenset({"error", "errors", "errorMessage", "error_message", "message", "reason"})
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
        binding = held_by(around)
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
    binding = held_by(site) if site.use == "assigned" else None
    if binding is None:
        return True
    return bool(_reads(binding)) or binding.name in binding.outline.exports


def _reads(binding: Binding) -> list[Reference]:
    return binding.body.outline.references_to(binding)


def _asks(reference: Reference, depth: int = 0) -> bool:
    """Whether a place tests a variable, itself or as a part of what it tells: `both = a && b`."""
    if decides_nothing(reference) or is_logged(reference) or only_counts(reference):
        return False
    if reference.optional or reference.use in ("condition", "asserted") or _asserts(reference):
        return True
    part = reference.expr
    while (around := part.around) is not None and around.kind in ("index", "member"):
        part = around
    counts = reference.path[-1:] == ("length",)
    if around is not None and around.kind in ("comparison", "not") and not counts:
        return True  # `answer["found"] is None`, `!answer.ok && …`
    told = _told_with(reference) if depth < _DEPTH else None
    return told is not None and any(_asks(each, depth + 1) for each in _reads(told))


def only_counts(reference: Reference) -> bool:
    """Return whether a test only counts: `if (sent.error) summary.errors++;`, of either way."""
    body = reference.body
    statement = body.statement_at(reference)
    if statement is None or statement.kind != "if":
        return False
    if not any(each.test is not None and each.test.holds(reference) for each in statement.blocks):
        return False
    counted = [each for each in body.mutations if any(holds(b, each) for b in statement.blocks)]
    does = [each for block in statement.blocks for each in block.all()]
    sites = [body.outline.site(each.expr) if each.expr is not None else None for each in does]
    return (
        bool(counted)
        and all(
            (site is not None and is_logging(site)) or any(holds(each, one) for one in counted)
            for each, site in zip(does, sites, strict=True)
        )
        and all(map(counts_on, counted))
    )


def tells_failure(told: Expr | None) -> frozenset[str]:
    """Return the fields by which a result tells of a failure: `error`, `success: false`."""
    if told is None or told.kind != "object":
        return frozenset()
    return frozenset(
        each.key
        for each in told.entries
        if each.key is not None and (each.key in _MARKS or each.value.text.lower() == "false")
    )


def _told_with(reference: Reference) -> Binding | None:
    """The variable that holds whether this and other things are so."""
    part = _field(reference)
    while (around := part.around) is not None and around.kind in ("choice", "not"):
        part = around
    if part is reference.expr:
        return None
    declared = reference.body.declared()
    return next((each for each in declared if each.kind == "value" and each.initial is part), None)


def _field(reference: Reference) -> Expr:
    """What is taken of a value: `made.id`, `made.get("id")`; else the value."""
    part = reference.whole
    call = part.around if part.name == "get" else None
    return call if call is not None and call.kind == "call" and call.callee is part else part


def _asserts(reference: Reference) -> bool:
    """`assert(x)`, `invariant(x, "no x")`: these throw."""
    name = reference.owner.root if reference.owner is not None else None
    return reference.use == "argument" and bool(name) and name in _ASSERTING


def _holders(site: CallSite) -> list[Binding]:
    """The variables that a call's result is in, whole or taken apart: `const { user } = …`."""
    binding = held_by(site)
    if binding is not None or site.use != "assigned":
        return [binding] if binding is not None else []
    return [
        each
        for each in site.body.declared()
        if each.path and each.initial is not None and each.initial.holds(site)
    ]


def held_by(site: CallSite) -> Binding | None:
    """Return the variable that a call's result is in, alone or by `Promise.all`."""
    named = holder_of(site)
    if named is not None:
        return named
    owner = site.owner
    if site.use != "element" or owner is None or resolve_callee(owner).name not in COLLECTORS:
        return None
    for binding in site.body.declared():
        value = binding.initial
        if value is not None and binding.path == (f"[{site.index}]",) and value.holds(owner):
            return binding
    return None


def reads_past(site: CallSite, told: Sequence[Expr | None]) -> bool:
    """Return whether only fields of a result are used that a failure leaves empty.

    `{ success: false, url: null }`, of which only `url` is read: the run goes on with nothing.
    """
    keys = _read_keys(site)
    return bool(keys and told) and all(each is not None and _is_marked(each, keys) for each in told)


def _is_marked(told: Expr, keys: frozenset[str]) -> bool:
    if told.kind != "object" or any(each.key is None for each in told.entries):
        return False
    values = {each.key: each.value for each in told.entries if each.key is not None}
    marks = tells_failure(told)
    if not marks or keys & marks:
        return False
    left = [values[key] for key in keys if key in values]
    return all(each.kind == "null" or is_empty(each) for each in left)


def _read_keys(site: CallSite) -> frozenset[str]:
    """The fields of a result that are used; none where it may be used as a whole, or is tested."""
    into = site.into
    if into is not None and into.kind == "object":
        taken = [(each.key, site.outline.binding(each.value)) for each in into.entries]
        is_open = any(
            each.default is not None or each.computed is not None for each in into.entries
        )
        used = [at for _, it in taken if it is not None for at in site.outline.references_to(it)]
        if is_open or any(it is None for _, it in taken) or any(map(_is_tested, used)):
            return frozenset()
        return frozenset(key or "" for key, _ in taken)
    binding = holder_of(site)
    reads = site.outline.references_to(binding) if binding is not None else []
    keys = [_key(each) for each in reads if not is_logged(each)]
    return frozenset(key for key in keys if key) if all(keys) else frozenset()


def _key(reference: Reference) -> str | None:
    """The field that is read at a place: `image.url`, `image["url"]`; none where that is tested."""
    if _is_tested(reference) or _asks(reference):
        return None
    if reference.path:
        return reference.path[0]
    around = reference.expr.around
    if around is None or around.kind != "index" or around.index is None or _decides(around):
        return None
    return around.index.string


def _is_tested(reference: Reference) -> bool:
    return reference.optional or is_asked(reference) or _decides(reference.whole)


def _decides(part: Expr) -> bool:
    around = part.around
    return around is not None and around.kind in ("comparison", "choice", "not", "member")
