"""`scaffold new --defaults` against `copier copy` of the same template and answers.

Run it as `.venv/bin/python -m benchmarks.new`.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks._timing import medians, report
from scaffold.template import store as template_store

RUNS = 15


def measure(runs: int) -> dict[str, float]:
    """Return the medians of both commands, in seconds."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        source = template_store.place()
        answers = ["project_name=shop", "stack=nextjs", "sdk=4", "kinds=[]", "package_manager=npm"]
        data = [part for answer in answers for part in ("--data", answer)]

        def folder() -> Path:
            return Path(tempfile.mkdtemp(dir=home))

        return medians(
            {
                "copier copy": [
                    sys.executable, "-m", "copier", "copy", "--quiet", "--defaults", *data,
                    "--vcs-ref", template_store.newest(), source, "shop",
                ],
                "scaffold new": [sys.executable, "-m", "scaffold", "new", "shop", "--defaults"],
            },
            runs=runs,
            folder=folder,
        )  # fmt: skip


def main() -> None:
    """Print the medians and their ratio."""
    found = measure(RUNS)
    report(f"new, median of {RUNS} runs", found, "copier copy", {"scaffold new": 1.15})


if __name__ == "__main__":
    main()
