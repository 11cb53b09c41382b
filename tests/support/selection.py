"""Which tests are quick: all but those listed in `tests/slow.txt`, and those that install things.

The list is measured, not kept by hand: `pytest -n 0 -m "not e2e" --measure` writes it anew.
"""

import os
import re
from collections import Counter, defaultdict
from pathlib import Path

TESTS = Path(__file__).parent.parent
SLOW = TESTS / "slow.txt"
# Of processor time, which other work on the machine does not change. A test function is slow when
# one of its cases takes long, or all of them together do.
LONGEST_CASE = 0.05
LONGEST_FUNCTION = 1.5
_HEAD = f"""\
# Test functions of which a case takes over {LONGEST_CASE} s of processor time, or all cases over
# {LONGEST_FUNCTION} s; `-m quick` leaves them out.
# Written by `pytest -n 0 -m "not e2e" --measure`.
"""


# What Windows does not have: modules of tests that name it are left out there.
_OF_POSIX = re.compile(
    r"import (?:fcntl|pexpect|pty|resource|termios)\b|import watched\b|support\.watched\b"
    r"|\bos\.(?:fork|mkfifo|geteuid|killpg)\b|\bsignal\.SIG(?:HUP|ALRM|KILL)\b|#!/bin/sh"
)


def is_for_posix(module: Path) -> bool:
    """Whether a module of tests needs what only POSIX systems have."""
    return bool(_OF_POSIX.search(module.read_text(encoding="utf-8")))


def slow_tests() -> frozenset[str]:
    """Return the test functions that are slow: `creating/test_new.py::test_dry_run`."""
    lines = SLOW.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and line[0] != "#")


def function_of(node: str) -> str:
    """Return the test function of a node ID, as the list spells it."""
    return node.removeprefix("tests/").partition("[")[0]


class Measure:
    """The processor time of each test, its own and that of the programs it starts."""

    def __init__(self) -> None:
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._cases: Counter[str] = Counter()
        self._last = 0.0

    def start(self) -> None:
        """Begin with a test."""
        self._last = _spent()

    def end(self, node: str) -> None:
        """End with a test."""
        self._spent[function_of(node)] += _spent() - self._last
        self._cases[function_of(node)] += 1

    def write(self) -> None:
        """Write the list of slow tests; what did not run keeps its line."""
        slow = {each for each in slow_tests() if each not in self._cases}
        for function, spent in self._spent.items():
            if spent / self._cases[function] > LONGEST_CASE or spent > LONGEST_FUNCTION:
                slow.add(function)
        SLOW.write_text(_HEAD + "".join(f"{each}\n" for each in sorted(slow)), encoding="utf-8")


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
