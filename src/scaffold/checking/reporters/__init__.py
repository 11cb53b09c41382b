"""The forms a report is printed in: one module each, with `render(report, …) -> str`."""

from collections.abc import Callable
from importlib import import_module

from scaffold.checking.one_cause import joined
from scaffold.checking.reporters._report import Report, bounded
from scaffold.checking.reporters._report import View as View
from scaffold.errors import ScaffoldError
from scaffold.units import unit_names


def formats() -> tuple[str, ...]:
    """Return the names of all forms, `text` first: it is the default."""
    return tuple(sorted(unit_names(__name__), key=lambda name: (name != "text", name)))


def render(report: Report, form: str = "text", view: View = View()) -> str:  # noqa: B008
    """Return a report in one of the forms, ending in a newline unless it is empty."""
    if form not in formats():
        raise ScaffoldError(f"there is no format `{form}`", f"use one of: {', '.join(formats())}")
    renderer: Callable[..., str] = import_module(f"{__name__}.{form}").render
    shown = report._replace(diagnostics=joined(report.diagnostics))
    return renderer(bounded(shown), view)
