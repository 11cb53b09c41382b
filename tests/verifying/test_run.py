"""`verify --run`, `--send` and `--all`: runs that end, wait, fail, start others or do not start."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from scaffold.project import find_project
from scaffold.verifying.running import Runner, Trial
from scaffold.verifying.verify import Verification, VerifyRequest
from tests.support.cli import Done, scaffold
from tests.support.dev_server import App, DevServer, function, step
from tests.support.dev_server import root as run_span

from .conftest import DIGEST, RECEIPT, write

ERROR = {"error": {"name": "NonRetriableError", "message": "no such order", "stack": "…"}}
FANOUT = {
    "inngest/sendReminder.ts": """\
import { inngest } from "@/lib/inngest";

export const sendReminder = inngest.createFunction(
  { id: "send-reminder", triggers: [{ event: "reminder/due", if: "event.data.ok == true" }] },
  async ({ step }) => {
    const answer = await step.waitForEvent("wait-for-answer", {
      event: "order/paid",
      timeout: "1d",
      if: "async.data.orderId == event.data.orderId",
    });
    return answer;
  },
);
""",
}


def runner(root: Path, app: App, server: DevServer, wait: float = 0, **more: Any) -> Runner:
    request = VerifyRequest(url=app.url, dev_server=server.url, wait=wait)
    verification = Verification(find_project(root), request, {})
    report = verification.run()
    assert report.synced is not None
    return Runner(verification, report, **more)


def codes(trial: Trial) -> list[str]:
    return [each.code for each in trial.findings]


def command(root: Path, app: App, server: DevServer, *options: str) -> Done:
    return scaffold("verify", "--url", app.url, "--dev-server", server.url, *options, cwd=root)


def test_a_run_to_its_end(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-receipt"] = lambda event: [
        run_span("RUNNING"),
        run_span("RUNNING", step("send", "RUNNING")),
        run_span("COMPLETED", step("send", output={"data": 3}), output={"sent": 3}),
    ]
    done = command(root, app, server, "--run", "send-receipt")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-2:] == [
        'send-receipt  COMPLETED  454 ms  {"sent": 3}',
        "└─ send  COMPLETED  4 ms  3",
    ]
    (run,) = server.runs
    # The data that its generated test has, from the event's schema.
    assert run.event["data"] == {"orderId": "orderId-1", "amount": 1, "_inngest": {}}
    # Once, and nothing of what says that a sleeping run is over.
    asked = server.asked()
    assert len([each for each in asked if each.startswith("POST")]) == 1
    assert not [each for each in asked if "/v1/" in each or each.endswith(f"/runs/{run.id}")]


@pytest.mark.parametrize("name", ["send-receipt", "sendReceipt", "Send_Receipt"])
def test_a_name_in_any_case(root: Path, app: App, server: DevServer, name: str) -> None:
    assert codes(runner(root, app, server).run(name)) == []


def test_a_name_that_nothing_has(root: Path, app: App, server: DevServer) -> None:
    done = command(root, app, server, "--run", "send-recipt")
    assert done.code == 1
    assert "no-function: the app serves no function `send-recipt`" in done.out
    assert "did you mean `send-receipt`?" in done.out
    assert server.runs == []


def test_a_schedule_is_run_by_hand(root: Path, app: App, server: DevServer) -> None:
    trial = runner(root, app, server).run("send-digest")
    assert (codes(trial), trial.notes) == ([], [])
    assert server.runs[0].event["data"] == {"_inngest": {}}


def test_data_that_is_given(root: Path, app: App, server: DevServer) -> None:
    done = command(root, app, server, "--run", "send-receipt", "--data", '{"orderId": "o-7"}')
    assert done.code == 0
    assert server.runs[0].event["data"]["orderId"] == "o-7"


def test_a_run_that_fails(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-receipt"] = lambda event: [
        run_span("FAILED", step("send", "FAILED", output=ERROR), output=ERROR)
    ]
    done = command(root, app, server, "--run", "send-receipt")
    assert done.code == 1
    expected = "`send-receipt` ended FAILED in step `send`: NonRetriableError: no such order"
    assert f"run-failed: {expected}" in done.out


def test_the_end_that_lags_is_read_again(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-receipt"] = lambda event: [
        run_span("COMPLETED"),
        run_span("COMPLETED", output={"sent": 3}),
    ]
    assert runner(root, app, server).run("send-receipt").runs[0].output == {"sent": 3}


# Runs that wait


def sleeping(event: Any) -> list[Any]:
    return [run_span("RUNNING", step("send"), step("settle-in", "WAITING", "SLEEP"))]


def test_a_run_that_sleeps_is_cancelled(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-receipt"] = sleeping
    server.waits["settle-in"] = {"sleepUntil": "2030-01-01T00:00:00Z"}
    done = command(root, app, server, "--run", "send-receipt")
    assert done.code == 0
    assert "`send-receipt` reached `settle-in`, sleeps until 2030-01-01T00:00:00Z" in done.out
    assert "send-receipt  CANCELLED" in done.out
    assert server.runs[0].cancelled


def test_told_to_wait_it_waits(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-receipt"] = sleeping
    server.waits["settle-in"] = {"sleepUntil": "2030-01-01T00:00:00Z"}
    started = time.monotonic()
    trial = runner(root, app, server, wait=2).run("send-receipt")
    assert time.monotonic() - started >= 2
    assert (codes(trial), trial.runs[0].is_cancelled) == ([], True)


def waiting(event: Any) -> list[Any]:
    span = step("wait-for-answer", "WAITING", "WAIT_FOR_EVENT")
    return [
        run_span("RUNNING", span),
        run_span("COMPLETED", step("wait-for-answer", op="WAIT_FOR_EVENT"), output={"ok": True}),
    ]


REMINDER = function("shop", "send-reminder", {"event": "reminder/due"})


@pytest.fixture
def reminding(root: Path, app: App, server: DevServer) -> Path:
    """A project with a function that waits for an event."""
    write(root, FANOUT)
    route = (root / "app/api/inngest/route.ts").read_text()
    route = route.replace("[sendDigest, sendReceipt]", "[sendDigest, sendReceipt, sendReminder]")
    line = 'import { sendReminder } from "@/inngest/sendReminder";\n'
    write(root, {"app/api/inngest/route.ts": line + route})
    app.functions = [DIGEST, RECEIPT, REMINDER]
    server.scripts["send-reminder"] = waiting
    server.waits["wait-for-answer"] = {
        "eventName": "order/paid",
        "expression": 'async.data.orderId == "A1" && async.data.amount == 12',
        "timeout": "2030-01-01T00:00:00Z",
        "foundEventID": None,
        "timedOut": None,
    }
    return root


def test_a_run_that_waits_for_an_event(reminding: Path, app: App, server: DevServer) -> None:
    done = command(reminding, app, server, "--run", "send-reminder", "--data", "{}")
    assert done.code == 0
    assert "reached `wait-for-answer`, waits for `order/paid` that fits `async.data." in done.out
    assert "`--answer JSON` sends it once the wait is there" in done.out
    assert server.runs[0].cancelled
    assert server.events == {}


def test_its_answer_is_sent_once_the_wait_is_there(
    reminding: Path, app: App, server: DevServer
) -> None:
    """With what the expression asks for, and the rest of the event's schema, unless it is given."""
    done = command(
        reminding, app, server, "--run", "send-reminder", "--data", "{}", "--answer", '{"ok": 1}'
    )
    assert done.code == 0, done.out
    assert "send-reminder  COMPLETED" in done.out
    (sent,) = server.events.values()
    assert sent == {"name": "order/paid", "data": {"orderId": "A1", "amount": 12, "ok": 1}}


def test_an_answer_that_does_not_fit(reminding: Path, app: App, server: DevServer) -> None:
    server.scripts["send-reminder"] = lambda event: waiting(event)[:1]
    trial = runner(reminding, app, server, answers=[{}]).run("send-reminder", {})
    assert codes(trial) == ["answer-not-taken"]
    assert "still waits for `order/paid`" in trial.findings[0].message
    assert len(server.events) == 1


# Runs that start others


def sends(event: str, server: DevServer) -> Any:
    def script(_: Any) -> list[Any]:
        from tests.support.dev_server import Reply

        reply: Reply = server.answer("POST", "/e/x", {"name": event, "data": {}})
        return [run_span("COMPLETED", step("fan-out", output={"ids": reply.body["ids"]}))]

    return script


def test_the_runs_that_its_events_start(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-digest"] = sends("order/paid", server)
    server.scripts["send-receipt"] = lambda event: [
        run_span("RUNNING"),
        run_span("COMPLETED", step("send"), output={"ok": True}),
    ]
    done = command(root, app, server, "--run", "send-digest")
    assert done.code == 0, done.out
    assert "├─ fan-out  COMPLETED  4 ms  1 event sent" in done.out
    assert "└→ send-receipt  COMPLETED  454 ms" in done.out
    assert "   └─ send  COMPLETED" in done.out


def test_a_child_that_fails(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-digest"] = sends("order/paid", server)
    server.scripts["send-receipt"] = lambda event: [run_span("FAILED", output=ERROR)]
    trial = runner(root, app, server).run("send-digest")
    assert codes(trial) == ["run-failed"]
    assert trial.findings[0].functions == ("send-receipt",)


def test_a_child_that_waits_is_cancelled_too(root: Path, app: App, server: DevServer) -> None:
    server.scripts["send-digest"] = sends("order/paid", server)
    server.scripts["send-receipt"] = sleeping
    trial = runner(root, app, server).run("send-digest")
    assert codes(trial) == []
    assert [run.cancelled for run in server.runs] == [False, True]


# Events


def test_an_event_and_all_it_starts(root: Path, app: App, server: DevServer) -> None:
    done = command(root, app, server, "--send", "order/paid")
    assert done.code == 0, done.out
    assert "send-receipt  COMPLETED" in done.out
    (event,) = server.events.values()
    assert event["data"] == {"orderId": "orderId-1", "amount": 1}
    first = event["id"]
    command(root, app, server, "--send", "order/paid")
    # An id that was used starts nothing for a day.
    assert [each["id"] for each in server.events.values() if each["id"] != first]
    assert len(server.runs) == 2


def test_an_event_that_nobody_listens_to(root: Path, app: App, server: DevServer) -> None:
    done = command(root, app, server, "--send", "order/payed")
    assert done.code == 1
    assert "no-listener: no function listens to `order/payed`, so it was not sent" in done.out
    assert "did you mean `order/paid`?" in done.out
    assert server.events == {}


def test_an_event_that_is_only_waited_for(reminding: Path, app: App, server: DevServer) -> None:
    app.functions = [DIGEST, REMINDER]
    done = command(reminding, app, server, "--send", "order/paid")
    assert done.code == 1
    assert "`send-reminder` waits for it in a step" in done.out


def test_an_event_that_starts_nothing(reminding: Path, app: App, server: DevServer) -> None:
    """The `if` of its trigger is false: the server accepts it all the same."""
    app.functions = [DIGEST, RECEIPT, REMINDER]
    server.is_deaf = True
    trial = runner(reminding, app, server).send("reminder/due", {"ok": False})
    assert codes(trial) == ["nothing-started"]
    assert "`send-reminder` listens to it" in trial.findings[0].message


def test_a_wildcard_listens(root: Path, app: App, server: DevServer) -> None:
    app.functions = [DIGEST, function("shop", "send-receipt", {"event": "order/*"}, retries=10)]
    trial = runner(root, app, server).send("order/paid")
    assert codes(trial) == []
    assert [run.function for run in trial.runs] == ["send-receipt"]


def test_an_older_server_says_so(root: Path, app: App, server: DevServer) -> None:
    server.missing = "/invoke"
    done = command(root, app, server, "--run", "send-receipt")
    assert done.code == 2
    assert "server-too-old: this dev server is too old to start a function by name" in done.out


# All


def test_every_function_once(root: Path, app: App, server: DevServer, tmp_path: Path) -> None:
    server.scripts["send-receipt"] = lambda event: [run_span("FAILED", output=ERROR)]
    server.scripts["send-digest"] = sleeping
    report = tmp_path / "report.xml"
    done = command(root, app, server, "--all", "--junit", str(report))
    assert done.code == 1
    table = [line.split() for line in done.out.splitlines()[-3:]]
    assert table[0][:2] == ["send-digest", "waits"]
    assert table[1][:2] == ["send-receipt", "run-failed"]
    assert done.out.endswith("2 functions, 1 with something wrong\n")
    suite = ElementTree.parse(report).getroot()
    assert suite.attrib | {"time": ""} == {
        "name": "scaffold verify", "tests": "3", "failures": "1", "errors": "0", "time": "",
    }  # fmt: skip
    names = [(case.get("classname"), case.get("name")) for case in suite]
    assert names == [
        ("shop", "served as the source says"),
        ("shop", "send-digest"),
        ("shop", "send-receipt"),
    ]
    failure = suite[2].find("failure")
    assert failure is not None
    assert "NonRetriableError: no such order" in (failure.get("message") or "")


def test_what_the_xml_cannot_hold(root: Path, app: App, server: DevServer, tmp_path: Path) -> None:
    server.scripts["send-receipt"] = lambda event: [
        run_span("FAILED", output={"error": {"name": "E", "message": "\x00\x1b[31m]]>&\ud800"}})
    ]
    report = tmp_path / "report.xml"
    done = command(root, app, server, "--all", "--junit", str(report))
    assert done.code == 1
    assert ElementTree.parse(report).getroot().get("failures") == "1"
    assert "\x1b" not in done.out


def test_what_is_not_reached_is_in_the_report(root: Path, app: App, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    done = scaffold(
        "verify", "--url", app.url, "--dev-server", "http://127.0.0.1:1", "--all", "--junit",
        report, cwd=root,
    )  # fmt: skip
    assert done.code == 2
    assert ElementTree.parse(report).getroot().get("errors") == "1"


def test_json_holds_the_runs(root: Path, app: App, server: DevServer) -> None:
    document = command(root, app, server, "--run", "send-receipt", "--json").json
    (trial,) = document["trials"]
    assert trial["runs"][0]["status"] == "COMPLETED"
    assert trial["findings"] == []


# Bad input


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--run", "a", "--all"], "--run and --all exclude each other"),
        (["--data", "{}"], "`--data` needs `--run FUNCTION` or `--send EVENT`"),
        (["--all", "--answer", "{}"], "`--answer` needs"),
        (["--run", "a", "--junit", "x"], "`--junit` needs `--all`"),
        (["--run", "a", "--data", "{"], "`--data` is not JSON"),
        (["--run", "a", "--data", "[1]"], "`--data` is no JSON object"),
        (["--run", "a", "--data", "[" * 100_000], "`--data` is not JSON"),
        (["--run", "a", "--answer", "x"], "`--answer` is not JSON"),
        (["--run", "a", "--url", "https://shop.example"], "does real work"),
        (["--send", "a/b", "--dev-server", "http://10.0.0.1:8288"], "does real work"),
    ],
)
def test_options_that_cannot_be(root: Path, options: list[str], said: str) -> None:
    done = scaffold("verify", *options, cwd=root)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_stopped_in_the_middle(root: Path, app: App, server: DevServer) -> None:
    """Ctrl-C cancels what was started."""
    server.scripts["send-receipt"] = lambda event: [run_span("RUNNING", step("send", "RUNNING"))]
    process = subprocess.Popen(
        [sys.executable, "-m", "scaffold", "verify", "--url", app.url, "--dev-server", server.url,
         "--run", "send-receipt"],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not any("/trace" in each for each in server.asked()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert [run.cancelled for run in server.runs] == [True]


def test_data_is_json_for_the_shell(root: Path, app: App, server: DevServer) -> None:
    data = json.dumps({"orderId": "ö'\"; rm -rf /"})
    assert command(root, app, server, "--run", "send-receipt", "--data", data).code == 0
    assert server.runs[0].event["data"]["orderId"] == "ö'\"; rm -rf /"
