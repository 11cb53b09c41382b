"""A failure that a result marks, `{ success: false, url: null }`, and whose mark nobody reads.

What is used of the result is empty after a failure: the run goes on with nothing.
"""

from collections.abc import Sequence

from scaffold.code.expressions import Expr
from scaffold.code.outline import CallSite, Reference
from scaffold.inngest.effects.logging import is_logged
from scaffold.rules._step_results import holder_of
from scaffold.rules.swallowed_step_error.nothing_done import is_asked, is_empty

_MARKS = frozenset({"error", "errors", "errorMessage", "error_message", "message", "reason"})


def reads_past(site: CallSite, told: Sequence[Expr | None]) -> bool:
    """Whether only fields of a result are used that are empty in what is told of a failure."""
    keys = _read_keys(site)
    return bool(keys and told) and all(each is not None and _is_marked(each, keys) for each in told)


def _is_marked(told: Expr, keys: frozenset[str]) -> bool:
    if told.kind != "object" or any(each.key is None for each in told.entries):
        return False
    values = {each.key: each.value for each in told.entries if each.key is not None}
    marks = {key for key, value in values.items() if key in _MARKS or value.text.lower() == "false"}
    if not marks or keys & marks:
        return False
    return all(key not in values or _is_nothing(values[key]) for key in keys)


def _is_nothing(value: Expr) -> bool:
    return value.kind == "null" or is_empty(value)


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
    if reference.optional or _is_tested(reference):
        return None
    if reference.path:
        return reference.path[0]
    around = reference.expr.around
    if around is None or around.kind != "index" or around.index is None or _is_asked(around):
        return None
    return around.index.string


def _is_tested(reference: Reference) -> bool:
    return reference.optional or is_asked(reference) or _is_asked(reference.whole)


def _is_asked(part: Expr) -> bool:
    around = part.around
    return around is not None and around.kind in ("comparison", "choice", "not", "member")
