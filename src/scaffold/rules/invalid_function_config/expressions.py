"""What is certainly no CEL: the expressions of `if`, `key`, `match` and `idempotency`."""

import re

_STRINGS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ALIEN = [
    (re.compile(r"===|!=="), "CEL compares with `==` and `!=`"),
    (re.compile(r"(?<![=!<>])=(?!=)"), "CEL has no assignment; it compares with `==`"),
    (re.compile(r"=>|\?\.|\?\?|\$\{|\{\{|`"), "it is JavaScript, not CEL"),
    (
        re.compile(r"[\w)\]\"'] +(?:and|or) +[\w(\"'!]|(?:^|[(&|] *)not +\w"),
        "CEL writes `&&`, `||` and `!`",
    ),
    (
        re.compile(r"(?:&&|\|\||[=!]=|[<>+]|\.)\s*$|^\s*(?:&&|\|\||[=!]=|\.)"),
        "something is missing at an end",
    ),
    (re.compile(r"\bundefined\b|\bNone\b"), "CEL writes `null`"),
]  # fmt: skip
_TWO_WORDS = re.compile(r"[\w\])] +(?!in\b)[A-Za-z_]\w*")


def broken_expression(text: str) -> str | None:
    """Return why an expression cannot be compiled, None when it may be fine."""
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
    for pattern, reason in _ALIEN:
        if pattern.search(bare):
            return reason
    if _TWO_WORDS.search(re.sub(r"\bin\b", "==", bare)):
        return "two names stand side by side"
    return None
