"""Where a new entry goes and how it is written: as its neighbours in the array are."""

import posixpath
from collections.abc import Collection, Sequence
from typing import NamedTuple

from scaffold.inngest.own_folders import are_beside
from scaffold.inngest.registry.arrays import Array, Cause, Defined, Entry
from scaffold.inngest.registry.find import Registry
from scaffold.syntax.export_edits import re_exports
from scaffold.syntax.imports import Imported, imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source


class EntryStyle(NamedTuple):
    """The text of an entry and what it needs: an import, a line in a barrel, both or nothing.

    `module`, `name` and `local` are the import, `module` None when none is needed; `beside` are
    its neighbours. `barrel` is the file that must hand the function on, as `exported`;
    `whole_module` is set when that file imports modules, and says from where.
    """

    entry: str
    module: str | None = None
    name: str = ""
    local: str = ""
    beside: Sequence[Collection[str]] = ()
    barrel: str | None = None
    exported: str = ""
    whole_module: str = ""


def entry_style(
    registry: Registry, array: Array, modules: Modules, function: Defined
) -> EntryStyle:
    """Return how the array's own entries would name a function, a plain import when unsure."""
    source = modules.source(array.path)
    assert source is not None
    siblings = [each for each in registry.entries if each.path == array.path and each.symbol]
    bound = {each.local: each for each in imports(source) if not each.type_only}
    near = [each for each in siblings if are_beside(each.module or "", function.path)]
    beside = _beside(source, siblings, bound, modules, function.path)
    for sibling in reversed(near or siblings):
        first = (sibling.symbol or "").split(".")[0]
        imported = bound.get(first)
        if imported is not None and sibling.module is not None:
            style = _like(source, sibling, imported, modules, function)
            if style is not None:
                return style._replace(beside=beside)
    if function.path == array.path:
        return EntryStyle(function.symbol)
    client = bound.get((registry.client or "").split(".")[0])
    if not siblings and client is not None:
        # What is imported further down may come too late for the call.
        beside.insert(0, [client.module])
    return plain_style(modules, array.path, function, beside)


def plain_style(
    modules: Modules, path: str, function: Defined, beside: Sequence[Collection[str]] = ()
) -> EntryStyle:
    """Return the entry that is the function's own name, imported from its own module."""
    known = [module for group in beside for module in group]
    specifier = modules.specifier_for(path, function.path, known)
    return EntryStyle(function.symbol, specifier, function.name, function.symbol, beside)


def _beside(
    source: Source,
    siblings: Sequence[Entry],
    bound: dict[str, Imported],
    modules: Modules,
    target_path: str,
) -> list[Collection[str]]:
    """Return the file's modules by how near they are: same folder, other entries, the project."""
    entries = {(each.symbol or "").split(".")[0] for each in siblings}
    of_entries = [bound[each].module for each in entries if each in bound]
    paths = {each.module: modules.resolve(source.path, each.module) for each in imports(source)}
    same = [
        module
        for module, path in paths.items()
        if path is not None and are_beside(path, target_path)
    ]
    project = [module for module, path in paths.items() if path is not None]
    # In order, and quick to look up: a file may import a thousand modules.
    return [dict.fromkeys(group) for group in (same, of_entries, project)]


def _like(
    source: Source, sibling: Entry, imported: Imported, modules: Modules, function: Defined
) -> EntryStyle | None:
    """Return the style of an entry that is a neighbour's but for the name, None when unsure."""
    parts = (sibling.symbol or "").split(".")
    if len(parts) == 1:
        return _through_barrel(source, sibling, imported, modules, function)
    via = modules.origin(source.path, imported.module, imported.name)
    if via is None or via[1] != "*":
        return None
    namespace, symbol = via[0], function.symbol
    stem = posixpath.splitext(posixpath.basename(function.path))[0]
    if namespace == function.path:
        return EntryStyle(f"{parts[0]}.{symbol}")
    if len(parts) == 2 and namespace != sibling.module:
        # `barrel.newFn`: the barrel hands the function on.
        return EntryStyle(f"{parts[0]}.{symbol}", barrel=namespace, exported=symbol)
    if source.language.name != "python" or function.name == "default":
        return None
    if posixpath.dirname(sibling.module or "") != posixpath.dirname(function.path):
        return None
    if len(parts) == 2 and imported.name != "*":
        # `send_email.send_email`: each module is imported, from its package.
        return EntryStyle(f"{stem}.{symbol}", imported.module, stem, stem)
    if len(parts) == 3 and namespace.endswith("__init__.py"):
        for each in imports(modules.source(namespace) or source):
            if each.local == each.name == parts[1]:
                entry = f"{parts[0]}.{stem}.{symbol}"
                return EntryStyle(entry, barrel=namespace, exported=stem, whole_module=each.module)
    return None


def _through_barrel(
    source: Source, sibling: Entry, imported: Imported, modules: Modules, function: Defined
) -> EntryStyle | None:
    """Return the style of `import { a, b } from "./barrel"`, where neighbours come by a barrel."""
    place = modules.resolve(source.path, imported.module)
    if place is None or place in (sibling.module, source.path) or imported.name in ("*", "default"):
        return None
    if not are_beside(sibling.module or "", function.path):
        return None
    if imported.name not in modules.exported_names(place):
        return None
    symbol = function.symbol
    own = index_of_its_own(modules, place, sibling.module or "", function.path)
    if own is not None:
        module = modules.specifier_for(source.path, own, [imported.module])
        return EntryStyle(symbol, module, symbol, symbol)
    module = imported.module
    return EntryStyle(symbol, module, symbol, symbol, barrel=place, exported=symbol)


def index_of_its_own(modules: Modules, place: str, sibling: str, target: str) -> str | None:
    """Return what hands on a function from its own folder, where a sibling's does that for it.

    It is the module itself where the new function has no such file.
    """
    folder = posixpath.dirname(target)
    if posixpath.dirname(place) != posixpath.dirname(sibling) or folder == posixpath.dirname(place):
        return None
    own = posixpath.join(folder, posixpath.basename(place))
    return own if own in modules.paths else target


def nearest(registry: Registry, target_path: str) -> Array | None:
    """Return the array for a new entry: one that is spread in and holds functions like it.

    That is the one whose entries, or else whose file, stand in the folder of the function; where
    there are several, the array that all of them are spread into.
    """
    if not registry.arrays:
        return None
    folder = target_path.rpartition("/")[0]
    inner = registry.arrays[1:]
    beside = [
        each
        for each in registry.entries
        if each.module is not None and are_beside(each.module, target_path)
    ]
    near = [array for array in registry.arrays if any(array.holds(each) for each in beside)] or [
        array for array in inner if array.path.rpartition("/")[0] == folder
    ]
    return _around_all(registry.arrays, near) or registry.arrays[0]


def _around_all(arrays: Sequence[Array], chosen: Sequence[Array]) -> Array | None:
    """Return the innermost array that is, or takes in, all the chosen ones."""
    known = {each.place: each for each in arrays}
    ways = []
    for each in chosen:
        way: list[Array] = []
        at: Array | None = each
        while at is not None and at not in way:
            way.append(at)
            at = known.get(at.within) if at.within is not None else None
        ways.append(way)
    shared = (each for each in ways[0] if all(each in way for way in ways)) if ways else iter(())
    return next(shared, None)


def registered_by_export(registry: Registry, modules: Modules, target_path: str) -> Cause | None:
    """Return the spread module that hands on the functions beside the new one, if there is one."""
    for namespace in registry.namespaces:
        barrel = modules.source(namespace.target or "")
        if barrel is None:
            continue
        handed_on = [modules.resolve(barrel.path, each.module) for each in re_exports(barrel)]
        if any(path is not None and are_beside(path, target_path) for path in handed_on):
            return namespace
    return None
