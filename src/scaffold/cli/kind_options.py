"""The options that kinds of functions declare, as the command line takes them.

Typer reads the options of a command from its signature; here that is made from the kinds' data.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from scaffold.kinds import Option, chosen_kinds, every_option, standing_kinds

Command = TypeVar("Command", bound=Callable[..., Any])


def with_kind_options(command: Command) -> Command:
    """Declare the options of every kind on a command that takes any by name, after its argument.

    What was not given is passed as None.
    """
    signature = inspect.signature(command)
    argument, *others = signature.parameters.values()
    assert others.pop().kind is inspect.Parameter.VAR_KEYWORD
    declared = [_parameter(option) for option in every_option()]
    made = signature.replace(parameters=[argument, *declared, *others])
    command.__signature__ = made  # type: ignore[attr-defined]
    return command


def kind_help() -> str:
    """Return the help of the option by which `new` takes kinds."""
    *most, last = chosen_kinds()
    always = " and ".join(kind.name for kind in standing_kinds())
    return f"Add {', '.join(most)} or {last}; none for {always} alone."


def _parameter(option: Option) -> inspect.Parameter:
    takes = int if option.value in ("count", "limit") else str
    shown = typer.Option(metavar=option.metavar, help=option.help)
    return inspect.Parameter(
        option.name,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[takes | None, shown],
    )
