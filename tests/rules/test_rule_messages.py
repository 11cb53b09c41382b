"""What rules say, where the same line can be wrong for different reasons."""

import pytest

from scaffold.checking.reporters import render
from scaffold.inngest.packages import Packages
from scaffold.syntax.modules import Modules
from tests.support.sources import Sources, check

HEAD = "import datetime\nimport inngest\nfrom app import store\nfrom app.client import client\n\n"
DECORATED = (
    '@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))\n'
    "async def a(ctx: inngest.Context) -> None:\n"
)
RETRY = "the handler has no step"
SDK = "the SDK reads it"
# The rule, the handler's lines, and a part of the message that is there or not.
SAID = {
    "no step at all": ("side-effect-outside-step", "await store.names()", RETRY, True),
    "a step": (
        "side-effect-outside-step",
        "await store.names()\nawait ctx.step.run('b', store.load)",
        RETRY,
        False,
    ),
    "a step in a function that nothing is seen to call": (
        "side-effect-outside-step",
        "async def one(name):\n    return await ctx.step.run(name, store.load)\n"
        "calls = [lambda: one('b')]\nawait store.names()\nawait ctx.group.parallel(tuple(calls))",
        RETRY,
        False,
    ),
    "a step under another name": (
        "side-effect-outside-step",
        "tools = {'step': ctx.step}\nawait store.names()\nwork(tools)",
        RETRY,
        False,
    ),
    "a step of something else": (
        "side-effect-outside-step",
        "for step in ctx.event.data['steps']:\n    await store.put(step)",
        RETRY,
        True,
    ),
    "a naive time that a sleep is given": (
        "naive-datetime",
        "await ctx.step.sleep_until('b', datetime.datetime.utcnow())",
        SDK,
        True,
    ),
    "a naive time that a sleep is given by name": (
        "naive-datetime",
        "due = datetime.datetime.utcnow() + store.day\nawait ctx.step.sleep_until('b', due)",
        SDK,
        True,
    ),
    "a naive time that the SDK never sees": (
        "naive-datetime",
        "await ctx.step.run('b', lambda: store.put({'at': datetime.datetime.utcnow()}))",
        SDK,
        False,
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_reason_is_the_true_one(case: str) -> None:
    rule, lines, part, is_there = SAID[case]
    body = "".join(f"    {line}\n" for line in lines.split("\n"))
    report = check(Sources({"a.py": (HEAD + DECORATED + body).encode()}), rules=[rule])
    assert [part in each.message for each in report.diagnostics] == [is_there]


def test_a_call_is_said_as_it_is_written() -> None:
    text = b"""import { inngest } from "./inngest";
export const tell = () => inngest.send({ name: "a/b", id: `b-${new Date().toISOString()}` });
"""
    report = check(Sources({"a.ts": text}), rules=["nondeterministic-event-id"])
    assert [each.message.split(" gives ")[0] for each in report.diagnostics] == ["`new Date()`"]


def test_a_call_of_what_a_call_gives_is_said_by_its_name() -> None:
    text = b"""import { inngest } from "./inngest";
const withSession = (work) => async (data) => work(data, await auth.api.getSession());
export const a = inngest.createFunction({ id: "a" }, { event: "a/b" }, async ({ step, event }) =>
  step.run("b", () => withSession(async (data) => data)(event.data)).then(() =>
    withSession(async (data) => data)(event.data)),
);
"""
    (found,) = check(Sources({"a.ts": text}), rules=["side-effect-outside-step"]).diagnostics
    assert found.message.startswith("`withSession()` calls `auth.api.getSession` outside a step")


@pytest.mark.parametrize(
    ("options", "severity", "hint"),
    [
        ('{ id: "x", name: "Shop" }', "warning", "take it out"),
        ('{ id: "x", eventkey: "k", eventKey: "k" }', "warning", "take it out"),
        ('{ id: "x", eventkey: "k" }', "error", "write `eventKey`"),
        ('{ id: "x", key: "k" }', "error", "write `eventKey`"),
        ('{ id: "x", sdkBaseUrl: "https://a.b" }', "warning", "take it out"),
    ],
)
def test_an_option_beside_the_one_that_it_may_mean_only_does_nothing(
    options: str, severity: str, hint: str
) -> None:
    text = f'import {{ Inngest }} from "inngest";\nexport const c = new Inngest({options});\n'
    (found,) = check(Sources({"a.ts": text.encode()}), rules=["unknown-option"]).diagnostics
    assert (found.severity, found.hint) == (severity, hint)


HANDLERS = {
    "since 0.5": ("ctx", "`await ctx.step.run("),
    "before 0.5": ("ctx, step", "`await step.run("),
    "another name": ("context", "`await context.step.run("),
}


@pytest.mark.parametrize("case", HANDLERS)
def test_a_hint_has_the_tools_as_the_handler_has_them(case: str) -> None:
    parameters, part = HANDLERS[case]
    text = HEAD + DECORATED.replace("ctx: inngest.Context", parameters)
    report = check(
        Sources({"a.py": f"{text}    await store.put(1)\n".encode()}),
        rules=["side-effect-outside-step"],
    )
    (found,) = report.diagnostics
    assert part in found.hint


CLIENT = b'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ name: "x" });\n'
OLD = b"""import { inngest } from "./client";
export const a = inngest.createFunction({ name: "A" }, { event: "a/b" }, async ({ step }) => {
  await inngest.send({ name: "c/d" });
  step.run("load", () => load());
});
"""


@pytest.mark.parametrize(("version", "is_old"), [("2.7.2", True), ("3.54.2", False)])
def test_before_v3_one_note_stands_for_hints_that_cannot_be_followed(
    version: str, is_old: bool
) -> None:
    manifest = f'{{ "dependencies": {{ "inngest": "{version}" }} }}'.encode()
    files = {"web/package.json": manifest, "web/client.ts": CLIENT, "web/a.ts": OLD}
    report = check(Sources(files), rules=["unwrapped-send", "unawaited-step"])
    hints = {one.rule: one.hint for one in report.diagnostics}
    assert hints.keys() == {"unwrapped-send", "unawaited-step"}
    assert hints["unawaited-step"]
    assert bool(hints["unwrapped-send"]) is not is_old
    assert [note.partition(":")[0] for note in report.notes] == (
        ["`web` uses `inngest` 2.7.2"] if is_old else []
    )
    assert ("upgrade to v3 first" in render(report)) is is_old


UV = '[[package]]\nname = "inngest"\nversion = "{}"\n'
HELD = {
    "a lock file": ({"uv.lock": UV.format("0.4.20")}, True),
    "a lock file of 0.5": ({"uv.lock": UV.format("0.5.1")}, False),
    "two apps": ({"a/uv.lock": UV.format("0.4.1"), "b/uv.lock": UV.format("0.5.1")}, False),
    "a lock file over a range": (
        {"poetry.lock": UV.format("0.4.2"), "pyproject.toml": '"inngest>=0.4"'},
        True,
    ),
    "pinned": ({"requirements.txt": "fastapi\ninngest == 0.4.20  # for now\n"}, True),
    "pinned to 0.5": ({"requirements.txt": "inngest==0.5.19\n"}, False),
    "pinned to 0.40": ({"requirements.txt": "inngest==0.40.1\n"}, False),
    "an extra": ({"requirements.txt": "inngest[connect]==0.4.20\n"}, True),
    "another package": ({"requirements.txt": "inngest-extras==0.4.20\n"}, False),
    "a compatible patch": ({"requirements-dev.txt": "inngest~=0.4.20\n"}, True),
    "a compatible minor": ({"requirements.txt": "inngest~=0.4\n"}, False),
    "an open range": ({"pyproject.toml": 'dependencies = ["inngest>=0.4.1"]'}, False),
    "a closed range": ({"pyproject.toml": 'dependencies = ["inngest>=0.4.1, <0.5"]'}, True),
    "a range past 0.5": ({"pyproject.toml": 'dependencies = ["inngest>=0.4.1,<0.6"]'}, False),
    "an older minor": ({"requirements.txt": "inngest==0.3.14\n"}, True),
    "a range of older minors": ({"pyproject.toml": 'dependencies = ["inngest>=0.3,<0.4"]'}, True),
    "a caret": ({"pyproject.toml": 'inngest = "^0.4.3"'}, True),
    "any version": ({"pyproject.toml": 'dependencies = ["inngest"]'}, False),
    "nothing": ({"pyproject.toml": 'name = "shop"'}, False),
}


@pytest.mark.parametrize("case", HELD)
def test_python_sdk_is_held_below_0_5(case: str) -> None:
    files, is_held = HELD[case]
    sources = Sources({path: text.encode() for path, text in files.items()})
    assert Packages(Modules(sources)).python_sdk("app/client.py").is_held_before_0_5 is is_held
