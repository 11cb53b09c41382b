"""The one exception a user is meant to see."""

from collections.abc import Sequence


class ScaffoldError(Exception):
    """An expected failure: printed without a traceback, exit code 2.

    `message` says what happened to which thing and why; `hint` says what to do.
    `missing_flags` names the options that would have answered a question nobody could be asked.
    """

    def __init__(self, message: str, hint: str = "", *, missing_flags: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.missing_flags = tuple(missing_flags)
