"""What is certainly no CEL: the expressions of `if`, `key`, `match` and `idempotency`."""

import re
from collections.abc import Iterator

from scaffold.code.values import Value
from scaffold.inngest.facts import Function
from scaffold.rules.invalid_function_config.conditions import Outcome
from scaffold.rules.invalid_function_config.places import Problem, given_option
from scaffold.rules.invalid_function_config.readings import spread

_BATCH = ("batchEvents", "batch_events")
# Where an expression stands: option, fields, and what comes of one that does not compile. A key
# of `throttle` or `singleton` is never looked at when the app syncs.
_PLACES: tuple[tuple[tuple[str, ...], tuple[str, ...], Outcome], ...] = (
    (("concurrency",), ("key",), "refused"),
    (("debounce",), ("key",), "refused"),
    (("rateLimit", "rate_limit"), ("key",), "refused"),
    (("throttle",), ("key",), "ignored"),
    (("singleton",), ("key",), "ignored"),
    (_BATCH, ("key",), "refused"),
    (_BATCH, ("if", "if_exp"), "refused"),
    (("priority",), ("run",), "refused"),
    (("cancelOn", "cancel"), ("if", "if_exp"), "refused"),
)

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


def broken_expressions(function: Function) -> Iterator[Problem]:
    """Yield each expression of the options and triggers that cannot be compiled."""
    found: list[tuple[str, Value | None, Outcome]] = [
        ("the condition", trigger.condition, "refused") for trigger in function.triggers
    ]
    found.append(("`idempotency`", function.option("idempotency"), "refused"))
    for options, fields, outcome in _PLACES:
        option = given_option(function, *options)
        for each in spread(option) if option is not None else ():
            found.append((f"`{options[0]}.{fields[0]}`", each.entry(*fields), outcome))
    for what, given, outcome in found:
        text = given.string if given is not None else None
        reason = broken_expression(text) if text is not None else None
        if given is not None and reason is not None and not (what.endswith(".if`") and not text):
            yield Problem(
                given,
                given,
                f"{what} `{text}` does not compile: {reason}",
                outcome,
                "write a CEL expression, such as `event.data.userId`",
            )


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
