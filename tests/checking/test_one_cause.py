"""A handler without any step is one mistake: one report, which lists its calls."""

import json

import pytest

from scaffold.checking.reporters import render
from tests.support.sources import Sources, check

PYTHON = """\
import inngest
from app import store
from app.client import client

async def told(ctx: inngest.Context) -> None:
    await store.mark(ctx.event.data)
    await store.tell(ctx.event.data)

@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), on_failure=told)
async def a(ctx: inngest.Context) -> None:
    row = await store.load(ctx.event.data)
    await store.save(row)
    await store.tell(row)
    await store.save(row){step}

@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
async def b(ctx: inngest.Context) -> None:
    await store.tell(ctx.event.data)
"""
TYPESCRIPT = """\
import {{ inngest }} from "./client";
import * as store from "./store";
export const a = inngest.createFunction(
  {{
    id: "a",
    triggers: [{{ event: "x/y" }}],
    onFailure: async ({{ event }}) => {{ await store.mark(event); await store.tell(event); }},
  }},
  async ({{ event, step }}) => {{
    const row = await store.load(event.data);

    await store.save(row);
    await store.tell(row);
    await store.save(row);{step}
  }},
);
"""
CASES = {
    "python": ("a.py", PYTHON, "\n    await ctx.step.run('c', store.count)"),
    "typescript": ("a.ts", TYPESCRIPT, "\n    await step.run('c', () => store.count());"),
}
RULES = ("side-effect-outside-step", "side-effect-in-failure-handler")


def reported(name: str, text: str) -> list[tuple[int, str, str]]:
    report = check(Sources({name: text.encode()}), rules=RULES)
    found = json.loads(render(report, "json"))["diagnostics"]
    return [(each["line"], each["severity"], each["message"]) for each in found]


@pytest.mark.parametrize("case", CASES)
def test_a_handler_without_steps_is_one_error_that_lists_its_calls(case: str) -> None:
    name, text, _ = CASES[case]
    found = [each for each in reported(name, text.format(step="")) if each[1] == "error"]
    _, _, message = found[0]
    assert message.startswith("`store.load` is outside a step")
    listed = {"python": ("12, 14", 13), "typescript": ("12, 14", 13)}[case]
    assert message.endswith(
        f"; the same goes for `store.save` (lines {listed[0]}), `store.tell` (line {listed[1]})"
    )
    assert len(found) == (2 if case == "python" else 1)  # the other handler has its own


@pytest.mark.parametrize("case", CASES)
def test_a_handler_with_steps_has_an_error_for_each_call(case: str) -> None:
    name, text, step = CASES[case]
    found = [each for each in reported(name, text.format(step=step)) if each[1] == "error"]
    assert len(found) == (5 if case == "python" else 4)


@pytest.mark.parametrize("case", CASES)
def test_a_failure_handler_without_steps_is_one_warning(case: str) -> None:
    name, text, _ = CASES[case]
    (found,) = [each for each in reported(name, text.format(step="")) if each[1] == "warning"]
    assert found[2].startswith("`store.mark`")
    assert "`store.tell`" in found[2]


def test_a_comment_covers_its_own_line_alone() -> None:
    text = PYTHON.format(step="").replace(
        "row = await store.load(ctx.event.data)",
        "row = await store.load(1)  # scaffold: ignore[side-effect-outside-step] read only",
    )
    found = [each for each in reported("a.py", text) if each[1] == "error"]
    assert found[0][2].startswith("`store.save` is outside a step")
    assert "store.load" not in found[0][2]
