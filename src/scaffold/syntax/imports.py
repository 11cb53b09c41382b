"""The imports of one source file, in both languages: every name a file binds from another module.

TypeScript: `import` declarations of every form, `import x = require()` and `const … = require()`.
Python: `import` and `from … import` at any depth, so also inside `try`, `if` and functions.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node, walk
from scaffold.syntax.wrappers import bare


class Imported(NamedTuple):
    """One name that an import binds.

    `name` is what the module exports: a name, `default`, or `*` for the module itself
    (`import * as local`, `import a.b`, `const local = require()`).
    """

    module: str
    name: str
    local: str
    type_only: bool
    node: Node
    statement: Node

    @property
    def start(self) -> int:
        return self.node.start_byte

    @property
    def end(self) -> int:
        return self.node.end_byte

    @property
    def is_renamed(self) -> bool:
        """Whether the import gives it another name: `a as b`."""
        return self.node.child_by_field_name("alias") is not None

    @property
    def bound_module(self) -> str:
        """The module that `local` stands for: `a` for Python's `import a.b`, else `module`."""
        dotted = self.name == "*" and self.node.type == "dotted_name"
        return self.local if dotted and self.statement.type == "import_statement" else self.module


class ImportStatement(NamedTuple):
    """One import statement; `names` is empty when it only runs the module (`import "x"`)."""

    module: str
    names: tuple[Imported, ...]
    type_only: bool
    node: Node

    @property
    def start(self) -> int:
        return self.node.start_byte

    @property
    def end(self) -> int:
        return self.node.end_byte

    @property
    def is_require(self) -> bool:
        """Whether it is `const x = require("y")`."""
        return self.node.type not in ("import_statement", "import_from_statement")

    def is_visible(self, offset: int | None = None) -> bool:
        """Whether what it binds can be used at an offset, at the top when there is none."""
        above = self.node.parent
        while above is not None and above.type != "function_definition":
            above = above.parent
        return above is None or (offset is not None and above.start_byte <= offset < above.end_byte)

    @property
    def is_at_top(self) -> bool:
        """Whether it stands in no function, block or branch."""
        return self.node.parent is not None and self.node.parent.parent is None

    @property
    def hands_on_all(self) -> bool:
        """Whether it is `export * from "y"`."""
        return any(child.type == "*" for child in self.node.children)


_NAMING = frozenset({"import_statement", "export_statement", "arguments", "import_require_clause"})


def imports(source: Source) -> list[Imported]:
    """Return every imported name of a file, in order."""
    return [name for statement in import_statements(source) for name in statement.names]


def imports_of(source: Source, locals_: Collection[str]) -> list[Imported]:
    """Return the imports that bind one of these names: a few, of the thousand of a registry."""
    made: list[ImportStatement] | None = source.made.get("imports")
    if made is None and source.language.name != "python":
        made = list(_typescript(source, [name.encode() for name in locals_]))
    every = import_statements(source) if made is None else made
    return [name for statement in every for name in statement.names if name.local in locals_]


def imported_as(source: Source, local: str) -> list[Imported]:
    """Return the imports that bind a local name: several where a `try` or `if` chooses."""
    made: dict[str, list[Imported]] | None = source.made.get("imported_as")
    if made is None:
        made = source.made["imported_as"] = {}
        for each in imports(source):
            made.setdefault(each.local, []).append(each)
    return made.get(local, [])


def import_statements(source: Source) -> list[ImportStatement]:
    """Return every import of a file, in order; `import a, b` in Python counts once per module."""
    made: list[ImportStatement] | None = source.made.get("imports")
    if made is None:
        if source.language.name == "python":
            nodes = _python_imports(source)
            made = [each for node, typed in nodes for each in python_imports(node, typed)]
        else:
            made = list(_typescript(source))
        source.made["imports"] = made
    return made


class Specifier(NamedTuple):
    """A text that may name a module, and what the import statement that it ends binds."""

    text: str
    start: int
    names: Sequence[Imported]


def only_requires(source: Source) -> bool:
    """Whether a file imports by `require()` alone, so that no ES module is to be written there."""
    statements = import_statements(source)
    return bool(statements) and all(each.is_require for each in statements)


def specifiers(source: Source) -> Iterator[Specifier]:
    """Yield what a TypeScript file imports, hands on, requires, mocks or gives to any call."""
    bound: dict[int, list[Imported]] = {}
    for statement in import_statements(source):
        bound.setdefault(statement.node.id, []).extend(statement.names)
    for node in walk(source.root):
        above = node.parent if node.type == "string" else None
        if above is not None and above.type in _NAMING and (text := string_value(node)):
            yield Specifier(text, node.start_byte, bound.get(above.id, ()))


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _typescript(
    source: Source, words: Collection[bytes] | None = None
) -> Iterator[ImportStatement]:
    """Yield the imports of a file, or those whose text holds one of some words."""
    for node in source.root.named_children:
        if words is not None and not any(word in (node.text or b"") for word in words):
            continue
        if node.type == "import_statement":
            yield typescript_import(node)
        elif node.type in ("lexical_declaration", "variable_declaration"):
            yield from _requires(node)


def typescript_import(node: Node) -> ImportStatement:
    """Return what one `import` of TypeScript binds."""
    type_only = any(child.type in ("type", "typeof") for child in node.children[:2])
    names: list[Imported] = []
    at = node.child_by_field_name("source")
    clause = next(
        (c for c in node.named_children if c.type in ("import_clause", "import_require_clause")),
        None,
    )
    if clause is not None and clause.type == "import_require_clause":
        at = clause.child_by_field_name("source")
    module = string_value(at) if at else ""

    def bind(name: str, local: Node, specifier: Node, typed: bool = type_only) -> None:
        names.append(Imported(module, name, _text(local), typed, specifier, node))

    if clause is None:
        return ImportStatement(module, (), type_only, node)
    for part in clause.named_children:
        if part.type == "identifier":
            bind(
                "*" if clause and clause.type == "import_require_clause" else "default", part, part
            )
        elif part.type == "namespace_import":
            bind("*", part.named_children[-1], part)
        elif part.type == "named_imports":
            for specifier in part.named_children:
                name = specifier.child_by_field_name("name")
                if specifier.type != "import_specifier" or name is None:
                    continue
                local = specifier.child_by_field_name("alias") or name
                typed = type_only or specifier.children[0].type == "type"
                bind(string_value(name), local, specifier, typed)
    return ImportStatement(module, tuple(names), type_only, node)


def _requires(statement: Node) -> Iterator[ImportStatement]:
    for declarator in statement.named_children:
        value = declarator.child_by_field_name("value")
        target = declarator.child_by_field_name("name")
        if value is None or target is None:
            continue
        attribute = None
        value = bare(value)
        if value.type == "member_expression":
            attribute = value.child_by_field_name("property")
            value = value.child_by_field_name("object")
        module = _required(bare(value)) if value is not None else None
        if module is None:
            continue
        names = []
        if target.type == "identifier":
            name = _text(attribute) if attribute is not None else "*"
            names.append(Imported(module, name, _text(target), False, target, statement))
        elif target.type == "object_pattern" and attribute is None:
            for part in target.named_children:
                if part.type == "shorthand_property_identifier_pattern":
                    names.append(Imported(module, _text(part), _text(part), False, part, statement))
                elif part.type == "pair_pattern":
                    key, local = part.named_children[0], part.named_children[-1]
                    names.append(Imported(module, _text(key), _text(local), False, part, statement))
        yield ImportStatement(module, tuple(names), False, statement)


def _required(value: Node) -> str | None:
    """Return the module of a `require("…")` call."""
    function = value.child_by_field_name("function")
    arguments = value.child_by_field_name("arguments")
    if value.type != "call_expression" or function is None or arguments is None:
        return None
    if _text(function) != "require" or len(arguments.named_children) != 1:
        return None
    argument = bare(arguments.named_children[0])
    return string_value(argument) if argument.type == "string" else None


# Statements that may hold an import in Python; everything else is skipped without a look inside.
_PYTHON_BLOCKS = frozenset(
    {"block", "if_statement", "elif_clause", "else_clause", "try_statement", "except_clause",
     "finally_clause", "with_statement", "function_definition", "class_definition",
     "decorated_definition", "for_statement", "while_statement", "match_statement",
     "case_clause"}
)  # fmt: skip


def _python_imports(source: Source) -> Iterator[tuple[Node, bool]]:
    """Yield each import statement and whether only type checkers run it."""
    pending = [(source.root, False)]
    while pending:
        node, typed = pending.pop()
        if node.type in ("import_statement", "import_from_statement"):
            yield node, typed
            continue
        if node.type == "if_statement":
            condition = node.child_by_field_name("condition")
            then = node.child_by_field_name("consequence")
            guard = condition is not None and _text(condition).endswith("TYPE_CHECKING")
            pending += [
                (child, typed or (guard and child == then))
                for child in reversed(node.named_children)
                if child.type in _PYTHON_BLOCKS
            ]
            continue
        pending += [
            (child, typed)
            for child in reversed(node.named_children)
            if child.type in _PYTHON_BLOCKS
            or child.type in ("import_statement", "import_from_statement")
        ]


def python_imports(node: Node, typed: bool = False) -> Iterator[ImportStatement]:
    """Yield what one import of Python binds, by module; `typed` is one for type checkers."""
    if node.type == "import_statement":
        for part in node.children_by_field_name("name"):
            yield _python_module(node, part, typed)
        return
    at = node.child_by_field_name("module_name")
    module = "".join(_text(at).split()) if at is not None else ""
    names = []
    for part in node.children_by_field_name("name"):
        name, local = _python_alias(part)
        names.append(Imported(module, name, local or name, typed, part, node))
    wildcard = next((c for c in node.named_children if c.type == "wildcard_import"), None)
    if wildcard is not None:
        names.append(Imported(module, "*", "*", typed, wildcard, node))
    yield ImportStatement(module, tuple(names), typed, node)


def _python_module(node: Node, part: Node, typed: bool) -> ImportStatement:
    module, local = _python_alias(part)
    bound = local or module.split(".")[0]
    name = Imported(module, "*", bound, typed, part, node)
    return ImportStatement(module, (name,), typed, node)


def _python_alias(part: Node) -> tuple[str, str | None]:
    if part.type != "aliased_import":
        return _text(part), None
    name = part.child_by_field_name("name")
    alias = part.child_by_field_name("alias")
    return _text(name) if name else "", _text(alias) if alias else None


def string_value(node: Node) -> str:
    """Return what a plain string literal holds; the text itself when it is no string."""
    text = _text(node)
    if node.type != "string":
        return text
    text = text.lstrip("rbuRBU")
    return text[3:-3] if text[:3] in ('"""', "'''") and len(text) > 5 else text[1:-1]
