"""Options for the places that a command cannot find by itself, and the questions for them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from scaffold.functions.places import Places
    from scaffold.outcome import Outcome

Client = Annotated[
    str | None, typer.Option(metavar="PATH", help="Take the client from this module.")
]
Registry = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="Use the registry of this file, which calls serve()."),
]
FunctionsDir = Annotated[
    str | None, typer.Option(metavar="DIR", help="Use this folder for functions.")
]
Sdk = Annotated[
    str | None,
    typer.Option(
        metavar="SDK", help="Write for this SDK where no manifest tells: v4, v3 or python."
    ),
]


def asking(run: "Callable[[Places], Outcome]", places: "Places", interactive: bool) -> "Outcome":
    """Run a command; ask for each place that it cannot find, where a person can answer."""
    return located(run, places, interactive)[0]


def located(
    run: "Callable[[Places], Outcome]", places: "Places", interactive: bool
) -> "tuple[Outcome, Places]":
    """Do what `asking` does, and return the places too, with those that were asked for."""
    while True:
        try:
            return run(places), places
        except ScaffoldError as error:
            if not interactive or not error.missing_flags:
                raise
            from scaffold.cli.function_questions import place_for

            places = place_for(error, places)
