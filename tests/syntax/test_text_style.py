"""A rendered file is put into the style of the files around it."""

import pytest

from scaffold.syntax.source import Source
from scaffold.syntax.text_style import TextStyle, restyled, style_of

SINGLE = TextStyle(quote="'")
BARE = TextStyle(semicolons=False)
TABS = TextStyle(indent="\t")
WIDE = TextStyle(indent="    ")

REWRITTEN = [
    # what, style, before, after
    ("quotes", SINGLE, 'import { a } from "b";\n', "import { a } from 'b';\n"),
    ("a string with an apostrophe", SINGLE, 'f("it\'s");\n', 'f("it\'s");\n'),
    ("a string with an escaped quote", SINGLE, 'f("a \\" b");\n', 'f("a \\" b");\n'),
    ("a template literal's text", SINGLE, 'f(`"a"`);\n', 'f(`"a"`);\n'),
    ("a string in a template literal", SINGLE, 'f(`${"a"}`);\n', "f(`${'a'}`);\n"),
    ("a comment's quotes", SINGLE, '// "a"\nf("b");\n', "// \"a\"\nf('b');\n"),
    ("a type's string", SINGLE, 'type A = "b";\n', "type A = 'b';\n"),
    ("semicolons", BARE, "const a = 1;\nf();\n", "const a = 1\nf()\n"),
    ("the last one", BARE, "f();", "f()"),
    ("one in a block", BARE, "if (a) {\n  return b;\n}\n", "if (a) {\n  return b\n}\n"),
    ("one before a brace", BARE, "const f = () => { g(); };\n", "const f = () => { g() }\n"),
    ("two on one line", BARE, "f(); g();\n", "f(); g()\n"),
    ("before a parenthesis", BARE, "f();\n(a);\n", "f();\n(a)\n"),
    ("before a bracket", BARE, "f();\n[a];\n", "f();\n[a]\n"),
    ("before a template literal", BARE, "f();\n`a`;\n", "f();\n`a`\n"),
    ("before a sign", BARE, "f();\n-a;\n", "f();\n-a\n"),
    ("before a pattern", BARE, "f();\n/a/.test(b);\n", "f();\n/a/.test(b)\n"),
    ("behind a comment", BARE, "f();\n// Why.\n(a);\n", "f();\n// Why.\n(a)\n"),
    ("before a comment", BARE, "f();\n// Why.\ng();\n", "f()\n// Why.\ng()\n"),
    ("before a long comment", BARE, "f();\n/** Why. */\ng();\n", "f()\n/** Why. */\ng()\n"),
    ("with a comment", BARE, "f(); // Why.\ng();\n", "f() // Why.\ng()\n"),
    ("a loop's", BARE, "for (let i = 0;\n  i < 2;\n  i++) f();\n",
     "for (let i = 0;\n  i < 2;\n  i++) f()\n"),
    ("an interface's", BARE, "interface A {\n  b: string;\n  c: number;\n}\n",
     "interface A {\n  b: string\n  c: number\n}\n"),
    ("a type's on one line", BARE, "type A = { b: string; c: number };\n",
     "type A = { b: string; c: number }\n"),
    ("before an index signature", BARE, "type A = {\n  b: string;\n  [c: string]: string;\n};\n",
     "type A = {\n  b: string;\n  [c: string]: string\n}\n"),
    ("tabs", TABS, "f({\n  a: {\n    b,\n  },\n});\n", "f({\n\ta: {\n\t\tb,\n\t},\n});\n"),
    ("four spaces", WIDE, "f({\n  a: {\n    b,\n  },\n});\n",
     "f({\n    a: {\n        b,\n    },\n});\n"),
    ("a template literal's lines", TABS, "f(\n  `a\n  b`,\n);\n", "f(\n\t`a\n  b`,\n);\n"),
    ("a long comment's lines", TABS, "if (a) {\n  /**\n   * b\n   */\n  f();\n}\n",
     "if (a) {\n\t/**\n\t * b\n\t */\n\tf();\n}\n"),
    ("Windows", TextStyle(newline="\r\n"), "f();\ng();\n", "f();\r\ng();\r\n"),
    ("all at once", TextStyle("\r\n", "'", False, "\t"), 'f({\n  a: "b",\n});\n',
     "f({\r\n\ta: 'b',\r\n})\r\n"),
    ("ours", TextStyle(), 'f({\n  a: "b",\n});\n', 'f({\n  a: "b",\n});\n'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "before", "after"), [r[1:] for r in REWRITTEN], ids=[r[0] for r in REWRITTEN]
)
def test_restyled(style: TextStyle, before: str, after: str) -> None:
    changed = restyled("a.ts", before.encode(), style)
    assert changed.decode() == after
    assert not Source.parse("a.ts", changed).has_error
    again = restyled("a.ts", changed, style) if style.newline == "\n" else changed
    assert style.indent != "  " or again == changed


def test_python_changes_its_line_ending_only() -> None:
    style = TextStyle("\r\n", "'", False, "\t")
    assert restyled("a.py", b'def f():\n    return "a";\n', style) == (
        b'def f():\r\n    return "a";\r\n'
    )


SHOWN = [
    # what, files by group, style
    ("nothing", [[]], TextStyle()),
    ("ours", [['f({\n  a: "b",\n});\n']], TextStyle()),
    ("another", [["f({\r\n\ta: 'b',\r\n})\r\n"]], TextStyle("\r\n", "'", False, "\t")),
    ("four spaces", [["f({\n    a: {\n        b,\n    },\n});\n"]], WIDE),
    ("most files", [["f('a');\n", "f('b');\n", 'f("c");\n']], SINGLE),
    ("as many files", [["f('a');\n", 'f("c");\n']], TextStyle()),
    ("most strings of a file", [["f('a', 'b', \"c\");\n"]], SINGLE),
    ("a string that had to be", [["f('a \"b\"');\n"]], TextStyle()),
    ("an attribute", [['const a = <p id="b" c="d">{f(\'e\')}</p>;\n']], SINGLE),
    ("the first group that shows it", [["f()\n"], ["f('a');\n"]], TextStyle(quote="'", semicolons=False)),  # noqa: E501
    ("functions and classes", [["export function f() {}\nexport default class A {}\nf();\n"]], TextStyle()),  # noqa: E501
    ("a file that does not parse", [["f('a'\n"], ["f();\n"]], TextStyle()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "style"), [s[1:] for s in SHOWN], ids=[str(s[0]) for s in SHOWN]
)
def test_style_of(groups: list[list[str]], style: TextStyle) -> None:
    sources = [[Source.parse("a.tsx", text.encode()) for text in group] for group in groups]
    assert style_of(sources) == style
