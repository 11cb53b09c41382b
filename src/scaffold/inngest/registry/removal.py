"""What goes with an entry that is taken out: its import and the lines that handed it on."""

import posixpath

from scaffold.code.imported import import_at, is_import_used
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.registry.arrays import Defined, Entry
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.export_edits import re_exports, remove_from_export_block, remove_re_export
from scaffold.syntax.import_edits import remove_import
from scaffold.syntax.imports import imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source


class FileEdits:
    """Edits by file, applied at the end."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._edits: dict[str, list[Edit]] = {}

    def add(self, source: Source, edits: list[Edit]) -> None:
        """Note edits of one file; the same edit twice counts once."""
        known = self._edits.setdefault(source.path, [])
        known += [edit for edit in edits if edit not in known]

    def apply(self) -> dict[str, bytes]:
        """Return the new contents by path; ScaffoldError when one would not parse."""
        changed: dict[str, bytes] = {}
        for path, edits in self._edits.items():
            source = self._modules.source(path)
            if source is None or not edits:
                continue
            content = apply(source.content, edits)
            if content == source.content:
                continue
            if Source.parse(path, content).has_error:
                raise ScaffoldError(
                    f"cannot edit `{path}`: without the function it could not be read in full",
                    "edit the import and the entry yourself",
                )
            changed[path] = content
        return changed


def drop_imports(
    edits: FileEdits, modules: Modules, source: Source, entry: Entry, function: Defined
) -> None:
    """Take out what only served an entry: its import, its re-exports."""
    local = (entry.symbol or "").split(".")[0]
    bound = import_at(outline(source), local, entry.offset)
    if bound is None:
        return
    block = remove_from_export_block(source, local)
    # What the file hands on by `export … from` does not use what it imports.
    handed_on = _without_re_export(source, modules, function)
    without = [(each.start, each.end) for each in (*block, *handed_on)]
    skipped = [(entry.offset, entry.end), *without]
    if not is_import_used(outline(source), bound, skipped):
        edits.add(source, remove_import(source, bound))
        edits.add(source, block)
    edits.add(source, handed_on)
    via = modules.resolve(source.path, bound.module)
    if bound.name == "*" or via is None or via.endswith("__init__.py"):
        origin = modules.origin(source.path, bound.module, bound.name)
        via = origin[0] if origin is not None and origin[1] == "*" else via
    barrel = modules.source(via) if via is not None else None
    if barrel is not None and via != function.path and not barrel.has_error:
        edits.add(barrel, _without_re_export(barrel, modules, function))
        if barrel.language.name == "python" or not re_exports(barrel):
            for each in imports(barrel):
                origin = modules.origin(barrel.path, each.module, each.name)
                if origin is not None and origin[0] == function.path:
                    edits.add(barrel, remove_import(barrel, each))
                    edits.add(barrel, remove_from_export_block(barrel, each.local))


def _without_re_export(source: Source, modules: Modules, function: Defined) -> list[Edit]:
    named = [
        each.module
        for each in re_exports(source)
        if _leads_to(modules, modules.resolve(source.path, each.module), function.path)
    ]
    own = set(modules.exports(function.path).own)
    whole = own <= {function.symbol, "default"}
    edits = remove_re_export(source, named, function.symbol) if named else []
    stars = any(each.module in named and each.hands_on_all for each in re_exports(source))
    return edits if whole or not stars else []


def _leads_to(modules: Modules, place: str | None, target_path: str) -> bool:
    """Whether a module is the function's own, or what its own folder hands it on by."""
    if place is None or place == target_path:
        return place is not None
    beside = posixpath.dirname(place) == posixpath.dirname(target_path)
    exports = modules.exports(place)
    modules_of = [module for module, _ in exports.handed_on.values()] + list(exports.stars)
    named = {modules.resolve(place, each) for each in modules_of}
    return beside and not set(exports.own) - {"__all__"} and named == {target_path}
