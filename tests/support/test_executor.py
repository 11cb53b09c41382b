"""The small Inngest the end-to-end tests rely on, tried against an app that answers by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.executor import FakeInngest, ProtocolError, UndurableError
from tests.support.executor.durations import moment
from tests.support.executor.expressions import UnknownExpressionError, matches
from tests.support.executor.matching import named
from tests.support.executor.protocol import request
from tests.support.executor.tiny_app import (
    Handler,
    Reply,
    Request,
    StepWorkError,
    TinyApp,
    function,
    parallel,
)

_DAY = 86_400


@dataclass
class World:
    """An Inngest and an app that belong together."""

    inngest: FakeInngest
    app: TinyApp

    def add(self, name: str, handler: Handler, *events: str, **config: Any) -> None:
        self.app.add(name, handler, events=events, **config)
        self.inngest.sync(self.app.url)


@pytest.fixture
def world() -> Iterator[World]:
    with FakeInngest(timeout=5) as inngest, TinyApp(inngest.url) as app:
        yield World(inngest, app)


def wait(event: str, expression: str = "", timeout: str = "7d") -> dict[str, Any]:
    options = {"timeout": timeout, **({"if": expression} if expression else {})}
    return {"id": "w", "op": "WaitForEvent", "name": event, "opts": options}


# Expressions, durations, names


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("async.data.id == event.data.id", True),
        ("event.data.id == async.data.id", True),
        ("async.data.id == 'i1'", True),
        ('async.data.id == "i2"', False),
        ("async.data.n == 2", True),
        ("async.data.n == 2.0 && async.data.id == event.data.id", True),
        ("async.data.id == event.data.id && async.data.ok == false", False),
        ("async.data.id != event.data.other", True),
        ("async.data.missing == null", True),
        ("async.data.missing.deep == event.data.id", False),
        ("async.data['id']==event.data.id", True),
        ("event.data.text == 'a && b == c'", True),
    ],
)
def test_expression(expression: str, expected: bool) -> None:
    event = {"data": {"id": "i1", "other": "o", "text": "a && b == c"}}
    answer = {"data": {"id": "i1", "n": 2, "ok": True}}
    assert matches(expression, {"event": event, "async": answer}) is expected


@pytest.mark.parametrize(
    "expression",
    ["event.data.a", "a == b ||  c == d", "size(event.data.x) == 1", "a == b &&", "!a"],
)
def test_expression_refused(expression: str) -> None:
    with pytest.raises(UnknownExpressionError):
        matches(expression, {"event": {}, "a": 1, "b": 1})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1000.0),
        ("1s", 1001.0),
        ("1w", 1000.0 + 7 * _DAY),
        ("1d2h3m4s", 1000.0 + _DAY + 7200 + 184),
        ("1970-01-01T01:00:00.000Z", 1000.0 + 3600 - 500),
        ("1970-01-01T01:00:00+01:00", 1000.0 - 500),
    ],
)
def test_moment(text: str, expected: float) -> None:
    assert moment(text, 1000.0, 500.0) == expected


@pytest.mark.parametrize(
    ("trigger", "name", "expected"),
    [
        ("user/created", "user/created", True),
        ("user/created", "user/created.v2", False),
        ("user/*", "user/created", True),
        ("user/*", "users/created", False),
        ("*", "anything", True),
        (None, "user/created", False),
    ],
)
def test_trigger_name(trigger: str | None, name: str, expected: bool) -> None:
    assert named(trigger, name) is expected


# Registration and events


def test_sync_gives_the_functions(world: World) -> None:
    world.app.add("a", function(), events=["x/a"], retries=3)
    world.app.add("b", function(), cron="0 9 * * 1")
    a, b = world.inngest.sync(world.app.url)
    assert (a.id, a.events, a.crons, a.max_attempts) == ("app-a", ["x/a"], [], 4)
    assert (b.events, b.crons, b.max_attempts) == ([], ["0 9 * * 1"], 3)


def test_sync_refuses_duplicates(world: World) -> None:
    world.app.add("a", function())
    world.app.add("a", function())
    with pytest.raises(ProtocolError, match="duplicate function IDs"):
        world.inngest.sync(world.app.url)


def test_event_starts_every_listener_once_per_id(world: World) -> None:
    world.add("a", function(), "x/one", "x/two")
    world.add("b", function(), "x/*")
    first = world.inngest.send({"name": "x/one", "id": "1"})
    assert [run.function_id for run in first] == ["app-a", "app-b"]
    assert world.inngest.send({"name": "x/one", "id": "1"}) == []
    assert world.inngest.send({"name": "x/two", "id": "1"}) == [], "an id counts for all names"
    assert len(world.inngest.send({"name": "x/one", "id": "2"})) == 2
    assert len(world.inngest.send({"name": "x/one"})) == 2
    world.inngest.sleep(_DAY + 1)
    assert len(world.inngest.send({"name": "x/one", "id": "1"})) == 2


def test_event_without_listener_is_kept(world: World) -> None:
    assert world.inngest.send({"name": "nobody/listens", "data": {"a": 1}}) == []
    (event,) = world.inngest.events_named("nobody/listens")
    assert event["data"] == {"a": 1}


def test_trigger_expression_and_idempotency_key(world: World) -> None:
    world.app.configs.append(
        {
            "id": "app-a",
            "triggers": [{"event": "x/a", "expression": "event.data.n == 1"}],
            "idempotency": "event.data.key",
        }
    )
    world.inngest.sync(world.app.url)
    assert world.inngest.send({"name": "x/a", "data": {"n": 2, "key": "k"}}) == []
    assert len(world.inngest.send({"name": "x/a", "data": {"n": 1, "key": "k"}})) == 1
    assert world.inngest.send({"name": "x/a", "data": {"n": 1, "key": "k"}}) == []


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"name": ""}, "empty"),
        ({"name": "inngest/mine"}, "reserved"),
        ({"name": "a", "data": []}, None),
        ({"name": "a", "data": [1]}, "object"),
    ],
)
def test_bad_event(world: World, event: dict[str, object], reason: str | None) -> None:
    answer = request("POST", world.inngest.url + "/e/key", [{"name": "good"}, event])
    assert answer.status == (400 if reason else 200)
    assert len(answer.body["ids"]) == (1 if reason else 2), "what came before is accepted"
    assert reason is None or reason in answer.body["error"]


def test_cron_event(world: World) -> None:
    world.app.add("weekly", function(), cron="TZ=Europe/Paris 0 9 * * 1")
    world.inngest.sync(world.app.url)
    run = world.inngest.trigger_cron("weekly")
    world.inngest.run_until_done()
    assert run.event["name"] == "inngest/scheduled.timer"
    assert run.event["data"]["cron"] == "TZ=Europe/Paris 0 9 * * 1"
    assert run.status == "COMPLETED"


# Steps


def test_steps_run_once_and_are_remembered(world: World) -> None:
    calls: list[str] = []

    def work(asked: Request) -> str:
        name = "abc"[len(asked.memo)]
        calls.append(name)
        return name

    world.add("a", function(("a", work), ("b", work), ("c", work), result={"ok": True}), "x/a")
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    assert (run.status, run.output, calls) == ("COMPLETED", {"ok": True}, ["a", "b", "c"])
    assert [(step.name, step.op, step.attempts) for step in run.steps] == [
        ("a", "StepRun", 1),
        ("b", "StepRun", 1),
        ("c", "StepRun", 1),
    ]
    assert run.requests == 4
    assert run.memo["b"] == {"data": "b"}
    world.inngest.assert_durable()
    assert calls == ["a", "b", "c"], "the check runs no step"


def test_sleep_passes_at_once(world: World) -> None:
    nap = {"id": "nap", "op": "Sleep", "name": "30d"}
    world.add("a", function(nap), "x/a")
    before = world.inngest.now
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_idle()
    assert run.status == "COMPLETED"
    assert world.inngest.now - before == pytest.approx(30 * _DAY)


def test_event_in_the_future_starts_later(world: World) -> None:
    world.add("a", function(), "x/a")
    at = world.inngest.now + 60
    world.inngest.send({"name": "x/a", "ts": int(at * 1000)})
    world.inngest.run_until_done()
    assert world.inngest.now == pytest.approx(at, abs=0.01)


def test_parallel_steps_run_one_by_one(world: World) -> None:
    planned: list[bool] = []
    handler = parallel(
        ("a", lambda asked: planned.append(asked.plan_only)),
        ("b", lambda asked: planned.append(asked.plan_only)),
    )
    world.add("a", handler, "x/a")
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    assert run.status == "COMPLETED"
    assert planned == [True, True]
    assert [exchange.call.target for exchange in run.exchanges][1:3] == ["a", "b"]
    world.inngest.assert_durable()


def fails(times: int, *, final: bool = False) -> Handler:
    def work(asked: Request) -> str:
        if asked.attempt < times:
            raise StepWorkError("boom", final=final)
        return f"attempt {asked.attempt}"

    return function(("flaky", work))


@pytest.mark.parametrize(
    ("times", "final", "status", "attempts"),
    [
        (0, False, "COMPLETED", 1),
        (2, False, "COMPLETED", 3),
        (3, False, "FAILED", 3),
        (9, True, "FAILED", 1),
    ],
)
def test_step_retries(world: World, times: int, final: bool, status: str, attempts: int) -> None:
    world.add("a", fails(times, final=final), "x/a", retries=2)
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    assert (run.status, run.step("flaky").attempts) == (status, attempts)
    if status == "FAILED":
        assert run.memo["flaky"] == {"error": {"message": "boom"}}


@pytest.mark.parametrize(
    ("headers", "requests", "waited"),
    [
        ({}, 3, 15 + 30),
        ({"retry-after": "7200"}, 3, 14_400),
        ({"x-inngest-no-retry": "true"}, 1, 0),
    ],
)
def test_body_retries(world: World, headers: dict[str, str], requests: int, waited: float) -> None:
    world.add("a", lambda asked: Reply(500, {"message": "boom"}, headers), "x/a", retries=2)
    before = world.inngest.now
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    assert (run.status, run.error, run.requests) == ("FAILED", {"message": "boom"}, requests)
    assert world.inngest.now - before == pytest.approx(waited)


def test_failure_is_told(world: World) -> None:
    failed = "event.data.function_id == 'app-a'"
    world.add("a", lambda asked: Reply(400, "no", {"x-inngest-no-retry": "true"}), "x/a")
    world.app.configs.append(
        {
            "id": "app-a-failure",
            "triggers": [{"event": "inngest/function.failed", "expression": failed}],
        }
    )
    world.app.handlers["app-a-failure"] = function()
    world.inngest.sync(world.app.url)
    (run,) = world.inngest.send({"name": "x/a", "data": {"n": 1}})
    world.inngest.run_until_done()
    (told,) = world.inngest.runs_of("a-failure")
    assert told.event["data"]["run_id"] == run.id
    assert told.event["data"]["event"]["data"] == {"n": 1}


def test_invoke_gives_the_result(world: World) -> None:
    options = {"function_id": "app-callee", "payload": {"data": {"n": 2}}}
    world.add("callee", lambda asked: Reply(200, asked.body["event"]["data"]["n"] * 2))
    world.add("a", function({"id": "i", "op": "InvokeFunction", "opts": options}), "x/a")
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    assert (run.status, run.step("i").output) == ("COMPLETED", 4)


def test_unknown_operation_is_an_error(world: World) -> None:
    world.add("a", function({"id": "s", "op": "Conjure"}), "x/a")
    world.inngest.send({"name": "x/a"})
    with pytest.raises(ProtocolError, match="unknown operation `Conjure`"):
        world.inngest.run_until_done()


# Waits

CORRELATED = "async.data.id == event.data.id"


def test_wait_takes_only_its_own_event(world: World) -> None:
    world.add("a", function(wait("x/answer", CORRELATED)), "x/a")
    world.inngest.send({"name": "x/answer", "data": {"id": "1", "early": True}})
    (run,) = world.inngest.send({"name": "x/a", "data": {"id": "1"}})
    world.inngest.run_until_idle()
    world.inngest.send({"name": "x/answer", "data": {"id": "2"}})
    world.inngest.send({"name": "x/other", "data": {"id": "1"}})
    world.inngest.run_until_idle()
    assert (run.status, run.waiting_for) == ("RUNNING", ["w"])
    world.inngest.send({"name": "x/answer", "data": {"id": "1", "by": "me"}})
    world.inngest.run_until_done()
    assert run.status == "COMPLETED"
    assert run.step("w").output["data"] == {"id": "1", "by": "me"}


def test_wait_times_out(world: World) -> None:
    world.add("a", function(wait("x/answer", CORRELATED)), "x/a")
    before = world.inngest.now
    (run,) = world.inngest.send({"name": "x/a", "data": {"id": "1"}})
    world.inngest.run_until_done()
    assert run.status == "COMPLETED"
    assert (run.step("w").status, run.memo["w"]) == ("TIMED_OUT", {"data": None})
    assert world.inngest.now - before == pytest.approx(7 * _DAY)
    world.inngest.assert_durable()


def test_wait_sees_what_its_own_run_sends_later(world: World) -> None:
    waiting = wait("x/answer")

    def handle(asked: Request) -> Reply:
        if asked.target == "ask":
            world.app.send("x/answer")
            return Reply(206, [{"id": "ask", "op": "StepRun", "data": 1}])
        both = [{"id": "ask", "op": "StepPlanned"}, waiting]
        missing = [operation for operation in both if operation["id"] not in asked.memo]
        return Reply(206, missing) if missing else Reply(200, "done")

    world.add("a", handle, "x/a")
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_idle()
    assert run.status == "COMPLETED"
    world.inngest.assert_durable()


def test_wait_that_is_found_again_goes_on(world: World) -> None:
    def handle(asked: Request) -> Reply:
        plan = [{"id": "ask", "op": "StepPlanned"}, wait("x/answer")]
        if asked.target == "ask":
            return Reply(206, [{"id": "ask", "op": "StepRun", "data": 1}])
        missing = [operation for operation in plan if operation["id"] not in asked.memo]
        return Reply(206, missing) if missing else Reply(200, "done")

    world.add("a", handle, "x/a")
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_idle()
    assert run.waiting_for == ["w"]
    world.inngest.send({"name": "x/answer"})
    world.inngest.run_until_done()
    assert (run.output, run.step("w").status) == ("done", "COMPLETED")


def test_cancel(world: World) -> None:
    cancel = [{"event": "x/stop", "if": CORRELATED}]
    world.add("a", function(wait("x/never")), "x/a", cancel=cancel)
    (run,) = world.inngest.send({"name": "x/a", "data": {"id": "1"}})
    world.inngest.run_until_idle()
    world.inngest.send({"name": "x/stop", "data": {"id": "2"}})
    assert not run.ended
    world.inngest.send({"name": "x/stop", "data": {"id": "1"}})
    assert (run.status, run.ended) == ("CANCELLED", True)


# Sent events and durability


def test_sent_events_start_others(world: World) -> None:
    world.add("child", function(result="child"), "x/child")
    world.add("a", function(("send", lambda asked: world.app.send("x/child", id="c1"))), "x/a")
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    assert [event["id"] for event in run.events_sent] == ["c1"]
    assert [child.output for child in world.inngest.runs_of("child")] == ["child"]
    world.inngest.assert_durable()


def test_send_from_the_body_is_undurable(world: World) -> None:
    world.add(
        "a", function(("s", lambda asked: 1), body=lambda asked: world.app.send("x/leak")), "x/a"
    )
    world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    with pytest.raises(UndurableError, match="sends `x/leak` outside of a step on every replay"):
        world.inngest.assert_durable()


def test_send_beside_a_step_is_undurable(world: World) -> None:
    """In the same request as a step that completes, so only a replay can tell."""

    def leak(asked: Request) -> None:
        if not asked.memo:
            world.app.send("x/leak")

    world.add("a", function(("s", lambda asked: 1), body=leak), "x/a")
    (run,) = world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    assert [len(exchange.events) for exchange in run.exchanges] == [1, 0]
    with pytest.raises(UndurableError, match="sends `x/leak` outside of a step on every replay"):
        world.inngest.assert_durable()


def test_other_step_on_replay_is_undurable(world: World) -> None:
    calls: list[int] = []

    def handle(asked: Request) -> Reply:
        calls.append(1)
        return function((f"step-{len(calls)}", lambda asked: 1))(asked)

    world.add("a", lambda asked: handle(asked) if len(asked.memo) < 2 else Reply(200), "x/a")
    world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    with pytest.raises(UndurableError, match=r"a replay found .*step-3.* where the run found"):
        world.inngest.assert_durable()


def test_other_result_on_replay_is_undurable(world: World) -> None:
    calls: list[int] = []

    def handle(asked: Request) -> Reply:
        calls.append(1)
        return Reply(200, len(calls))

    world.add("a", handle, "x/a")
    world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    with pytest.raises(UndurableError, match="a replay returned 2 where the run returned 1"):
        world.inngest.assert_durable()


def test_step_that_runs_again_is_undurable(world: World) -> None:
    def forgetful(asked: Request) -> Reply:
        if len(asked.body["ctx"]["stack"]["stack"]) == 0:
            return Reply(206, [{"id": "a", "op": "StepRun", "data": 1}])
        if "b" in asked.memo:
            return Reply(200)
        again = [{"id": name, "op": "StepRun", "data": 2} for name in ("a", "b")]
        return Reply(206, again)

    world.add("a", forgetful, "x/a")
    world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    with pytest.raises(UndurableError, match="step `a` succeeded 2 times"):
        world.inngest.assert_durable()


def test_run_that_waits_has_not_ended(world: World) -> None:
    world.add("a", function(wait("x/answer")), "x/a")
    world.inngest.send({"name": "x/a"})
    world.inngest.run_until_idle()
    with pytest.raises(UndurableError, match="the run did not end"):
        world.inngest.assert_durable()


def test_step_never_awaited_is_undurable(world: World) -> None:
    def handle(asked: Request) -> Reply:
        return (
            Reply(200)
            if asked.memo
            else Reply(
                206,
                [
                    {"id": "a", "op": "StepRun", "data": 1},
                    {"id": "lost", "op": "Sleep", "name": "1h"},
                ],
            )
        )

    world.add("a", handle, "x/a")
    world.inngest.send({"name": "x/a"})
    world.inngest.run_until_done()
    with pytest.raises(UndurableError, match="step `lost` was started and never awaited"):
        world.inngest.assert_durable()


def test_unknown_request_is_kept(world: World) -> None:
    assert request("POST", world.inngest.url + "/v1/checkpoint", {}).status == 404
    assert world.inngest.unknown_requests == ["POST /v1/checkpoint"]
