"""What is taken from a module that an expression gives: `await import("./a")`, `require("./a")`."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.bindings import parameter
from scaffold.code.expressions import Expr
from scaffold.code.names import Variable, places_of, variable
from scaffold.code.outline import Outline

_GIVES_MODULE = ("import", "require")
_ACTUAL = ("vi.importActual", "vi.importMock", "jest.requireActual", "jest.requireMock")


class Taken(NamedTuple):
    """Where an export is named; `binds` is set where that is a variable's name too."""

    start: int
    end: int
    binds: bool = False


def taken_from(file: Outline, call: Expr, symbol: str) -> Iterator[Taken]:
    """Yield where an export of the module is named that a call gives, if it gives one."""
    called = call.callee.text if call.callee is not None else ""
    if called in _GIVES_MODULE or called in _ACTUAL:
        yield from _taken(file, call, symbol, set())


def _taken(file: Outline, expr: Expr, symbol: str, seen: set[Variable]) -> Iterator[Taken]:
    around = expr.around
    if around is None or around.inner is not expr:
        target = _assigned_to(file, expr)
        if target is not None:
            yield from _bound(file, target, symbol, seen)
    elif around.index is not None:
        if around.index.string == symbol:
            yield Taken(around.index.start + 1, around.index.end - 1)
    elif around.name == symbol:
        yield Taken(around.end - len(symbol.encode()), around.end)
    elif around.name == "then" and around.around is not None:
        callback = next(iter(around.around.arguments), None)
        body = file.body(callback) if callback is not None else None
        given = parameter(body, 0) if body is not None else None
        if given is not None:
            yield from _bound(file, given, symbol, seen)


def _assigned_to(file: Outline, expr: Expr) -> Expr | None:
    """The name or pattern that a call or a name is assigned to."""
    named = file.references.get(expr.text, ())
    found = file.site(expr) or next((each for each in named if each.start == expr.start), None)
    return found.into if found is not None and found.use == "assigned" else None


def _bound(file: Outline, target: Expr, symbol: str, seen: set[Variable]) -> Iterator[Taken]:
    """What a pattern takes, or what is read from a name that stands for the module."""
    for entry in target.entries:
        if entry.key == symbol:
            yield Taken(*entry.key_span, binds=entry.kind == "shorthand")
    if target.kind == "name":
        holder = variable(file, target.text, target.start)
        uses = places_of(file, holder) if holder not in seen else []
        seen.add(holder)
        if any(each.start == target.start for each in uses):  # not the field of a class
            for each in uses:
                if each.start != target.start:
                    yield from _taken(file, each.expr, symbol, seen)
