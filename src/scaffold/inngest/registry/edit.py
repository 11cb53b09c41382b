"""The registry: the array of functions given to `serve()`. Find it, add an entry, take one out.

No edits when there is nothing to do; ScaffoldError with the lines to paste when the code is not
understood. Nothing is guessed, and no line is reformatted.
"""

from collections.abc import Sequence

from scaffold.code.expressions import Expr
from scaffold.code.lists import elements_of
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.own_folders import are_beside
from scaffold.inngest.registry.arrays import Array, Cause, Defined, Entry
from scaffold.inngest.registry.by_itself import (
    import_for_effect,
    is_where_a_glob_looks,
    serves_a_client,
    without_import,
)
from scaffold.inngest.registry.cycles import circular_import
from scaffold.inngest.registry.find import (
    OTHER_WAY,
    NoRegistryError,
    Registry,
    find_registries,
    find_registry,
    not_read,
    registries_in,
)
from scaffold.inngest.registry.refusals import circular_refusal, obstacle, refusal
from scaffold.inngest.registry.removal import FileEdits, drop_imports
from scaffold.inngest.registry.style import (
    EntryStyle,
    entry_style,
    index_of_its_own,
    nearest,
    registered_by_export,
)
from scaffold.syntax.edits import Edit
from scaffold.syntax.export_edits import add_re_export, add_to_export_block, re_exports
from scaffold.syntax.files import Files
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import ImportStatement, imported_as, imports
from scaffold.syntax.lists import insert, place_in_order, remove
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

__all__ = [
    "Array",
    "Cause",
    "Entry",
    "NoRegistryError",
    "Registry",
    "find_registries",
    "find_registry",
    "register",
    "registries_in",
    "unregister",
]


def register(
    files: Files,
    registry: Registry,
    symbol: str,
    target_path: str,
    default_export: bool = False,
    *,
    modules: Modules | None = None,
) -> dict[str, bytes]:
    """Return the new contents of the files that register a function: its import and its entry.

    `target_path` defines `symbol`; the file may be planned only. Returns nothing when the
    function is registered already. `modules` saves reading `files` again.
    """
    function = Defined(target_path, symbol, "default" if default_export else symbol)
    modules = _with_target(files, modules, function)
    if not registry.is_current(modules):
        found = _registries(registry, modules)
        registry = found[_index(registry, found)]
    is_found = is_where_a_glob_looks(registry, target_path)
    if is_found or _entries_of(registry, modules, function):
        return {}
    if serves_a_client(registry):
        return import_for_effect(registry, modules, target_path)
    array, style = _understood(registry, modules, function)
    edits = _entry_edits(modules, array, style)
    if style.barrel is not None:
        barrel = modules.source(style.barrel)
        assert barrel is not None
        edits.add(barrel, _barrel_edits(barrel, modules, function, style))
    changed = edits.apply()
    _prove(changed, registry, modules, function, style)
    return changed


def _understood(
    registry: Registry, modules: Modules, function: Defined
) -> tuple[Array, EntryStyle]:
    """Return the array that takes the function, and how an entry is written in it.

    Raises ScaffoldError, with the lines to paste, where either is unclear.
    """
    array = nearest(registry, function.path)
    style = entry_style(registry, array, modules, function) if array else None
    served = modules.source(registry.serve_path)
    cause = not_read(served) if served is not None and served.has_error else registry.cause
    cause = cause or registered_by_export(registry, modules, function.path)
    if array is not None and style is not None:
        cause = cause or obstacle(modules, _expr_of(modules, array), registry, style)
        if cause is None:
            return array, style
    cause = cause or Cause(registry.path, registry.line, "it is not understood")
    raise refusal(registry, modules, function, cause, style)


def _entry_edits(modules: Modules, array: Array, style: EntryStyle) -> FileEdits:
    """Return the edits of the array's own file: the entry, its import, and what hands it on."""
    expr = _expr_of(modules, array)
    edits, source, items = FileEdits(modules), expr.source, elements_of(expr)
    keys = [_key(each) for each in expr.elements]
    ordered = [key for key in keys if key is not None]
    place = place_in_order(ordered, style.entry) if len(ordered) == len(keys) else len(keys)
    # An entry whose import is missing only lacks the import.
    if style.entry not in items.texts:
        edits.add(source, insert(items, style.entry, place))
    if style.module is not None:
        beside, at = style.beside, array.offset
        edits.add(
            source,
            add_import(
                source, style.module, style.name, local=style.local, beside=beside, used_at=at
            ),
        )
        siblings = [key for key in ordered if _module_of(source, key) is not None]
        edits.add(source, add_to_export_block(source, style.local, siblings))
        handed_on = {each.module for each in re_exports(source)}
        if siblings and all(_module_of(source, each) in handed_on for each in siblings):
            edits.add(source, add_re_export(source, style.module, style.name, style.local))
    return edits


def unregister(
    files: Files,
    registry: Registry,
    symbol: str,
    target_path: str,
    *,
    modules: Modules | None = None,
) -> dict[str, bytes]:
    """Return the new contents of the files without a function: the exact inverse of `register`.

    What others still use stays. Returns nothing when the function is not registered. `modules`
    saves reading `files` again.
    """
    function = Defined(target_path, symbol, symbol)
    modules = _with_target(files, modules, function)
    if serves_a_client(registry):
        return without_import(registry, modules, target_path)
    changed: dict[str, bytes] = {}
    index = _index(registry, _registries(registry, modules))
    # One entry at a time: a list that holds the function twice loses both.
    while True:
        registry = _registries(registry, modules)[index]
        entries = _entries_of(registry, modules, function)
        entry = next((each for each in entries if each.offset >= 0), None)
        source = modules.source(entry.path) if entry is not None else None
        if entry is None or source is None:
            return changed
        if source.has_error:
            cause = not_read(source)
            raise ScaffoldError(
                f"cannot edit `{cause.path}:{cause.line}`: {cause.reason}", OTHER_WAY
            )
        around = outline(source).expr_at(entry.offset, entry.end).around
        assert around is not None, f"no entry at {entry.path}:{entry.line}"
        edits, items = FileEdits(modules), elements_of(around)
        edits.add(source, remove(items, items.place_of(entry.offset)))
        drop_imports(edits, modules, source, entry, function)
        removed = edits.apply()
        changed |= removed
        modules = modules.after(removed)


def _with_target(files: Files, modules: Modules | None, function: Defined) -> Modules:
    """Return the modules with the function's own file among them, also when it is not there."""
    modules, path, symbol = modules or Modules(files), function.path, function.symbol
    if files.read(path) is not None:
        return modules
    if path.endswith(".py"):
        stub = f"{symbol} = None\n"
    else:
        stub = f"export const {symbol} = null;\nexport default {symbol};\n"
    return modules.after({path: stub.encode()})


def _registries(registry: Registry, modules: Modules) -> list[Registry]:
    return list(registries_in(registry.serve_path, modules))


def _index(registry: Registry, found: list[Registry]) -> int:
    """Return which registry of its file this is now; the one given may be older than the file."""
    if registry in found:
        return found.index(registry)
    there = [at for at, each in enumerate(found) if each.path == registry.path]
    for at in there:
        # An edit made since may have moved the lines; then it must be the only one.
        same_place = (found[at].line, found[at].serve_line) == (registry.line, registry.serve_line)
        if len(there) == 1 or same_place:
            return at
    raise ScaffoldError(
        f"`{registry.serve_path}` changed while it was read", "run the command again"
    )


def _entries_of(registry: Registry, modules: Modules, function: Defined) -> list[Entry]:
    own, symbol = modules.exports(function.path).own, function.symbol
    default = own.get("default")
    return [
        each
        for each in registry.entries
        if each.module == function.path
        # A default export that is an expression has no name but the one the registry gives it.
        and (
            each.name == symbol
            or (each.name == default and (each.symbol == symbol or set(own) == {"default"}))
        )
    ]


def _expr_of(modules: Modules, array: Array) -> Expr:
    source = modules.source(array.path)
    assert source is not None
    return outline(source).expr_at(array.offset, array.end)


def _key(entry: Expr) -> str | None:
    """Return what an entry is sorted by, None for one that is no name."""
    is_plain = entry.kind in ("name", "member") and entry.whole == (entry.start, entry.end)
    return entry.text if is_plain else None


def _module_of(source: Source, local: str) -> str | None:
    return next((each.module for each in imported_as(source, local)), None)


def _barrel_edits(
    barrel: Source, modules: Modules, function: Defined, style: EntryStyle
) -> list[Edit]:
    """Return the edits that hand a function on from a barrel, as its neighbours are."""
    if modules.exported(barrel.path, style.exported) is not None:
        return []
    statements = re_exports(barrel)
    siblings = [each.module for each in statements]
    module = modules.specifier_for(
        barrel.path, _handed_on_from(barrel, modules, statements, function.path), siblings
    )
    if statements:
        return add_re_export(barrel, module, function.name, style.exported)
    beside = [{each.module for each in imports(barrel)}]
    if style.whole_module:
        model = style.whole_module
        return add_import(barrel, model, style.exported, beside=[{model}])
    edits = add_import(barrel, module, function.name, local=function.symbol, beside=beside)
    names = [each.local for each in imports(barrel) if modules.resolve(barrel.path, each.module)]
    return [*edits, *add_to_export_block(barrel, function.symbol, names)]


def _handed_on_from(
    barrel: Source, modules: Modules, statements: Sequence[ImportStatement], target_path: str
) -> str:
    """What a barrel hands a function on from: its module, or the index of its own folder."""
    for each in statements:
        place = modules.resolve(barrel.path, each.module)
        names = modules.exported_names(place) if place is not None else ()
        for name in names:
            there = modules.exported(place or "", name)
            if place is not None and there is not None and are_beside(there[0], target_path):
                own = index_of_its_own(modules, place, there[0], target_path)
                if own is not None and there[0] != place:
                    return own
    return target_path


def _prove(
    changed: dict[str, bytes],
    registry: Registry,
    modules: Modules,
    function: Defined,
    style: EntryStyle,
) -> None:
    """Read the result as a second run would; refuse when the function is not found in it.

    Refuse a program, too, that would stop while it loads.
    """
    after = modules.after(changed)
    for path in changed:
        source = after.source(path)
        if source is None or source.has_error:
            raise AssertionError(f"the planned `{path}` does not parse")
    for each in registries_in(registry.serve_path, after, only=style.entry):
        if _entries_of(each, after, function):
            cycle = circular_import(modules, after, registry.serve_path, function.path)
            if cycle is not None:
                raise circular_refusal(cycle, modules, function.symbol)
            return
    cause = Cause(registry.path, registry.line, "the function is not found in it after the edit")
    raise refusal(registry, modules, function, cause, None)
