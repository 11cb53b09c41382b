"""The functions that the source has against those that the dev server has synced."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from scaffold.shown import shown
from scaffold.verifying.dev_server import SyncedFunction
from scaffold.verifying.findings import Finding
from scaffold.verifying.source import SourceApp, SourceFunction

_MOST_NAMED = 10
# What TypeScript and Python make of `onFailure`: a function of its own.
_FAILURE = "-failure"


def compare(source: SourceApp, synced: Sequence[SyncedFunction]) -> Iterator[Finding]:
    """Yield what differs; what the source does not tell is not compared."""
    listed = {each.id: each for each in synced}
    missing = [each for name, each in source.functions.items() if name not in listed]
    if missing:
        yield Finding(
            "functions-missing",
            f"in the source and not in the app: {_named(missing)}",
            "the app that runs is older than the source, or an import in its registry is "
            "`undefined`: save, restart the app, and read its log",
            functions=_ids(missing),
        )
    if source.unregistered:
        yield Finding(
            "functions-unregistered",
            f"in no registry, so nothing ever starts them: {_named(source.unregistered)}",
            f"import and list them in `{source.path}`: `scaffold check --fix` does it where it is "
            "certain",
            functions=_ids(source.unregistered),
        )
    extra = [
        name
        for name in listed
        if name not in source.functions and name.removesuffix(_FAILURE) not in source.functions
    ]
    if extra and source.is_whole:
        yield Finding(
            "functions-extra",
            f"in the app and not in the source: {_list(f'`{shown(name)}`' for name in extra)}",
            "the app that runs is of another version or another project: restart it from this "
            "folder",
            functions=tuple(extra),
        )
    for name, function in source.functions.items():
        if name in listed:
            yield from _differing(function, listed[name])


def _differing(source: SourceFunction, synced: SyncedFunction) -> Iterator[Finding]:
    triggers = (("event", source.events, synced.events), ("schedule", source.crons, synced.crons))
    for noun, expected, found in triggers:
        if expected is not None and expected != found:
            yield Finding(
                "triggers-differ",
                f"`{source.id}` ({source.place}) starts on another {noun} than the source says: "
                f"{_or_none(found)} in the app, {_or_none(expected)} in the source",
                "the app that runs is older than the source: save, and restart the app",
                functions=(source.id,),
            )
    if None not in (source.retries, synced.retries) and source.retries != synced.retries:
        yield Finding(
            "retries-differ",
            f"`{source.id}` ({source.place}) has {synced.retries} retries in the app and "
            f"{source.retries} in the source",
            "the app that runs is older than the source: save, and restart the app",
            functions=(source.id,),
        )


def listens_to(function: SyncedFunction, event: str) -> bool:
    """Whether an event starts a function, by its name or by a wildcard."""
    return any(
        name == event or (name.endswith("*") and event.startswith(name[:-1]))
        for name in function.events
    )


def without_failures(
    synced: Sequence[SyncedFunction], source: Mapping[str, object]
) -> list[SyncedFunction]:
    """Return the functions without those that handle the failures of others."""
    names = {each.id for each in synced} | source.keys()
    return [
        each
        for each in synced
        if not (each.id.endswith(_FAILURE) and each.id.removesuffix(_FAILURE) in names)
    ]


def _ids(functions: Iterable[SourceFunction]) -> tuple[str, ...]:
    return tuple(each.id for each in functions)


def _named(functions: Sequence[SourceFunction]) -> str:
    return _list(f"`{shown(each.id)}` ({each.place})" for each in functions)


def _or_none(names: Collection[str]) -> str:
    return _list(f"`{shown(name)}`" for name in sorted(names)) or "none"


def _list(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - _MOST_NAMED
    return ", ".join(every[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
