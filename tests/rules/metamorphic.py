"""Which verdicts change when a program is written another way that does the same.

`python -m tests.rules.metamorphic [RULE…]` rewrites every example and fixture in every way that
`tests/support/rewrites.py` knows, and prints each change of a verdict; the test beside it takes a
sample.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from scaffold.rules._rule import Diagnostic
from tests.support.rewrites import rewrites
from tests.support.rewriting import Rewritten
from tests.support.rule_cases import RuleCase, check_case, rule_cases

_Place = tuple[str, int]


class Flip(NamedTuple):
    """One verdict that changed: the lines that are no longer reported, and those that are new."""

    case: RuleCase
    path: str
    rewritten: Rewritten
    gone: frozenset[_Place]
    new: frozenset[_Place]

    def __str__(self) -> str:
        line = self.case.files[self.path].encode()[: self.rewritten.offset].count(b"\n") + 1
        changed = "".join(
            [f" -{path}:{at}" for path, at in sorted(self.gone)]
            + [f" +{path}:{at}" for path, at in sorted(self.new)]
        )
        return f"{self.rewritten.kind:20} {self.case.id} {self.path}:{line}{changed}"


def flips(
    case: RuleCase, most: int | None = None, kinds: Collection[str] | None = None
) -> Iterator[Flip | None]:
    """Yield what each rewrite of a case changes, None for nothing; `most` of a kind in a file."""
    before = check_case(case).diagnostics
    for path, text in case.files.items():
        if path.startswith("@base/"):
            continue
        for each in rewrites(path, text, most, kinds):
            after = check_case(case, {**case.files, path: each.text}).diagnostics
            old = frozenset(_place(one, path, each) for one in before)
            now = frozenset(_place(one, path, each, old) for one in after)
            yield Flip(case, path, each, old - now, now - old) if old != now else None


def _place(found: Diagnostic, path: str, by: Rewritten, known: Collection[_Place] = ()) -> _Place:
    """Where it is reported: what is new and leads to the moved statement is reported there."""
    place = found.path, by.line(found.line) if found.path == path else found.line
    if by.moved is not None and found.path == path and place not in known:
        first, _, begin = by.moved
        if any(each.path == path and each.line >= begin for each in found.chain):
            return path, first
    return place


def main(names: list[str]) -> int:
    """Print every flip of these rules, of all without any."""
    count: Counter[str] = Counter()
    changed: Counter[tuple[str, str]] = Counter()
    for case in rule_cases():
        if names and case.rule not in names:
            continue
        for each in flips(case):
            count[case.rule] += 1
            if each is not None:
                changed[case.rule, each.rewritten.kind] += 1
                print(each)
    print()
    for rule in count:
        kinds = ", ".join(f"{k} {n}" for (r, k), n in sorted(changed.items()) if r == rule)
        total = sum(n for (r, _), n in changed.items() if r == rule)
        print(f"{rule:36}{count[rule]:7}{total:6}  {kinds}")
    print(f"{'all':36}{count.total():7}{changed.total():6}")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
