"""`python -m tests.numbers`: measure what the README and `docs/numbers.md` say, and write it there.

That takes minutes, because commands are timed beside their yardsticks, with packages from npm;
`--keep-ratios` leaves those as they are. Tests compare everything but time, which is only kept.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence

from benchmarks import ratios
from scaffold.rules import all_rules
from tests.corpus.scoring import Score, by_rule, files_of, projects, total
from tests.support.paths import REPOSITORY
from tests.support.rendering import Combination, combinations, largest, render_agent_files
from tests.support.rewrites import REWRITES
from tests.support.rule_cases import rule_cases

PAGES = (REPOSITORY / "README.md", REPOSITORY / "docs" / "numbers.md")
_SECTION = re.compile(r"(?s)(<!-- ([a-z]+):begin -->\n).*?(<!-- \2:end -->\n)")
_STACKS = {"Next.js, SDK v4": "v4", "Next.js, SDK v3": "v3", "FastAPI": "python"}


def with_numbers(text: str) -> str:
    """Return a page with each table in its place."""
    return _SECTION.sub(lambda match: f"{match[1]}{_TABLES[match[2]]()}{match[3]}", text)


def _numbers() -> str:
    found = total()
    rows = [
        ("labelled faults that `check` finds", f"{len(found.hits)} of {_positives(found)}"),
        (
            "lines labelled as right that it reports",
            f"{len(found.false_alarms)} of {found.negatives}",
        ),
        ("ways to write the same program otherwise, tried on each rule", f"{len(REWRITES)}"),
        ("hostile cases, each with an input or at a moment of its own", f"{_hostile()}"),
        ("time, as a share of ESLint's with the three rules of Inngest's plugin", _share("ESLint")),
        ("time, as a share of copier's", _share("copier")),
        ("lines of CLAUDE.md with every kind", _of_stacks()),
    ]
    return _table(("measured", ""), rows)


def _corpus() -> str:
    texts = [text for project in projects() for text in files_of(project).values()]
    found = total()
    return _table(
        ("the corpus", ""),
        [
            ("projects", len(projects())),
            ("files", len(texts)),
            ("lines", f"{sum(len(text.splitlines()) for text in texts):,}"),
            ("faults that are labelled", _positives(found)),
            ("lines that are labelled as right, where a rule could err", found.negatives),
        ],
    )


def _rules() -> str:
    scores = by_rule(total())
    rows = []
    for rule in all_rules():
        of = scores.get(rule, Score())
        rows.append(
            (
                f"[`{rule}`](rules/{rule}.md)", _positives(of), len(of.hits),
                len(of.false_alarms), f"{of.precision:.3f}", f"{of.recall:.3f}",
                sum(case.rule == rule for case in rule_cases()),
            )
        )  # fmt: skip
    head = ("rule", "labelled", "found", "false alarms", "precision", "recall", "small cases")
    return _table(head, rows)


def _time() -> str:
    return _table(("command", "yardstick", "ratio"), [(a, b, f"{c:.2g}") for a, b, c in _ratios()])


def _agents() -> str:
    by_kinds: dict[tuple[str, ...], list[int]] = {}
    for each in combinations():
        if each.package_manager in ("npm", "uv"):
            by_kinds.setdefault(each.kinds, []).append(_lines(each))
    rows = [(", ".join(kinds) or "event alone", *lines) for kinds, lines in by_kinds.items()]
    return _table(("kinds", *_STACKS), rows)


_TABLES: dict[str, Callable[[], str]] = {
    "numbers": _numbers,
    "corpus": _corpus,
    "rules": _rules,
    "time": _time,
    "agents": _agents,
}


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines).replace("|  |", "| |")


def _positives(of: Score) -> int:
    return len(of.hits) + len(of.misses)


def _of_stacks() -> str:
    return ", ".join(f"{_lines(largest(sdk))} ({stack})" for stack, sdk in _STACKS.items())


def _lines(answers: Combination) -> int:
    return len(render_agent_files(answers)["CLAUDE.md"].splitlines())


def _ratios() -> list[tuple[str, str, float]]:
    return [(what, than, ratio) for what, (than, ratio) in ratios.kept().items()]


def _share(of: str) -> str:
    return ", ".join(f"{ratio:.2g} ({what})" for what, than, ratio in _ratios() if of in than)


def _hostile() -> int:
    collect = ["pytest", "--collect-only", "-q", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", *collect, "tests/hostile"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return sum("::" in line for line in done.stdout.splitlines())


if __name__ == "__main__":
    if "--keep-ratios" not in sys.argv[1:]:
        ratios.measure()
    for each in PAGES:
        each.write_text(with_numbers(each.read_text(encoding="utf-8")), encoding="utf-8")
