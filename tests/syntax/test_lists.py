"""Lists: one element more or less, and nothing else changes."""

import pytest

from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.lists import Elements, elements, insert, place_in_order, remove
from scaffold.syntax.source import Source
from scaffold.syntax.tree import walk


def items(text: str, path: str = "a.ts") -> Elements:
    source = Source.parse(path, text.encode())
    node = next(n for n in walk(source.root) if n.type in ("array", "list"))
    return elements(source, node)


CASES = [
    # list, place, list with `x` there
    ("[]", 0, "[x]"),
    ("[ ]", 0, "[ x ]"),
    ("[\n]", 0, "[\n  x,\n]"),
    ("[\n  // c\n]", 0, "[\n  // c\n  x,\n]"),
    ("[ // c\n]", 0, "[ // c\n  x,\n]"),
    ("[/* c */]", 0, "[/* c */ x]"),
    ("[a]", 0, "[x, a]"),
    ("[a]", 1, "[a, x]"),
    ("[a,]", 1, "[a, x,]"),
    ("[ a,b ]", 1, "[ a,x,b ]"),
    ("[ a,b ]", 2, "[ a,b,x ]"),
    ("[a /* A */, b]", 1, "[a /* A */, x, b]"),
    ("[a, /* B */ b]", 1, "[a, x, /* B */ b]"),
    ("[a, b /* B */]", 2, "[a, b, x /* B */]"),
    ("[\n  a\n]", 0, "[\n  x,\n  a\n]"),
    ("[\n  a\n]", 1, "[\n  a,\n  x\n]"),
    ("[\n  a,\n]", 1, "[\n  a,\n  x,\n]"),
    ("[\n  a, // A\n  // B\n  b\n]", 1, "[\n  a, // A\n  x,\n  // B\n  b\n]"),
    ("[\n  a // A\n]", 1, "[\n  a, // A\n  x\n]"),
    ("[\n  a /* A */\n]", 1, "[\n  a, /* A */\n  x\n]"),
    ("[\n  // A\n  a,\n]", 0, "[\n  // A\n  x,\n  a,\n]"),
    ("[\n  a,\n  // end\n]", 1, "[\n  a,\n  x,\n  // end\n]"),
    ("[a,\n b]", 2, "[a,\n b,\n x]"),
    ("[a, // A\n b]", 1, "[a, // A\n x,\n b]"),
    ("[\n  a, b,\n  c,\n]", 1, "[\n  a, x, b,\n  c,\n]"),
    ("[\n  a, b,\n  c,\n]", 2, "[\n  a, b,\n  x,\n  c,\n]"),
    ("[\n  a,\n\n  b,\n]", 1, "[\n  a,\n  x,\n\n  b,\n]"),
    ("[\n  a\n  , b\n]", 1, "[\n  a\n  , x\n  , b\n]"),
    ("[\n  a\n  , b\n]", 2, "[\n  a\n  , b\n  , x\n]"),
    ("[\n  f({\n    id,\n  }),\n  b,\n]", 1, "[\n  f({\n    id,\n  }),\n  x,\n  b,\n]"),
    ("[\n\ta,\n]", 1, "[\n\ta,\n\tx,\n]"),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("before", "place", "after"), CASES)
def test_insert_and_remove(before: str, place: int, after: str, ending: str) -> None:
    before, after = (f"f({text});\n".replace("\n", ending) for text in (before, after))
    found = items(before)
    result = apply(before.encode(), insert(found, "x", place)).decode()
    assert result == after
    again = items(result)
    assert not again.source.has_error
    assert apply(result.encode(), remove(again, place)).decode() == before


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_python_comments(ending: str) -> None:
    before = "f([\n    a,  # A\n    b  # B\n])\n".replace("\n", ending)
    found = items(before, "a.py")
    after = apply(before.encode(), insert(found, "x", 2)).decode()
    assert after == "f([\n    a,  # A\n    b,  # B\n    x\n])\n".replace("\n", ending)
    again = items(after, "a.py")
    assert apply(after.encode(), remove(again, 2)).decode() == before


REMOVE = [
    # list, place, list without it: what hand-written code holds
    ("[a, b, c]", 0, "[b, c]"),
    ("[a, b, c]", 1, "[a, c]"),
    ("[a, b]", 1, "[a]"),
    ("[a,]", 0, "[]"),
    ("[ a ]", 0, "[ ]"),
    ("[\n  a,   // A\n  b,   // B\n]", 0, "[\n  b,   // B\n]"),
    ("[\n  a,\n  // about b\n  b\n]", 1, "[\n  a\n  // about b\n]"),
    ("[a, // A\n b]", 1, "[a // A\n ]"),
    ("[a, // A\n b]", 0, "[b]"),
    ("[\n  f({\n    id,\n  }), // F\n  b,\n]", 0, "[\n  b,\n]"),
    ("[\n  a\n  , b\n]", 0, "[\n  b\n]"),
]


@pytest.mark.parametrize(("before", "place", "after"), REMOVE)
def test_remove(before: str, place: int, after: str) -> None:
    found = items(before)
    edits = remove(found, place)
    assert apply(before.encode(), edits).decode() == after


@pytest.mark.parametrize(
    ("keys", "key", "place"),
    [
        ([], "b", 0),
        (["a", "c"], "b", 1),
        (["a", "c"], "d", 2),
        (["c", "d"], "a", 0),
        (["c", "a"], "b", 2),
        (["a", "C"], "b", 1),
        (["C", "a"], "B", 0),
        (["Z", "a"], "b", 2),
        (["Z", "a"], "B", 0),
    ],
)
def test_place_in_order(keys: list[str], key: str, place: int) -> None:
    assert place_in_order(keys, key) == place


def test_two_inserts_at_one_place_keep_their_order() -> None:
    assert apply(b"[a]", [Edit(2, 2, b","), Edit(2, 2, b" b")]) == b"[a, b]"


def test_overlapping_edits_are_a_bug() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply(b"abc", [Edit(0, 2, b""), Edit(1, 3, b"")])


@pytest.mark.parametrize("path", ["a.ts", "a.tsx", "a.js", "a.mjs"])
def test_every_typescript_suffix(path: str) -> None:
    found = items("export const x = [a];\n", path)
    assert found.source.language.name == "typescript"
    assert apply(found.source.content, insert(found, "b", 1)) == b"export const x = [a, b];\n"
