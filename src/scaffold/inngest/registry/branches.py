"""A list that each branch of a statement assigns: which one is served, the source does not tell."""

from collections.abc import Sequence

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, CallSite, Mutation
from scaffold.code.statements import Block
from scaffold.code.walk import outline

_CHOICES = ("if", "try", "switch")
_CHANGING = frozenset(
    {"push", "unshift", "splice", "pop", "shift", "fill", "reverse", "sort", "append",
     "extend", "insert", "remove", "clear"}
)  # fmt: skip


def values_by_branch(binding: Binding) -> list[Expr]:
    """Return the values of a name that every branch of one statement assigns.

    Nothing when the name has one value, or when another change follows the branches.
    """
    writes = _writes(binding)
    values = [each.written for each in writes if each.written is not None]
    if len(values) < len(writes) or any(_calls(binding)):
        return []
    values = [each for each in (binding.initial, *values) if each is not None]
    branches = [_branches(each) for each in values]
    apart = all(
        _are_apart(one, other) for at, one in enumerate(branches) for other in branches[at + 1 :]
    )
    return values if len(values) > 1 and apart else []


def changed_later(binding: Binding) -> Mutation | CallSite | None:
    """Return the first place that assigns a name anew or changes the list it holds."""
    changing = [each for each in _calls(binding) if each.attrs[-1] in _CHANGING]
    places: list[Mutation | CallSite] = [*_writes(binding), *changing]
    return min(places, key=lambda each: each.start, default=None)


def in_branches(name: str, values: Sequence[Expr]) -> str:
    """Return what is so about a list by branch, for the message that begins with the first."""
    counted = {2: "two", 3: "three"}.get(len(values), str(len(values)))
    others = " and ".join(f"`{each.source.path}:{each.line}`" for each in values[1:])
    return f"`{name}` is assigned in {counted} branches, there and at {others}"


def _writes(binding: Binding) -> list[Mutation]:
    return [each for each in binding.outline.mutations_of(binding) if not each.attrs]


def _calls(binding: Binding) -> list[CallSite]:
    """The calls of methods of what a name holds."""
    references = binding.outline.references_to(binding)
    owners = (each.owner for each in references if each.use == "receiver")
    return [each for each in owners if each is not None and len(each.attrs) == 1]


def _branches(place: Expr) -> list[Block]:
    statement = outline(place.source).body_at(place.start).statement_at(place)
    return list(statement.around()) if statement is not None else []


def _are_apart(one: Sequence[Block], other: Sequence[Block]) -> bool:
    """Whether two statements are in different branches of one."""
    above = {id(each.owner): each for each in one if each.owner is not None}
    for each in other:
        if each.owner is not None and id(each.owner) in above:
            return each.owner.kind in _CHOICES and above[id(each.owner)] is not each
        if each in one:
            return False
    return False
