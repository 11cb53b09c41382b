"""Rename a function: its file, symbol, ID, import, entry, test and every reference to it."""

import posixpath
from collections.abc import Iterator
from itertools import pairwise

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.functions.given_places import checked_places
from scaffold.functions.importers import module_word, sources_that_mention, still_named
from scaffold.functions.index import functions_with_id, place, the_function
from scaffold.functions.pairs import triggers_of
from scaffold.functions.places import Naming, Places
from scaffold.functions.renaming.edits import Renaming, edits_in
from scaffold.functions.renaming.order import is_ordered, moved_in_list
from scaffold.functions.site import companions
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
from scaffold.inngest.locate import case_of, find_folders
from scaffold.inngest.registry.edit import Registry, find_registries, register, unregister
from scaffold.names import FunctionName, parse_name, words
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.syntax.comments import comments
from scaffold.syntax.edits import apply
from scaffold.syntax.exports import exports
from scaffold.syntax.files import Files
from scaffold.syntax.imports import import_statements, imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.overlay import Overlay
from scaffold.syntax.source import Source
from scaffold.updating.agent_files import refuse_newer


def rename_function(
    at: Prepared, old: str, new: str, *, keep_id: bool = False, registry: str | None = None
) -> Outcome:
    """Rename one function everywhere in the project and return what changed.

    `keep_id` keeps the function ID, so that runs in flight find their function. `registry` is the
    only file whose registries follow.
    Raises ScaffoldError, with nothing written, when a name is taken or code is not understood.
    """
    project = at.project
    refuse_newer(project)
    changes = ChangeSet(project.root)
    registry = checked_places(project, changes, Places(registry=registry)).registry
    function = the_function(changes, old)
    name = parse_name(new, "python" if function.path.endswith(".py") else "typescript")
    renaming = _renaming(changes, function, name, keep_id=keep_id)
    events = sorted(triggers_of(function))
    found = companions(project, changes, renaming.path, registry, events)
    test = next(iter(found["test"]), None)
    unchanged: tuple[str, ...] = ()
    notes: list[str] = []
    warnings: list[str] = []
    before = renaming.path, renaming.symbol, renaming.id
    if before == (renaming.new_path, renaming.new_symbol, renaming.new_id):
        unchanged = (renaming.path,)
    else:
        _refuse_taken(changes, renaming)
        serving = _serving(changes, registry, function)
        _rename(changes, renaming, test)
        _prove(changes, renaming, serving)
        _keep_order(changes, renaming, serving)
        notes = _notes(changes, renaming, [*found["route"], *found["answers"]])
        warnings = list(_warnings(changes, renaming, is_served=bool(serving)))
    return carry_out(
        at,
        changes,
        unchanged=unchanged,
        notes=tuple(notes),
        warnings=tuple(warnings),
        data={
            "from": {"id": renaming.id, "symbol": renaming.symbol, "path": renaming.path},
            "to": {"id": renaming.new_id, "symbol": renaming.new_symbol, "path": renaming.new_path},
        },
    )


def _renaming(
    changes: ChangeSet, function: Function, name: FunctionName, *, keep_id: bool
) -> Renaming:
    if not keep_id:
        _refuse_unclear_id(function)
    folder, file = posixpath.split(function.path)
    stem, dot, suffix = file.partition(".")
    symbol = function.symbol if function.symbol not in (None, "default") else None
    # A default export without a name is imported under its file's.
    unnamed = FunctionName("-".join(words(stem)) or "function")
    shown = symbol or (unnamed.snake if function.language == "python" else unnamed.camel)
    spoken = [words(function.id or ""), words(shown)]
    new_path = function.path
    if len(Codebase(changes).functions_in(function.path)) == 1 and words(stem) in spoken:
        new_path = posixpath.join(folder, _in_case(changes, name, stem, folder) + dot + suffix)
    return Renaming(
        path=function.path,
        new_path=new_path,
        symbol=shown,
        new_symbol=_new_symbol(function, name, shown),
        made_at=function.site.start,
        id=function.id,
        new_id=function.id if keep_id else name.id,
    )


def _refuse_unclear_id(function: Function) -> None:
    written = function.id_value.expr if function.id_value is not None else None
    if (
        function.id is None
        or written is None
        or written.kind not in ("string", "template")
        or function.id not in written.text
    ):
        raise ScaffoldError(
            f"the ID of the function at {place(function)} is not written there",
            "rename with `--keep-id`, and change the ID where it is made",
        )


def _in_case(changes: ChangeSet, name: FunctionName, like: str, folder: str) -> str:
    """The name in the case of another one, or of its neighbours where one word shows none."""
    case = case_of(like)
    if case is None:
        case = next((one.naming for one in find_folders(changes) if one.path == folder), None)
    return Naming(case=case or "camelCase", ending="").stem(name)


def _new_symbol(function: Function, name: FunctionName, old: str) -> str:
    """The new symbol, in the old one's case and with its ending: `sendMailFn` → `sendReceiptFn`."""
    extra = ""
    spoken, base = words(old), words(function.id or "")
    if base and spoken[: len(base)] == base and len(spoken) > len(base):
        ending = spoken[len(base) :]
        python = function.language == "python"
        extra = "".join(f"_{word}" if python else word.capitalize() for word in ending)
    if function.language == "python" or ("_" in old and old == old.lower()):
        return name.snake + extra
    return (name.pascal if old[:1].isupper() else name.camel) + extra


def _refuse_taken(changes: ChangeSet, renaming: Renaming) -> None:
    if renaming.new_id and renaming.new_id != renaming.id:
        for existing in functions_with_id(changes, renaming.new_id):
            raise ScaffoldError(
                f"the function ID `{renaming.new_id}` is taken, at {place(existing)}",
                "choose another name, or keep the ID with `--keep-id`",
            )
    if renaming.moves:
        for other in changes.paths():
            if other.lower() == renaming.new_path.lower() and other != renaming.path:
                raise ScaffoldError(
                    f"`{other}` is in the way: a file of that name exists",
                    "choose another name, or move that file away",
                )


def _serving(changes: ChangeSet, only: str | None, function: Function) -> list[Registry]:
    """The registries that serve the function."""
    names = [name for name in (function.symbol, "default") if name]
    return [
        registry
        for registry in find_registries(changes, only=only)
        if any(registry.registers(name, function.path) for name in names)
    ]


def _rename(changes: ChangeSet, renaming: Renaming, test: str | None) -> None:
    modules = Modules(changes)
    needles = [renaming.symbol, module_word(renaming.path), *([renaming.id] if renaming.id else [])]
    edited: dict[str, bytes] = {}
    for source in sources_that_mention(changes, needles, modules):
        own = source.path in (renaming.path, test)
        edits = edits_in(source, renaming, modules, own=own)
        if not edits:
            continue
        line = source.position(edits[0].start)[0]
        if source.has_error:
            raise ScaffoldError(
                f"`{source.path}:{line}` names the function, and the file could not be read in "
                f"full at line {source.unread_line}",
                "if that line is wrong, correct it; else rename the function there yourself; then "
                "run this again",
            )
        edited[source.path] = apply(source.content, edits)
    for path, content in edited.items():
        if Source.parse(path, content).has_error:
            raise AssertionError(f"the renamed `{path}` does not parse")
        changes.write(path, content)
    moves = [(renaming.path, renaming.new_path)] if renaming.moves else []
    if test is not None and renaming.moves:
        folder, name = posixpath.split(test)
        moves.append((test, posixpath.join(folder, name.replace(renaming.stem, renaming.new_stem))))
    for old, new in moves:
        moved = changes.read(old)
        assert moved is not None
        changes.delete(old)
        changes.create(new, moved)


def _prove(changes: ChangeSet, renaming: Renaming, serving: list[Registry]) -> None:
    """Read the result: the function is there, and what served it still does."""
    if renaming.new_id:
        found = [one.path for one in functions_with_id(changes, renaming.new_id)]
        if renaming.new_path not in found:
            raise AssertionError(f"`{renaming.new_id}` is not found in `{renaming.new_path}`")
    for before in serving:
        after = find_registries(changes, only=before.serve_path)
        names = (renaming.new_symbol, "default")
        if not any(one.registers(name, renaming.new_path) for one in after for name in names):
            raise ScaffoldError(
                f"`{before.path}:{before.line}` would no longer serve the function",
                "rename it there by hand",
            )


def _keep_order(changes: ChangeSet, renaming: Renaming, serving: list[Registry]) -> None:
    """Move the entry and the import where an ordered registry has them."""
    for before in serving:
        keys = [entry.symbol or "" for entry in before.entries]
        found = find_registries(changes, only=before.serve_path)
        after = next((one for one in found if one.serve_line == before.serve_line), None)
        if after is None or len(keys) < 2 or not is_ordered(keys):
            continue
        now = [entry.symbol or "" for entry in after.entries]
        if is_ordered(now):
            continue
        moved = _moved(changes, renaming, after)
        for path, content in moved.items():
            changes.write(path, content)


def _moved(changes: ChangeSet, renaming: Renaming, registry: Registry) -> dict[str, bytes]:
    if len(registry.arrays) > 1:
        # An entry that is added anew may go to another one of the lists.
        return _moved_in_list(changes, renaming, registry)
    taken = unregister(changes, registry, renaming.new_symbol, renaming.new_path)
    without = Overlay(changes, taken)
    again = next(
        (
            one
            for one in find_registries(without, only=registry.serve_path)
            if one.client == registry.client
        ),
        None,
    )
    if again is None:
        return {}
    try:
        added = register(without, again, renaming.new_symbol, renaming.new_path)
    except ScaffoldError:
        return {}
    moved = taken | added
    # A comment that belonged to the entry would be lost, or what a barrel hands on.
    if any(not _says_the_same(path, changes.read(path), moved[path]) for path in moved):
        return _moved_in_list(changes, renaming, registry)
    return moved


def _moved_in_list(changes: ChangeSet, renaming: Renaming, registry: Registry) -> dict[str, bytes]:
    """The file of the list with only the entry moved; nothing where the list is not all names."""
    for entry in registry.entries:
        if (entry.module, entry.symbol) == (renaming.new_path, renaming.new_symbol):
            array = next((each for each in registry.arrays if each.holds(entry)), None)
            content = changes.read(entry.path)
            if array is not None and content is not None:
                moved = moved_in_list(entry.path, content, renaming.new_symbol, array.offset)
                return {entry.path: moved} if moved != content else {}
    return {}


def _says_the_same(path: str, before: bytes | None, after: bytes) -> bool:
    """Whether two contents have the same imports, exports and number of comments.

    The imports must be in no worse order: a line that stands well stays there.
    """
    return (
        before is not None
        and _said(path, before) == _said(path, after)
        and _steps_back(path, after) <= _steps_back(path, before)
    )


def _steps_back(path: str, content: bytes) -> int:
    """How often an import comes before the one above it in the alphabet."""
    modules = [each.module.lower() for each in import_statements(Source.parse(path, content))]
    return sum(one > other for one, other in pairwise(modules))


def _said(path: str, content: bytes) -> tuple[object, ...]:
    source = Source.parse(path, content)
    offered = exports(source)
    return (
        sorted((each.module, each.name, each.local, each.type_only) for each in imports(source)),
        offered.own,
        offered.handed_on,
        sorted(offered.stars),
        sum(1 for _ in comments(source)),
    )


def _notes(changes: ChangeSet, renaming: Renaming, routes: list[str]) -> list[str]:
    notes = [f"`{each}` keeps its place: its address is known outside" for each in routes]
    if renaming.path == renaming.new_path:
        notes.append(f"`{renaming.path}` keeps its name")
    if renaming.id and renaming.id != renaming.new_id:
        content = changes.read(renaming.new_path) or b""
        if any(
            f"{quote}{renaming.id}{end}".encode() in content for quote in "`\"'" for end in "/-:"
        ):
            notes.append(
                f"keys that begin with `{renaming.id}` stay in `{renaming.new_path}`: what is "
                "recorded under them keeps its meaning"
            )
        notes += still_named(changes, renaming.id)
    return notes


def _warnings(files: Files, renaming: Renaming, *, is_served: bool) -> Iterator[str]:
    """What a new ID costs; and what `check` says of a function that nothing serves, and the mend.

    No more when it is in a registry, or may be in one that cannot be read.
    """
    if renaming.id != renaming.new_id:
        yield (
            f"runs in flight under `{renaming.id}` are orphaned once this is deployed, and "
            "Inngest shows a new function; `--keep-id` keeps the ID"
        )
    if is_served:
        return
    # Slow to import, and most functions are in a registry.
    from scaffold.rules.unregistered_function import check

    label = renaming.new_id or renaming.new_symbol
    for each in check(Codebase(files)):
        if each.path == renaming.new_path and each.function == label:
            mend = "`scaffold check --fix` registers it" if each.edits else each.hint
            yield f"{each.message}; {mend}"
            return
