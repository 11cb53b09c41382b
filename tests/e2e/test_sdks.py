"""The executor against the three real SDKs: it must get the outcomes of the real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.executor import FakeInngest, UndurableError

from .processes import App, served
from .workshop import Workshop

_APPS = Path(__file__).parent / "apps"
SDKS = ("v4", "v3", "python")


@pytest.fixture(scope="module", params=SDKS)
def sdk(request: pytest.FixtureRequest) -> str:
    """Give the SDK's name."""
    return str(request.param)


@pytest.fixture(scope="module")
def app(
    request: pytest.FixtureRequest,
    sdk: str,
    workshop: Workshop,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[FakeInngest, App]]:
    """Give an app of seven functions, served by the SDK, and an Inngest it is synced with."""
    place = tmp_path_factory.mktemp(sdk)
    if sdk == "python":
        source, text = "sdk_app.py", ["-m", "uvicorn", "sdk_app:app", "--port", "{port}"]
        command: list[str | Path] = [workshop.python(), *text]
    else:
        command = [request.getfixturevalue("node"), source := f"{sdk}.mjs"]
        (place / "node_modules").symlink_to(workshop.node_modules(sdk.removeprefix("v")))
    (place / source).write_bytes((_APPS / source).read_bytes())
    with (
        FakeInngest() as inngest,
        served(command, place, place / "log", env={"INNGEST_DEV": inngest.url}) as app,
    ):
        inngest.sync(app.url)
        yield inngest, app


def test_sync(app: tuple[FakeInngest, App], sdk: str) -> None:
    inngest, served_app = app
    expected = {
        "mini-process-order": (["order/placed"], [], 3),
        "mini-on-order": (["order/*"], [], 5),
        "mini-failing": (["fail/step"], [], 2),
        "mini-failing-failure": (["inngest/function.failed"], [], 1 if sdk == "python" else 2),
        "mini-thrower": (["fail/body"], [], 4),
        "mini-leaky": (["leak/start"], [], 5),
        "mini-callee": (["order-less/callee"], [], 5),
        "mini-caller": ([], ["TZ=Europe/Paris 0 9 * * 1"], 5),
    }
    for in_band in (False, True) if sdk != "python" else (False,):
        functions = inngest.sync(served_app.url, in_band=in_band)
        assert {f.id: (f.events, f.crons, f.max_attempts) for f in functions} == expected


def test_steps_sleep_parallel_retry_wait_and_send(app: tuple[FakeInngest, App]) -> None:
    inngest, _ = app
    run, noted = inngest.send({"name": "order/placed", "data": {"id": "o1"}, "id": "placed-1"})
    assert inngest.send({"name": "order/placed", "data": {"id": "o1"}, "id": "placed-1"}) == []
    inngest.run_until_idle()
    assert run.waiting_for == ["approval"]
    assert noted.output == "order/placed"
    inngest.send({"name": "order/approved", "data": {"id": "o2", "by": "somebody else"}})
    inngest.run_until_idle()
    assert run.waiting_for == ["approval"]
    inngest.send({"name": "order/approved", "data": {"id": "o1", "by": "me"}})
    inngest.run_until_done()
    assert run.output == {"status": "approved", "by": "me", "x": 2, "y": 2}
    assert {step.name: (step.op, step.attempts) for step in run.steps} == {
        "load": ("StepRun", 1),
        "cool-down": ("Sleep", 0),
        "left": ("StepRun", 1),
        "right": ("StepRun", 2),
        "after-left": ("StepRun", 1),
        "approval": ("WaitForEvent", 0),
        "announce": ("StepRun", 1),
    }
    assert [event["id"] for event in run.events_sent] == [f"done-{run.id}"]
    assert "order/done" in [r.output for r in inngest.runs_of("on-order")]
    inngest.assert_durable([run, *inngest.runs_of("on-order")])


def test_wait_times_out(app: tuple[FakeInngest, App]) -> None:
    inngest, _ = app
    run, _noted = inngest.send({"name": "order/placed", "data": {"id": "o9"}})
    inngest.run_until_done()
    assert run.output == {"status": "timed-out", "x": 2, "y": 2}
    inngest.assert_durable([run])


def test_failures(app: tuple[FakeInngest, App]) -> None:
    inngest, _ = app
    (run,) = inngest.send({"name": "fail/step"})
    inngest.run_until_done()
    assert (run.status, run.error["message"]) == ("FAILED", "never")
    assert (run.step("charge").attempts, run.step("charge").status) == (2, "FAILED")
    assert run.step("refund").output == "declined"
    (told,) = inngest.runs_of("failing-failure")
    assert told.output == "never"
    inngest.assert_durable([run, told])


def test_body_that_throws_is_retried_after_the_time_it_names(
    app: tuple[FakeInngest, App],
) -> None:
    inngest, _ = app
    before = inngest.now
    (run,) = inngest.send({"name": "fail/body"})
    inngest.run_until_done()
    assert (run.status, run.requests, run.error["message"]) == ("FAILED", 4, "body")
    # Two hours, then the second and the third delay of the table.
    assert inngest.now - before == pytest.approx(7200 + 30 + 60, abs=5)


def test_cron_and_invoke(app: tuple[FakeInngest, App]) -> None:
    inngest, _ = app
    run = inngest.trigger_cron("caller")
    inngest.run_until_done()
    assert run.output == {"result": 4, "cron": "TZ=Europe/Paris 0 9 * * 1"}
    inngest.assert_durable([run])


def test_lost_durability_is_reported(app: tuple[FakeInngest, App]) -> None:
    inngest, _ = app
    (run,) = inngest.send({"name": "leak/start"})
    inngest.run_until_done()
    with pytest.raises(UndurableError) as reported:
        inngest.assert_durable([run])
    assert "sends `leak/out` outside of a step on every replay" in str(reported.value)
    assert "where the run returned" in str(reported.value)
