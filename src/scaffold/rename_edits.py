"""The edits that rename a function: its symbol, its module and its ID, wherever they are named."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.errors import ScaffoldError
from scaffold.syntax.edits import Edit
from scaffold.syntax.imports import Imported, imports, string_value
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import meaning, walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_NAMES = ("identifier", "type_identifier", "shorthand_property_identifier")
_SPECIFIER_PARENTS = (
    "import_statement", "export_statement", "arguments", "import_require_clause",
)  # fmt: skip
_ID_KEYS = ("functionId", "function_id")


@dataclass(frozen=True, kw_only=True)
class Renaming:
    """What a function was called, and what it will be."""

    path: str
    new_path: str
    symbol: str
    """Its name in its own file; for a default export without one, what its file suggests."""
    new_symbol: str
    id: str | None
    new_id: str | None

    @property
    def stem(self) -> str:
        """The last part of its module's name."""
        return posixpath.basename(self.path).split(".", 1)[0]

    @property
    def new_stem(self) -> str:
        return posixpath.basename(self.new_path).split(".", 1)[0]

    @property
    def moves(self) -> bool:
        """Whether its file gets another name."""
        return self.path != self.new_path


def edits_in(source: Source, renaming: Renaming, modules: Modules, *, own: bool) -> list[Edit]:
    """Return the edits of one file; `own` for the function's file and its test."""
    edits: dict[tuple[int, int], Edit] = {}

    def add(found: Iterator[Edit]) -> None:
        for edit in found:
            edits.setdefault((edit.start, edit.end), edit)

    if source.path == renaming.path:
        add(_renamed_name(source, renaming.symbol, renaming.new_symbol))
    if source.language.name == "python":
        add(_python_imports(source, renaming, modules))
        add(_python_strings(source, renaming))
    else:
        add(_typescript_imports(source, renaming, modules))
    if renaming.id and renaming.new_id and renaming.id != renaming.new_id:
        add(_ids(source, renaming.id, renaming.new_id, own=own))
    return list(edits.values())


def _typescript_imports(source: Source, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    origin = (renaming.path, renaming.symbol)
    for imported in imports(source):
        if imported.name == "*":
            target = modules.resolve(source.path, imported.module)
            if target and modules.exported(target, renaming.symbol) == origin:
                yield from _members(source, imported.local, renaming)
            continue
        found = modules.origin(source.path, imported.module, imported.name)
        if found is None or found[0] != renaming.path:
            continue
        is_default = imported.name == "default" and found[1] in (renaming.symbol, "default")
        if not is_default and (found != origin or imported.name != renaming.symbol):
            continue
        if imported.local == renaming.symbol:
            yield from _renamed_name(source, renaming.symbol, renaming.new_symbol, imported)
        if not is_default:
            yield from _imported_name(imported, renaming)
    for node in walk(source.root):
        if node.type == "string" and node.parent and node.parent.type in _SPECIFIER_PARENTS:
            specifier = string_value(node)
            if renaming.moves and modules.resolve(source.path, specifier) == renaming.path:
                yield from _last_part(source, node, renaming)
        elif node.type == "export_specifier":
            yield from _re_exported(source, node, renaming, modules)


def _re_exported(
    source: Source, node: Node, renaming: Renaming, modules: Modules
) -> Iterator[Edit]:
    statement = node.parent.parent if node.parent is not None else None
    module = statement.child_by_field_name("source") if statement is not None else None
    name = node.child_by_field_name("name")
    if module is None or name is None or source.text(name) != renaming.symbol:
        return
    found = modules.origin(source.path, string_value(module), renaming.symbol)
    if found == (renaming.path, renaming.symbol):
        yield _replaced(name, renaming.new_symbol)


def _imported_name(imported: Imported, renaming: Renaming) -> Iterator[Edit]:
    name = imported.node.child_by_field_name("name") or imported.node
    if (name.text or b"").decode() == renaming.symbol:
        yield _replaced(name, renaming.new_symbol)


def _members(source: Source, local: str, renaming: Renaming) -> Iterator[Edit]:
    """`fns.sendReceipt`, for a module bound to `fns`."""
    for node in walk(source.root):
        if node.type not in ("member_expression", "attribute"):
            continue
        owner = node.child_by_field_name("object")
        member = node.child_by_field_name("property") or node.child_by_field_name("attribute")
        if owner is None or member is None:
            continue
        if source.text(owner) == local and source.text(member) == renaming.symbol:
            yield _replaced(member, renaming.new_symbol)


def _last_part(source: Source, node: Node, renaming: Renaming) -> Iterator[Edit]:
    """The module's own name at the end of a specifier: `./sendReceipt.js`."""
    text = source.text(node)
    at = text.rfind(renaming.stem)
    if at < 0 or "/" in text[at:].rstrip("\"'`"):
        raise ScaffoldError(
            f"`{source.path}:{source.position(node.start_byte)[0]}` imports `{renaming.path}` "
            f"as {text}, which does not spell its name",
            "change that import by hand and run this again",
        )
    start = node.start_byte + len(text[:at].encode())
    yield Edit(start, start + len(renaming.stem.encode()), renaming.new_stem.encode())


def _python_imports(source: Source, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    origin = (renaming.path, renaming.symbol)
    for imported in imports(source):
        module = imported.statement.child_by_field_name("module_name")
        resolved = modules.resolve(source.path, imported.module) == renaming.path
        if module is not None and resolved and renaming.moves and module.named_children:
            parts = [each for each in walk(module) if each.type == "identifier"]
            yield _replaced(parts[-1], renaming.new_stem)
        found = modules.origin(source.path, imported.module, imported.name)
        if imported.name == "*":
            if resolved and module is None:
                yield from _dotted(source, imported, renaming)
        elif found == origin and imported.name == renaming.symbol:
            if imported.local == renaming.symbol:
                yield from _renamed_name(source, renaming.symbol, renaming.new_symbol, imported)
            yield from _imported_name(imported, renaming)
        elif found == (renaming.path, "*"):
            yield from _members(source, imported.local, renaming)
            if renaming.moves:
                if imported.local == renaming.stem:
                    yield from _renamed_name(source, renaming.stem, renaming.new_stem, imported)
                name = imported.node.child_by_field_name("name") or imported.node
                yield _replaced(name, renaming.new_stem)


def _dotted(source: Source, imported: Imported, renaming: Renaming) -> Iterator[Edit]:
    """`import a.b.c`, with or without `as`, and what is read from it."""
    name = imported.node.child_by_field_name("name") or imported.node
    aliased = name is not imported.node
    spelled = imported.local if aliased else imported.module
    yield from _members(source, spelled, renaming)
    if not renaming.moves:
        return
    yield _replaced(
        [each for each in walk(name) if each.type == "identifier"][-1], renaming.new_stem
    )
    for node in walk(source.root):
        if not aliased and node.type == "attribute" and source.text(node) == spelled:
            last = node.child_by_field_name("attribute")
            if last is not None:
                yield _replaced(last, renaming.new_stem)


def _python_strings(source: Source, renaming: Renaming) -> Iterator[Edit]:
    """Modules and exports named in strings: `monkeypatch.setattr("a.b.LIMIT", 1)`, `__all__`."""
    dotted = renaming.path.removesuffix(".py").replace("/", ".").removeprefix("src.")
    pattern = re.compile(
        rb"^" + re.escape(dotted.encode()) + rb"(?:\.(" + re.escape(renaming.symbol.encode())
        + rb"))?(?![\w])"
    )  # fmt: skip
    for node in walk(source.root):
        if node.type != "string_content":
            continue
        text = node.text or b""
        match = pattern.match(text)
        if match is not None:
            end = node.start_byte + len(dotted.encode())
            yield Edit(end - len(renaming.stem.encode()), end, renaming.new_stem.encode())
            if match.group(1):
                at = node.start_byte + match.start(1)
                yield Edit(at, at + len(match.group(1)), renaming.new_symbol.encode())
        elif text == renaming.symbol.encode() and _in_all(source, node):
            yield _replaced(node, renaming.new_symbol)


def _in_all(source: Source, node: Node) -> bool:
    above: Node | None = node
    while above is not None and above.type != "assignment":
        above = above.parent
    left = above.child_by_field_name("left") if above is not None else None
    return left is not None and source.text(left) == "__all__"


def _renamed_name(
    source: Source, old: str, new: str, imported: Imported | None = None
) -> Iterator[Edit]:
    """Every use of a name of module level; what another scope calls by that name stays."""
    if old == new:
        return
    top = meaning(source, source.root, old)
    for node in walk(source.root):
        if node.type not in _NAMES or source.text(node) != old or _is_label(node):
            continue
        statement = imported.statement if imported is not None else None
        inside = statement is not None and _within(node, statement)
        if not inside and meaning(source, node, old) != top:
            continue
        if inside and imported is not None and not _within(node, imported.node):
            continue
        if node.type == "shorthand_property_identifier":
            yield Edit(node.end_byte, node.end_byte, f": {new}".encode())
        else:
            yield _replaced(node, new)
    if any(each.local == new for each in imports(source)) or meaning(source, source.root, new):
        raise ScaffoldError(
            f"`{source.path}` has another `{new}` already",
            "choose another name, or rename that one first",
        )


def _within(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte


def _is_label(node: Node) -> bool:
    """Whether a name is an attribute, a keyword argument's or an alias's name, so no use."""
    parent = node.parent
    if parent is None:
        return False
    fields = {
        "attribute": "attribute",
        "keyword_argument": "name",
        "member_expression": "property",
        "export_specifier": "alias",
    }
    field = fields.get(parent.type)
    statement = parent.parent.parent if parent.parent is not None else None
    handed_on = parent.type == "export_specifier" and statement is not None
    if handed_on and statement is not None and statement.child_by_field_name("source") is not None:
        # `export { a } from "./b"` uses nothing of this file.
        return True
    found = parent.child_by_field_name(field) if field else None
    return found is not None and found == node


def _ids(source: Source, old: str, new: str, *, own: bool) -> Iterator[Edit]:
    """Where the function's ID is spelled: its own files, and `functionId` anywhere."""
    quoted = f"`{old}`".encode()
    for node in walk(source.root):
        if node.type in ("string_fragment", "string_content") and node.text == old.encode():
            string = node.parent
            if string is not None and (
                _is_id_key(source, string) or (own and not _is_step(string))
            ):
                yield _replaced(node, new)
        elif own and node.type in ("comment", "string_content") and quoted in (node.text or b""):
            for match in re.finditer(re.escape(quoted), node.text or b""):
                start = node.start_byte + match.start() + 1
                yield Edit(start, start + len(old.encode()), new.encode())


def _is_id_key(source: Source, string: Node) -> bool:
    parent = string.parent
    if parent is None or parent.type not in ("pair", "keyword_argument"):
        return False
    key = parent.child_by_field_name("key") or parent.child_by_field_name("name")
    return key is not None and source.text(key).strip("\"'") in _ID_KEYS


def _is_step(string: Node) -> bool:
    """Whether a string names a step: `step.run("send", …)`."""
    call = string.parent.parent if string.parent is not None else None
    function = call.child_by_field_name("function") if call is not None else None
    return function is not None and b"step." in (function.text or b"")


def _replaced(node: Node, text: str) -> Edit:
    return Edit(node.start_byte, node.end_byte, text.encode())
