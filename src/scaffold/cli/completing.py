"""The values that a shell offers for options and arguments; each is read only when it is asked."""

from collections.abc import Callable, Iterable
from pathlib import Path

from scaffold.errors import ScaffoldError

Offer = Callable[[str], list[str]]


def among(values: Iterable[str]) -> Offer:
    """Return what offers these values; in a list joined by commas, for its last part."""

    def offer(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{value}" for value in values if value.startswith(last)]

    return offer


def rules(incomplete: str) -> list[str]:
    """Return the names of rules that begin like this."""
    from scaffold.rules import rule_names

    return among(sorted(rule_names()))(incomplete)


def kinds(incomplete: str) -> list[str]:
    """Return the kinds that a project can start with and that begin like this."""
    from scaffold.kinds import chosen_kinds

    return among([*chosen_kinds(), "none"])(incomplete)


def functions(incomplete: str) -> list[str]:
    """Return the IDs of the project's functions that begin like this; none when it is not read."""
    from scaffold.functions.listing import inventory
    from scaffold.project import find_project

    try:
        found = inventory(find_project(Path.cwd())).functions
    except (ScaffoldError, OSError):
        return []
    return among(sorted({each.id for each in found if each.id}))(incomplete)
