"""Functions added to full projects: formatted, type-checked and tested like the first ones."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.function_projects import Repository

from .answers import KINDS, Answers, fastapi
from .processes import run
from .workshop import Workshop

# Thirty characters, the longest for which the formatting is promised.
_LONG = "reconcile-monthly-payment-rows"
_ALL_TYPES = "id:str,amount:float,count:int?,paid:bool,dueAt:datetime,tags:str[]"

# One request per shape, each made under a short name and a long one.
_SHAPES: list[dict[str, Any]] = [
    {"event": "order/paid", "data": _ALL_TYPES, "retries": 0},
    {"event": "a/b", "retries": 20},
    {"cron": "0 9 1-7 * 1", "retries": 0},
    {"event": "orders/batch", "fan_out": "parcel/pack", "data": "parcelId:str,email:str"},
    {"cron": "TZ=America/New_York 30 6 * * *", "fan_out": "letter/print", "data": _ALL_TYPES},
    {"event": "report/sent", "wait_for": "report/read", "timeout": "90m", "data": "reportId:str"},
    {"cron": "*/15 * * * *", "wait_for": "audit/signed", "timeout": "2w"},
    {"webhook": "generic"},
    {"webhook": "stripe"},
    {"webhook": "sendgrid"},
]  # fmt: skip
_NAMES = ["pay", _LONG]


def _add_all(project: Path) -> None:
    repository = Repository(project)
    for number, shape in enumerate(_SHAPES):
        for length, name in enumerate(_NAMES):
            # Names and events of their own, no longer than they are said to be.
            unique = f"{name[: 30 - 2]}-{'abcdefghijklmnopqrst'[number]}"
            words: dict[str, Any] = {
                key: f"{text}-{length}" if key in ("event", "fan_out", "wait_for") else text
                for key, text in shape.items()
            }
            repository.add(unique, **words)


@pytest.mark.parametrize("sdk", ["4", "3"])
def test_nextjs(workshop: Workshop, node: str, tmp_path: Path, sdk: str) -> None:
    installed = workshop.npm_installed(Answers(sdk=sdk, kinds=KINDS))
    project = workshop.copy(installed, tmp_path / "project")
    _add_all(project)
    for command in (["prettier", "--check", "."], ["tsc", "--noEmit"], ["vitest", "run"]):
        program, *words = command
        run([f"node_modules/.bin/{program}", *words], project, timeout=240).check()


def test_fastapi(workshop: Workshop, tmp_path: Path) -> None:
    python = workshop.python()
    project = workshop.render(fastapi(KINDS), tmp_path / fastapi(KINDS).name)
    _add_all(project)
    for command in (["ruff", "format", "--check"], ["ruff", "check"], ["mypy"], ["pytest", "-q"]):
        run([python, "-m", *command], project, timeout=240).check()
