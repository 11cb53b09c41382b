"""JSON, YAML and TOML of anybody's making, read within limits.

Everything a project holds may be an attacker's, so a text may be nested 100,000 deep, name itself
a million times, or hold a number that takes a minute to read. What cannot be read is one kind of
error, whose text says why.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

# Lock files of large repositories take megabytes; what people write by hand does not.
LARGEST_JSON = 10_000_000
LARGEST_BY_HAND = 1_000_000
DEEPEST = 100
# What a YAML text names twice counts twice; an answers file holds some dozens of values.
_MOST_VALUES = 100_000
# YAML spells numbers in base 60 too, of any length.
_LONGEST_NUMBER = 1000

# Each takes a string or comment that does not end as it is, so that none is looked at twice.
_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?'
_COMMENT = rf"(?s)({_STRING})|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?"
_TRAILING_COMMA = rf"(?s)({_STRING})|,(?=\s*+[}}\]])"
# A name of so many parts is a table as deep, and `tomllib` takes its square to make it.
_DEEP_NAME = rf"(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}"


class UnreadableDataError(ValueError):
    """Why a text is not the data it should be; the words go after the name of its file."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_json(content: bytes | str) -> Any:
    """Return the value of a JSON text. Raises UnreadableDataError for what is none."""
    text = _text(content, LARGEST_JSON)
    try:
        return _within_limits(json.loads(text), text.count("[") + text.count("{"))
    except json.JSONDecodeError as error:
        raise UnreadableDataError(f"is not JSON: {error.msg} (line {error.lineno})") from None
    except RecursionError:
        raise _too_deep() from None
    except UnreadableDataError:
        raise
    except ValueError as error:  # a number with more digits than Python reads
        raise UnreadableDataError(f"is not read as JSON: {_first_line(error)}") from None


def read_json_with_comments(content: bytes | str) -> Any:
    """Return the value of JSON that may hold comments and trailing commas: `tsconfig.json`.

    Raises UnreadableDataError for what is none.
    """
    text = _text(content, LARGEST_JSON)
    try:
        return read_json(text)
    except UnreadableDataError as error:
        bare = re.sub(_COMMENT, lambda match: match[1] or " ", text)
        bare = re.sub(_TRAILING_COMMA, lambda match: match[1] or "", bare)
        if bare == text:
            raise
        first = error
    try:
        return read_json(bare)
    except UnreadableDataError as error:
        # Where comments were taken out, lines are others.
        raise (first if error.why.startswith("is not JSON") else error) from None


def read_yaml(content: bytes | str) -> Any:
    """Return the value of a YAML document. Raises UnreadableDataError for what is none."""
    import yaml  # slow to load, and most repositories hold no answers

    text = _text(content, LARGEST_BY_HAND)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        # A document that names itself is weighed before its values are made: `<<` multiplies them.
        node = loader.get_single_node()
        _weigh(node, _below_node, _MOST_VALUES)
        return None if node is None else _within_limits(loader.construct_document(node))
    except UnreadableDataError:
        raise
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        why = getattr(error, "problem", None) or _first_line(error)
        raise UnreadableDataError(f"is not valid YAML: {why} (line {line})") from None
    except RecursionError:
        raise _too_deep() from None
    except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError):
        # PyYAML trips over values that only look like a number or a date.
        raise UnreadableDataError("holds a value that cannot be read; quote it") from None


def read_toml(content: bytes | str) -> dict[str, Any]:
    """Return the table of a TOML text. Raises UnreadableDataError for what is none."""
    import tomllib

    text = _text(content, LARGEST_BY_HAND)
    if re.search(_DEEP_NAME, text):
        raise _too_deep()
    try:
        found: dict[str, Any] = _within_limits(tomllib.loads(text))
    except RecursionError:
        raise _too_deep() from None
    except UnreadableDataError:
        raise
    except ValueError as error:
        raise UnreadableDataError(f"is not valid TOML: {_first_line(error)}") from None
    return found


def table_in(value: object, *names: str) -> dict[str, Any]:
    """Return the table at the end of a way of names, an empty one where there is no such table."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _text(content: bytes | str, largest: int) -> str:
    if len(content) > largest:
        raise UnreadableDataError(f"is larger than {largest // 1_000_000} MB")
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDataError(f"is not UTF-8 (byte {error.start})") from None


def _within_limits(value: Any, brackets: int = DEEPEST + 1) -> Any:
    """Return a value that is not nested too deeply, nor too much when each mention counts."""
    if brackets > DEEPEST:
        _weigh(value, _below_value)
    return value


def _weigh(value: Any, below: Callable[[Any], Iterable[Any]], most: int | None = None) -> None:
    level, values = [value], 0
    for _ in range(DEEPEST + 1):
        deeper: list[Any] = []
        for each in level:
            for held in below(each):
                values += 1
                if most is not None and values > most:
                    raise UnreadableDataError(f"stands for more than {most:,} values")
                deeper.append(held)
        if not deeper:
            return
        level = deeper
    raise _too_deep()


def _below_value(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, list | tuple | set):
        return value
    return ()


def _below_node(node: Any) -> Iterable[Any]:
    held = getattr(node, "value", ())
    if isinstance(held, str):
        if len(held) > _LONGEST_NUMBER and str(node.tag).endswith((":int", ":float")):
            raise UnreadableDataError("holds a number that is too large")
        return ()
    return (part for each in held for part in (each if isinstance(each, tuple) else (each,)))


def _too_deep() -> UnreadableDataError:
    return UnreadableDataError(f"is nested more than {DEEPEST} deep")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].partition(";")[0]
