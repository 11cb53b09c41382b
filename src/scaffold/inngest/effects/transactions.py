"""Which calls run a function in a database's transaction, and what else runs in there."""

from collections.abc import Iterator, Sequence

from scaffold.code.outline import Body
from scaffold.inngest.effects.names import functions_given, known, last_word
from scaffold.inngest.facts import Call


def is_transaction(call: Call) -> bool:
    """Whether a call runs the functions that it is given in a database's transaction."""
    named = known(call).says(last_word(call.site), "transaction", "given a function")
    return named is not None and bool(functions_given(call.site))


def transactions(calls: Sequence[Call], found: Sequence[Call]) -> Iterator[Call]:
    """Yield the transactions that are reported: as calls, or as helpers that make them."""
    for call in calls:
        if call.step is None and is_transaction(call):
            inner = functions_given(call.site)
            if call in found or any(
                call.site in other.chain and not runs_in(other, inner) for other in found
            ):
                yield call


def runs_in(call: Call, bodies: list[Body]) -> bool:
    """Whether a call is made in one of these functions, or by a helper that they call."""
    return any(site.body.is_inside(body) for site in (*call.chain, call.site) for body in bodies)
