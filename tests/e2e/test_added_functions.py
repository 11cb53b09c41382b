"""Functions added to full projects: formatted, type-checked and tested like the first ones."""

import string
from pathlib import Path
from typing import Any

from scaffold.kinds import Package, all_kinds
from scaffold.names import Language
from tests.support.environments import install
from tests.support.function_projects import Repository

from .answers import KINDS, Answers, fastapi
from .processes import run
from .workshop import TYPE_CHECK, Workshop

# Thirty characters, the longest for which the formatting is promised.
_LONG = "reconcile-monthly-payment-rows"
_ALL_TYPES = "id:str,amount:float,count:int?,paid:bool,dueAt:datetime,tags:str[]"

# One request per shape, each made under a short name and a long one.
_SHAPES: list[dict[str, Any]] = [
    {"event": "order/paid", "data": _ALL_TYPES, "retries": 0, "throttle": "100/1m"},
    {"event": "a/b", "retries": 20, "follow_up": "90m", "concurrency": 3},
    {"event": "mail/sent", "data": "email:str,reason:str,week:str", "follow_up": "1d"},
    {"event": "cache/flushed", "data": "reason:str"},
    {"event": "count/taken", "data": "amount:int", "throttle": "20/1s", "concurrency": 2},
    {"event": "nothing/known", "data": "note:str?"},
    {"cron": "0 9 1-7 * 1", "retries": 0},
    {"cron": "TZ=America/Argentina/ComodRivadavia 0 0 1 * *"},
    {"cron": "*/15 * * * *", "throttle": "1/1h30m"},
    {"cron": "TZ=Europe/Paris 0 9,17 * * 1-5", "fan_out": "shift/start"},
    {
        "event": "orders/batch", "data": "batchId:str,email:str", "fan_out": "parcel/pack",
        "item_data": "batchId:str,parcelId:str,email:str", "throttle": "20/1s",
    },
    {"event": "all/started", "fan_out": "one/started", "item_data": "amount:int,day:str"},
    {
        "cron": "TZ=America/New_York 30 6 * * *", "fan_out": "letter/print",
        "item_data": _ALL_TYPES, "orchestrator_retries": 0, "concurrency": 1,
    },
    {"cron": "0 0 * * 0", "fan_out": "digest/mail", "item_data": "week:str,userId:str"},
    {"event": "report/sent", "wait_for": "report/read", "timeout": "90m", "data": "reportId:str"},
    {"cron": "*/15 * * * *", "wait_for": "audit/signed", "timeout": "2w"},
    {
        "event": "plan/made", "wait_for": "plan/rated", "data": "note:str?", "timeout": "2h",
        "answer": "rating:int,comment:str?,isUrgent:bool?",
    },
    {"webhook": "generic", "event": "parcel/shipped", "on": "parcel.shipped", "data": _ALL_TYPES},
    {"webhook": "standard", "event": "member/joined", "data": "memberId:str,note:str?"},
    {
        "webhook": "stripe", "event": "payment/done", "on": "payment_intent.succeeded",
        "data": "orderId:str,amount:int,tags:str[]?", "throttle": "20/1s",
    },
    {"webhook": "github", "event": "change/merged", "on": "pull_request.closed"},
    {"webhook": "sendgrid", "event": "mail/bounced", "on": "bounce", "data": "email:str"},
    {"webhook": "slack", "event": "refund/pressed", "data": "userId:str,value:str?"},
    # What the provider has another name for, and what is ours: text, whatever it stands for.
    {
        "webhook": "stripe", "event": "cart/paid", "on": "checkout.session.completed",
        "data": "sessionId:str,email:str,amount:int,createdAt:datetime,seats:int,price:float,"
        "gift:bool,dueAt:datetime,tags:str[]",
    },
    {"webhook": "stripe", "event": "refund/made", "on": "refund.created", "data": "note:str?"},
    {
        "webhook": "github", "event": "bug/seen", "on": "issues.opened",
        "data": "issueNumber:int,title:str,sender:str,action:str",
    },
    {
        "webhook": "standard", "event": "user/joined", "on": "user.created",
        "data": "userId:str,email:str,createdAt:datetime",
    },
    {
        "webhook": "sendgrid", "event": "mail/lost", "on": "bounce",
        "data": "email:str,messageId:str,sentAt:datetime,orderId:str,amount:int",
    },
    {"webhook": "slack", "event": "help/asked", "on": "/help", "data": "userId:str,text:str"},
]  # fmt: skip
_NAMES = ["pay", _LONG]


def _packages(language: Language) -> list[Package]:
    """What a project installs when it has every kind of function."""
    choices = [choice for kind in all_kinds().values() for choice in kind.mark.choices]
    return [package for each in choices for package in each.packages.get(language, ())]


def _add_all(project: Path, *, first: int | None = None) -> None:
    """Add a function of each shape, under both names; under one in turn if it is said which."""
    repository = Repository(project)
    for number, shape in enumerate(_SHAPES):
        for length, name in enumerate(_NAMES):
            if first is not None and (number + first) % 2 != length:
                continue
            # Names and events of their own, no longer than they are said to be.
            rounds, letter = divmod(number, len(string.ascii_lowercase))
            suffix = "z" * rounds + string.ascii_lowercase[letter]
            unique = f"{name[: 29 - len(suffix)]}-{suffix}"
            words: dict[str, Any] = {
                key: f"{text}-{length}" if key in ("event", "fan_out", "wait_for") else text
                for key, text in shape.items()
            }
            repository.add(unique, **words)


def _extended(workshop: Workshop, sdk: str, project: Path) -> Path:
    installed = workshop.npm_installed(Answers(sdk=sdk, kinds=KINDS))
    wanted = [f"{one.name}@{one.versions}" for one in _packages("typescript")]
    workshop.npm(installed, "install", "--no-save", "--no-audit", "--no-fund", *wanted).check()
    workshop.copy(installed, project)
    # Lines break where names are long. The code is the same for both SDKs but for its first lines.
    _add_all(project, first=int(sdk) % 2)
    return project


def test_nextjs(workshop: Workshop, node: str, tmp_path: Path) -> None:
    projects = [_extended(workshop, sdk, tmp_path / f"project-{sdk}") for sdk in ("4", "3")]
    run(["node", TYPE_CHECK, *projects], tmp_path, timeout=300).check()
    # Sixty files of tests in one module graph: by itself, each would load the SDK again.
    tests = ["vitest", "run", "--no-isolate"]
    for project in projects:
        for program, *words in (["prettier", "--check", "."], tests):
            run([f"node_modules/.bin/{program}", *words], project, timeout=240).check()


def test_fastapi(workshop: Workshop, tmp_path: Path) -> None:
    python = workshop.python()
    wanted = [f"{one.name}{one.versions}" for one in _packages("python")]
    install(python, tmp_path, *wanted)
    project = workshop.render(fastapi(KINDS), tmp_path / fastapi(KINDS).name)
    _add_all(project)
    # Names change how lines break, and nothing of what a function does.
    tests = [
        f"tests/test_{each.stem}.py" for each in sorted(project.glob("app/functions/pay_*.py"))
    ]
    assert len(tests) >= len(_SHAPES)
    for command in (
        ["ruff", "format", "--check"],
        ["ruff", "check"],
        ["mypy"],
        ["pytest", "-q", *tests],
    ):
        run([python, "-m", *command], project, timeout=240).check()
