"""Which binding a name stands for, in blocks, loops and comprehensions."""

import pytest

from tests.support.reading import read

# A text in which each `use(NAME)` is told, in order, by the line that declares what it stands for.
BLOCKS: dict[str, tuple[str, str, list[int | None]]] = {
    "sibling blocks": (
        "typescript",
        """
        { const x = 1; use(x); }
        { const x = 2; use(x); }
        use(x);
        """,
        [1, 2, None],
    ),
    "an inner block hides": (
        "typescript",
        """
        const x = 1;
        if (a) {
          const x = 2;
          use(x);
        }
        use(x);
        """,
        [3, 1],
    ),
    "functions see the block they stand in": (
        "typescript",
        """
        function f(x) {
          { let x = 1; later(() => use(x)); }
          later(() => use(x));
        }
        """,
        [2, 1],
    ),
    "var is of the whole function": (
        "typescript",
        """
        function f() {
          if (a) { var x = 1; }
          use(x);
        }
        """,
        [2],
    ),
    "defaults are read around the function in Python": (
        "python",
        """
        x = 1
        def f(a=use(x), *, x=use(x)):
            use(x)
            return lambda x=use(x): use(x)
        """,
        [1, 1, 2, 2, 4],
    ),
    "heads of loops": (
        "typescript",
        """
        for (const x of xs) { use(x); }
        for (let x = 0; x < 3; x++) { use(x); }
        for (const x in xs) use(x);
        use(x);
        """,
        [1, 2, 3, None],
    ),
    "cases and catches": (
        "typescript",
        """
        switch (a) { case 1: const x = 1; use(x); }
        try { const x = 2; use(x); } catch (x) {
          use(x);
        }
        use(x);
        """,
        [1, 2, 2, None],
    ),
    "functions and classes in blocks": (
        "typescript",
        """
        { function x() {} use(x); }
        { class x {} use(x); }
        use(x);
        """,
        [1, 2, None],
    ),
    "members of a class": (
        "typescript",
        """
        const x = 1;
        class A { x = use(x); y = () => use(x); z() { use(x); } }
        enum B { x = 2, y = use(x) }
        """,
        [1, 1, 1, 3],
    ),
    "a function knows its own name": (
        "typescript",
        """
        const f = function x() { use(x); };
        use(x);
        """,
        [1, None],
    ),
    "comprehensions": (
        "python",
        """
        x = 1
        a = [use(x) for x in use(x)]
        b = [use(x) for x in xs if use(x)]
        use(x)
        """,
        [2, 1, 3, 3, 1],
    ),
    "two loops over one name": (
        "python",
        """
        for x in a:
            use(x)
        for x in b:
            use(x)
        use(x)
        """,
        [1, 3, 3],
    ),
    "what is assigned in a loop": (
        "python",
        """
        for y in ys:
            x = y
        use(x)
        """,
        [2],
    ),
    "what with and except bind": (
        "python",
        """
        with a as x:
            use(x)
        with b as x:
            use(x)
        try:
            c()
        except E as x:
            use(x)
        """,
        [1, 3, 7],
    ),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_names_stand_for_what_their_block_says(case: str) -> None:
    language, text, lines = BLOCKS[case]
    file = read(language, text)
    used = [site.args[0] for site in sorted(file.sites(), key=lambda s: s.start)
            if site.root == "use" and site.args[0].kind == "name"]  # fmt: skip
    bound = [file.binding(each) for each in used]
    assert [each.node.start_point[0] + 1 if each else None for each in bound] == lines
    for binding in bound:
        if binding is not None:
            read_at = {each.start for each in file.references_to(binding)}
            want = {each.start for each in used if file.binding(each) is binding}
            assert want <= read_at
            others = {each.start for each in used if file.binding(each) is not binding}
            assert not others & read_at


def test_writes_are_those_of_the_binding_in_the_block() -> None:
    file = read(
        "typescript",
        """
        let x = 1;
        { let x = 2; x = 3; }
        x = 4;
        """,
    )
    written = {
        binding.start: [m.written.text for m in file.mutations_of(binding) if m.written]
        for binding in file.module.declared()
    }
    assert list(written.values()) == [["4"], ["3"]]
