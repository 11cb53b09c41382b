"""`python -m tests.numbers`: write the README's numbers from what is measured here and now.

They are those that a machine's speed cannot change; `benchmarks/` holds the others.
"""

import re

from tests.corpus.scoring import total
from tests.support.paths import REPOSITORY
from tests.support.rendering import largest, render_agent_files
from tests.support.rule_cases import rule_cases

README = REPOSITORY / "README.md"
_SECTION = re.compile(r"(?s)(<!-- numbers:begin -->\n).*?(<!-- numbers:end -->\n)")
_STACKS = {"Next.js, SDK v4": "v4", "Next.js, SDK v3": "v3", "FastAPI": "python"}


def numbers() -> str:
    """Return the table, as Markdown."""
    found = total()
    lines = [
        f"{len(render_agent_files(largest(sdk))['CLAUDE.md'].splitlines())} ({stack})"
        for stack, sdk in _STACKS.items()
    ]
    positives = len(found.hits) + len(found.misses)
    rows = [
        ("labelled faults that `check` finds", f"{len(found.hits)} of {positives}"),
        ("lines labelled as right that it reports", f"{len(found.false_alarms)}"),
        ("lines labelled as right", f"{found.negatives}"),
        ("examples and cases of single rules", f"{sum(1 for _ in rule_cases())}"),
        ("lines of CLAUDE.md with every kind", ", ".join(lines)),
    ]
    table = "".join(f"| {what} | {number} |\n" for what, number in rows)
    return f"| measured | |\n|---|---|\n{table}"


def with_numbers(text: str, table: str) -> str:
    """Return the README with the table in its place."""
    return _SECTION.sub(lambda match: f"{match[1]}{table}{match[2]}", text)


if __name__ == "__main__":
    README.write_text(with_numbers(README.read_text(encoding="utf-8"), numbers()), encoding="utf-8")
