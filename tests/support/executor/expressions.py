"""The part of CEL that waits and triggers use: comparisons joined by `&&`."""

import json
import re
from collections.abc import Mapping

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<number>-?\d+(?:\.\d+)?)
      | (?P<path>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[(?:"[^"]*"|'[^']*')\])*)
      | (?P<operator>==|!=|&&)
    )""",
    re.VERBOSE,
)
_KEY = re.compile(r"""\.?([A-Za-z_]\w*)|\[["']([^"']*)["']\]""")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}


class UnknownExpressionError(Exception):
    """An expression this subset does not read; it is refused rather than guessed."""


def matches(expression: str, values: Mapping[str, object]) -> bool:
    """Return whether an expression holds; `values` gives `event` and, for waits, `async`."""
    tokens = list(_tokens(expression))
    while tokens:
        match tokens[:3]:
            case [(_, left), ("operator", "==" | "!=" as operator), (_, right)]:
                equal = _operand(tokens[0][0], left, values) == _operand(
                    tokens[2][0], right, values
                )
                if equal is not (operator == "=="):
                    return False
            case _:
                raise UnknownExpressionError(expression)
        tokens = tokens[3:]
        if tokens:
            if tokens[0] != ("operator", "&&") or len(tokens) == 1:
                raise UnknownExpressionError(expression)
            tokens = tokens[1:]
    return True


def value(path: str, values: Mapping[str, object]) -> object:
    """Return what a dotted path leads to, None where it leads nowhere."""
    found: object = values
    for name, quoted in _KEY.findall(path):
        found = found.get(name or quoted) if isinstance(found, Mapping) else None
    return found


def _tokens(expression: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    text = expression.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnknownExpressionError(expression)
        tokens.append((found.lastgroup, found.group(found.lastgroup)))
        at = found.end()
    return tokens


def _operand(kind: str, text: str, values: Mapping[str, object]) -> object:
    if kind == "number":
        return float(text)
    if kind == "string":
        inner = text[1:-1].replace("\\'", "'")
        return json.loads(f'"{inner}"') if text[0] == '"' else inner
    if kind == "path" and text in _WORDS:
        return _WORDS[text]
    if kind == "path":
        return value(text, values)
    raise UnknownExpressionError(text)
