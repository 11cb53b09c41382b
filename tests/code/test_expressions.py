"""Expressions, for both languages side by side."""

from collections.abc import Callable

import pytest

from scaffold.code.expressions import Expr
from scaffold.code.links import NoLinks
from scaffold.code.values import Value
from tests.support.reading import expression, read

IMPORT = "from typing import cast\nimport typing as t"
WRAPPED = [
    ("typescript", "(x)"),
    ("typescript", "((x))"),
    ("typescript", "x as unknown as T"),
    ("typescript", "x satisfies T"),
    ("typescript", "x!"),
    ("typescript", "<T>x"),
    ("typescript", "<T>(/* why */ x as U)!"),
    ("typescript", "await x"),
    ("typescript", "await (x as T)"),
    ("typescript", "x<T>"),
    ("python", "(x)"),
    ("python", "((x))"),
    ("python", "await x"),
    ("python", "cast(T, x)"),
    ("python", 'cast("T", (await x))'),
    ("python", "t.cast(T, x)"),
    ("python", "(  # why\n  x)"),
]


@pytest.mark.parametrize(("language", "text"), WRAPPED)
def test_what_changes_nothing_is_not_seen(language: str, text: str) -> None:
    found = expression(language, text, IMPORT if language == "python" else "")
    assert (found.kind, found.text) == ("name", "x")
    assert found.awaited == ("await" in text)
    assert found.source.content[found.whole.start : found.whole.end].decode() == text
    assert found.around is None or found.around.kind == "assignment"


def test_what_is_asserted_can_be_asked_for() -> None:
    assert expression("typescript", "({} as A) as B").types == ("A", "B")
    assert expression("typescript", "<A>x").types == ("A",)
    assert expression("typescript", "(x)").types == ()


def test_a_function_called_cast_is_no_cast_unless_typing_has_it() -> None:
    found = expression("python", "cast(T, x)", "from casts import cast")
    assert found.kind == "call"


def texts(found: "tuple[Expr, ...] | list[Expr]") -> list[str]:
    return [each.text for each in found]


def text(found: Expr | None) -> str | None:
    return found.text if found is not None else None


# Question, how it is asked, the TypeScript, the Python, and the answer to both.
ASKED: list[tuple[str, Callable[[Expr], object], str, str, object]] = [
    ("name", lambda e: (e.kind, e.name), "x", "x", ("name", "x")),
    ("member", lambda e: (e.kind, e.name, text(e.inner)), "(a.b).c", "(a.b).c",
     ("member", "c", "a.b")),
    ("index", lambda e: (e.kind, text(e.inner), text(e.index)), "a[(b)]", "a[(b)]",
     ("index", "a", "b")),
    ("chain", lambda e: e.dotted, "(a as T)!.b.c", "(a).b.c", "a.b.c"),
    ("no chain of names", lambda e: e.dotted, "a[0].c", "a[0].c", ""),
    ("root", lambda e: e.root.text, "(a.b[c] as T).d", "(a.b[c]).d", "a"),
    ("root of what a call gives", lambda e: e.root.text, "f(a).b", "f(a).b", "f(a)"),
    ("call", lambda e: (e.kind, text(e.callee), texts(e.arguments)), "(a.f)((x), ...y)",
     "(a.f)((x), *y)", ("call", "a.f", ["x", "...y"])),
    ("string", lambda e: (e.kind, e.string), "`it's`", '"it\'s"', ("string", "it's")),
    ("escaped string", lambda e: e.string, r'"a\"b"', r'"a\"b"', 'a"b'),
    ("empty string", lambda e: (e.kind, e.string), '""', '""', ("string", "")),
    ("number", lambda e: e.number, "1_000", "1_000", 1000.0),
    ("negative number", lambda e: e.number, "-1.5", "-1.5", -1.5),
    ("negative number, wrapped", lambda e: e.number, "-(1.5 as T)", "-(1.5)", -1.5),
    ("no number", lambda e: e.number, "-x", "-x", None),
    ("boolean", lambda e: e.kind, "true", "True", "boolean"),
    ("null", lambda e: e.kind, "undefined", "None", "null"),
    ("function", lambda e: e.kind, "() => 1", "lambda: 1", "function"),
    ("array", lambda e: (e.kind, texts(e.elements)), "[a, (b)]", "[a, (b)]", ("array", ["a", "b"])),
    ("spread", lambda e: [(x.kind, text(x.inner)) for x in e.elements], "[...(a as T)]", "[*(a)]",
     [("spread", "a")]),
    ("object", lambda e: [(x.kind, x.key, x.value.text) for x in e.entries],
     '{ "a": (1 as T), ...b }', '{"a": (1), **b}', [("pair", "a", "1"), ("spread", None, "b")]),
    ("computed key", lambda e: [(x.key, text(x.computed)) for x in e.entries], "{ [k]: 1 }",
     "{k: 1}", [(None, "k")]),
    ("entry", lambda e: text(e.entry("b", "a")), "{ a: x }", '{"a": x}', "x"),
    ("either", lambda e: (e.kind, texts(e.choices), e.operator), "(a || (b as T))", "(a or (b))",
     ("choice", ["a", "b"], "||")),
    ("ternary", lambda e: (texts(e.choices), text(e.condition)), "c ? (a) : b", "(a) if c else b",
     (["a", "b"], "c")),
    ("nested choices", lambda e: texts(e.choices), "c ? a : (d ? b : (x ?? y))",
     "a if c else (b if d else (x or y))", ["a", "b", "x", "y"]),
    ("a test and a value", lambda e: (texts(e.choices), text(e.condition)), "a && b", "a and b",
     (["b"], "a")),
    ("no choice", lambda e: texts(e.choices), "(a)", "(a)", ["a"]),
    ("comparison", lambda e: (e.kind, text(e.left), e.operator, text(e.right)), "(a) < (b)",
     "(a) < (b)", ("comparison", "a", "<", "b")),
    ("sum", lambda e: (e.kind, text(e.left), e.operator, text(e.right)), "a + (b)", "a + (b)",
     ("binary", "a", "+", "b")),
    ("negation", lambda e: (e.kind, text(e.operand)), "!(!a)", "not (not a)",
     ("not", "!a")),
    ("template", lambda e: [x if isinstance(x, str) else [x.text] for x in e.parts],
     "`a-${(b as T)}-c`", 'f"a-{(b)}-c"', ["a-", ["b"], "-c"]),
    ("texts put together", lambda e: [x if isinstance(x, str) else [x.text] for x in e.parts],
     '"a" + (b as T) + `c${d}`', '"a" + (b) + f"c{d}"', ["a", ["b"], "c", ["d"]]),
    ("children", lambda e: texts(e.children), "f(a, [b], { c: (d) })", 'f(a, [b], {"c": (d)})',
     ["f", "a", "[b]", "OBJECT"]),
]  # fmt: skip


@pytest.mark.parametrize("language", ["typescript", "python"])
@pytest.mark.parametrize("row", ASKED, ids=[row[0] for row in ASKED])
def test_both_languages_give_one_answer(
    row: tuple[str, Callable[[Expr], object], str, str, object], language: str
) -> None:
    _, ask, typescript, python, answer = row
    found = repr(ask(expression(language, typescript if language == "typescript" else python)))
    # What is spelled differently where it means the same.
    for written, same in (
        ("'or'", "'||'"), ("*y", "...y"), ("....", "..."), ("not a", "!a"),
        ("'{ c: (d) }'", "'OBJECT'"), ("""'{"c": (d)}'""", "'OBJECT'"),
    ):  # fmt: skip
        found = found.replace(written, same)
    assert found == repr(answer)


def test_keywords_and_dict_calls_are_entries() -> None:
    found = expression("python", 'f(a, *b, k="v", **c)')
    assert [(x.kind, x.key, x.value.text) for x in found.entries] == [
        ("pair", "k", '"v"'),
        ("spread", None, "c"),
    ]
    assert texts(found.arguments) == ["a", "*b", "**c"]
    assert text(found.keywords["k"]) == '"v"'
    named = expression("python", "dict(a=1, b=(2))")
    assert [(x.key, x.value.text) for x in named.entries] == [("a", "1"), ("b", "2")]


def test_entries_of_objects_of_javascript() -> None:
    found = expression("typescript", "{ a, async b() {}, get c() { return 1 }, 'd-e': f }")
    assert [(x.kind, x.key, x.value.kind) for x in found.entries] == [
        ("shorthand", "a", "name"),
        ("method", "b", "function"),
        ("method", "c", "function"),
        ("pair", "d-e", "name"),
    ]
    value = found.entries[-1].value
    around = value.entry_around
    assert around is not None
    assert found.source.content[around.key_span.start : around.key_span.end] == b"'d-e'"


def test_a_pattern_has_entries_too() -> None:
    file = read("typescript", "const { a, b: c = 1, ...d } = await f();")
    (site,) = file.sites()
    assert site.into is not None
    assert [(x.key, x.value.text, text(x.default)) for x in site.into.entries] == [
        ("a", "a", None),
        ("b", "c", "1"),
        (None, "d", None),
    ]


@pytest.mark.parametrize(
    ("language", "text_"),
    [("typescript", "g([a, (b as T).c], { k: (d) })"), ("python", "g([a, (b).c], k=(d))")],
)
def test_what_an_expression_stands_in(language: str, text_: str) -> None:
    whole = expression(language, text_)
    every = {each.text: each for each in whole.inside()}
    assert every["b"].around is every["(b as T).c" if language == "typescript" else "(b).c"]
    assert every["a"].around is whole.arguments[0]
    assert whole.arguments[0].around is whole
    assert whole.holds(every["d"])
    assert not every["d"].holds(whole)


def test_what_is_inside_stops_at_functions() -> None:
    found = expression("typescript", "f(() => g(x), y)")
    assert "x" not in texts(list(found.inside()))
    assert "x" in texts(list(found.inside(functions=True)))


@pytest.mark.parametrize(
    "text_",
    ["(" * 900 + "x" + ")" * 900, "a" + ".b" * 900, "x ?? " * 900 + "x", "x" + ' + "a" + y' * 400],
)
def test_deep_nesting_is_read_without_recursion(text_: str) -> None:
    found = expression("typescript", text_)
    assert found.root.text
    assert found.choices
    assert found.parts


def test_a_long_sum_is_read_from_its_end() -> None:
    found = expression("python", "x" + ' + "a" + y' * 400)
    first, *rest = found.parts
    assert not isinstance(first, str)
    assert first.kind == "template"
    assert [each if isinstance(each, str) else each.text for each in rest[-4:]] == ["a", "y"] * 2


@pytest.mark.parametrize(
    ("text", "gathers", "gathered"),
    [
        ("[f(x) for x in y]", "array", "f(x)"),
        ("{f(x) for x in y}", "set", "f(x)"),
        ("{x: f(x) for x in y}", "object", "f(x)"),
        ("(f(x) for x in y)", "generator", "f(x)"),
        ("([f(x) for x in y])", "array", "f(x)"),
        ("[f(x)]", None, None),
    ],
)
def test_what_a_comprehension_makes(text: str, gathers: str | None, gathered: str | None) -> None:
    found = expression("python", text)
    assert found.gathers == gathers
    assert (found.gathered.text if found.gathered is not None else None) == gathered


def test_what_a_pattern_leaves_and_what_it_gives_by_default() -> None:
    inside = read("typescript", "const { a, b: c = 1, d = 2, ...e } = f; const [g, ...h] = f;")
    declared = {each.name: (each.is_rest, each.has_default) for each in inside.module.declared()}
    assert declared == {
        "a": (False, False), "c": (False, True), "d": (False, True), "e": (True, False),
        "g": (False, False), "h": (True, False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "spelling"),
    [
        ("typescript", "a.b.c", "a.b.c"),
        ("typescript", "((a as T).b!).c", "a.b.c"),
        ("typescript", "a?.b", "a.b"),
        ("typescript", "f(a)", "f(a)"),
        ("python", "(a.b).c", "a.b.c"),
        ("python", "cast(T, a.b).c", "a.b.c"),
        ("python", "t.cast(T, a).b", "a.b"),
    ],
)
def test_how_a_chain_of_names_is_spelled(language: str, text: str, spelling: str) -> None:
    before = IMPORT if language == "python" else ""
    found = expression(language, text, before)
    assert (found.dotted or found.text) == spelling


CONSTANTS = [
    ("typescript", "function f() { return 'a'; }\nconst it = f();", "a"),
    ("typescript", "const f = () => ('a' as T);\nconst it = f();", "a"),
    ("typescript", "function f() { if (x) return 'b'; return 'a'; }\nconst it = f();", None),
    ("typescript", "async function f() { return 'a'; }\nconst it = f();", None),
    ("typescript", "function f() { return 'a'; }\nlet it = f();\nit = x;", None),
    ("python", "def f():\n    return 'a'\nit = f()", "a"),
    ("python", "def f():\n    if x:\n        return 'b'\n    return 'a'\nit = f()", None),
    ("python", "async def f():\n    return 'a'\nit = f()", None),
]


@pytest.mark.parametrize(("language", "text", "constant"), CONSTANTS)
def test_a_function_that_returns_one_text_gives_it(
    language: str, text: str, constant: str | None
) -> None:
    inside = read(language, f"{text}\nuse(it)")
    used = next(site.args[0] for site in inside.sites() if site.root == "use")
    assert Value(used, inside.module, NoLinks()).string == constant


@pytest.mark.parametrize(
    ("language", "text", "kind", "dotted"),
    [
        ("typescript", 'x["b"]', "member", "x.b"),
        ("typescript", "x?.['b'].c", "member", "x.b.c"),
        ("typescript", 'x["b-c"]', "index", ""),
        ("typescript", "x[b]", "index", ""),
        ("python", 'x["b"]', "index", ""),
    ],
)
def test_what_is_read_by_its_text_is_read_by_its_name(
    language: str, text: str, kind: str, dotted: str
) -> None:
    found = expression(language, text)
    assert (found.kind, found.dotted) == (kind, dotted)


def test_a_python_string_that_is_formatted_of_nothing_is_a_plain_one() -> None:
    assert expression("python", 'f"a/b"').string == "a/b"
    assert expression("python", 'f"a/{b}"').string is None
