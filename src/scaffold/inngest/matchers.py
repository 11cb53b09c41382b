"""Which paths a pattern of Next.js, or of a package for it, covers: `/dashboard/:path*`.

They are those of `path-to-regexp` 6. A pattern of anybody's making becomes a regular expression
only within limits: what could take long is not read.
"""

import re
from functools import cache

from scaffold.syntax.regexes import regex

_LONGEST, _LONGEST_PATH = 500, 64
_MOST_REPEATS = 5
_SEGMENT = "[^/#?]+?"
_NAME = regex(r":([A-Za-z_]\w*)")
_REPEAT = regex(r"[*+]|\{\d")
_BRANCH = regex(r"[*+|]|\{\d")


@cache
def covers(pattern: str, path: str) -> bool | None:
    """Whether a pattern covers a path, None for a pattern that is not read."""
    expression = _expression(pattern) if len(path) <= _LONGEST_PATH else None
    if expression is None:
        return None
    try:
        return re.fullmatch(f"{expression}[/#?]?", path, re.IGNORECASE | re.ASCII) is not None
    except (re.error, OverflowError, RecursionError):
        return None


def _expression(pattern: str) -> str | None:
    """The regular expression of a pattern; a part with a modifier takes the slash before it."""
    if len(pattern) > _LONGEST or len(_REPEAT.findall(pattern)) > _MOST_REPEATS:
        return None
    made, at = "", 0
    while at < len(pattern):
        character = pattern[at]
        name = _NAME.match(pattern, at)
        prefix = ""
        if name is not None:
            at = name.end()
            inner: str | None = _SEGMENT
            if pattern[at : at + 1] == "(":
                inner, at = _group(pattern, at)
        elif character == "(":
            inner, at = _group(pattern, at)
        elif character in "{}*+?":
            return None
        else:
            if character == "\\":
                at += 1
            made += re.escape(pattern[at : at + 1])
            at += 1
            continue
        if inner is None:
            return None
        modifier = pattern[at : at + 1] if pattern[at : at + 1] in ("*", "+", "?") else ""
        at += len(modifier)
        if made.endswith(("/", ".")) and not made.endswith("\\\\."):
            cut = 2 if made.endswith("\\.") else 1
            made, prefix = made[:-cut], made[-cut:]
        one = f"{prefix}(?:{inner})"
        if modifier in ("*", "+") and inner != _SEGMENT and _BRANCH.search(inner):
            return None
        made += {
            "": one,
            "?": f"(?:{one})?",
            "+": f"{one}(?:{one})*",
            "*": f"(?:{one}(?:{one})*)?",
        }[modifier]
    return made


def _group(pattern: str, at: int) -> tuple[str | None, int]:
    """The expression in the parentheses that open at an offset, and what comes after them.

    None where one repeats what may match in several ways: that may take for ever.
    """
    depth, start = 0, at
    repeats = [False]
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 2
            continue
        if character == "[":
            end = pattern.find("]", at + 2)
            if end < 0:
                return None, at
            at = end + 1
            continue
        if character == "(":
            depth += 1
            repeats.append(False)
        elif character == ")":
            depth -= 1
            inside = repeats.pop()
            if depth == 0:
                return pattern[start + 1 : at], at + 1
            if inside and _REPEAT.match(pattern, at + 1):
                return None, at
            repeats[-1] |= inside
        elif _BRANCH.match(pattern, at):
            repeats[-1] = True
        at += 1
    return None, at
