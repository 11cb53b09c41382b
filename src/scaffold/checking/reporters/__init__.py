"""The forms a report is printed in: one module each, with `render(report, …) -> str`."""

from collections.abc import Callable
from importlib import import_module

from scaffold.checking.reporters._report import Report, bounded
from scaffold.errors import ScaffoldError
from scaffold.units import unit_names


def formats() -> tuple[str, ...]:
    """Return the names of all forms, `text` first: it is the default."""
    return tuple(sorted(unit_names(__name__), key=lambda name: (name != "text", name)))


def render(
    report: Report, form: str = "text", *, colour: bool = False, root: str = "", width: int = 200
) -> str:
    """Return a report in one of the forms, ending in a newline unless it is empty.

    `colour` is for a terminal, and `width` says how much room a line has. `root` is the way from
    the repository to the project, for forms that other programs read at the repository's root.
    """
    if form not in formats():
        raise ScaffoldError(f"there is no format `{form}`", f"use one of: {', '.join(formats())}")
    renderer: Callable[..., str] = import_module(f"{__name__}.{form}").render
    return renderer(bounded(report), colour=colour, root=root, width=width)
