"""The edits that rename a function: its symbol, its module and its ID, wherever they are named."""

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise

from scaffold.code.expressions import Expr
from scaffold.code.imported import variable_of
from scaffold.code.names import Name, Variable, is_bound, names, names_in, places_of, variable
from scaffold.code.outline import Outline
from scaffold.code.spans import Spanned, holds
from scaffold.code.strings import strings
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.functions.renaming import Renaming as Renaming
from scaffold.functions.renaming.objects import taken_from
from scaffold.functions.renaming.strings import (
    ids,
    is_specifier,
    mocked_keys,
    python_strings,
    replaced,
)
from scaffold.syntax.edits import Edit
from scaffold.syntax.imports import Imported, import_statements, imports, specifiers
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

_TYPE_OF_MODULE = re.compile(rb"<typeof import\(([\"'])([^\"'\n]+)\1\)(?=>\(\))")


def edits_in(source: Source, renaming: Renaming, modules: Modules, *, own: bool) -> list[Edit]:
    """Return the edits of one file; `own` for the function's file and its test."""
    edits: dict[tuple[int, int], Edit] = {}
    file = outline(source)

    def add(found: Iterator[Edit]) -> None:
        for edit in found:
            edits.setdefault((edit.start, edit.end), edit)

    if source.path == renaming.path:
        add(_renamed(file, variable(file, renaming.symbol, renaming.made_at), renaming.new_symbol))
    if source.language.name == "python":
        add(_python_imports(file, renaming, modules))
        add(python_strings(file, renaming, modules))
    else:
        add(_typescript_imports(file, renaming, modules))
        add(_re_exported(file, renaming, modules))
        add(_typescript_modules(file, renaming, modules))
        add(_types_of_modules(file, renaming, modules))
    if renaming.id and renaming.new_id and renaming.id != renaming.new_id:
        add(ids(file, renaming, own=own))
    return list(edits.values())


def _typescript_imports(file: Outline, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    origins = _origins(renaming)
    for imported in imports(file.source):
        if imported.name == "*":
            target = modules.resolve(file.path, imported.module)
            if target and modules.exported(target, renaming.symbol) in origins:
                yield from _members(file, imported, imported.local, renaming)
            continue
        if modules.origin(file.path, imported.module, imported.name) not in origins:
            continue
        is_default = imported.name == "default"
        if not is_default and imported.name != renaming.symbol:
            continue
        if imported.local == renaming.symbol:
            yield from _bound(file, imported, renaming.new_symbol)
        if not is_default:
            yield from _imported_name(file, imported, renaming)


def _typescript_modules(file: Outline, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    """What names the module in strings, and what is taken from it there."""
    old, new = renaming.symbol, renaming.new_symbol
    named = {each.start: each.text for each in specifiers(file.source)}
    for string in strings(file):
        expr = string.expr
        target = modules.resolve(file.path, named[expr.start]) if expr.start in named else None
        if target is None:
            continue
        if renaming.moves and target == renaming.path and is_specifier(file, string):
            yield _last_part(expr, renaming)
        if old == new or modules.exported(target, old) not in _origins(renaming):
            continue
        for key in mocked_keys(file, expr, old):
            if key.kind == "shorthand":
                yield Edit(key.start, key.start, f"{new}: ".encode())
            else:
                yield replaced(key.key_span, new)
        call = expr.around if string.role == "value" else None
        for taken in taken_from(file, call, old) if call is not None else ():
            yield replaced(taken, new)
            if taken.binds:
                yield from _renamed(file, variable(file, old, taken.start), new)


def _types_of_modules(file: Outline, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    """`actual<typeof import("./sendReceipt")>()`, which the grammar does not read."""
    old, new = renaming.stem.encode(), renaming.new_stem.encode()
    for match in _TYPE_OF_MODULE.finditer(file.source.content):
        specifier = match[2]
        at = specifier.rfind(old)
        means = modules.resolve(file.path, specifier.decode()) == renaming.path
        if renaming.moves and means and at >= 0 and b"/" not in specifier[at:]:
            start = match.start(2) + at
            yield Edit(start, start + len(old), new)


def _origins(renaming: Renaming) -> tuple[tuple[str, str], ...]:
    """The function as `Modules.origin` gives it: by its name, or as an unnamed default export."""
    return (renaming.path, renaming.symbol), (renaming.path, "default")


def _re_exported(file: Outline, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    """`export { sendReceipt } from "./sendReceipt"`.

    Also `export { default as sendReceipt } from …`: so it is called elsewhere.
    """
    for export in file.exports.values():
        if export.module is None or renaming.symbol not in (export.local, export.name):
            continue
        if modules.origin(file.path, export.module, export.local) in _origins(renaming):
            found = [each for each in names_in(file, export) if each.text == renaming.symbol]
            yield from (replaced(each, renaming.new_symbol) for each in found[:1])


def _imported_name(file: Outline, imported: Imported, renaming: Renaming) -> Iterator[Edit]:
    for name in names_in(file, imported)[:1]:
        if name.text == renaming.symbol:
            yield replaced(name, renaming.new_symbol)


def _members(file: Outline, imported: Imported, spelled: str, renaming: Renaming) -> Iterator[Edit]:
    """`fns.sendReceipt`, for a module bound to `fns`."""
    for member in _read_from(file, imported, spelled):
        if member.name == renaming.symbol:
            yield _last_word(member, renaming.new_symbol)


def _read_from(file: Outline, imported: Imported, spelled: str) -> Iterator[Expr]:
    """The expressions that read something of a module that an import binds."""
    for name in places_of(file, variable_of(file, imported)):
        for owner, member in pairwise(name.chain):
            if owner.dotted == spelled:
                yield member


def _last_word(member: Expr, new: str) -> Edit:
    return Edit(member.end - len(member.name.encode()), member.end, new.encode())


def _last_part(specifier: Expr, renaming: Renaming) -> Edit:
    """The module's own name at the end of a specifier: `./sendReceipt.js`."""
    text = specifier.text
    at = text.rfind(renaming.stem)
    if at < 0 or "/" in text[at:].rstrip("\"'`"):
        raise ScaffoldError(
            f"`{specifier.source.path}:{specifier.line}` imports `{renaming.path}` "
            f"as {text}, which does not spell its name",
            "change that import by hand and run this again",
        )
    start = specifier.start + len(text[:at].encode())
    return Edit(start, start + len(renaming.stem.encode()), renaming.new_stem.encode())


def _python_imports(file: Outline, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    origin = (renaming.path, renaming.symbol)
    for statement in import_statements(file.source):
        resolved = modules.resolve(file.path, statement.module) == renaming.path
        for imported in statement.names:
            if imported.name == "*" and imported.local != "*":  # `import a.b`
                if resolved:
                    yield from _dotted(file, imported, renaming)
                else:
                    spelled = _spelled(imported)
                    package = modules.resolve(file.path, imported.module)
                    yield from _package(file, imported, spelled, package, renaming, modules)
                continue
            if resolved and renaming.moves:
                yield from _module_name(file, statement, imported.module, renaming)
            found = modules.origin(file.path, imported.module, imported.name)
            if found == origin and imported.name == renaming.symbol:
                if imported.local == renaming.symbol:
                    yield from _bound(file, imported, renaming.new_symbol)
                yield from _imported_name(file, imported, renaming)
            elif found == (renaming.path, "*"):
                yield from _members(file, imported, imported.local, renaming)
                if renaming.moves:
                    if imported.local == renaming.stem:
                        yield from _bound(file, imported, renaming.new_stem)
                    yield replaced(names_in(file, imported)[0], renaming.new_stem)
            elif found is not None and found[1] == "*":
                yield from _package(file, imported, imported.local, found[0], renaming, modules)


def _package(
    file: Outline,
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
        yield from _members(file, imported, spelled, renaming)
        return
    folder = posixpath.dirname(package)
    inside = package.endswith("__init__.py") and posixpath.dirname(renaming.path) == folder
    if inside and modules.exported(package, renaming.stem) in (None, (renaming.path, "*")):
        yield from _members(file, imported, f"{spelled}.{renaming.stem}", renaming)
        yield from _submodule(file, imported, spelled, renaming)


def _submodule(
    file: Outline, imported: Imported, package: str, renaming: Renaming
) -> Iterator[Edit]:
    """The module's own name where it is read from its package: `jobs.send_receipt`."""
    for member in _read_from(file, imported, package) if renaming.moves else ():
        if member.name == renaming.stem:
            yield _last_word(member, renaming.new_stem)


def _dotted(file: Outline, imported: Imported, renaming: Renaming) -> Iterator[Edit]:
    """`import a.b.c`, with or without `as`, and what is read from it."""
    spelled = _spelled(imported)
    yield from _members(file, imported, spelled, renaming)
    if not renaming.moves:
        return
    if spelled == renaming.stem:
        yield from _bound(file, imported, renaming.new_stem)
    yield from _module_name(file, imported, imported.module, renaming)
    if not imported.is_renamed and "." in spelled:
        yield from _submodule(file, imported, spelled.rpartition(".")[0], renaming)


def _spelled(imported: Imported) -> str:
    """How code names the module of `import a.b.c`, with or without `as`."""
    return imported.local if imported.is_renamed else imported.module


def _module_name(file: Outline, place: Spanned, module: str, renaming: Renaming) -> Iterator[Edit]:
    """The last part of a module's name, with which an import of Python begins."""
    words = [each for each in module.split(".") if each]
    if words:
        yield replaced(names_in(file, place)[len(words) - 1], renaming.new_stem)


def _bound(file: Outline, imported: Imported, new: str) -> Iterator[Edit]:
    """The name that an import binds, there and wherever it is used."""
    for name in names_in(file, imported):
        if name.text == imported.local and name.role in ("import", "name"):
            yield replaced(name, new)
    yield from _renamed(file, variable_of(file, imported), new, imported)


def _renamed(
    file: Outline, old: Variable, new: str, imported: Imported | None = None
) -> Iterator[Edit]:
    """Every use of a variable; what another scope calls by that name stays."""
    named = places_of(file, old)
    if old.name == new or (imported is None and not named):
        return
    taken = old._replace(name=new)
    meant = [variable(file, new, each.start) for each in named]
    clash = is_bound(file, taken) or any(holds(old, each) and each != taken for each in meant)
    # What is called by the new name in the scope would mean the function from now on.
    clash = clash or any(
        each.text == new
        and each.role not in ("label", "import")
        and holds(old, each)
        and not holds(old, each.variable)
        for each in names(file)
    )
    if clash:
        raise ScaffoldError(
            f"`{file.path}` has another `{new}` already",
            "choose another name, or rename that one first",
        )
    yield from (_as_named(each, new) for each in named)
    if imported is not None:
        yield from _others_bound(file, old, imported, new)


def _others_bound(file: Outline, bound: Variable, imported: Imported, new: str) -> Iterator[Edit]:
    """Imports that bind the same name where this one fails: `except ImportError: from …`."""
    for statement in import_statements(file.source):
        for other in statement.names if not statement.is_require else ():
            same = (other.module, other.name) == (imported.module, imported.name)
            if other.local != imported.local or same or other.name == "default":
                continue
            if variable_of(file, other) != bound:
                continue
            if not other.is_renamed:
                yield Edit(other.end, other.end, f" as {new}".encode())
                continue
            *_, name, alias = names_in(file, other)
            if name.text == new:
                yield Edit(name.end, alias.end, b"")
            else:
                yield replaced(alias, new)


def _as_named(name: Name, new: str) -> Edit:
    """One use by its new name; the key of an object stays, and is written out where it must be."""
    if name.role == "shorthand":
        return Edit(name.end, name.end, f": {new}".encode())
    entry = name.expr.entry_around if name.outline.language != "python" else None
    if entry is not None and entry.kind == "pair" and entry.end == name.end:
        content = name.outline.source.content
        if content[entry.key_span.start : entry.key_span.end] == new.encode():
            return Edit(entry.start, entry.end, new.encode())
    return replaced(name, new)
