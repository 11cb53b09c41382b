"""What the grammar takes apart in the wrong place: calls with type arguments, and `x!`."""

import pytest

from tests.support.reading import expression, read

# The text, then callee, use, and whether it is awaited, of the call with `<T>`.
CALLS = [
    ("await f<T>(x)", "f", "discarded", True),
    ("f<T>(x)", "f", "discarded", False),
    ("async function g() { return await f<T>(); }", "f", "returned", True),
    ("const x = await a.b<T>(1)", "a.b", "assigned", True),
    ("async () => { try { return await a.b<T>(1); } catch {} }", "a.b", "returned", True),
    ("await Promise.all([f<T>(1)])", "f", "element", False),
    ("await Promise.all([await f<T>(1)])", "f", "element", True),
    ("await a?.b<T>(x)", "a.b", "discarded", True),
    ("await f<Map<string, T[]>>(x)", "f", "discarded", True),
    ("await f<{ a: () => T }>(x)", "f", "discarded", True),
    ("await new F<T>(x)", "F", "discarded", True),
    ("await new A().f<T>(x)", "A().f", "discarded", True),
    ("await f<T>`x`", "f", "discarded", True),
    ("const r = await f<T[]>`x ${y}`", "f", "assigned", True),
    ("if (!f<T>(x)) g()", "f", "condition", False),
    ("if (!(await f<T>(x))) g()", "f", "condition", True),
    ("void f<T>(x)", "f", "void", False),
    ("a + f<T>(x)", "f", "other", False),
    ("await (f<T>(x))", "f", "discarded", True),
    ("await f<T>(x) as U", "f", "discarded", True),
    ('await f<typeof import("./a")>(x)', "f", "discarded", True),
    ('const m = f<typeof import("./a")>()', "f", "assigned", False),
]


@pytest.mark.parametrize("suffix", ["ts", "tsx"])
@pytest.mark.parametrize(("text", "callee", "use", "awaited"), CALLS)
def test_a_call_with_types_is_the_call_without_them(
    text: str, callee: str, use: str, awaited: bool, suffix: str
) -> None:
    file = read("typescript", text, suffix)
    site = next(each for each in file.sites() if each.spelled == callee)
    assert (site.use, site.awaited) == (use, awaited)
    assert site.expr.awaited is awaited


def test_the_rest_of_a_chain_gets_the_await() -> None:
    file = read("typescript", "const x = await a.b<T>(1).c().d;")
    assert [(s.spelled, s.use) for s in file.sites()] == [
        ("a.b().c", "member"),
        ("a.b", "receiver"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a < b > c",
        "if (a < b && c > (d)) e()",
        '"f<T>(x)"',
        "`f<T>`",
        "// f<T>`x`\nf()",
        "`<typeof import('a')>(x)`",
        "// <typeof import('a')>()\nf()",
    ],
)
def test_what_is_no_call_with_types_stays_as_it_is(text: str) -> None:
    source = read("typescript", text).source
    assert source.meant is source.tree


def test_a_type_of_a_module_leaves_a_file_whole() -> None:
    text = 'vi.mock("./a", async (actual) => ({ ...(await actual<typeof import("./a")>()) }));'
    assert not read("typescript", text).source.has_error


def test_offsets_are_those_of_the_text() -> None:
    file = read("typescript", "await f<\n  { a: T }\n>(x);\nawait g(y);")
    assert [(each.expr.text, each.line) for each in file.sites()] == [
        ("f<\n  { a: T }\n>(x)", 1),
        ("g(y)", 4),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "left", "right"),
    [
        ("i < users!.length", "comparison", "i", "users!.length"),
        ("i < users.length!", "comparison", "i", "users.length"),
        ("a ?? b!.c", "choice", "a", "b!.c"),
        ("a && b!", "choice", "a", "b"),
        ("a + b<T>(c)!", "binary", "a", "b<T>(c)"),
    ],
)
def test_an_assertion_is_of_what_stands_before_it(
    text: str, kind: str, left: str, right: str
) -> None:
    found = expression("typescript", text)
    assert found.kind == kind
    assert found.left is not None
    assert found.right is not None
    assert (found.left.text, found.right.text) == (left, right)


# Python's text, then callee, use and whether it is awaited, of each call.
READ_BY_NAME = [
    ('await getattr(ctx.step, "run")("a", f)', [("ctx.step.run", "discarded", True)]),
    ("getattr(getattr(a, 'b'), 'c')()", [("a.b.c", "discarded", False)]),
    ('x = getattr(\n    bus,\n    "send",\n)(e)\n', [("bus.send", "assigned", False)]),
    ('if a:\n    getattr(b, "c")()\n    d()\n',
     [("b.c", "discarded", False), ("d", "discarded", False)]),
    ('getattr(a or b, "c")()', [("c", "discarded", False)]),
    ("f\"{getattr(a, 'b')()}\"", [("a.b", "other", False)]),
    ("getattr(a, b)()", [("getattr()", "discarded", False), ("getattr", "receiver", False)]),
    ('getattr(a, "b", c)()', [("getattr()", "discarded", False), ("getattr", "receiver", False)]),
    ('getattr(a, "if")()', [("getattr()", "discarded", False), ("getattr", "receiver", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "calls"), READ_BY_NAME)
def test_an_attribute_read_by_its_name_is_that_attribute(
    text: str, calls: list[tuple[str, str, bool]]
) -> None:
    file = read("python", text)
    assert [(site.spelled, site.use, site.awaited) for site in file.sites()] == calls
    assert not file.source.meant.root_node.has_error
