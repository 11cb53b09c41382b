"""What helpers reach, found out once: the functions of a project share them.

A helper that is given data, and nothing of `step`, reads the same whoever calls it. What was found
in it the first time is repeated for every other call, with the way that leads there.
"""

from collections.abc import Hashable
from typing import NamedTuple

from scaffold.code.links import Links, kept_as
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.abstract_values import (
    AbstractValue,
    Context,
    Environment,
    Instance,
    Parts,
    is_context,
)
from scaffold.inngest.facts import MOST_CALLS, Call, Function, Step

Key = tuple[Hashable, ...]
_UNKNOWN = object()
_MOST_WAYS = 32  # in which what one helper is given is kept


class _Reached(NamedTuple):
    """What a helper reaches, whose way begins at a level, and the functions gone through."""

    calls: tuple[Call, ...]
    level: int
    through: frozenset[Body]


class _Start(NamedTuple):
    """Where a function begins: in what is found, in what is gone through, and its dependence."""

    found: int
    through: int
    lowest: int


@kept_as("reached")
def _reached_from(helper: Body, links: Links) -> dict[Key, _Reached]:
    """What a helper reaches, by what it is given: nothing yet."""
    return {}


class HelperCalls:
    """The calls that a walk has found, and the functions that it is in."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.found: list[Call] = []
        self.failure = False
        self._open: list[Body] = []
        self._through: list[Body] = []
        self._lowest = 0  # the outermost open function that what was found depends on

    def comes_back_to(self, body: Body) -> bool:
        """Whether the walk is in a function already, so that what is found depends on it."""
        if body not in self._open:
            return False
        self._lowest = min(self._lowest, self._open.index(body))
        return True

    def depends_on_handler(self) -> None:
        """Note that what is found here would not be in another handler."""
        self._lowest = -1

    def repeat(self, body: Body, key: Key, step: Step | None, chain: tuple[CallSite, ...]) -> bool:
        """Add what is known of a helper; False where it is to be followed."""
        reached = _reached_from(body, self.function.links).get(key)
        if (
            reached is None
            or len(self.found) + len(reached.calls) > MOST_CALLS
            or not reached.through.isdisjoint(self._open)
            or self.function.factory in reached.through
        ):
            return False
        self._through += reached.through
        self.found += [
            Call(
                self.function, each.site, each.origin, step,
                (*chain, *each.chain[reached.level :]), each.tool, each.target,
                each.takes_context, each.certain, self.failure,
            )
            for each in reached.calls
        ]  # fmt: skip
        return True

    def begin(self, body: Body) -> _Start:
        """Go into a function; `end` takes what this returns."""
        start = _Start(len(self.found), len(self._through), self._lowest)
        self._lowest = len(self._open)
        self._open.append(body)
        self._through.append(body)
        return start

    def end(self, start: _Start, key: Key | None, chain: tuple[CallSite, ...]) -> None:
        """Go out of a function, and keep what was found if others would find the same."""
        body = self._open.pop()
        lowest, self._lowest = self._lowest, min(self._lowest, start.lowest)
        if key is None or lowest < len(self._open) or len(self.found) > MOST_CALLS:
            return
        through = frozenset(self._through[start.through :])
        calls = tuple(self.found[start.found :])
        if self.function.factory in through or any(
            each.as_step is not None or each.chain[: len(chain)] != chain for each in calls
        ):
            return
        known = _reached_from(body, self.function.links)
        if len(known) < _MOST_WAYS:
            known[key] = _Reached(calls, len(chain), through)


def key_of(body: Body, env: Environment, chain: tuple[CallSite, ...], certain: bool) -> Key | None:
    """Return what a helper's calls depend on, None where that is more than what it is given."""
    if not chain or not _stands_alone(body):
        return None
    given = env.get(body)
    if given is None:
        return None, len(chain), certain
    told = tuple(map(_data, given))
    return None if _UNKNOWN in told else (told, len(chain), certain)


def _data(given: AbstractValue) -> Hashable:
    """What a parameter is given, to compare it by; unknown where steps may be made with it."""
    if given is None or (isinstance(given, Context | Instance) and not is_context(given)):
        return given
    if not isinstance(given, Parts) or given.holds:
        return _UNKNOWN
    entries = tuple((key, _data(each)) for key, each in given.entries.items())
    return _UNKNOWN if any(each is _UNKNOWN for _, each in entries) else entries


def _stands_alone(body: Body) -> bool:
    """Whether a function names nothing of another one around it, and makes no default itself."""
    around = body.parent
    while around is not None and around.kind == "class":
        around = around.parent
    first = body.calls[0] if body.calls else None
    return (
        around is not None
        and around.kind == "module"
        and (first is None or first.start >= body.block.start)
    )
