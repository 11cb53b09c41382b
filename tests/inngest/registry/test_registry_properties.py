"""Generated registries: every edit is right, small, repeatable and can be taken back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.inngest.registry.edit import find_registry, register, unregister
from scaffold.syntax.imports import imports
from scaffold.syntax.source import Source

NAMES = ("alpha", "bravo", "charlie", "delta", "echo")


class Tree(dict[str, bytes]):
    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


@dataclass(frozen=True)
class Layout:
    """One way to write a registry: everything that differs between real files."""

    python: bool
    entries: tuple[str, ...]
    symbol: str
    lines: str  # "one", "many", "hugging", "pairs"
    trailing_comma: bool
    comments: tuple[str, ...]  # before each entry, behind it, and at the end
    padding: str
    indent: str
    newline: str
    quote: str
    semicolon: str
    final_newline: bool
    place: str  # "inline", "same file", "other file"
    specifier: str
    merged: bool
    below: bool


def layouts() -> st.SearchStrategy[Layout]:
    comment = st.sampled_from(["", "", "", "// note", "// alphaOld,", "/* block */"])
    return st.builds(
        Layout,
        python=st.booleans(),
        entries=st.lists(st.sampled_from(NAMES), unique=True, max_size=4).map(tuple),
        symbol=st.sampled_from([*NAMES, "aaa", "zulu", "charlieTwo"]),
        lines=st.sampled_from(["one", "many", "hugging", "pairs"]),
        trailing_comma=st.booleans(),
        comments=st.tuples(*[comment] * 9),
        padding=st.sampled_from(["", " "]),
        indent=st.sampled_from(["  ", "    ", "\t"]),
        newline=st.sampled_from(["\n", "\r\n"]),
        quote=st.sampled_from(["'", '"']),
        semicolon=st.sampled_from([";", ""]),
        final_newline=st.booleans(),
        place=st.sampled_from(["inline", "same file", "other file"]),
        specifier=st.sampled_from(["./fns/", "@/fns/", "./fns/*.js"]),
        merged=st.booleans(),
        below=st.booleans(),
    ).filter(lambda layout: layout.symbol not in layout.entries)


def comment(layout: Layout, at: int) -> str:
    text = layout.comments[at]
    if layout.python and text:
        return f"# {text.strip('/* ')}"
    return text


def array(layout: Layout) -> str:
    many = layout.lines != "one"
    blocks = not layout.python and not many

    def inline(at: int) -> str:
        text = comment(layout, at)
        return f" {text}" if text.startswith("/*") and blocks else ""

    if not many:
        comma = "," if layout.trailing_comma and layout.entries else ""
        inner = ", ".join(name + inline(at) for at, name in enumerate(layout.entries))
        padding = layout.padding
        return f"[{padding}{inner}{comma}{padding}]" if inner else f"[{padding}]"
    rows: list[str] = []
    groups = [layout.entries[at : at + 1] for at in range(len(layout.entries))]
    if layout.lines == "pairs":
        groups = [layout.entries[at : at + 2] for at in range(0, len(layout.entries), 2)]
    for at, group in enumerate(groups):
        above, behind = comment(layout, at), comment(layout, at + 4)
        if above:
            rows.append(layout.indent + above)
        last = at == len(groups) - 1
        comma = "," if not last or layout.trailing_comma else ""
        hugging = last and layout.lines == "hugging"
        rows.append(
            layout.indent
            + ", ".join(group)
            + comma
            + (f"  {behind}" if behind and not hugging else "")
        )
    hugging = layout.lines == "hugging" and bool(groups)
    if comment(layout, 8) and not hugging:
        rows.append(layout.indent + comment(layout, 8))
    return "[\n" + "\n".join(rows) + ("]" if hugging else "\n]" if rows else "]")


def module(layout: Layout, name: str) -> str:
    if layout.python:
        return f"fns.{name}"
    before, _, after = layout.specifier.partition("*")
    return before + name + after


def import_lines(layout: Layout) -> list[str]:
    if layout.python:
        return [f"from {module(layout, name)} import {name}" for name in layout.entries]
    q, end = layout.quote, layout.semicolon
    if layout.merged and layout.entries:
        return [f"import {{ {', '.join(layout.entries)} }} from {q}./fns/all{q}{end}"]
    return [f"import {{ {n} }} from {q}{module(layout, n)}{q}{end}" for n in layout.entries]


def project(layout: Layout) -> Tree:
    q, end = layout.quote, layout.semicolon
    suffix = "py" if layout.python else "ts"
    if layout.python:
        serve = ["import inngest.fast_api"]
        list_import = "from listed import functions"
        call = "inngest.fast_api.serve(app, client, {})"
        const, exported = "functions = {}", "functions = {}"
    else:
        serve = [f"import {{ serve }} from {q}inngest/next{q}{end}"]
        list_import = f"import {{ functions }} from {q}./listed{q}{end}"
        call = "export default serve({{ client, functions: {} }})" + end
        const, exported = "const functions = {}" + end, "export const functions = {}" + end
    lines = import_lines(layout)
    files: dict[str, str] = {}
    if layout.place == "other file":
        files[f"r.{suffix}"] = "\n".join([*serve, list_import, "", call.format("functions"), ""])
        body = [*lines, *([""] if lines else []), exported.format(array(layout))]
        files[f"listed.{suffix}"] = _ended(layout, body)
    elif layout.place == "same file":
        body = [const.format(array(layout)), "", call.format("functions")]
        files[f"r.{suffix}"] = _ended(layout, [*serve, *lines, "", *body])
    elif layout.below and not layout.python:
        body = [*serve, "", call.format(array(layout)), *lines]
        files[f"r.{suffix}"] = _ended(layout, body)
    else:
        files[f"r.{suffix}"] = _ended(layout, [*serve, *lines, "", call.format(array(layout))])
    for name in [*layout.entries, layout.symbol]:
        text = f"{name} = 1\n" if layout.python else f"export const {name} = 1;\n"
        files[f"fns/{name}.{suffix}"] = text
    files["fns/all.ts"] = "".join(f'export {{ {n} }} from "./{n}";\n' for n in layout.entries)
    files["tsconfig.json"] = '{ "compilerOptions": { "paths": { "@/*": ["./*"], } } } // ok'
    return Tree({path: text.encode() for path, text in files.items()})


def _ended(layout: Layout, lines: list[str]) -> str:
    text = "\n".join(lines) + ("\n" if layout.final_newline else "")
    return text.replace("\n", layout.newline)


def tokens(text: str) -> list[str]:
    """Split a file into words and signs; commas and quotes aside, which an edit may add."""
    return re.findall(r"[\w@./*]+|[^\s\w,]", text)


@settings(deadline=None, max_examples=300)
@given(layouts())
def test_register_and_unregister(layout: Layout) -> None:
    files = project(layout)
    target = f"fns/{layout.symbol}.{'py' if layout.python else 'ts'}"
    registry = find_registry(files)
    assert [entry.symbol for entry in registry.entries] == list(layout.entries)

    changed = register(files, registry, layout.symbol, target)
    after = Tree({**files, **changed})

    # It parses, and holds the new entry and its import, and all that was there before.
    registry = find_registry(after)
    assert registry.registers(layout.symbol, target)
    assert [e.symbol for e in registry.entries if e.symbol != layout.symbol] == list(layout.entries)
    for path, content in changed.items():
        source = Source.parse(path, content)
        assert not source.has_error
        if not path.startswith("fns/"):
            assert [each.local for each in imports(source)].count(layout.symbol) == 1
        # Only whole pieces were put in: every line that was there is there, but for a comma.
        before = files[path].decode()
        remaining = iter(tokens(content.decode()))
        assert all(token in remaining for token in tokens(before))
        if layout.lines == "many" and layout.entries:
            assert content.decode().splitlines() != before.splitlines()
            kept = iter([line.rstrip(",") for line in _plain(content.decode())])
            assert all(line.rstrip(",") in kept for line in _plain(before))
    # The order of sorted entries is kept.
    if list(layout.entries) == sorted(layout.entries):
        symbols = [str(entry.symbol) for entry in registry.entries]
        assert symbols == sorted(symbols)

    # A second run makes no edits, and taking it back gives the same bytes.
    assert register(after, registry, layout.symbol, target) == {}
    undone = unregister(after, registry, layout.symbol, target)
    assert {**after, **undone} == files


def _plain(text: str) -> list[str]:
    """The lines of a file, without those an edit may extend: imports of several names."""
    lines = (re.sub(r",(\s*)(//|#|/\*)", r"\1\2", line) for line in text.splitlines())
    return [line for line in lines if "{" not in line or "functions" in line]


_GAPS = st.sampled_from(["", "", "", "\n", "\n\n"])
_HEADS = {
    "ts": st.sampled_from(["", "\n", "// note\n", "// note\n\n\n", '"use server";\n\n']),
    "py": st.sampled_from(["", "\n", "# note\n\n", '"""Doc."""\n', '"""Doc."""\n\n\n']),
}


@st.composite
def gapped(draw: st.DrawFn) -> tuple[Tree, str, str]:
    """A registry whose functions are imported or handed on with blank lines anywhere between."""
    suffix = draw(st.sampled_from(["ts", "py"]))
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
    symbol = draw(st.sampled_from([each for each in (*NAMES, "aaa", "zulu") if each not in names]))
    way = draw(st.sampled_from(["imported", "handed on", "all handed on"]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    listed = ", ".join(names)
    lines = {
        ("ts", "imported"): 'import {{ {0} }} from "./fns/{0}";',
        ("ts", "handed on"): 'export {{ {0} }} from "./{0}";',
        ("ts", "all handed on"): 'export * from "./{0}";',
        ("py", "imported"): "from fns.{0} import {0}",
    }
    line = lines.get((suffix, way), "from .{0} import {0}")
    block = "".join(line.format(name) + "\n" + draw(_GAPS) for name in names)
    tail = draw(st.sampled_from(["", "\n", "\nrest = 1\n", "\n\n\nrest = 1\n"]))
    head = draw(_HEADS[suffix])
    files = {}
    if way != "imported":
        name = {"ts": "fns/index.ts", "py": "fns/__init__.py"}[suffix]
        files[name] = head + block + tail
        one = {"ts": f'import {{ {listed} }} from "./fns";\n', "py": f"from fns import {listed}\n"}
        block, head, tail = one[suffix] if names else "", "", ""
    if suffix == "ts":
        files["r.ts"] = (
            f'{head}import {{ serve }} from "inngest/next";\n{draw(_GAPS)}{block}{draw(_GAPS)}'
            f"export default serve({{ client, functions: [{listed}] }});\n{tail}"
        )
    else:
        files["r.py"] = (
            f"{head}import inngest.fast_api\n{draw(_GAPS)}{block}{draw(_GAPS)}"
            f"inngest.fast_api.serve(app, client, [{listed}])\n{tail}"
        )
    for each in (*NAMES, "aaa", "zulu"):
        made = {"ts": f"export const {each} = inngest.createFunction();\n",
                "py": f"{each} = client.create_function()\n"}  # fmt: skip
        files[f"fns/{each}.{suffix}"] = made[suffix]
    tree = Tree({path: text.replace("\n", newline).encode() for path, text in files.items()})
    return tree, symbol, f"fns/{symbol}.{suffix}"


@settings(deadline=None, max_examples=200)
@given(gapped())
def test_blank_lines_are_neither_left_nor_taken(given_: tuple[Tree, str, str]) -> None:
    files, symbol, target = given_
    after = Tree({**files, **register(files, find_registry(files), symbol, target)})
    assert find_registry(after).registers(symbol, target)
    assert {**after, **unregister(after, find_registry(after), symbol, target)} == files
