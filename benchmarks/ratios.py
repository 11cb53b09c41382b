"""`python -m benchmarks.ratios`: measure each command beside its yardstick, and keep the ratios.

Ratios last where seconds do not: both sides run in turn, on the same machine. The README and
`docs/numbers.md` show what is kept; `python -m tests.numbers` measures anew and writes them.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from benchmarks import add_function, check, hook, new, update

KEPT = Path(__file__).with_name("ratios.json")
_FUNCTIONS = 1_000


def _check() -> float:
    found = check.measure([_FUNCTIONS], {_FUNCTIONS: 3})[_FUNCTIONS]
    return found["scaffold check"] / found["eslint"]


def _hook() -> float:
    found = hook.measure(11)
    return found["hook post-edit"] / found["eslint"]


def _new() -> float:
    found = new.measure(7)
    return found["scaffold new"] / found["copier copy"]


def _update() -> float:
    found = update.measure(5)
    return found["scaffold update"] / found["copier update"]


def _add_function() -> float:
    (ours, _), (theirs, _) = add_function.measure(7, _FUNCTIONS)
    return ours / theirs


_ESLINT = "ESLint 8 with the three rules of Inngest's plugin"
# What runs, what it is compared with, and how that is measured.
_ROWS: list[tuple[str, str, Callable[[], float]]] = [
    (f"`check` of {_FUNCTIONS:,} functions", _ESLINT, _check),
    ("the hook after an edit", f"{_ESLINT} on the same file", _hook),
    ("`new`", "`copier copy` of the same template", _new),
    ("`update` without its check", "`copier update` of the same project", _update),
    (
        f"`add-function` among {_FUNCTIONS:,} functions",
        "`copier copy` of a template of one empty file",
        _add_function,
    ),
]


def measure() -> None:
    """Measure every ratio, and write them all."""
    kept = []
    for what, yardstick, ratio in _ROWS:
        before = dict(os.environ)
        try:
            measured = float(f"{ratio():.2g}")
        finally:
            os.environ.clear()
            os.environ |= before
        print(f"{what}: {measured} of the time of {yardstick}")
        kept.append({"what": what, "yardstick": yardstick, "ratio": measured})
    KEPT.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def kept() -> dict[str, tuple[str, float]]:
    """Return what was measured last: by what runs, the yardstick and the ratio."""
    rows = json.loads(KEPT.read_text(encoding="utf-8"))
    return {row["what"]: (row["yardstick"], row["ratio"]) for row in rows}


def named() -> dict[str, str]:
    """Return what there is to measure, each with its yardstick."""
    return {what: yardstick for what, yardstick, _ in _ROWS}


if __name__ == "__main__":
    measure()
