"""What is wrong with an option, and where to say so."""

from typing import NamedTuple

from scaffold.code.outline import Outline
from scaffold.code.spans import Spanned, holds
from scaffold.code.values import Value
from scaffold.inngest.facts import Function
from scaffold.rules._payloads import key_place
from scaffold.rules.invalid_function_config.conditions import OUTCOMES, Outcome


class Problem(NamedTuple):
    """One thing that is wrong: at a value, in an option, and what happens."""

    at: Value | None
    option: Value | None
    what: str
    outcome: Outcome
    fix: str

    @property
    def message(self) -> str:
        return f"{self.what}: {OUTCOMES[self.outcome]}"


def given_option(function: Function, *names: str) -> Value | None:
    """Return an option as a helper of the project may make it."""
    option = function.option(*names)
    return option.made if option is not None else None


def place(
    function: Function, at: Value | None, option: Value | None
) -> tuple[Outline, Spanned] | Function:
    """Return where to report: at the value where it stands in the function, else at the option."""
    for value in (at, option):
        if value is not None and value.outline is function.outline:
            outline, key = key_place(value)
            if holds(function.site, key):
                return outline, key
    for trigger in function.triggers:
        value = trigger.value.resolved
        if at is not None and value.outline is at.outline and holds(value, at):
            return key_place(at)
    return function
