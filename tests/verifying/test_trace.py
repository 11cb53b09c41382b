"""What a trace says, in every way that the real server was seen to say it."""

from typing import Any

import pytest

from scaffold.verifying.trace import read_trace
from tests.support.dev_server import root, step

EVENTS = ["01M8AAAAAAAAAAAAAAAAAAAAAA", "01M8BBBBBBBBBBBBBBBBBBBBBB"]


def steps(*spans: Any) -> list[tuple[Any, ...]]:
    """Name, status and attempts of each step."""
    found = read_trace(root("RUNNING", *spans)).steps
    return [(each.name, each.status, each.attempts) for each in found]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([step("a")], [("a", "COMPLETED", 1)]),
        # Python and SDK v3: twice per step.
        ([step("a"), step("a")], [("a", "COMPLETED", 1)]),
        # Retried: once per attempt, and once more with the attempts below.
        (
            [
                step("a", "FAILED"),
                step("a"),
                step("a", children=[{"name": "Attempt 0"}, {"name": "Attempt 1"}]),
            ],
            [("a", "COMPLETED", 2)],
        ),
        # Failed for good on v4: no kind.
        ([{"name": "a", "stepId": "s", "status": "FAILED"}], [("a", "FAILED", 1)]),
        # The server's own.
        (
            [step("a"), {"name": "Finalization", "status": "COMPLETED"},
             {"name": "executor.nonstep", "status": "COMPLETED", "stepId": "x"}],
            [("a", "COMPLETED", 1)],
        ),
        ([step("a", op="SLEEP", status="WAITING")], [("a", "WAITING", 1)]),
        ([step("a", op="SLEEP", status="WAITING"), step("a", op="SLEEP")], [("a", "COMPLETED", 1)]),
        ([{"name": "executor.run", "children": [step("a")]}], [("a", "COMPLETED", 1)]),
        (["text", None, {"name": 3}, {"stepOp": "RUN"}], []),
    ],
)  # fmt: skip
def test_each_step_stands_once(spans: list[Any], expected: list[Any]) -> None:
    assert steps(*spans) == expected


@pytest.mark.parametrize(
    ("output", "expected", "sent"),
    [
        ({"data": "2026"}, "2026", 0),
        ({"data": None}, None, 0),
        ({"sent": 3}, {"sent": 3}, 0),
        ({"data": 1, "more": 2}, {"data": 1, "more": 2}, 0),
        ({"ids": EVENTS}, {"ids": EVENTS}, 2),  # TypeScript
        ({"data": EVENTS}, EVENTS, 2),  # Python
        ({"data": {"ids": EVENTS}}, {"ids": EVENTS}, 2),
        ({"ids": ["order-1", *EVENTS]}, {"ids": ["order-1", *EVENTS]}, 0),
        ({"ids": []}, {"ids": []}, 0),
    ],
)
def test_outputs(output: Any, expected: Any, sent: int) -> None:
    (found,) = read_trace(root("COMPLETED", step("a", output=output))).steps
    assert (found.output, len(found.sent)) == (expected, sent)


def test_an_error() -> None:
    error = {"error": {"name": "NonRetriableError", "message": "no such user", "stack": "…"}}
    found = read_trace(root("FAILED", step("a", "FAILED", output=error), output=error))
    assert found.error == "NonRetriableError: no such user"
    assert found.steps[0].error == "NonRetriableError: no such user"


@pytest.mark.parametrize(
    "odd", [{}, {"status": 3, "children": {}}, {"children": [[]]}, {"durationMs": "soon"}]
)
def test_what_is_no_trace(odd: Any) -> None:
    assert read_trace(odd).steps == ()
    assert read_trace(odd).milliseconds is None
