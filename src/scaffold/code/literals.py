"""What the text of a literal holds, in both languages."""

import re

from scaffold.syntax.regexes import regex

_QUOTED = regex(r"""^[bfruBFRU]{0,2}("{3}|'{3}|"|'|`)(.*)\1$""", re.DOTALL)
_QUOTES = "\"'`"
_ESCAPE = regex(r"""\\(["'`\\/])""")
_NUMBER = regex(r"(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)


def unquoted(text: str) -> str | None:
    """Return what stands between the quotes of a string, None when it is none."""
    if text[:1] in _QUOTES and text[1:2] != text[0] and "\\" not in text:
        return text[1:-1]
    quoted = _QUOTED.match(text)
    if quoted is None or "\\" not in quoted[2]:
        return quoted[2] if quoted else None
    return _ESCAPE.sub(r"\1", quoted[2])


def number(text: str) -> float | None:
    """Return the value of a decimal number, None for any other text."""
    text = text.replace("_", "")
    return float(text) if _NUMBER.fullmatch(text) else None
