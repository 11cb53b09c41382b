"""Imports: what a file binds, and how one name is added and taken out."""

import pytest

from scaffold.syntax.edits import apply
from scaffold.syntax.import_edits import add_import, remove_import
from scaffold.syntax.imports import imports
from scaffold.syntax.source import Source


def parse(text: str, path: str = "a.ts") -> Source:
    return Source.parse(path, text.encode())


READ = [
    # source, (module, name, local, only a type)
    ('import a from "m";', [("m", "default", "a", False)]),
    ("import { a, b as c } from 'm'", [("m", "a", "a", False), ("m", "b", "c", False)]),
    ('import * as ns from "m";', [("m", "*", "ns", False)]),
    ('import d, { a } from "m";', [("m", "default", "d", False), ("m", "a", "a", False)]),
    ('import d, * as ns from "m";', [("m", "default", "d", False), ("m", "*", "ns", False)]),
    ('import type { T } from "m";', [("m", "T", "T", True)]),
    ('import { type T, a } from "m";', [("m", "T", "T", True), ("m", "a", "a", False)]),
    ('import { default as d } from "m";', [("m", "default", "d", False)]),
    ('import { "odd name" as d } from "m";', [("m", "odd name", "d", False)]),
    ('import fs = require("m");', [("m", "*", "fs", False)]),
    ('const m = require("m");', [("m", "*", "m", False)]),
    ('const { a, b: c } = require("m");', [("m", "a", "a", False), ("m", "b", "c", False)]),
    ('const a = require("m").b;', [("m", "b", "a", False)]),
    ('import "m";', []),
    ('const m = load("m");', []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_read(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    found = imports(parse(text))
    assert [(i.module, i.name, i.local, i.type_only) for i in found] == expected


PYTHON_READ = [
    # source, (module, name, local, module that the local name stands for, only a type)
    ("import a.b", [("a.b", "*", "a", "a", False)]),
    ("import a.b as c", [("a.b", "*", "c", "a.b", False)]),
    ("import a, b", [("a", "*", "a", "a", False), ("b", "*", "b", "b", False)]),
    (
        "from a.b import c, d as e",
        [("a.b", "c", "c", "a.b", False), ("a.b", "d", "e", "a.b", False)],
    ),
    ("from . import a", [(".", "a", "a", ".", False)]),
    ("from ..x.y import (\n    a,\n)", [("..x.y", "a", "a", "..x.y", False)]),
    ("from a import *", [("a", "*", "*", "a", False)]),
    ("try:\n    import a\nexcept ImportError:\n    pass", [("a", "*", "a", "a", False)]),
    ("def f():\n    from a import b", [("a", "b", "b", "a", False)]),
    ("if TYPE_CHECKING:\n    from a import b", [("a", "b", "b", "a", True)]),
    ("if typing.TYPE_CHECKING:\n    pass\nelse:\n    import a", [("a", "*", "a", "a", False)]),
]


@pytest.mark.parametrize(("text", "expected"), PYTHON_READ)
def test_read_python(text: str, expected: list[tuple[str, str, str, str, bool]]) -> None:
    found = imports(parse(text, "a.py"))
    assert [(i.module, i.name, i.local, i.bound_module, i.type_only) for i in found] == expected


def test_read_a_file_with_a_syntax_error() -> None:
    found = imports(parse('import { a } from "m";\nconst x = ;\nimport { b } from "n";\n'))
    assert [each.local for each in found] == ["a", "b"]


ADD = [
    # what, before, module, name, after
    ("merge in order", "import { a, c } from 'm'\n", "m", "b", "import { a, b, c } from 'm'\n"),
    ("merge last", 'import { c, a } from "m";\n', "m", "b", 'import { c, a, b } from "m";\n'),
    ("merge tight", 'import {a} from "m";\n', "m", "b", 'import {a, b} from "m";\n'),
    ("extend a default", "import d from 'm'\n", "m", "b", "import d, { b } from 'm'\n"),
    (
        "put a default first",
        "import { b } from 'm'\n",
        "m",
        "default",
        "import m, { b } from 'm'\n",
    ),
    (
        "merge into lines",
        'import {\n  a,\n  c, // last\n} from "m";\n',
        "m",
        "b",
        'import {\n  a,\n  b,\n  c, // last\n} from "m";\n',
    ),
    ("imported already", "import { b } from 'm'\n", "m", "b", "import { b } from 'm'\n"),
    (
        "not into a namespace",
        "import * as ns from 'm'\n",
        "m",
        "b",
        "import * as ns from 'm'\nimport { b } from 'm'\n",
    ),
    (
        "not into a type import",
        "import type { T } from 'm'\n",
        "m",
        "b",
        "import type { T } from 'm'\nimport { b } from 'm'\n",
    ),
    (
        "tight braces copied",
        "import {a} from './a'\n",
        "./b",
        "b",
        "import {a} from './a'\nimport {b} from './b'\n",
    ),
    (
        "no final newline",
        "import { a } from './a'",
        "./b",
        "b",
        "import { a } from './a'\nimport { b } from './b'",
    ),
    (
        "trailing comment",
        "import { a } from './a' // A\nx()\n",
        "./b",
        "b",
        "import { a } from './a' // A\nimport { b } from './b'\nx()\n",
    ),
    ("empty file", "", "./b", "b", 'import { b } from "./b";\n'),
    (
        "no imports",
        "export const x = 'a'\n",
        "./b",
        "b",
        "import { b } from './b'\n\nexport const x = 'a'\n",
    ),
    (
        "below a licence, above a comment",
        "// Licence\n\n// About x\nconst x = 1;\n",
        "./b",
        "b",
        '// Licence\n\nimport { b } from "./b";\n\n// About x\nconst x = 1;\n',
    ),
    (
        "require",
        "const { a } = require('./a')\n",
        "./b",
        "b",
        "const { a } = require('./a')\nconst { b } = require('./b')\n",
    ),
    ("merge require", "const { a } = require('m')\n", "m", "b", "const { a, b } = require('m')\n"),
]


@pytest.mark.parametrize(
    ("before", "module", "name", "after"), [a[1:] for a in ADD], ids=[a[0] for a in ADD]
)
def test_add(before: str, module: str, name: str, after: str) -> None:
    source = parse(before)
    edits = add_import(source, module, name)
    assert apply(source.content, edits).decode() == after
    added = parse(after)
    assert add_import(added, module, name) == []
    if edits:
        found = [i for i in imports(added) if (i.module, i.name) == (module, name)]
        assert len(found) == 1
        undone = apply(added.content, remove_import(added, found[0])).decode()
        assert undone == before


PYTHON_ADD = [
    ("merge", "from m import a, c\n", "m", "b", "from m import a, b, c\n"),
    ("merge into brackets", "from m import (a, c)\n", "m", "b", "from m import (a, b, c)\n"),
    (
        "merge into lines",
        "from m import (\n    a,\n)\n",
        "m",
        "b",
        "from m import (\n    a,\n    b,\n)\n",
    ),
    ("not into a star", "from m import *\n", "m", "b", "from m import *\nfrom m import b\n"),
    ("after a plain import", "import m\n", "m", "b", "import m\nfrom m import b\n"),
    (
        "after a docstring",
        '"""Doc."""\n\nx = 1\n',
        "m",
        "b",
        '"""Doc."""\n\nfrom m import b\n\nx = 1\n',
    ),
    ("a whole module", "import a\n", "m.n", "*", "import a\nimport m.n\n"),
    (
        "not for type checkers only",
        "import typing\nif TYPE_CHECKING:\n    from m import b\n",
        "m",
        "b",
        "import typing\nfrom m import b\nif TYPE_CHECKING:\n    from m import b\n",
    ),
]


@pytest.mark.parametrize(
    ("before", "module", "name", "after"),
    [a[1:] for a in PYTHON_ADD],
    ids=[a[0] for a in PYTHON_ADD],
)
def test_add_python(before: str, module: str, name: str, after: str) -> None:
    source = parse(before, "a.py")
    assert apply(source.content, add_import(source, module, name)).decode() == after
    added = parse(after, "a.py")
    assert add_import(added, module, name) == []
    found = [i for i in imports(added) if (i.module, i.name) == (module, name) and not i.type_only]
    assert apply(added.content, remove_import(added, found[0])).decode() == before


BESIDE = [
    # what, imports before, modules of the neighbours, module, imports after
    (
        "in order among neighbours",
        ["z", "./a", "./c", "y"],
        ["./a", "./c"],
        "./b",
        ["z", "./a", "./b", "./c", "y"],
    ),
    (
        "before the first neighbour",
        ["z", "./c", "./d", "y"],
        ["./c", "./d"],
        "./b",
        ["z", "./b", "./c", "./d", "y"],
    ),
    (
        "behind unsorted neighbours",
        ["./c", "./a", "y"],
        ["./a", "./c"],
        "./b",
        ["./c", "./a", "./b", "y"],
    ),
    (
        "in order in the block of one neighbour",
        ["@/c", "@/l"],
        ["@/c"],
        "@/d",
        ["@/c", "@/d", "@/l"],
    ),
    (
        "behind one neighbour in an unsorted block",
        ["x", "./a", "b"],
        ["./a"],
        "./c",
        ["x", "./a", "./c", "b"],
    ),
    (
        "in a block of its own kind",
        ["inngest/next", "", "@/lib"],
        ["@/lib"],
        "@/fns",
        ["inngest/next", "", "@/fns", "@/lib"],
    ),
    (
        "capital letters sort as small ones",
        ["./a", "./C"],
        ["./a", "./C"],
        "./b",
        ["./a", "./b", "./C"],
    ),
    ("last without neighbours", ["a", "b"], [], "./x", ["a", "b", "./x"]),
]


@pytest.mark.parametrize(
    ("before", "beside", "module", "after"), [b[1:] for b in BESIDE], ids=[b[0] for b in BESIDE]
)
def test_add_beside(before: list[str], beside: list[str], module: str, after: list[str]) -> None:
    def text(modules: list[str]) -> str:
        return "".join(
            f'import {{ x{i} }} from "{m}";\n' if m else "\n" for i, m in enumerate(modules)
        )

    source = parse(text(before))
    added = parse(
        apply(source.content, add_import(source, module, "new", beside=[beside])).decode()
    )
    lines = [line.split('"')[1] if line else "" for line in added.content.decode().splitlines()]
    assert lines == after


def test_a_comment_for_the_next_line_stays_with_it() -> None:
    source = parse("// @ts-ignore\nimport { c } from './c'\nimport { d } from './d'\n")
    edits = add_import(source, "./b", "b", beside=[["./c", "./d"]])
    assert apply(source.content, edits).startswith(b"import { b } from './b'\n// @ts-ignore\n")
