"""The texts that constants and the project's own helpers make, for both languages."""

import pytest

from scaffold.code.links import NoLinks
from scaffold.code.values import Value
from tests.support.reading import read

TYPESCRIPT = """
const A = "a";
const N = 6;
enum Zone { Paris = "TZ=Europe/Paris" }
let changed = "x";
changed = "y";
const named = (what: string) => `${A}/${what}`;
const taken = ({ what }: { what: string }) => what;
const chosen = (what: string) => { if (what) return what; return "b"; };
const later = async (what: string) => what;
const round = (what: string) => round(what);
const self = `${self}`;
const value = %s;
"""
PYTHON = """
A = "a"
N = 6
def named(what):
    return f"{A}/{what}"
def chosen(what):
    if what:
        return what
    return "b"
async def later(what):
    return what
value = %s
"""
TEXTS = [
    ("typescript", "`${A}/b`", "a/b"),
    ("typescript", 'A + "/" + "b"', "a/b"),
    ("typescript", "`0 */${N} * * *`", "0 */6 * * *"),
    ("typescript", 'named("b")', "a/b"),
    ("typescript", 'named(named("b"))', "a/a/b"),
    ("typescript", 'taken({ what: "b" })', "b"),
    ("typescript", "`${Zone.Paris} 0 9 * * 1`", "TZ=Europe/Paris 0 9 * * 1"),
    ("typescript", "`${changed}/b`", None),
    ("typescript", "`${given}/b`", None),
    ("typescript", "named(given)", None),
    ("typescript", "named(...given)", None),
    ("typescript", 'chosen("b")', None),
    ("typescript", 'later("b")', None),
    ("typescript", 'round("b")', None),
    ("typescript", "self", None),
    ("typescript", "`${N + 1}`", None),
    ("python", 'f"{A}/b"', "a/b"),
    ("python", 'A + "/b"', "a/b"),
    ("python", 'f"{N} days"', "6 days"),
    ("python", 'named("b")', "a/b"),
    ("python", 'named(what="b")', "a/b"),
    ("python", 'f"{N:02d}"', None),
    ("python", 'f"{A!r}"', None),
    ("python", "named(given)", None),
    ("python", "named(*given)", None),
    ("python", 'chosen("b")', None),
    ("python", 'later("b")', None),
]


@pytest.mark.parametrize(("language", "text", "wanted"), TEXTS)
def test_a_text_is_known_where_all_its_parts_are_constants(
    language: str, text: str, wanted: str | None
) -> None:
    outline = read(language, (TYPESCRIPT if language == "typescript" else PYTHON) % text)
    initial = outline.module.bindings["value"].initial
    assert initial is not None
    assert Value(initial, outline.module, NoLinks()).string == wanted


@pytest.mark.parametrize(
    "text",
    [
        "const value = { ...value, a: 1 };",
        "const value = { ...other, a: 1 };\nconst other = { ...value };",
        "const make = (x) => ({ ...make(x), a: 1 });\nconst value = { ...make(1), a: 1 };",
        "const make = (x) => ({ ...x });\nconst value = { ...make(given), a: 1 };",
    ],
)
def test_what_is_spread_in_circles_or_unknown_is_not_known(text: str) -> None:
    outline = read("typescript", text)
    initial = outline.module.bindings["value"].initial
    assert initial is not None
    value = Value(initial, outline.module, NoLinks())
    assert value.entry("a") is not None
    assert value.has_unknown_entries


def test_a_text_of_many_texts_is_given_up() -> None:
    lines = ["const t0 = 'a';"]
    lines += [f"const t{n} = `{f'${{t{n - 1}}}' * 60}`;" for n in range(1, 6)]
    outline = read("typescript", "\n".join(lines))
    initial = outline.module.bindings["t5"].initial
    assert initial is not None
    assert Value(initial, outline.module, NoLinks()).string is None
