"""Regular expressions that are compiled when they are first asked.

Most of those that a module names are never asked while one file is checked, and an editor's hook,
which waits for every import, took an eighth of its time to compile them.
"""

import re
from typing import Any, AnyStr, cast


class _Regex:
    """Stands for a `re.Pattern`, and hands on its methods."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)  # from now on it is asked there at once
        return found


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, for a name of a module; `re.sub` and its kind take none."""
    return cast("re.Pattern[AnyStr]", _Regex(text, flags))
