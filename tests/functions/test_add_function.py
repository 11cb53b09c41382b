"""`add-function`: what it makes, that a second run changes nothing, and what it refuses."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.functions.request import worker_name
from scaffold.inngest.registry.edit import find_registry
from scaffold.names import parse_name
from tests.support.cli import scaffold
from tests.support.function_projects import ALL, ANSWERS, KINDS, Repository, project


@pytest.mark.parametrize("base", ANSWERS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_second_run_changes_nothing(tmp_path: Path, base: str, kind: str) -> None:
    made = project(tmp_path / "shop", base, kinds=ALL)
    outcome = made.add("handle-it", **KINDS[kind])
    assert {verb for verb, _ in outcome.statuses} == {"create", "update"}
    registry = find_registry(ChangeSet(made.root))
    functions: Any = outcome.data["functions"]
    for function in functions:
        assert registry.registers(function["symbol"], function["path"])
    before = made.tree()
    again = made.add("handle-it", **KINDS[kind])
    assert again.statuses == tuple(("unchanged", one["path"]) for one in functions)
    assert made.tree() == before


@pytest.mark.parametrize("base", ANSWERS)
def test_a_second_run_after_the_body_changed(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    outcome = made.add("bill", event="order/paid")
    path = next(path for verb, path in outcome.statuses if verb == "create" and "test" not in path)
    target = made.root / path
    target.write_text(target.read_text() + "\n")
    assert made.add("bill", event="order/paid").statuses == (("unchanged", path),)


@pytest.mark.parametrize(
    ("base", "path", "type_"),
    [
        ("nextjs-v4", "lib/events.ts", "note: z.string().optional()"),
        ("nextjs-v3", "lib/events.ts", "note?: string"),
        ("fastapi", "app/events.py", "note: str | None = None"),
    ],
)
def test_a_typed_event_is_added_once(tmp_path: Path, base: str, path: str, type_: str) -> None:
    made = project(tmp_path / "shop", base)
    made.add("bill", event="order/paid", data="orderId:str,note:str?")
    assert type_ in made.read(path)
    once = made.read(path)
    outcome = made.add("ship", event="order/paid", data="somethingElse:int")
    assert made.read(path) == once
    assert "`order/paid` is there already" in outcome.notes[0]
    assert "not `--data`" in outcome.notes[0]


def test_the_item_event_keeps_its_own_fields(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4", kinds=("fan-out",))
    made.add("note-parcel", event="parcel/pack", data="parcelId:str,weight:float")
    outcome = made.add("pack-all", event="a/b", fan_out="parcel/pack", item_data="id:str")
    assert "its own fields are used (parcelId, weight), not `--item-data`" in outcome.notes[0]
    assert "parcelId" in made.read("inngest/packAll.ts")


@pytest.mark.parametrize(
    ("name", "options", "rule"),
    [
        ("bill", {"event": "Order Placed"}, "event-name-format"),
        ("bill", {"event": "order/paid", "fan_out": "packParcel"}, "event-name-format"),
        ("weekly", {"cron": "0 9 * * 1"}, "cron-name"),
        ("bill", {"cron": "0 9 * * 1"}, None),
        ("weekly", {"event": "week/over"}, None),
    ],
)
def test_says_what_check_will_warn_of(
    tmp_path: Path, name: str, options: dict[str, Any], rule: str | None
) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    outcome = made.add(name, **options)
    done = scaffold("check", "--strict", cwd=made.root)
    assert [note.partition("`")[2].partition("`")[0] for note in outcome.notes] == [rule] * bool(
        rule
    )
    assert (done.code, (rule or "no problems") in done.out) == (bool(rule), True), done.out


@pytest.mark.parametrize(
    ("base", "fits", "reserved"),
    [
        ("nextjs-v4", ["match", "filter", "set", "from"], ["delete", "await", "process"]),
        ("fastapi", ["switch", "export", "namespace"], ["match", "filter", "lambda", "app"]),
    ],
)
def test_a_word_is_reserved_where_it_is(
    tmp_path: Path, base: str, fits: list[str], reserved: list[str]
) -> None:
    made = project(tmp_path / "shop", base)
    for name in fits:
        made.add(name, event=f"{name}/asked", data="orderId:str")
    assert scaffold("check", "--strict", cwd=made.root).code == 0
    for name in reserved:
        with pytest.raises(ScaffoldError, match="reserved in") as refused:
            made.add(name, event="order/paid")
        assert ("Python" in refused.value.message) is (base == "fastapi")


BILL = {"name": "bill", "event": "order/paid"}
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing starts it": ({"name": "bill"}, "nothing starts the function", "--event NAME"),
    "two starts": (BILL | {"cron": "0 9 * * *"}, "`--event` and `--cron` exclude", "one of"),
    "two shapes": (
        BILL | {"fan_out": "a/b", "wait_for": "a/c"}, "`--fan-out` and `--wait-for` exclude", "two",
    ),
    "a type that is none": (
        {"name": "bill", "webhook": "stripe", "on": 'a"b'}, "no type of a provider's", "--on",
    ),
    "an answer of lists": (
        {"name": "bill", "event": "a/b", "wait_for": "c/d", "answer": "tags:str[]"},
        "`tags` is a list", "--answer",
    ),
    "webhook and fan-out": (
        {"name": "bill", "webhook": "stripe", "fan_out": "a/b"}, "takes no `--fan-out`", "",
    ),
    "cron and data": (
        {"name": "bill", "cron": "0 9 * * *", "data": "a:str"}, "none of its own", "--item-data",
    ),
    "item data without a fan-out": (BILL | {"item_data": "a:str"}, "there is none", "--fan-out"),
    "orchestrator without a fan-out": (
        BILL | {"orchestrator_retries": 2}, "there is none", "--fan-out",
    ),
    "bad item data": (
        BILL | {"fan_out": "a/b", "item_data": "a"}, "cannot read `--item-data`", "orderId:str",
    ),
    "orchestrator's retries above": (
        BILL | {"fan_out": "a/b", "orchestrator_retries": 21}, "out of range", "0 to 20",
    ),
    "follow-up of a schedule": (
        {"name": "bill", "cron": "0 9 * * *", "follow_up": "1d"}, "`--follow-up` says nothing", "",
    ),
    "bad follow-up": (BILL | {"follow_up": "1h30m"}, "one number and one unit", "90m"),
    "rate without a time": (BILL | {"throttle": "20"}, "a number, a slash and a time", "20/1s"),
    "rate of no number": (BILL | {"throttle": "/1s"}, "a number, a slash and a time", "20/1s"),
    "rate of nothing": (BILL | {"throttle": "0/1s"}, "lets nothing start", "20/1s"),
    "rate in words": (BILL | {"throttle": "20/1 second"}, "keeps the whole app", "20/1s"),
    "rate without a number of seconds": (BILL | {"throttle": "20/s"}, "keeps the whole", "20/1s"),
    "rate in no time": (BILL | {"throttle": "20/0s"}, "would never start", "20/1s"),
    "no concurrency": (BILL | {"concurrency": 0}, "is no limit", "from 1 up"),
    "timeout without a wait": (BILL | {"timeout": "1d"}, "nothing waits", "--wait-for"),
    "bad timeout": (BILL | {"wait_for": "a/b", "timeout": "soon"}, "soon", ""),
    "fan-out of its own event": (BILL | {"fan_out": "order/paid"}, "the same event", "its own"),
    "wait for its own event": (BILL | {"wait_for": "order/paid"}, "the same event", "its own"),
    "unknown provider": ({"name": "bill", "webhook": "strip"}, "no webhook provider `strip`", "did you mean `stripe`"),  # noqa: E501
    "unlike any provider": ({"name": "bill", "webhook": "xyz"}, "no webhook provider", "use one of"),  # noqa: E501
    "retries below": (BILL | {"retries": -1}, "out of range", "0 to 20"),
    "retries above": (BILL | {"retries": 21}, "out of range", "0 to 20"),
    "ID in another case": (BILL | {"id": "sendBill"}, "not in kebab case", "--id send-bill"),
    "ID with a path": (BILL | {"id": "../x"}, "not in kebab case", "letters"),
    "ID too long": (BILL | {"id": "a" * 61}, "not in kebab case", ""),
    "empty data": (BILL | {"data": ""}, "`--data` is empty", ""),
    "data without a type": (BILL | {"data": "orderId"}, "orderId", ""),
    "data of an unknown type": (BILL | {"data": "a:string"}, "string", ""),
    "a field twice": (BILL | {"data": "orderId:str,order_id:str"}, "twice", ""),
    "event with a quote": (BILL | {"event": 'a/"b'}, "is not made of letters", ""),
    "event of Inngest's own": (BILL | {"event": "inngest/x"}, "keeps for itself", ""),
    "empty event": (BILL | {"event": ""}, "empty", ""),
    "path": (BILL | {"name": "../x"}, "is not made of letters", ""),
    "reserved": (BILL | {"name": "delete"}, "reserved", "delete-order"),
    "digit": (BILL | {"name": "2fa"}, "starts with a digit", ""),
    "not ASCII": (BILL | {"name": "zahlung-für"}, "ASCII", ""),
    "existing ID": (BILL | {"name": "on-user-created"}, "something else starts it", "another name"),
    "existing ID by option": (BILL | {"id": "on-user-created"}, "is taken", "--id"),
    "existing worker": (
        BILL | {"name": "work-all", "fan_out": "order/process"}, "the worker's ID `process-order`", "--fan-out",  # noqa: E501
    ),
    "existing file": (BILL | {"name": "taken"}, "`inngest/taken.ts` is in the way", "another name"),
    "existing test": (BILL | {"name": "tested"}, "`tests/tested.test.ts` is in the way", ""),
    "file of another case": (BILL | {"name": "mixed-case"}, "ignore case", ""),
    "symbol of an import": (BILL | {"name": "imported"}, "imported", ""),
    "symbol of its test": (BILL | {"name": "describe"}, "`describe` stands for two things", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refuses(tmp_path: Path, case: str) -> None:
    options, message, hint = REFUSED[case]
    made = project(tmp_path / "shop", "nextjs-v4", kinds=("fan-out",))
    made.write(
        {
            "inngest/taken.ts": "export const x = 1;\n",
            "inngest/MixedCase.ts": "export const x = 1;\n",
            "tests/tested.test.ts": "export {};\n",
            "lib/other.ts": "export const imported = 1;\n",
        }
    )
    route = made.root / "app/api/inngest/route.ts"
    route.write_text('import { imported } from "@/lib/other";\n' + route.read_text())
    before = made.tree()
    with pytest.raises(ScaffoldError, match=re.escape(message)) as refused:
        made.add(**options)
    assert hint in refused.value.hint
    assert refused.value.hint
    assert made.tree() == before


@pytest.mark.parametrize(
    "cron",
    ["", "9", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "a b c d e",
     "0 0 30 2 *", "TZ=Nowhere/City 0 9 * * *", "* * * * * *", "@fortnightly", "5-1 * * * *",
     "*/0 * * * *"],
)  # fmt: skip
def test_refuses_a_cron(tmp_path: Path, cron: str) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    with pytest.raises(ScaffoldError, match="cron"):
        made.add("nightly", cron=cron)
    assert made.tree() == before


def test_the_same_id_with_another_trigger_is_refused(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="order/paid")
    with pytest.raises(ScaffoldError, match="something else starts it"):
        made.add("bill", event="order/sent")
    with pytest.raises(ScaffoldError, match="something else starts it"):
        made.add("bill", cron="0 9 * * *")


def test_a_function_that_is_not_served_is_told_from_one_that_is(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.read("app/api/inngest/route.ts")
    made.add("bill", event="order/paid")
    made.write({"app/api/inngest/route.ts": before})
    with pytest.raises(ScaffoldError, match=r"`app/api/inngest/route.ts` does not serve it"):
        made.add("bill", event="order/paid")


def test_an_id_that_is_a_constant_elsewhere_is_found(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.write({"lib/ids.ts": 'export const ID = "send-bill";\n'})
    target = made.root / "inngest/onUserCreated.ts"
    text = target.read_text().replace('id: "on-user-created"', "id: ID")
    target.write_text('import { ID } from "@/lib/ids";\n' + text)
    with pytest.raises(ScaffoldError, match="`send-bill` is taken"):
        made.add("send-bill", event="order/paid")


def test_a_module_that_a_package_hides(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "fastapi")
    made.write({"app/functions/bill/__init__.py": ""})
    with pytest.raises(ScaffoldError, match="the package `app/functions/bill/` hides"):
        made.add("bill", event="order/paid")


@pytest.mark.parametrize(
    ("name", "event", "worker"),
    [
        ("process-all", "order/process", "process-order"),
        ("send-all", "digest/send.weekly", "weekly-send"),
        ("do-all", "sync", "sync"),
        ("check-all", "order/2fa", "handle-2-fa-order"),
        ("pack-order", "order/pack", "pack-order-item"),
        ("drop-all", "delete", "handle-delete"),
    ],
)
def test_worker_names(name: str, event: str, worker: str) -> None:
    assert worker_name(parse_name(name), event).id == worker


def test_a_project_of_a_newer_package(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    answers = made.root / ".copier-answers.yml"
    text = re.sub(
        r"_src_path: .*",
        "_src_path: ~/.cache/inngest-scaffold/template.bundle",
        answers.read_text(),
    )
    answers.write_text(re.sub(r"_commit: .*", "_commit: v99.0.0", text))
    before = made.tree()
    with pytest.raises(ScaffoldError, match=r"version `v99.0.0`") as refused:
        made.add("bill", event="order/paid")
    assert refused.value.hint == "upgrade inngest-scaffold"
    assert made.tree() == before


# The command line


def test_the_command(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4", kinds=("cron",))
    done = scaffold("add-function", "NightlyReport", "--cron", "0 9 * * 1", cwd=made.root)
    assert done.code == 0, done.err
    assert done.out == ""
    lines = done.err.splitlines()
    assert lines[0] == "schedule: every Monday at 09:00 UTC"
    assert lines[1:4] == [
        "update app/api/inngest/route.ts",
        "create inngest/nightlyReport.ts",
        "create tests/nightlyReport.test.ts",
    ]
    told = done.err.partition("To try it:\n")[2].splitlines()
    assert "then `scaffold verify --run nightly-report` runs it" in told[0]
    assert told[1].endswith(
        " and press Invoke in the Functions tab (it runs every Monday at 09:00 UTC)"
    )
    again = scaffold("add-function", "nightly_report", "--cron", "0 9 * * 1", cwd=made.root)
    assert again.code == 0
    assert again.err.splitlines()[1:] == ["unchanged inngest/nightlyReport.ts"]


@pytest.mark.parametrize("base", ANSWERS)
def test_a_dry_run_is_what_would_be_done(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    before = made.tree()
    command = ("add-function", "pack-all", "--event", "x/y", "--fan-out", "parcel/pack")
    dry = scaffold(*command, "--dry-run", cwd=made.root)
    assert dry.code == 0, dry.err
    assert made.tree() == before
    done = scaffold(*command, "--json", cwd=made.root)
    assert done.code == 0, done.out
    after = made.tree()
    files = {one["path"]: one["status"] for one in done.json["files"]}
    assert files.keys() == {path for path in after if after[path] != before.get(path)}
    assert [one["id"] for one in done.json["functions"]] == ["pack-all", "pack-parcel"]
    other = project(tmp_path / "other", base)
    subprocess.run(["git", "apply"], cwd=other.root, input=dry.out, text=True, check=True)
    assert other.tree() == after


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ([], ["NAME", "--event", "--cron", "--webhook"]),
        (["--event", "a/b"], ["NAME"]),
        (["bill"], ["--event", "--cron", "--webhook"]),
    ],
)
@pytest.mark.parametrize("stdin", ["", None], ids=["end of file", "idle pipe"])
def test_missing_input_is_named(
    tmp_path: Path, arguments: list[str], missing: list[str], stdin: str | None
) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    # An idle pipe: whoever waits for an answer is ended by the time-out of this call.
    done = scaffold("add-function", *arguments, "--json", cwd=made.root, stdin=stdin)
    assert done.code == 2
    assert done.json["error"]["missing_flags"] == missing


def test_an_unknown_option_is_no_traceback(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    done = scaffold("add-function", "bill", "--evnt", "a/b", cwd=made.root)
    assert done.code == 2
    assert "--event" in done.err
    assert "Traceback" not in done.err


def test_an_interrupted_change_is_recovered_and_said(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    command = ["add-function", "bill", "--event", "order/paid"]
    program = (
        "import os, scaffold.disk.beneath\n"
        "real = os.link\n"
        "def stop(source, target, **rest):\n"
        "    real(source, target, **rest)\n"
        "    if target == 'bill.ts': os._exit(9)\n"
        "os.link = stop\n"
        "from scaffold.cli.app import run\n"
        f"run({command!r})\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], cwd=made.root, capture_output=True)
    assert killed.returncode == 9, killed.stderr
    dry = scaffold(*command, "--dry-run", cwd=made.root)
    assert (dry.code, "was interrupted" in dry.err) == (2, True)
    done = scaffold(*command, cwd=made.root)
    assert done.code == 0, done.err
    assert "warning: " in done.err
    whole = project(tmp_path / "whole", "nextjs-v4")
    whole.add("bill", event="order/paid")
    assert made.tree() == whole.tree()


# A person at a terminal


def session(made: Repository, *arguments: str) -> pexpect.spawn:
    return pexpect.spawn(
        sys.executable, ["-m", "scaffold", *arguments],
        cwd=str(made.root), encoding="utf-8", timeout=30, dimensions=(40, 200),
    )  # fmt: skip


def test_asks_for_what_is_missing(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    child = session(made, "add-function")
    before = made.tree()
    child.expect("What does it do")
    child.sendline("sendBill")
    child.expect("Which kind")
    child.sendline("")
    child.expect("Which event starts it")
    child.sendline("order/paid")
    child.expect("Which data")
    child.sendline("")
    for line in ("name +sendBill", "event +order/paid", "data +id:str", "create inngest/sendBill"):
        child.expect(line)
    child.expect("Write this")
    assert made.tree() == before
    child.send("y")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "inngest/sendBill.ts" in made.tree()


def test_a_schedule_is_shown_in_words_before_anything_is_written(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    child = session(made, "add-function", "nightly")
    child.expect("Which kind")
    child.send("\x1b[B\r")
    child.expect("On which schedule")
    child.sendline("61 * * * *")
    child.expect("is not valid")
    child.expect("On which schedule")
    child.sendline("0 9 * * 1")
    child.expect("It runs every Monday at 09:00 UTC")
    assert made.tree() == before
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert made.tree() == before


def test_end_of_file_in_a_question(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    child = session(made, "add-function")
    child.expect("What does it do")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert made.tree() == before
