"""A record is a class of slots, made of what it declares."""

import pytest

from scaffold.code.records import field, record


class Placed:
    __slots__ = ("at",)

    at: int


@record
class Written(Placed):
    at: int
    words: list[str] = field(default_factory=list)
    name: str = "?"


@record
class Call(Written):
    body: str = field(kw_only=True)
    later: str = field(init=False)
    owner: "Call | None" = None

    def __post_init__(self) -> None:
        self.name = self.name.upper()


def test_it_takes_its_fields_in_order_those_of_its_base_first() -> None:
    call = Call(3, ["a"], "n", None, body="b")
    assert (call.at, call.words, call.name, call.body, call.owner) == (3, ["a"], "N", "b", None)


def test_each_has_a_default_of_its_own() -> None:
    first, second = Written(1), Written(2)
    first.words.append("x")
    assert second.words == []
    assert second.name == "?"


def test_it_has_slots_and_nothing_else() -> None:
    call = Call(3, body="b")
    assert not hasattr(call, "__dict__")
    assert not hasattr(call, "later")
    call.later = "now"
    with pytest.raises(AttributeError):
        call.other = 1  # type: ignore[attr-defined]


def test_two_are_equal_only_when_they_are_the_same() -> None:
    assert Written(1) != Written(1)


def test_it_refuses_what_is_missing() -> None:
    with pytest.raises(TypeError):
        Call(3)  # type: ignore[call-arg]
