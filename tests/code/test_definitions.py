"""What a file defines at its top, in both languages."""

import pytest

from scaffold.code.definitions import definitions
from tests.support.reading import read

# A text, and of each statement that counts: kind, names, how it is exported, first and last line.
TOPS: dict[str, tuple[str, str, list[tuple[str, tuple[str, ...], str | None, int, int]]]] = {
    "typescript": (
        "typescript",
        """
        import { a } from "a";
        // two lines
        export const b = 1,
          c = 2;
        let d;
        export default async function e() {}
        function* f() {}
        export interface G {}
        type H = string;
        abstract class I {}
        j = 1;
        export { d };
        k();
        if (b) {
          const l = 1;
        }
        export default new K();
        """,
        [
            ("value", ("b", "c"), "named", 3, 4),
            ("value", ("d",), None, 5, 5),
            ("function", ("e",), "default", 6, 6),
            ("function", ("f",), None, 7, 7),
            ("type", ("G",), "named", 8, 8),
            ("type", ("H",), None, 9, 9),
            ("class", ("I",), None, 10, 10),
            ("value", ("j",), None, 11, 11),
            ("value", (), "named", 12, 12),
            ("value", (), None, 13, 13),
            ("value", (), None, 14, 16),
            ("value", (), "default", 17, 17),
        ],
    ),
    "python": (
        "python",
        """
        from a import b
        C: int = 1

        @d
        def e():
            f = 1

        class G: ...
        h()
        """,
        [
            ("value", ("C",), None, 2, 2),
            ("function", ("e",), None, 4, 6),
            ("class", ("G",), None, 8, 8),
            ("value", (), None, 9, 9),
        ],
    ),
}


@pytest.mark.parametrize("case", TOPS)
def test_the_statements_at_the_top_say_what_they_define(case: str) -> None:
    language, text, wanted = TOPS[case]
    found = definitions(read(language, text))
    assert [(d.kind, d.names, d.exported, d.line, d.last_line) for d in found] == wanted
