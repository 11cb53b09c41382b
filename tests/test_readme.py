"""The README's console blocks are what the commands really print."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import ratios
from tests.numbers import PAGES, with_numbers

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ELLIPSIS = "…"


def commands(block: str) -> list[tuple[str, list[str]]]:
    """Return each command of a block with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(shown: list[str], real: list[str]) -> bool:
    """Whether the shown lines are the real ones; a line with an ellipsis stands for any number."""
    if not shown:
        return not real
    if shown[0] == ELLIPSIS:
        return any(matches(shown[1:], real[skip:]) for skip in range(len(real) + 1))
    return bool(real) and shown[0] == real[0].rstrip() and matches(shown[1:], real[1:])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_numbers_are_measured(page: Path) -> None:
    """All but time, which is compared with what was measured last."""
    text = page.read_text(encoding="utf-8")
    assert text.count(":begin -->") == text.count(":end -->") > 0
    assert with_numbers(text) == text


def test_what_the_documents_name_is_there() -> None:
    """Links beside the site, and files and modules of this repository, in any document."""
    missing = []
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        linked = re.findall(r"\]\((?!https?:)([^)#\s]+)", text)
        named = re.findall(r"`((?:src|tests|docs|benchmarks|templates)/[\w./-]+)`", text)
        modules = re.findall(r"python -m ((?:scaffold|tests|benchmarks)\b[\w.]*)", text)
        paths = [each.rstrip(".").replace(".", "/") for each in modules]
        missing += [
            f"{page.name}: {each}"
            for each, places in (
                *((each, [page.parent / each]) for each in linked),
                # A project of the reader's may have folders of these names, too.
                *((each, [ROOT / each]) for each in named if page.parent == ROOT),
                *((each, [*ROOT.glob(f"{each}.py"), *ROOT.glob(f"src/{each}.py"),
                          ROOT / each / "__main__.py"]) for each in paths),
            )
            if not any(place.exists() for place in places)
        ]  # fmt: skip
    assert missing == []


def test_every_ratio_is_kept() -> None:
    kept = ratios.kept()
    assert {what: yardstick for what, (yardstick, _) in kept.items()} == ratios.named()
    assert all(ratio > 0 for _, ratio in kept.values())


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 200


@pytest.mark.parametrize(
    "name",
    ["README.md", *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md"))],
)
def test_shown_output_is_real(name: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "80",
    }
    folder = tmp_path
    for block in BLOCK.findall((ROOT / name).read_text()):
        for command, shown in commands(block):
            if command.startswith("cd "):
                folder = folder / command[3:]
                continue
            done = subprocess.run(
                command,
                shell=True,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            real = done.stdout.splitlines()
            assert matches(shown, real), f"$ {command}\n{done.stdout}"
