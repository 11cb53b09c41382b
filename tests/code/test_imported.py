"""Which import a name stands for, and whether what it binds is used."""

import pytest

from scaffold.code.imported import import_at, is_import_used
from scaffold.syntax.imports import imports
from tests.support.reading import read

# A text; the modules of the imports that are used, in order; what `x` is imported from at its end.
USED = {
    "typescript": (
        "typescript",
        """
        import type { t } from "t";
        import u, { v as w } from "u";
        import x from "x";
        import { y } from "y";
        const { z, a: b } = require("z"), c = require("c").d;
        const f: t = (y: number) => ({ y: y, v: 1 });
        export { z, f as u };
        export { w } from "w";
        c(x);
        """,
        ["t", "x", "z", "c"],
        "x",
    ),
    "python": (
        "python",
        """
        import t.u
        from v import w as u, y
        try:
            from x import x
        except ImportError:
            from z import x
        def f(y: t.u, u=1):
            from a import b, c
            return b.c(y=y)
        x
        """,
        ["t.u", "x", "z", "a"],
        "z",
    ),
    "hidden": (
        "python",
        """
        from a import x
        from b import y
        def f(x): return x
        def g():
            from c import y
            return y
        """,
        ["c"],
        "a",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", USED)
def test_an_import_is_used_where_its_own_name_is(case: str) -> None:
    language, text, wanted, at_end = USED[case]
    file = read(language, text)
    bound = imports(file.source)
    assert [each.module for each in bound if is_import_used(file, each)] == wanted
    found = import_at(file, "x", len(file.source.content))
    assert (found.module if found else None) == at_end
    assert import_at(file, "f", 0) is None
