"""Waits and cancels that any event ends, and conditions that the server does not compile."""

import pytest

from tests.support.sources import checked

TYPESCRIPT = """\
import {{ Inngest }} from "inngest";
const inngest = new Inngest({{ id: "x" }});
export const a = inngest.createFunction(
  {{ id: "a", triggers: [{trigger}], {options} }},
  async ({{ event, step }}) => {{
    const found = await step.waitForEvent("w", {{ event: "b/c", timeout: "1h", {wait} }});
    return found === null;
  }},
);
"""
PYTHON = """\
import inngest
client = inngest.Inngest(app_id="x")
@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), {options})
async def a(ctx: inngest.Context) -> None:
    await ctx.step.wait_for_event("w", event="b/c", timeout=1000, {wait})
"""
FINE = "async.data.id == event.data.id"
FAILS, NOTHING, EVERY = "so the run fails", "nothing with nothing", "cancels every run"
WAITS: list[tuple[str, str | None]] = [
    (f'if: "{FINE}"', None),
    ('match: "data.id"', None),
    ('match: "id"', NOTHING),
    ('match: "id" as string', NOTHING),
    ('if: "async.data.id = event.data.id"', FAILS),
    ('if: "async.data.id === event.data.id"', FAILS),
    (f'if: "{FINE} and async.data.ok == true"', FAILS),
    ('if: "async.data.id == ${event.data.id}"', FAILS),
    ('if: "async.data.id == data.id"', FAILS),
    ('if: "async.data.id == event.data.user-id"', FAILS),
    ('if: "async.data.ids.includes(event.data.id)"', FAILS),
    (f'if: "{FINE} && async.data.items.exists(i, i.size > 3)"', None),
    (f'if: "{FINE} && async.data.at > 1.5e3 && size(async.data.name) > 0"', None),
    ('if: `async.data.id == "${event.data.id}"`', None),
]
CANCELS: list[tuple[str, str | None]] = [
    (f'cancelOn: [{{ event: "b/c", if: "{FINE}" }}]', None),
    ('cancelOn: [{ event: "b/c", match: "data.id" }]', None),
    ('cancelOn: [{ event: "b/c" }]', EVERY),
    ('cancelOn: [{ event: "b/c", if: "" }]', EVERY),
    ('cancelOn: [{ event: "b/c", timeout: "1h" }]', EVERY),
    ('cancelOn: [{ event: "b/c", match: "id" }]', NOTHING),
    ('cancelOn: [{ event: "b/c", ...tied }]', None),
    ("cancelOn: given", None),
]


def said(text: str, path: str) -> list[str]:
    return [d.message for d in checked({path: text.encode()}, "uncorrelated-wait").diagnostics]


@pytest.mark.parametrize(("wait", "part"), WAITS)
def test_a_wait(wait: str, part: str | None) -> None:
    text = TYPESCRIPT.format(trigger='{ event: "x/y" }', options="", wait=wait)
    messages = said(text, "a.ts")
    assert [part in each for each in messages if part] == ([True] if part else [])
    assert bool(messages) == bool(part)


@pytest.mark.parametrize(("options", "part"), CANCELS)
def test_a_cancel(options: str, part: str | None) -> None:
    text = TYPESCRIPT.format(trigger='{ event: "x/y" }', options=options, wait=f'if: "{FINE}"')
    messages = said(text, "a.ts")
    assert len(messages) == bool(part)
    assert part is None or part in messages[0]


def test_a_schedule_has_nothing_to_tie_to() -> None:
    options = 'cancelOn: [{ event: "b/c" }]'
    text = TYPESCRIPT.format(trigger='{ cron: "0 9 * * *" }', options=options, wait="")
    assert said(text, "a.ts") == []


@pytest.mark.parametrize(
    ("options", "wait", "part"),
    [
        ("", f'if_exp="{FINE}"', None),
        ("", 'if_exp="async.data.id == event.data.id and True"', FAILS),
        ('cancel=[inngest.Cancel(event="b/c")]', f'if_exp="{FINE}"', EVERY),
        (f'cancel=[inngest.Cancel(event="b/c", if_exp="{FINE}")]', f'if_exp="{FINE}"', None),
    ],
)
def test_python(options: str, wait: str, part: str | None) -> None:
    messages = said(PYTHON.format(options=options, wait=wait), "a.py")
    assert len(messages) == bool(part)
    assert part is None or part in messages[0]
