"""Which verdicts change when a program is written another way that does the same.

`python -m tests.rules.metamorphic [RULE…]` rewrites every example and fixture in every way that
`tests/support/rewrites.py` knows, and prints each change of a verdict; the test beside it takes a
sample. What still changes is listed here: a line goes when its rule is mended, none is added.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tests.support.rewrites import Rewritten, rewrites
from tests.support.rule_cases import RuleCase, check_case, rule_cases

# An expression with something around it.
_WRAPPED = {"(x)", "x as any", "x satisfies unknown", "x!", "<any>x"}
STILL_FLIPS: dict[str, set[str]] = {
    "cron-event-data": {"helper", "renamed"},
    "duplicate-function-id": _WRAPPED,
    "ignored-event-field": _WRAPPED | {"f<any>()", "helper"},
    "invalid-duration": {"(x)", "cast(x)", "helper"},
    "invalid-function-config": _WRAPPED,
    "late-binding-step": {"cast(x)"},
    "mutation-in-step": {"cast(x)", "helper", "renamed"},
    "nested-step": {"helper"},
    "nondeterministic-event-id": _WRAPPED | {"cast(x)", "f<any>()"},
    "raced-steps": {"helper"},
    "second-client": _WRAPPED,
    "side-effect-outside-step": {"helper", "renamed"},
    "swallowed-step-error": {"helper"},
    "unawaited-step": {"helper"},
    "unguarded-wait": {"helper"},
    "unreceived-event": _WRAPPED | {"f<any>()"},
    "unregistered-function": _WRAPPED | {"cast(x)", "{ braces }"},
    "unserializable-step-result": {"(x)", "cast(x)"},
    "unwrapped-send": {"helper"},
    "webhook-without-event-id": _WRAPPED | {"cast(x)", "f<any>()"},
}


class Flip(NamedTuple):
    """One verdict that changed: the lines that are no longer reported, and those that are new."""

    case: RuleCase
    path: str
    rewritten: Rewritten
    gone: frozenset[tuple[str, int]]
    new: frozenset[tuple[str, int]]

    def __str__(self) -> str:
        line = self.case.files[self.path].encode()[: self.rewritten.offset].count(b"\n") + 1
        changed = "".join(
            [f" -{path}:{at}" for path, at in sorted(self.gone)]
            + [f" +{path}:{at}" for path, at in sorted(self.new)]
        )
        return f"{self.rewritten.kind:20} {self.case.id} {self.path}:{line}{changed}"


def flips(case: RuleCase, most: int | None = None) -> Iterator[Flip | None]:
    """Yield what each rewrite of a case changes, None for nothing; `most` of a kind in a file."""
    before = _lines(case, case.files)
    for path, text in case.files.items():
        if path.startswith("@base/"):
            continue
        for each in rewrites(path, text, most):
            after = _lines(case, {**case.files, path: each.text})
            gone, new = _compared(before, after, path, each)
            yield Flip(case, path, each, gone, new) if gone or new else None


def _lines(case: RuleCase, files: dict[str, str]) -> set[tuple[str, int]]:
    return {(each.path, each.line) for each in check_case(case, files).diagnostics}


def _compared(
    before: set[tuple[str, int]], after: set[tuple[str, int]], path: str, by: Rewritten
) -> tuple[frozenset[tuple[str, int]], frozenset[tuple[str, int]]]:
    old, now = (
        frozenset((at, by.line(line) if at == path else line) for at, line in lines)
        for lines in (before, after)
    )
    return old - now, now - old


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
    for rule, allowed in STILL_FLIPS.items():
        if not names or rule in names:
            for kind in sorted(allowed):
                if not changed[rule, kind]:
                    print(f"{rule} no longer changes by {kind}: take it from STILL_FLIPS")
    return 1 if any(k not in STILL_FLIPS.get(r, ()) for r, k in changed) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
