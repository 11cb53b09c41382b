"""Time `add-function` in a project with 1,000 functions against `copier copy` of an empty template.

Each run is a process of its own; the two take turns, and medians are compared. Both run from
bytecode, as installed packages do, also where the environment forbids to write it.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BUDGET = 0.6
FUNCTIONS = 1_000


def main() -> int:
    """Print both medians and their ratio; exit 1 above the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--functions", type=int, default=FUNCTIONS)
    options = parser.parse_args()
    (ours, our_work), (theirs, their_work) = measure(options.runs, options.functions)
    print("                                  wall  processor")
    print(f"add-function, {options.functions} functions  {ours:5.0f} ms   {our_work:5.0f} ms")
    print(f"copier copy, empty template    {theirs:5.0f} ms   {their_work:5.0f} ms")
    print(
        f"ratio                          {ours / theirs:5.2f}      {our_work / their_work:5.2f}"
        f"     (budget {BUDGET})"
    )
    return int(ours / theirs > BUDGET)


def measure(runs: int, functions: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the medians of both commands: how long they take, and their processor time."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder)
        # Nothing of the machine's own settings or caches takes part.
        bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        os.environ |= {"HOME": folder, "GIT_CONFIG_NOSYSTEM": "1", **bytecode}
        project = make_project(workshop / "shop", functions)
        template = make_template(workshop / "template")
        adding, copying = [], []
        for number in range(runs + 1):
            git(project, "checkout", "-q", ".")
            git(project, "clean", "-qfd")
            add = ["-m", "scaffold", "add-function", "send-bill", "--event", "order/billed"]
            adding.append(timed(add, project))
            copy = ["-m", "copier", "copy", "-q", "--defaults", str(template), f"copy-{number}"]
            copying.append(timed(copy, workshop))
    # The first run of each warms the file system.
    return medians(adding[1:]), medians(copying[1:])


def make_project(target: Path, functions: int) -> Path:
    """Make a committed project with that many functions, each registered."""
    run = [sys.executable, "-m", "scaffold", "new", target.name, "--defaults", "--no-git"]
    subprocess.run(run, cwd=target.parent, check=True, capture_output=True)
    sample = (target / "inngest/onUserCreated.ts").read_text()
    names = [f"handleThing{number:04}" for number in range(functions)]
    for number, name in enumerate(names):
        text = sample.replace("onUserCreated", name)
        text = text.replace("on-user-created", f"handle-thing-{number:04}")
        (target / f"inngest/{name}.ts").write_text(text)
    route = target / "app/api/inngest/route.ts"
    text = route.read_text()
    imports = "".join(f'import {{ {name} }} from "@/inngest/{name}";\n' for name in names)
    entries = "".join(f"    {name},\n" for name in names)
    first_import = text.index("import { onUserCreated")
    text = text[:first_import] + imports + text[first_import:]
    first_entry = text.index("    onUserCreated,")
    route.write_text(text[:first_entry] + entries + text[first_entry:])
    git(target, "init", "-q")
    git(target, "add", "-A")
    git(target, "-c", "user.name=b", "-c", "user.email=b@example.com", "commit", "-qm", "Start")
    return target


def make_template(target: Path) -> Path:
    """Make a template of one empty file."""
    target.mkdir()
    (target / "copier.yml").write_text("{}\n")
    (target / "empty.txt").write_text("")
    return target


def timed(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Return how long one Python process takes, and its processor time, in milliseconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, check=True, capture_output=True)
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took * 1000, worked * 1000


def medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the median of either time."""
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    if shutil.which("git") is None:
        raise SystemExit("the benchmark needs git")
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
