"""Questions to a person at a terminal; used by the command line only."""

from collections.abc import Callable

import questionary

from scaffold.cli.output import tell
from scaffold.errors import ScaffoldError
from scaffold.template.prompt_keys import leavable_prompts


def confirm(question: str) -> bool:
    """Return the answer to a yes/no question. Raises KeyboardInterrupt when it is left."""
    return bool(_asked(questionary.confirm(question, default=True)))


def text(question: str, default: str = "") -> str:
    """Return a line of text."""
    return str(_asked(questionary.text(question, default=default)))


def valid_text(question: str, check: Callable[[str], object], default: str = "") -> str:
    """Return a line of text that passes the check; what it raises is shown, and it is asked again.

    The check raises ScaffoldError.
    """
    while True:
        answer = text(question, default).strip()
        try:
            check(answer)
        except ScaffoldError as error:
            tell(f"{error.message}\n{error.hint}")
        else:
            return answer


def select(question: str, choices: dict[str, str]) -> str:
    """Return the key of the chosen line; `choices` maps keys to the lines shown."""
    lines = [questionary.Choice(title, value=key) for key, title in choices.items()]
    return str(_asked(questionary.select(question, choices=lines)))


def _asked(question: questionary.Question) -> object:
    try:
        with leavable_prompts():
            return question.unsafe_ask()
    except EOFError:
        raise ScaffoldError(
            "the input ended before every question was answered",
            "give the answers as options; `--help` names them",
        ) from None
