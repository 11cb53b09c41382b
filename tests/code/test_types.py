"""Types as they are written, in both languages, and the names that stand for them."""

import pytest

from scaffold.code.outline import Outline
from scaffold.code.types import (
    Type,
    declared_as,
    named_type,
    named_value,
    returned_type,
    type_arguments,
)
from scaffold.code.walk import outline
from scaffold.syntax.source import Source


def read(path: str, text: str) -> Outline:
    return outline(Source.parse(path, text.encode()))


def typescript(text: str) -> Type:
    """Return the type that is written, with what stands around it."""
    found = named_type(read("a.ts", f"type It = {text};"), "It")
    assert found is not None
    assert isinstance(found.means, Type)
    return found.means


def python(text: str) -> Type:
    found = declared_as(read("a.py", f"it: {text}").module.bindings["it"])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("Order", "name", []),
        ("((Order))", "name", []),
        ("shop.Order", "member", []),
        ("Event<Order, 'a'>", "generic", ["Order", "'a'"]),
        ("| A | B | (C)", "union", ["A", "B", "C"]),
        ("A & B & C", "intersection", ["A", "B", "C"]),
        ("A | B & C", "union", ["A", "B & C"]),
        ("{ id: string }", "object", []),
        ("'order/paid'", "literal", []),
        ("typeof order", "query", []),
        ("Order[]", "other", []),
        ("string", "other", []),
    ],
)
def test_what_a_type_of_typescript_is(text: str, kind: str, parts: list[str]) -> None:
    found = typescript(text)
    assert found.kind == kind
    assert [each.text for each in found.arguments or found.members] == parts


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("Order", "name", []),
        ("shop.Order", "member", []),
        ("Event[Order, int]", "generic", ["Order", "int"]),
        ("shop.Event[Order, int]", "generic", ["Order", "int"]),
        ("A | B | None", "union", ["A", "B", "None"]),
        ("'Order'", "literal", []),
    ],
)
def test_what_a_type_of_python_is(text: str, kind: str, parts: list[str]) -> None:
    found = python(text)
    assert found.kind == kind
    assert [each.text for each in found.arguments or found.members] == parts


def test_what_is_in_a_type() -> None:
    assert typescript("Event<Order>").name.text == python("Event[Order]").name.text == "Event"
    assert typescript("'order/paid'").string == python("'order/paid'").string == "order/paid"
    asked = typescript("typeof orders.paid").value
    assert asked is not None
    assert asked.dotted == "orders.paid"


def test_the_members_of_an_object_type() -> None:
    found = typescript("{ id: string; 'a/b'?: (Order) /* c */, [key]: A; done(): void }")
    assert [(each.key, each.is_optional) for each in found.properties] == [
        ("id", False),
        ("a/b", True),
        (None, False),
        (None, False),
    ]
    value = found.properties[1].value
    assert value is not None
    assert value.text == "Order"
    content = found.source.content
    assert content[value.whole.start : value.whole.end] == b"(Order)"
    assert content[slice(*found.properties[1].key_span)] == b"'a/b'"


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("A | B | C", ["A", "| B", "| C"]),
        ("\n | A // a\n // b\n | B", ["| A", "| B"]),
        ("A", ["A"]),
        ("| (A) | (B)", ["| (A", "| (B"]),
    ],
)
def test_the_bar_before_a_member(text: str, leads: list[str]) -> None:
    found = typescript(text)
    members = found.members or (found,)
    content = found.source.content
    assert [content[each.lead : each.end].decode() for each in members] == leads


def test_who_says_a_type() -> None:
    file = read("a.ts", "class A { b: B; c(d?: D): E { f<G, H>(); const i: I = 1; } }")
    (owner,) = (each for each in file.bodies if each.kind == "class")
    (method,) = (each for each in file.bodies if each.kind == "function")
    said = [declared_as(owner.bindings["b"]), returned_type(method)]
    said += [declared_as(method.bindings[name]) for name in "di"]
    said += type_arguments(file.sites()[0])
    assert [each.text for each in said if each is not None] == ["B", "E", "D", "I", "G", "H"]
    file = read("a.py", "class A:\n    b: B\n    def c(self, d: D = 1) -> E:\n        i: I = 1\n")
    (owner,) = (each for each in file.bodies if each.kind == "class")
    (method,) = (each for each in file.bodies if each.kind == "function")
    said = [declared_as(owner.bindings["b"]), returned_type(method)]
    said += [declared_as(method.bindings[name]) for name in "di"]
    assert [each.text for each in said if each is not None] == ["B", "E", "D", "I"]


def test_what_a_name_stands_for() -> None:
    text = (
        "const Order = make();\nexport interface Order { id: string }\nfunction f() { type T = A; }"
    )
    file = read("a.ts", text)
    value, named = named_value(file, "Order"), named_type(file, "Order")
    assert value is not None
    assert named is not None
    assert (value.means.text, value.statement.exported) == ("make()", None)
    assert (named.means.text, named.statement.exported) == ("{ id: string }", "named")
    assert named.is_interface
    assert not value.is_interface
    assert named.statement.text == "export interface Order { id: string }"
    assert named_type(file, "T") is named_value(file, "f") is None
    value = named_value(read("a.py", "ORDER = make()\n"), "ORDER")
    assert value is not None
    assert value.means.text == "make()"
