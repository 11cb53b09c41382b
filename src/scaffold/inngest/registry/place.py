"""Which of the arrays behind a registry takes a new entry."""

from collections.abc import Sequence

from scaffold.inngest.registry.arrays import Array, Cause
from scaffold.inngest.registry.find import Registry
from scaffold.syntax.export_edits import re_exports
from scaffold.syntax.modules import Modules


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
        if each.module is not None and each.module.rpartition("/")[0] == folder
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
    folder = target_path.rpartition("/")[0]
    for namespace in registry.namespaces:
        barrel = modules.source(namespace.target or "")
        if barrel is None:
            continue
        handed_on = [modules.resolve(barrel.path, each.module) for each in re_exports(barrel)]
        if any(path is not None and path.rpartition("/")[0] == folder for path in handed_on):
            return namespace
    return None
