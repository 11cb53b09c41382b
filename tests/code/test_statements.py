"""What comes after what, and what ends a function, for both languages side by side."""

import pytest

from scaffold.code.statements import Statement
from tests.support.reading import read

# TypeScript, Python, then: does the first statement end its block; does it leave the function.
ENDS = {
    "a return": ("return 1;", "return 1", True, True),
    "a throw": ("throw x;", "raise x", True, True),
    "a call": ("f();", "f()", False, False),
    "both branches": (
        "if (a) { return 1; } else { throw x; }",
        "if a:\n  return 1\nelse:\n  raise x",
        True, True,
    ),
    "one branch": ("if (a) return 1;", "if a:\n  return 1", False, False),
    "each of several": (
        "if (a) return 1; else if (b) return 2; else return 3;",
        "if a:\n  return 1\nelif b:\n  return 2\nelse:\n  return 3",
        True, True,
    ),
    "several without the last": (
        "if (a) return 1; else if (b) return 2;",
        "if a:\n  return 1\nelif b:\n  return 2",
        False, False,
    ),
    "the try and its catch": (
        "try { return f(); } catch { return 1; }",
        "try:\n  return f()\nexcept E:\n  return 1",
        True, True,
    ),
    "the try alone": (
        "try { return f(); } catch { g(); }",
        "try:\n  return f()\nexcept E:\n  g()",
        False, False,
    ),
    "the finally": (
        "try { f(); } finally { return 1; }",
        "try:\n  f()\nfinally:\n  return 1",
        True, True,
    ),
    "a loop": (
        "for (const x of xs) { return x; }",
        "for x in xs:\n  return x",
        False, False,
    ),
    "each case": (
        "switch (a) { case 1: return 1; default: return 2; }",
        "match a:\n  case 1:\n    return 1\n  case _:\n    return 2",
        True, True,
    ),
}  # fmt: skip


def function(language: str, text: str) -> list[Statement]:
    """The statements of a function with this text and `last()` behind it."""
    if language == "typescript":
        file = read(language, f"function f() {{\n{text}\nlast();\n}}")
    else:
        lines = "\n".join(f"  {line}" for line in f"{text}\nlast()".split("\n"))
        file = read(language, f"def f():\n{lines}")
    return file.bodies[1].block.statements


@pytest.mark.parametrize("language", ["typescript", "python"])
@pytest.mark.parametrize("case", ENDS)
def test_what_ends_a_block(case: str, language: str) -> None:
    typescript, python, ends, leaves = ENDS[case]
    first, last = function(language, typescript if language == "typescript" else python)
    assert (first.ends, first.leaves) == (ends, leaves)
    assert first.after == [last]
    assert last.before == [first]
    assert last.is_last
    assert not first.is_last


BRANCHES = {
    "typescript": "if (a) { one(); } else if (b) { two(); } else three();\nlast();",
    "python": "if a:\n  one()\nelif b:\n  two()\nelse:\n  three()\nlast()",
}


@pytest.mark.parametrize("language", BRANCHES)
def test_which_branch_a_place_is_in(language: str) -> None:
    file = read(language, BRANCHES[language])
    found = {}
    for site in file.sites():
        statement = file.module.statement_at(site)
        assert statement is not None
        test = statement.block.test
        role = statement.block.role, test.text if test else None
        found[site.spelled] = role, [each.kind for each in statement.following()]
    assert found == {
        "one": (("then", "a"), ["expression"]),
        "two": (("then", "b"), ["expression"]),
        "three": (("else", None), ["expression"]),
        "last": (("body", None), []),
    }


def test_braces_alone_are_not_seen() -> None:
    file = read("typescript", "{ one(); { two(); } }\nthree();")
    assert [each.expr.text for each in file.module.block.statements if each.expr] == [
        "one()",
        "two()",
        "three()",
    ]


@pytest.mark.parametrize("language", ["typescript", "python"])
def test_what_an_expression_of_a_function_is(language: str) -> None:
    text = "const f = (x) => (g(x));" if language == "typescript" else "f = lambda x: (g(x))"
    (only,) = read(language, text).bodies[1].block.statements
    assert (only.kind, only.leaves) == ("return", True)
    assert only.expr is not None
    assert only.expr.text == "g(x)"


def test_code_after_a_loop_or_a_break_is_told_apart() -> None:
    file = read("typescript", "for (;;) { if (a) break; one(); }\ntwo();")
    loop, two = file.module.block.statements
    (inner,) = loop.blocks
    assert [each.kind for each in inner.statements[0].following()] == ["expression", "expression"]
    assert inner.statements[0].blocks[0].ends
    assert not inner.statements[0].blocks[0].leaves
    assert inner.statements[1].is_in_loop
    assert not two.is_in_loop


@pytest.mark.parametrize(
    "text",
    [
        "{" * 900 + "f();" + "}" * 900,
        "if (a) " * 900 + "f();",
        "if (a) f(); else " * 400 + "g();",
    ],
)
def test_deep_statements_are_read_without_recursion(text: str) -> None:
    file = read("typescript", text)
    last = list(file.sites())[-1]
    statement = file.module.statement_at(last)
    assert statement is not None
    assert statement.kind == "expression"


@pytest.mark.parametrize(
    ("language", "text", "roles", "test"),
    [
        ("typescript", "a && f();", ["then"], "a"),
        ("typescript", "a && (await f());", ["then"], "a"),
        ("python", "a and f()", ["then"], "a"),
        ("typescript", "a ? f() : g();", ["then", "else"], "a"),
        ("python", "f() if a else g()", ["then", "else"], "a"),
        ("typescript", "if (!!a) f();", ["then"], "a"),
        ("python", "if bool(a): f()", ["then"], "a"),
        ("typescript", "if (!a) f();", ["then"], "!a"),
    ],
)
def test_a_choice_that_nobody_takes_is_an_if(
    language: str, text: str, roles: list[str], test: str
) -> None:
    before = "async function w() {" if language == "typescript" else "async def w():\n  "
    found = read(language, f"{before} {text}" + (" }" if language == "typescript" else ""))
    (work,) = [each for each in found.bodies if each.name == "w"]
    (statement,) = work.block.statements
    assert statement.kind == "if"
    assert [each.role for each in statement.blocks] == roles
    assert statement.blocks[0].test is not None
    assert statement.blocks[0].test.text == test


@pytest.mark.parametrize("text", ["a || f();", "a ?? f();"])
def test_what_is_done_where_something_is_not_is_an_expression(text: str) -> None:
    (statement,) = read("typescript", text).module.block.statements
    assert statement.kind == "expression"
