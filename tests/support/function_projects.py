"""Projects to add functions to: each base is made once in a session and copied for a test."""

import functools
import os
import shutil
import subprocess
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from scaffold.creating.new import NewRequest, new
from scaffold.functions.add import add_function
from scaffold.functions.places import Places
from scaffold.functions.remove import UndecidedPairError, remove_function
from scaffold.functions.rename import rename_function
from scaffold.kinds import Asked, all_kinds, chosen_kinds
from scaffold.outcome import Outcome, prepare
from scaffold.template import fresh_render
from tests.support.cli import tree
from tests.support.paths import REPOSITORY
from tests.support.template_packages import remembered

TEMPLATES = REPOSITORY / "templates"
ANSWERS: dict[str, dict[str, object]] = {
    "nextjs-v4": {"stack": "nextjs", "sdk": "4"},
    "nextjs-v3": {"stack": "nextjs", "sdk": "3"},
    "fastapi": {"stack": "fastapi"},
}
ALL = tuple(chosen_kinds())
# Every option is in one of these; a kind that has none asks for what its sample does.
KINDS: dict[str, dict[str, Any]] = {
    "event": {
        "event": "order/paid", "data": "orderId:str,amount:int,note:str?", "retries": 3,
        "follow_up": "1d", "throttle": "20/1s", "concurrency": 5,
    },
    "cron": {"cron": "TZ=Europe/Paris 0 9 * * 1"},
    "fan-out": {
        "event": "orders/batch", "data": "batchId:str", "fan_out": "parcel/pack",
        "item_data": "batchId:str,parcelId:str", "orchestrator_retries": 4,
    },
    "cron-fan-out": {
        "cron": "0 9 * * *", "fan_out": "letter/print", "item_data": "day:str,userId:str",
    },
    "approval": {
        "event": "invoice/sent", "wait_for": "invoice/answered", "timeout": "3d",
        "data": "invoiceId:str", "answer": "approved:bool,by:str,note:str?",
    },
    "cron-approval": {"cron": "0 9 * * *", "wait_for": "report/approved"},
    "webhook": {"webhook": "generic"},
    "stripe": {
        "webhook": "stripe", "event": "payment/succeeded", "on": "payment_intent.succeeded",
        "data": "orderId:str,amount:int",
    },
    "slack": {"webhook": "slack"},
    "sendgrid": {"webhook": "sendgrid"},
}  # fmt: skip
KINDS |= {name: dict(k.sample.options) for name, k in all_kinds().items() if name not in KINDS}
# What a function may be made of, whatever the app is.
SHAPES = ["event", "cron", "fan-out", "approval", "cron-approval"]


@dataclass(frozen=True)
class Repository:
    """A project on disk, and the commands on it."""

    root: Path

    def write(self, files: dict[str, str]) -> "Repository":
        for path, text in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        return self

    def commit(self) -> "Repository":
        git(self.root, "init", "-q")
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", "A state")
        return self

    def add(
        self, name: str, *, dry_run: bool = False, places: Places | None = None, **options: Any
    ) -> Outcome:
        at = prepare(self.root, dry_run=dry_run)
        with _rendering_once():
            return add_function(at, Asked(name, options), places or Places())

    def remove(
        self, name: str, *, pair: bool | None = True, dry_run: bool = False, **options: Any
    ) -> Outcome:
        """Remove a function; with `pair`, the other half of a fan-out too if it is half of one."""
        at = prepare(self.root, dry_run=dry_run)
        with _rendering_once():
            if pair:
                try:
                    return remove_function(at, name, **options)
                except UndecidedPairError:
                    pass
            return remove_function(at, name, pair=pair, **options)

    def rename(self, old: str, new: str, *, dry_run: bool = False, **options: Any) -> Outcome:
        at = prepare(self.root, dry_run=dry_run)
        return rename_function(at, old, new, **options)

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def tree(self) -> dict[str, bytes]:
        return tree(self.root)


def _rendering_once() -> AbstractContextManager[object]:
    """Remember what the templates make: a command that changes the kinds asks for it twice."""
    return mock.patch.object(fresh_render, "fresh_render", remembered)


def git(root: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run git as somebody, whatever the machine's settings."""
    identity = {
        f"GIT_{who}_{what}": "a@b.c"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        ["git", *arguments], cwd=root, env={**os.environ, **identity}, check=True,
        capture_output=True, **options,
    )  # fmt: skip


def project(target: Path, base: str, *, kinds: tuple[str, ...] = ()) -> Repository:
    """Return a fresh copy of a committed project made by `new`."""
    shutil.copytree(_made(base, kinds), target, symlinks=True)
    return Repository(target)


@functools.cache
def _made(base: str, kinds: tuple[str, ...]) -> Path:
    made = _workshop() / f"{base}-{'-'.join(kinds)}" / "shop"
    answers = ANSWERS[base] | {"kinds": list(kinds)}
    request = NewRequest(
        directory=made, given=answers, sources={}, defaults=True, interactive=False,
        dry_run=False, git=False, template=str(_template()),
    )  # fmt: skip
    new(request, lambda target, answers: True)
    Repository(made).commit()
    return made


@functools.cache
def _template() -> Path:
    """The working templates as a team's own: a git repository with a version."""
    copied = _workshop() / "template"
    shutil.copytree(TEMPLATES, copied)
    questions = copied / "copier.yml"
    text = questions.read_text()
    if "    FastAPI" not in text:
        choice = "    Next.js (TypeScript): nextjs\n"
        assert choice in text
        questions.write_text(text.replace(choice, f"{choice}    FastAPI (Python): fastapi\n"))
    git(copied, "init", "-q")
    git(copied, "add", "-A")
    git(copied, "commit", "-qm", "Templates")
    git(copied, "tag", "v9.0.0")
    return copied


@functools.cache
def _workshop() -> Path:
    return Path(tempfile.mkdtemp(prefix="scaffold-tests-"))
