"""One `Kind` per shape of function: data only, the text is in the templates."""

from collections.abc import Iterable
from functools import cache

from scaffold.kinds._kind import (
    DATA,
    SHARED,
    Asked,
    Choice,
    Event,
    Kind,
    Looks,
    Option,
    Package,
    Start,
    Variable,
)
from scaffold.kinds._retries import RARE, READER, TABLE, WORKER, advice
from scaffold.kinds._spellings import Spelling
from scaffold.units import discover

__all__ = [
    "DATA",
    "RARE",
    "READER",
    "SHARED",
    "TABLE",
    "WORKER",
    "Asked",
    "Choice",
    "Event",
    "Kind",
    "Looks",
    "Option",
    "Package",
    "Spelling",
    "Start",
    "Variable",
    "advice",
    "all_kinds",
    "chosen_kinds",
    "every_option",
    "kinds_in_use",
    "marked",
    "shapes",
    "standing_kinds",
    "starts",
]


@cache
def all_kinds() -> dict[str, Kind]:
    """Return every kind by its name, in their order."""
    kinds = [module.KIND for module in discover(__name__).values()]
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.order)}


def chosen_kinds() -> dict[str, Kind]:
    """Return the kinds that a project is made with when they are chosen."""
    return {name: kind for name, kind in all_kinds().items() if kind.choice}


def standing_kinds() -> list[Kind]:
    """Return the kinds that every project is made with."""
    return [kind for kind in all_kinds().values() if not kind.choice]


def starts() -> list[Kind]:
    """Return the kinds that say what starts a function."""
    return [kind for kind in all_kinds().values() if kind.start is not None]


def shapes() -> list[Kind]:
    """Return the kinds that say what else a function is, whatever starts it."""
    return [kind for kind in all_kinds().values() if kind.start is None]


def every_option() -> tuple[Option, ...]:
    """Return the options of `add-function`: what starts a function, its shape, what all take."""
    return (*(option for kind in (*starts(), *shapes()) for option in kind.options), *SHARED)


def kinds_in_use(asked: Asked) -> set[str]:
    """Return every kind that the result is an example of; a cron that fans out is two."""
    return {kind.name for kind in marked(chosen_kinds().values(), asked)}


def marked(kinds: Iterable[Kind], asked: Asked) -> list[Kind]:
    """Return those kinds whose own option is given."""
    return [kind for kind in kinds if kind.mark.name in asked.options]
