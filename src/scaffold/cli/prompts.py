"""Questions to a person at a terminal; used by the command line only."""

import questionary

from scaffold.errors import ScaffoldError


def confirm(question: str) -> bool:
    """Return the answer to a yes/no question. Raises KeyboardInterrupt when it is left."""
    return bool(_asked(questionary.confirm(question, default=True)))


def text(question: str, default: str = "") -> str:
    """Return a line of text."""
    return str(_asked(questionary.text(question, default=default)))


def select(question: str, choices: dict[str, str]) -> str:
    """Return the key of the chosen line; `choices` maps keys to the lines shown."""
    lines = [questionary.Choice(title, value=key) for key, title in choices.items()]
    return str(_asked(questionary.select(question, choices=lines)))


def _asked(question: questionary.Question) -> object:
    try:
        return question.unsafe_ask()
    except EOFError:
        raise ScaffoldError(
            "the input ended before every question was answered", "answer with options instead"
        ) from None
