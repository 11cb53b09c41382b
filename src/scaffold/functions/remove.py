"""Remove a function: the exact inverse of adding it. What others still use stays."""

import posixpath
from collections.abc import Iterable, Sequence

from scaffold.code.spans import holds
from scaffold.disk.changes import ChangeSet
from scaffold.disk.git_history import before_creation, not_committed
from scaffold.disk.undo import unchanged_since_made
from scaffold.errors import ScaffoldError
from scaffold.functions.foreign_site import foreign_routes, stack_of_language
from scaffold.functions.given_places import checked_places
from scaffold.functions.importers import mentions, still_named
from scaffold.functions.index import place, the_function
from scaffold.functions.needs import left_needs
from scaffold.functions.neighbours import handing_on
from scaffold.functions.pairs import (
    item_events,
    kinds_shown,
    kinds_with_routes,
    partners,
    triggers_of,
)
from scaffold.functions.places import Places
from scaffold.functions.site import companions
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_calls import wait_event
from scaffold.inngest.event_names import event_name
from scaffold.inngest.facts import Function
from scaffold.inngest.own_folders import is_named_for
from scaffold.inngest.registry.edit import find_registries, unregister
from scaffold.inngest.serving import serving
from scaffold.inngest.typed_events.events import (
    EventDefinition,
    event_users,
    find_events,
    remove_event,
)
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.project import Project
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.modules import Modules
from scaffold.syntax.overlay import Overlay
from scaffold.updating.agent_files import change_kinds, refuse_newer


class UndecidedPairError(ScaffoldError):
    """The function is half of a fan-out, and nobody said whether the other half goes too."""


def remove_function(
    at: Prepared,
    name: str,
    *,
    pair: bool | None = None,
    force: bool = False,
    registry: str | None = None,
) -> Outcome:
    """Remove a function, its test, route, import, entry and events; return what changed.

    `pair` says whether the other half of a fan-out goes too; None leaves it to be asked. `force`
    takes files that git could not bring back. `registry` is the only file whose registries lose it.
    Raises ScaffoldError, with nothing written, when other code still needs any of it.
    """
    project = at.project
    refuse_newer(project)
    changes = ChangeSet(project.root)
    registry = checked_places(project, changes, Places(registry=registry)).registry
    codebase = Codebase(changes)
    functions = _functions_to_remove(changes, codebase, name, pair)
    shown = {kind for function in functions for kind in kinds_shown(codebase, function)}
    events = {name for function in functions for name in _events_of(codebase, function)}
    found = find_events(codebase, strict=True)
    definitions = [one for one in found if one.name in events]
    paths = list(dict.fromkeys(function.path for function in functions))
    indexes = _indexes(codebase, functions)
    routes, pages, tests = _companions(project, changes, codebase, functions, registry)
    gone = [*paths, *indexes, *routes, *pages]
    if not at.dry_run and not force:
        _refuse_uncommitted(project, [*gone, *tests])
    unlisted = _unregister(changes, registry, functions)
    for path in [*gone, *tests]:
        changes.delete(path)
    _delete_empty_packages(project, changes, gone)
    _refuse_importers(project, changes, functions, gone)
    notes = _remove_events(project, changes, definitions, paths)
    notes += _senders_left(codebase, functions, {*paths, *routes, *tests})
    if routes:
        shown |= kinds_with_routes()
    leaving = shown - _still_shown(project, changes, shown)
    notes += change_kinds(project, changes, gone=leaving)
    stack = project.stack or stack_of_language(paths[0])
    for path, content in left_needs(changes, project.root, stack, gone, leaving).items():
        changes.write(path, content)
    for function in functions:
        notes += still_named(changes, function.id) if function.id else ()
    notes += _unclear(project, unlisted)
    return carry_out(
        at,
        changes,
        notes=tuple(notes),
        data={
            "functions": [
                {"id": one.id, "symbol": one.symbol, "path": one.path} for one in functions
            ]
        },
    )


def _functions_to_remove(
    changes: ChangeSet, codebase: Codebase, name: str, pair: bool | None
) -> list[Function]:
    named = the_function(changes, name)
    own = codebase.functions_in(named.path)
    function = next(one for one in own if one.site.line == named.site.line)
    functions = [function]
    others = partners(codebase, function) if pair is not False else []
    if pair and not others:
        raise ScaffoldError(
            f"`--pair` removes both halves of a fan-out, and `{function.id or function.symbol}` "
            "is no half of one",
            "leave `--pair` out",
        )
    if others and pair is None:
        listed = " and ".join(f"`{one.id or one.symbol}` ({place(one)})" for one in others)
        halves = (
            "sends the events that start" if item_events(codebase, function) else "is started by"
        )
        raise UndecidedPairError(
            f"`{function.id or function.symbol}` {halves} {listed}",
            "remove both with `--pair`, or this one alone with `--no-pair`",
            missing_flags=("--pair", "--no-pair"),
        )
    functions += others
    for one in functions:
        _refuse_shared_file(codebase, one, functions)
    return functions


def _others_than(gone: Sequence[Function], functions: Iterable[Function]) -> list[Function]:
    """The functions among some that are none of those that go."""
    leaving = {(one.path, one.site.line) for one in gone}
    return [one for one in functions if (one.path, one.site.line) not in leaving]


def _refuse_shared_file(codebase: Codebase, function: Function, gone: list[Function]) -> None:
    staying = _others_than(gone, codebase.functions_in(function.path))
    if not staying:
        return
    others = ", ".join(f"`{one.id or one.symbol}`" for one in staying)
    start, end = _lines(function)
    raise ScaffoldError(
        f"`{function.path}` also defines {others}, so the file is not removed",
        f"take out lines {start} to {end} of `{function.path}` and the entry of "
        f"`{function.symbol or function.id}` in the registry yourself",
    )


def _lines(function: Function) -> tuple[int, int]:
    """The lines of a function's definition, its decorator and its handler included."""
    source, place = function.source, function.handler or function.site
    marks = function.handler.decorated_with if function.handler is not None else ()
    if not any(mark.holds(function.site) for mark in marks):
        place, marks = function.site, ()
    whole = next(each for each in function.outline.module.block.statements if holds(each, place))
    first = min([whole.start, *(mark.start for mark in marks)])
    return source.position(first)[0], source.position(whole.end)[0]


def _events_of(codebase: Codebase, function: Function) -> set[str]:
    names = triggers_of(function) | item_events(codebase, function)
    for step in function.waits:
        given = wait_event(step.site, codebase)
        name = event_name(given) if given is not None else None
        names |= {name} if name else set()
    return names


def _companions(
    project: Project,
    changes: ChangeSet,
    codebase: Codebase,
    functions: list[Function],
    registry: str | None,
) -> tuple[list[str], list[str], list[str]]:
    """The routes of webhooks, the pages and the tests that were made with the functions."""
    routes: list[str] = []
    pages: list[str] = []
    tests: list[str] = []
    staying = _others_than(functions, codebase.functions)
    needed = {name for one in staying for name in triggers_of(one)}
    for function in functions:
        sent = triggers_of(function) - needed
        found = companions(project, changes, function.path, registry, sorted(sent))
        own = [path for path in found["route"] if _mentions_event(changes, path, sent)]
        awaited = _events_of(codebase, function) - triggers_of(function)
        asking = [path for path in found["answers"] if _mentions_event(changes, path, awaited)]
        routes += own
        pages += asking
        tests += [
            *found["test"],
            *(found["route_test"] if own else ()),
            *(found["answers_test"] if asking else ()),
        ]
    return routes, pages, tests


def _indexes(codebase: Codebase, functions: list[Function]) -> list[str]:
    """What only hands on a function from a folder that has its name."""
    found = []
    for function in functions:
        folder = posixpath.dirname(function.path)
        index = handing_on(codebase.modules, function.path)
        named = is_named_for(folder, function.id) or is_named_for(folder, function.symbol)
        found += [index] if index is not None and named else []
    return found


def _mentions_event(changes: ChangeSet, route: str, names: set[str]) -> bool:
    content = changes.read(route) or b""
    if any(name.encode() in content for name in names):
        return True
    symbols = [one.symbol for one in find_events(Codebase(changes)) if one.name in names]
    return any(symbol and symbol.encode() in content for symbol in symbols)


def _refuse_uncommitted(project: Project, paths: list[str]) -> None:
    """Refuse to delete what nobody can bring back; what we just wrote can be written again."""
    unsafe = not_committed(project.root, paths)
    ours = unchanged_since_made(project.root) if unsafe else frozenset()
    unsafe = [path for path in unsafe if path not in ours]
    if unsafe:
        listed = ", ".join(f"`{path}`" for path in unsafe)
        raise ScaffoldError(
            f"{listed} cannot be brought back from git: not committed as it is",
            "commit first, or delete it for good with `--force`",
            missing_flags=("--force",),
        )


def _delete_empty_packages(project: Project, changes: ChangeSet, gone: list[str]) -> None:
    """Delete the `__init__.py` that came with the first module of a folder, with its last."""
    for path in gone:
        folder = posixpath.dirname(path)
        own = f"{folder}/__init__.py"
        if not path.endswith(".py") or changes.read(own) != b"":
            continue
        others = [one for one in changes.paths() if one.startswith(f"{folder}/") and one != own]
        if not others and before_creation(project.root, path, own) is None:
            changes.delete(own)


def _unregister(
    changes: ChangeSet, registry: str | None, functions: list[Function]
) -> list[Function]:
    """Take functions out of every registry that lists them; return those that none does."""
    unlisted = []
    modules = Modules(changes)
    registries = find_registries(changes, only=registry, modules=modules)
    for function in functions:
        is_listed = False
        for name in dict.fromkeys(name for name in (function.symbol, "default") if name):
            at = 0
            while at < len(registries):
                edited = unregister(changes, registries[at], name, function.path, modules=modules)
                for path, content in edited.items():
                    changes.write(path, content)
                if edited:
                    is_listed = True
                    # It moves what stands below it, so all are read anew.
                    modules = modules.after(edited)
                    registries = find_registries(changes, only=registry, modules=modules)
                else:
                    at += 1
        if not is_listed:
            unlisted.append(function)
    return unlisted


def _unclear(project: Project, unlisted: list[Function]) -> list[str]:
    """Notes on functions that no registry lists, and that something may serve for all that."""
    if not unlisted:
        return []
    before = Codebase(ChangeSet(project.root))
    paths = sorted({one.path for one in unlisted})
    there = [one for path in paths for one in before.functions_in(path)]
    told = serving(before)
    return [
        f"what serves `{one.label}` is unclear ({why}): see that nothing there asks for it"
        for one in there
        if not _others_than(unlisted, [one]) and (why := told.standing(one).why)
    ]


def _refuse_importers(
    project: Project, changes: ChangeSet, functions: list[Function], gone: list[str]
) -> None:
    """Refuse while a file that stays imports one that goes."""
    before = ChangeSet(project.root)
    deleted = {change.path for change in changes.changes() if change.after is None}
    left: list[str] = []
    for path in gone:
        for mention in mentions(before, path):
            if mention.path in deleted:
                continue
            content = changes.read(mention.path)
            if content == before.read(mention.path):
                left.append(f"`{mention.path}:{mention.line}`")
            elif content is not None and _still_imports(before, mention.path, content, path):
                left.append(f"`{mention.path}`")
    if left:
        names = " and ".join(f"`{one.id or one.symbol}`" for one in functions)
        raise ScaffoldError(
            f"{names} is still used by {', '.join(dict.fromkeys(left))}",
            "take it out there first; nothing was changed",
        )


def _still_imports(before: ChangeSet, path: str, content: bytes, gone: str) -> bool:
    return any(mention.path == path for mention in mentions(Overlay(before, {path: content}), gone))


def _remove_events(
    project: Project, changes: ChangeSet, definitions: list[EventDefinition], created: list[str]
) -> list[str]:
    """Take out the event types that nothing uses any more; return notes on those that stay."""
    notes: list[str] = []
    for definition in definitions:
        if changes.read(definition.path) is None or event_users(Codebase(changes), definition):
            continue
        earlier = before_creation(project.root, created[0], definition.path)
        quoted = [f"{quote}{definition.name}{quote}".encode() for quote in "\"'`"]
        if earlier is not None and any(text in earlier for text in quoted):
            notes.append(
                f"the type of `{definition.name}` stays in `{definition.path}`: it was there "
                "before the function"
            )
            continue
        for path, content in remove_event(Codebase(changes), definition).items():
            changes.write(path, content)
    return notes


def _senders_left(codebase: Codebase, functions: list[Function], gone: set[str]) -> list[str]:
    """Notes on code that sends an event which only the removed functions received."""
    staying = {each.name for each in codebase.received if _others_than(functions, [each.function])}
    notes = []
    for name in sorted({each for one in functions for each in triggers_of(one)} - staying):
        places = {
            f"`{sent.path}:{sent.site.line}`"
            for sent in codebase.sent
            if sent.name == name and sent.path not in gone and is_app_file(sent.path)
        }
        if places:
            notes.append(
                f"`{name}` is still sent by {', '.join(sorted(places))}, and no function receives "
                "it any more"
            )
    return notes


def _still_shown(project: Project, changes: ChangeSet, asked: set[str]) -> set[str]:
    """The kinds that functions which stay are examples of."""
    if project.stack is None or not asked:
        return set()
    codebase = Codebase(changes)
    shown = {kind for function in codebase.functions for kind in kinds_shown(codebase, function)}
    routes = project.stack.layout.routes
    if project.is_adopted:
        served = next((each.serve_path for each in codebase.registries), "")
        routes = foreign_routes(changes, served) or ""
    # A route of somebody's own that sends no event is no example of one.
    below = (path for path in changes.paths() if routes and path.startswith(f"{routes}/"))
    files = map(codebase.facts, below)
    return shown | (kinds_with_routes() if any(each and each.sends for each in files) else set())
