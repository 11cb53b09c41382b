"""What an option's value certainly is: a number, a text, a length of time, or what no option is."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.values import Value

Shape = Literal["number", "string", "boolean", "null", "object", "array", "timedelta", "unknown"]

_IN_MS = {
    "days": 86_400_000.0, "seconds": 1_000.0, "microseconds": 0.001, "milliseconds": 1.0,
    "minutes": 60_000.0, "hours": 3_600_000.0, "weeks": 604_800_000.0,
}  # fmt: skip
_SHAPES: dict[str, Shape] = {
    "string": "string", "boolean": "boolean", "null": "null", "object": "object",
    "array": "array", "tuple": "array", "set": "array",
}  # fmt: skip
_ARITHMETIC: dict[str | None, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else float("nan"),
}
_DEEPEST = 20


class Reading(NamedTuple):
    """One value: what shape it has, and its number, text or milliseconds where it has one."""

    value: Value
    shape: Shape
    number: float | None = None
    text: str | None = None

    @property
    def language(self) -> str:
        return self.value.outline.language

    @property
    def is_whole(self) -> bool:
        return self.number is not None and self.number == int(self.number)


def read(value: Value) -> Reading:
    """Return what a value is; `unknown` where the source does not tell for certain."""
    return _read(value.made)._replace(value=value) if value.is_certain else _unknown(value)


def _unknown(value: Value) -> Reading:
    return Reading(value, "unknown")


def _read(value: Value) -> Reading:
    if not value.is_certain:
        return _unknown(value)
    number = _number(value, _DEEPEST)
    if number is not None:
        return Reading(value, "number", number=number)
    text = value.string
    if text is not None:
        return Reading(value, "string", text=text)
    milliseconds = _timedelta(value)
    if milliseconds is not None:
        return Reading(value, "timedelta", number=milliseconds)
    site = value.site
    if site is not None and callee(site, value.links).name.startswith("inngest."):
        return Reading(value, "object")  # `inngest.Concurrency(…)`
    return Reading(value, _SHAPES.get(value.resolved.expr.kind, "unknown"))


def spread(value: Value) -> Iterator[Value]:
    """Yield the elements of a list, or the one thing that stands where a list may."""
    for each in value.elements:
        yield each.made


def is_open(value: Value) -> bool:
    """Whether an object may have entries that the source does not tell."""
    return value.has_unknown_entries or not (value.is_object or value.site is not None)


def _number(value: Value, deepest: int) -> float | None:
    if value.number is not None:
        return value.number
    whole = value.resolved
    expr = whole.expr
    if expr.kind != "binary" or not deepest or not value.is_certain:
        return None
    sides = [_side(whole, side, deepest) for side in (expr.left, expr.right)]
    work = _ARITHMETIC.get(expr.operator)
    left, right = sides
    return work(left, right) if work and left is not None and right is not None else None


def _side(whole: Value, side: Expr | None, deepest: int) -> float | None:
    return _number(whole.at(side), deepest - 1) if side is not None else None


def _timedelta(value: Value) -> float | None:
    """The milliseconds of `datetime.timedelta(…)`, cut to whole ones as the SDK does."""
    site = value.site
    if site is None or callee(site, value.links).name != "datetime.timedelta":
        return None
    total = 0.0
    for unit, given in [*zip(_IN_MS, site.args, strict=False), *site.kwargs.items()]:
        number = _number(Value(given, site.body, value.links, value.given), _DEEPEST)
        if number is None or unit not in _IN_MS:
            return None
        total += number * _IN_MS[unit]
    return float(int(total))
