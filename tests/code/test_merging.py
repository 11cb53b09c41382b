"""What functions write in two statements is one in the model, for both languages side by side."""

import pytest

from scaffold.code.merging import returned_at
from scaffold.code.outline import Outline
from tests.support.reading import read


def wrapped(language: str, body: str) -> Outline:
    """Return the outline of a function with these statements, `;` between them."""
    if language == "python":
        return read(language, "async def work(o):\n  " + "\n  ".join(body.split("; ")))
    return read(language, f"async function work(o) {{ {body}; }}")


# The language, the statements of a function, then: how the call of `f` is used, what it goes into,
# and the kinds of the statements.
WRITTEN = [
    ("typescript", "let x; x = f(); g(x); g(x)", "assigned", "x",
     ["declaration", "expression", "expression", "expression"]),
    ("typescript", "const x = f(); return x", "returned", None, ["return"]),
    ("python", "x = f(); return x", "returned", None, ["return"]),
    ("typescript", "const x = await f(); return x", "returned", None, ["return"]),
    ("typescript", "const x = f(); g(); return x", "returned", None,
     ["declaration", "expression", "return"]),
    ("typescript", "const x = f(); const { a } = x; g(a)", "assigned", "{ a }",
     ["declaration", "expression"]),
    ("typescript", "const x = f(); const y = x; return y", "returned", None, ["return"]),
    ("typescript", "const x = await f(); g()", "discarded", None, ["expression", "expression"]),
    ("python", "x = await f(); g()", "discarded", None, ["expression", "expression"]),
    ("typescript", "const p = f(); const x = await p; g(x); h(x)", "assigned", "x",
     ["declaration", "expression", "expression"]),
    ("typescript", "const p = f(); // so\nawait p; g()", "discarded", None,
     ["expression", "expression"]),
    ("typescript", "const p = f(); return await p", "returned", None, ["return"]),
    ("typescript", "const p = f(); const x = await p; const { a } = x; g(a)", "assigned", "{ a }",
     ["declaration", "expression"]),
    ("python", "p = f(); x = await p; g(x); h(x)", "assigned", "x",
     ["expression", "expression", "expression"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "body", "use", "into", "kinds"), WRITTEN)
def test_statements_that_are_read_as_one(
    language: str, body: str, use: str, into: str | None, kinds: list[str]
) -> None:
    found = wrapped(language, body)
    (site,) = [each for each in found.sites() if each.root == "f"]
    (work,) = [each for each in found.bodies if each.name == "work"]
    assert site.use == use
    assert (site.into.text if site.into is not None else None) == into
    assert [each.kind for each in work.block.statements] == kinds


# What stays as it is written: the name is read again, written again, or stands in another block.
LEFT_ALONE = [
    ("typescript", "const x = f(); g(x); return x", "assigned"),
    ("typescript", "let x = f(); x = g(); return x", "assigned"),
    ("typescript", "const x = f(); if (o) { return x; }", "assigned"),
    ("typescript", "const x = f(); g()", "assigned"),  # a promise that nobody waits for
    ("typescript", "const { x } = f(); return x", "assigned"),
    ("python", "x = f(); g(x); return x", "assigned"),
    ("typescript", "const p = f(); g(); await p", "assigned"),  # both are at work meanwhile
    ("typescript", "const p = f(); await p; await p", "assigned"),
    ("typescript", "const p = f(); g(await p)", "assigned"),
]


@pytest.mark.parametrize(("language", "body", "use"), LEFT_ALONE)
def test_statements_that_stay_apart(language: str, body: str, use: str) -> None:
    (site,) = [each for each in wrapped(language, body).sites() if each.root == "f"]
    assert site.use == use


def test_a_variable_is_declared_with_what_it_is_given_first() -> None:
    found = wrapped("typescript", "let x; x = f(); if (o) { x = g(); } return x")
    (binding,) = [
        each for body in found.bodies for each in body.declared()
        if each.name == "x" and each.kind == "value"
    ]  # fmt: skip
    assert binding.initial is not None
    assert binding.initial.text == "f()"
    assert [each.written.text for each in found.mutations_of(binding) if each.written] == ["g()"]


def test_a_variable_is_given_nothing_in_another_block() -> None:
    found = wrapped("typescript", "let x; try { x = f(); } catch { g(); } return x")
    (binding,) = [
        each for body in found.bodies for each in body.declared()
        if each.name == "x" and each.kind == "value"
    ]  # fmt: skip
    assert binding.initial is None
    assert len(found.mutations_of(binding)) == 1


def test_what_a_name_stands_for_is_given_back_where_the_name_is() -> None:
    found = read("typescript", "function work() {\n  const x = f();\n  return x;\n}")
    (work,) = [each for each in found.bodies if each.name == "work"]
    (given,) = work.returned
    assert given.text == "f()"
    at = returned_at(work, given)
    assert found.source.position(at.start)[0] == 3
