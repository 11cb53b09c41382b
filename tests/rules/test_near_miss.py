"""Near misses: the event that was probably meant, also among very many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.rules.unreceived_event.near_miss import NearMisses, _distance

MEANT = [
    # name, known, meant
    ("order/placed", ["order/plced"], "order/plced"),
    ("order.placed", ["order/placed", "user/placed"], "order/placed"),
    ("orderPlaced", ["order/placed"], "order/placed"),
    ("orders/placed", ["order/placed"], "order/placed"),
    ("order/payed", ["order/paid"], "order/paid"),
    ("order/place", ["order/placed", "order/planned"], "order/placed"),
    ("order/placed", ["order/placed"], None),
    ("order/placed", ["order/refunded"], None),
    ("step-1", ["step-2"], None),
    ("order/a", ["order/b"], None),
    ("order/placed", [], None),
    ("", ["order/placed"], None),
]


@pytest.mark.parametrize(("name", "known", "meant"), MEANT)
def test_the_name_that_was_meant(name: str, known: list[str], meant: str | None) -> None:
    assert NearMisses(known).of(name) == meant


_WORDS = st.sampled_from(
    ["order", "orders", "ordr", "placed", "place", "plcaed", "paid", "payed", "n1", "n22", "Bill"]
)
_NAMES = st.builds(
    lambda words, separator: separator.join(words),
    st.lists(_WORDS, min_size=1, max_size=3),
    st.sampled_from(["/", ".", "-", ""]),
)


@given(_NAMES, st.sets(_NAMES, max_size=12))
def test_what_is_looked_up_is_what_comparing_with_each_finds(name: str, known: set[str]) -> None:
    distances = [(far, other) for other in known if (far := _distance(name, other)) is not None]
    assert NearMisses(known).of(name) == min(distances, default=(0, None))[1]
