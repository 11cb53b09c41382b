"""The edits that rename a function: its symbol, its module and its ID, wherever they are named."""

import posixpath
from collections.abc import Iterator

from scaffold.errors import ScaffoldError
from scaffold.functions.renaming import Renaming as Renaming
from scaffold.functions.renaming.objects import taken_from
from scaffold.functions.renaming.order import in_order_again
from scaffold.functions.renaming.scopes import Scopes
from scaffold.functions.renaming.strings import ids, mocked_keys, python_strings, specifiers
from scaffold.syntax.edits import Edit
from scaffold.syntax.imports import Imported, imported_as, imports, string_value
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_MAKERS = ("decorated_definition", "assignment", "variable_declarator")
_MAKES_FUNCTION = ("createFunction", "create_function")
_IMPORT_STATEMENTS = ("import_statement", "import_from_statement")


def edits_in(source: Source, renaming: Renaming, modules: Modules, *, own: bool) -> list[Edit]:
    """Return the edits of one file; `own` for the function's file and its test."""
    edits: dict[tuple[int, int], Edit] = {}

    def add(found: Iterator[Edit]) -> None:
        for edit in found:
            edits.setdefault((edit.start, edit.end), edit)

    if source.path == renaming.path:
        scope = _own_scope(source, renaming)
        add(_renamed(source, renaming.symbol, renaming.new_symbol, scope))
    if source.language.name == "python":
        add(_python_imports(source, renaming, modules))
        add(python_strings(source, renaming, modules))
    else:
        add(_typescript_imports(source, renaming, modules))
        add(_typescript_modules(source, renaming, modules))
    if renaming.id and renaming.new_id and renaming.id != renaming.new_id:
        add(ids(source, renaming, own=own))
    return in_order_again(source, list(edits.values()), renaming, modules)


def _own_scope(source: Source, renaming: Renaming) -> Node:
    """The scope that the function is made in: the file, or the function that makes it."""
    scopes = Scopes(source, renaming.symbol)
    makers = []
    for node in scopes.nodes:
        made = node.parent if scopes.is_made(node) else None
        if made is not None and made.parent is not None:
            made = made.parent if made.parent.type == "decorated_definition" else made
            text = source.text(made)
            if made.type in _MAKERS and any(word in text for word in _MAKES_FUNCTION):
                makers.append((renaming.id is not None and renaming.id in text, node))
    # One that spells the ID, before others.
    found = next((node for spelled, node in sorted(makers, key=lambda each: not each[0])), None)
    return scopes.scope(found) if found is not None else source.root


def _typescript_imports(source: Source, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    origins = _origins(renaming)
    for imported in imports(source):
        if imported.name == "*":
            target = modules.resolve(source.path, imported.module)
            if target and modules.exported(target, renaming.symbol) in origins:
                yield from _members(source, imported, imported.local, renaming)
            continue
        if modules.origin(source.path, imported.module, imported.name) not in origins:
            continue
        is_default = imported.name == "default"
        if not is_default and imported.name != renaming.symbol:
            continue
        if imported.local == renaming.symbol:
            yield from _bound(source, imported, renaming.new_symbol)
        if not is_default:
            yield from _imported_name(imported, renaming)


def _typescript_modules(source: Source, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    """What names the module in strings, what is taken from it there, and what is handed on."""
    old, new = renaming.symbol, renaming.new_symbol
    origins = _origins(renaming)
    for node in specifiers(source, renaming.path, modules) if renaming.moves else ():
        yield from _last_part(source, node, renaming)
    for node in walk(source.root):
        if node.type == "export_specifier":
            yield from _re_exported(source, node, renaming, modules)
        if node.type != "string" or node.parent is None or node.parent.type != "arguments":
            continue
        target = modules.resolve(source.path, string_value(node))
        if target is None or modules.exported(target, old) not in origins or old == new:
            continue
        for key in mocked_keys(source, node, old):
            shorthand = key.type == "shorthand_property_identifier"
            yield (
                Edit(key.start_byte, key.start_byte, f"{new}: ".encode())
                if shorthand
                else (_replaced(key, new))
            )
        for taken in taken_from(source, node, old):
            if taken.type == "shorthand_property_identifier_pattern":
                scope = Scopes(source, old).scope(taken)
                yield _replaced(taken, new)
                yield from _renamed(source, old, new, scope)
            else:
                yield _replaced(taken, new)


def _origins(renaming: Renaming) -> tuple[tuple[str, str], ...]:
    """The function as `Modules.origin` gives it: by its name, or as an unnamed default export."""
    return (renaming.path, renaming.symbol), (renaming.path, "default")


def _re_exported(
    source: Source, node: Node, renaming: Renaming, modules: Modules
) -> Iterator[Edit]:
    statement = node.parent.parent if node.parent is not None else None
    module = statement.child_by_field_name("source") if statement is not None else None
    name = node.child_by_field_name("name")
    alias = node.child_by_field_name("alias")
    if module is None or name is None:
        return
    found = modules.origin(source.path, string_value(module), source.text(name))
    if found not in _origins(renaming):
        return
    if source.text(name) == renaming.symbol:
        yield _replaced(name, renaming.new_symbol)
    elif alias is not None and source.text(alias) == renaming.symbol:
        # `export { default as sendReceipt } from "./sendReceipt"`: so it is called elsewhere.
        yield _replaced(alias, renaming.new_symbol)


def _imported_name(imported: Imported, renaming: Renaming) -> Iterator[Edit]:
    node = imported.node
    name = node.child_by_field_name("name") or node.child_by_field_name("key") or node
    if (name.text or b"").decode() == renaming.symbol:
        yield _replaced(name, renaming.new_symbol)


def _members(
    source: Source, imported: Imported, spelled: str, renaming: Renaming
) -> Iterator[Edit]:
    """`fns.sendReceipt`, for a module bound to `fns`."""
    for node in _read_from(source, imported, spelled):
        member = node.child_by_field_name("property") or node.child_by_field_name("attribute")
        if member is not None and source.text(member) == renaming.symbol:
            yield _replaced(member, renaming.new_symbol)


def _read_from(source: Source, imported: Imported, spelled: str) -> Iterator[Node]:
    """The expressions that read something of a module that an import binds."""
    scopes = Scopes(source, spelled.partition(".")[0])
    scope = _scope_of(scopes, imported, source)
    for node in walk(source.root):
        if node.type not in ("member_expression", "attribute"):
            continue
        owner = node.child_by_field_name("object")
        if owner is None or source.text(owner) != spelled:
            continue
        first = owner
        while first.named_children:
            first = first.named_children[0]
        if scopes.scope(first) == scope:
            yield node


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
            elif module is None:
                aliased = imported.node.type == "aliased_import"
                spelled = imported.local if aliased else imported.module
                package = modules.resolve(source.path, imported.module)
                yield from _package(source, imported, spelled, package, renaming, modules)
        elif found == origin and imported.name == renaming.symbol:
            if imported.local == renaming.symbol:
                yield from _bound(source, imported, renaming.new_symbol)
            yield from _imported_name(imported, renaming)
        elif found == (renaming.path, "*"):
            yield from _members(source, imported, imported.local, renaming)
            if renaming.moves:
                if imported.local == renaming.stem:
                    yield from _bound(source, imported, renaming.new_stem)
                name = imported.node.child_by_field_name("name") or imported.node
                yield _replaced(name, renaming.new_stem)
        elif found is not None and found[1] == "*":
            yield from _package(source, imported, imported.local, found[0], renaming, modules)


def _package(
    source: Source,
    imported: Imported,
    spelled: str,
    package: str | None,
    renaming: Renaming,
    modules: Modules,
) -> Iterator[Edit]:
    """`jobs.send_receipt`, for a package that hands the function on or has its module."""
    if package is None:
        return
    if modules.exported(package, renaming.symbol) == (renaming.path, renaming.symbol):
        yield from _members(source, imported, spelled, renaming)
        return
    folder = posixpath.dirname(package)
    inside = package.endswith("__init__.py") and posixpath.dirname(renaming.path) == folder
    if inside and modules.exported(package, renaming.stem) in (None, (renaming.path, "*")):
        yield from _members(source, imported, f"{spelled}.{renaming.stem}", renaming)
        for node in _read_from(source, imported, spelled) if renaming.moves else ():
            last = node.child_by_field_name("attribute")
            if last is not None and source.text(last) == renaming.stem:
                yield _replaced(last, renaming.new_stem)


def _dotted(source: Source, imported: Imported, renaming: Renaming) -> Iterator[Edit]:
    """`import a.b.c`, with or without `as`, and what is read from it."""
    name = imported.node.child_by_field_name("name") or imported.node
    aliased = name is not imported.node
    spelled = imported.local if aliased else imported.module
    yield from _members(source, imported, spelled, renaming)
    if not renaming.moves:
        return
    if spelled == renaming.stem:
        yield from _bound(source, imported, renaming.new_stem)
    yield _replaced(
        [each for each in walk(name) if each.type == "identifier"][-1], renaming.new_stem
    )
    if not aliased and "." in spelled:
        package, _, _ = spelled.rpartition(".")
        for node in _read_from(source, imported, package):
            last = node.child_by_field_name("attribute")
            if last is not None and source.text(last) == renaming.stem:
                yield _replaced(last, renaming.new_stem)


def _scope_of(scopes: Scopes, imported: Imported, source: Source) -> Node:
    """The scope that an import binds its name in."""
    inside = (node for node in scopes.nodes if _within(node, imported.node))
    made = next((node for node in inside if scopes.is_made(node)), None)
    return scopes.scope(made) if made is not None else source.root


def _bound(source: Source, imported: Imported, new: str) -> Iterator[Edit]:
    """The name that an import binds, there and wherever it is used."""
    scope = _scope_of(Scopes(source, imported.local), imported, source)
    for node in walk(imported.node):
        if node.type in ("identifier", "type_identifier") and source.text(node) == imported.local:
            yield _replaced(node, new)
    yield from _renamed(source, imported.local, new, scope, imported)


def _renamed(
    source: Source, old: str, new: str, scope: Node, imported: Imported | None = None
) -> Iterator[Edit]:
    """Every use of a name of one scope; what another scope calls by that name stays."""
    if old == new:
        return
    scopes, others = Scopes(source, old), Scopes(source, new)
    clash = others.binds(scope)
    named = [node for node in scopes.nodes if scopes.scope(node) == scope]
    if not named:
        return
    for node in named:
        if _in_import(node):
            continue
        clash = clash or others.between(node, scope)
        yield _as_named(source, node, new)
    # What is called by the new name in the scope would mean the function from now on.
    clash = clash or any(
        _within(node, scope) and not _within(others.scope(node), scope)
        for node in others.nodes
        if scope != source.root and not _in_import(node)
    )
    if clash:
        raise ScaffoldError(
            f"`{source.path}` has another `{new}` already",
            "choose another name, or rename that one first",
        )
    if imported is not None:
        yield from _others_bound(source, scopes, scope, imported, new)


def _others_bound(
    source: Source, scopes: Scopes, scope: Node, imported: Imported, new: str
) -> Iterator[Edit]:
    """Imports that bind the same name where this one fails: `except ImportError: from …`."""
    for other in imported_as(source, imported.local):
        same = (other.module, other.name) == (imported.module, imported.name)
        if other.node == imported.node or same or _scope_of(scopes, other, source) != scope:
            continue
        if other.statement.type not in _IMPORT_STATEMENTS or other.name == "default":
            continue
        name = other.node.child_by_field_name("name")
        alias = other.node.child_by_field_name("alias")
        if alias is None:
            yield Edit(other.node.end_byte, other.node.end_byte, f" as {new}".encode())
        elif name is not None and source.text(name) == new:
            yield Edit(name.end_byte, alias.end_byte, b"")
        else:
            yield _replaced(alias, new)


def _as_named(source: Source, node: Node, new: str) -> Edit:
    """One use by its new name; the key of an object stays, and is written out where it must be."""
    if node.type == "shorthand_property_identifier":
        return Edit(node.end_byte, node.end_byte, f": {new}".encode())
    above = node.parent
    if above is not None and above.type == "pair" and node.type == "identifier":
        key = above.child_by_field_name("key")
        if key is not None and key.type == "property_identifier" and source.text(key) == new:
            return _replaced(above, new)
    return _replaced(node, new)


def _in_import(node: Node) -> bool:
    above = node.parent
    while above is not None:
        if above.type in _IMPORT_STATEMENTS:
            return True
        above = above.parent
    return False


def _within(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte


def _replaced(node: Node, text: str) -> Edit:
    return Edit(node.start_byte, node.end_byte, text.encode())
