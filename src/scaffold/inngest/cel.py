"""The expressions of `if`, `key`, `match` and `run`: what in them is certainly no CEL.

Tried on the Dev Server: the same text is refused at sync in one place, fails a run in another,
and is silently false in a third; what comes of it is said where the expression stands.
"""

import re

from scaffold.syntax.regexes import regex

_STRINGS = regex(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ALIEN = [
    (regex(r"===|!=="), "CEL compares with `==` and `!=`"),
    (regex(r"(?<![=!<>])=(?!=)"), "CEL has no assignment; it compares with `==`"),
    (regex(r"=>|\?\.|\?\?|\$\{|\{\{|`|;"), "it is JavaScript, not CEL"),
    (
        regex(r"[\w)\]\"'] +(?:and|or) +[\w(\"'!]|(?:^|[(&|] *)not +\w"),
        "CEL writes `&&`, `||` and `!`",
    ),
    (
        regex(r"(?:&&|\|\||[=!]=|[<>+]|\.)\s*$|^\s*(?:&&|\|\||[=!]=|\.)"),
        "something is missing at an end",
    ),
    (regex(r"\bundefined\b|\bNone\b"), "CEL writes `null`"),
]  # fmt: skip
# In quotes, in a plain string: nothing is put in, and the text is compared as it stands.
_PASTED = regex(r"\$\{[^}]*\}|\{\{[^}]*\}\}|\{[A-Za-z_][\w.\[\]]*\}")
_TWO_WORDS = regex(r"[\w\])] +(?!in\b)[A-Za-z_]\w*")
_NAMES = frozenset({"event", "async", "vars", "true", "false", "null", "in"})
_CONVERSIONS = frozenset({"int", "uint", "double"})
_FUNCTIONS = _CONVERSIONS | {
    "size", "contains", "startsWith", "endsWith", "matches", "string", "bool", "bytes",
    "timestamp", "duration", "type", "dyn", "has", "all", "exists", "exists_one", "map", "filter",
    "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear",
    "getHours", "getMinutes", "getSeconds", "getMilliseconds", "lowercase", "uppercase",
    "b64decode", "json_parse", "date", "now", "now_plus", "now_minus",
}  # fmt: skip
_BOUND = regex(r"\.(?:all|exists|exists_one|map|filter)\(\s*([A-Za-z_]\w*)\s*,")
_WORD = regex(r"(\.\s*)?([A-Za-z_$][\w$]*)(\s*\()?")
_NUMBER = regex(r"(?<![\w.])(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)u?")
# An operator with a value before it: `-1` alone is a literal.
_OPERATORS = regex(r"[\w)\]\"]\s*[-+*/%]")
_INSTEAD = {
    "True": "CEL writes `true`",
    "False": "CEL writes `false`",
    "data": "write `event.data`",
    "user": "write `event.user`",
    "includes": "CEL writes `contains` for text, and `x in list`",
    "toLowerCase": "write `lowercase(x)`",
    "toUpperCase": "write `uppercase(x)`",
    "length": "write `size(x)`",
}


def syntax_fault(text: str) -> str | None:
    """Return why an expression cannot be parsed, None when it may be fine."""
    if not text.strip():
        return "it is empty"
    bare = _STRINGS.sub('""', text)
    if bare.count('"') % 2 or bare.count("'") % 2:
        return "a quote is not closed"
    open_: list[str] = []
    for character in bare:
        if character in "([{":
            open_.append(character)
        elif character in _PAIRS and (not open_ or open_.pop() != _PAIRS[character]):
            return f"a `{character}` has no `{_PAIRS[character]}`"
    if open_:
        return f"a `{open_[-1]}` is not closed"
    if any(_PASTED.search(quoted) for quoted in _STRINGS.findall(text)):
        return "what stands in braces is compared as it is written: the string is a plain one"
    for pattern, reason in _ALIEN:
        if pattern.search(bare):
            return reason
    if _TWO_WORDS.search(re.sub(r"\bin\b", "==", bare)):
        return "two names stand side by side"
    return None


def unknown_name(text: str, *, is_cancel: bool = False) -> str | None:
    """Return what an expression names that is not there, None when all may be fine.

    What cancels runs knows paths and comparisons only: no function but `int`, `uint` and
    `double`, and no arithmetic.
    """
    bare = _NUMBER.sub("0", _STRINGS.sub('""', text))
    bound = set(_BOUND.findall(bare))
    functions = _CONVERSIONS if is_cancel else _FUNCTIONS
    for member, word, called in _WORD.findall(bare):
        if called and word not in functions:
            where = " in what cancels a run" if is_cancel and word in _FUNCTIONS else ""
            return f"there is no function `{word}`{where}{_instead(word)}"
        if not called and not member and word not in _NAMES and word not in bound:
            return f"`{word}` is not known there{_instead(word)}"
    if is_cancel and _OPERATORS.search(bare):
        return "what cancels a run cannot calculate"
    return None


def _instead(word: str) -> str:
    return f"; {_INSTEAD[word]}" if word in _INSTEAD else ""
