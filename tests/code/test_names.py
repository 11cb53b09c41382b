"""Every place of a name, and which of them are one variable's."""

import re

import pytest

from scaffold.code.names import is_bound, names, names_in, places_of, variable
from scaffold.code.strings import strings
from tests.support.reading import read

# A text in which `x` stands for one variable; where it stands for something else it is `x·`, in
# an import or as a label `x°`.
PLACES: dict[str, tuple[str, str]] = {
    "types, patterns and shorthands": (
        "typescript",
        """
        import { x° } from "./x";
        export type T = typeof x;
        const a = { x }, b: x = { x°: x, y: [x] };
        const { y: z = x } = a.x°;
        export { x, y as x° };
        export { x° } from "./z";
        call<typeof x>(x as any, (x)!);
        """,
    ),
    "parameters, blocks, loops and catches": (
        "typescript",
        """
        const x = 1;
        const f = (x·: number) => x·;
        const g = ({ x· }, y = x·) => x·;
        const h = (y = x) => { const x· = 2; return x·; };
        for (const x· of xs) use(x·);
        try { use(x); } catch (x·) { use(x·); }
        if (x) { let x·; x· = 3; type T = x·; }
        function k() { return x; }
        """,
    ),
    "of a function": (
        "typescript",
        """
        use(x·);
        function f() {
          if (a) { var x = 1; }
          const g = () => { x = 2; };
          const h = function x·() { x·(); };
        }
        """,
    ),
    "members of a class": (
        "typescript",
        """
        const x = 1;
        class A { x° = x; y = x; m() { return this.x° + x; } }
        class B extends x { x°() { return x; } }
        """,
    ),
    "types": (
        "typescript",
        """
        import type { x° } from "./x";
        let a: x, b: Array<x>, c: (x°: number) => x;
        interface D { d(x°?: x): void; new (x°: x): D; }
        abstract class E { abstract e(x°: x): x; f(x·: number) { return x·; } }
        function f() { type x· = string; let c: x·; }
        """,
    ),
    "functions, comprehensions and lambdas": (
        "python",
        """
        x = 1
        def f(x·, y): return x·
        def g(y=x, *, z: x = x) -> x: return x
        def h(x·: x = x): return x·
        a = [x· for x· in x]
        b = lambda x·=x: x·
        c = [d := x for e in x]
        def k():
            x· = 1
            def l():
                nonlocal x·
                x· = 2
        def m():
            global x
            x = 2
        del x
        """,
    ),
    "captures of a match": (
        "python",
        """
        use(x·)
        def f(a):
            match a:
                case [x, *x] | {"y": x, **x} as x: use(x)
                case A.x° | A(x°=x) | x: use(x)
        """,
    ),
    "all that binds": (
        "python",
        """
        import y.x° as z
        from a import x°
        def f():
            return x
        for x in xs: use(x)
        with a as x: use(x)
        try: use(x)
        except E as x: use(x)
        x += 1
        (x, y), *x = z
        if (x := 1): use(x, x°=x, y=y.x°)
        match a:
            case [x, *x]: use(x)
            case {"x": x, **x} as x: use(x)
            case A(x°=x): use(x)
        """,
    ),
    "classes": (
        "python",
        """
        x = 1
        class A(x):
            x· = x·
            y = x·
            def m(self, z=x·): return x
        @x
        class B: y = x
        @x
        def x(): ...
        """,
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_places_of_a_variable_are_those_that_stand_for_it(case: str) -> None:
    language, marked = PLACES[case]
    text = re.sub("[·°]", "", marked)
    file = read(language, text)
    wanted = re.findall(r"\bx\b([·°]?)", re.sub(r'"[./]*x"', "", marked))
    found = [each for each in names(file) if each.text == "x"]
    first = next(each for each, mark in zip(found, wanted, strict=True) if not mark)
    meant = {each.start for each in places_of(file, first.variable)}
    marks = [
        "" if each.start in meant else "°" if each.role in ("import", "label") else "·"
        for each in found
    ]
    assert marks == wanted
    assert names_in(file, first) == [first]


@pytest.mark.parametrize("language", ["typescript", "python"])
def test_what_nothing_binds_is_of_the_whole_file(language: str) -> None:
    text = {
        "typescript": "function f(x) { return x; }\nuse(x);",
        "python": "def f(x): return x\nuse(x)",
    }[language]
    file = read(language, text)
    bound, free = names(file)[1], names(file)[-1]
    assert bound.text == free.text == "x"
    assert is_bound(file, bound.variable)
    assert not is_bound(file, free.variable)
    assert variable(file, "x", free.start) == free.variable != bound.variable
    assert [part.text for part in names(file)[-2].chain] == ["use"]


@pytest.mark.parametrize("language", ["typescript", "python"])
def test_a_chain_is_what_is_read_from_a_name(language: str) -> None:
    (name, *_) = names(read(language, "a.b[0].c"))
    assert [part.text for part in name.chain] == ["a", "a.b"]


STRINGS = {
    "typescript": (
        """
        import a from "a";
        export * from "b";
        const c: "c" | "d" = ("e" as any) ?? `f${"g"}h`;
        use("i\\n", '');
        """,
        [
            ("module", "a"), ("module", "b"), ("type", "c"), ("type", "d"), ("value", "e"),
            ("value", "f h"), ("value", "g"), ("value", "i"), ("value", ""),
        ],
    ),
    "python": (
        '''
        a: "A" = ["b" 'c', f"d{e['f']}g"]
        use("""h""", b"")
        ''',
        [
            ("value", "A"), ("value", "b"), ("value", "c"), ("value", "d g"), ("value", "f"),
            ("value", "h"), ("value", ""),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", STRINGS)
def test_every_string_is_told_with_its_texts(language: str) -> None:
    text, wanted = STRINGS[language]
    file = read(language, text)
    content = file.source.content
    found = [
        (each.role, " ".join(content[start:end].decode() for start, end in each.texts))
        for each in strings(file)
    ]
    assert found == wanted
    assert all(each.expr.kind in ("string", "template") for each in strings(file))
