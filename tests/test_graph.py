"""What a project's files say together."""

import pytest

from scaffold.inngest.graph import Project, is_test
from tests.test_rules import Sources

CLIENT = b'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ id: "x" });\n'
PYTHON_CLIENT = b'import inngest\n\nbus = inngest.Inngest(app_id="x")\n'


def project(**files: str) -> Project:
    """A project of these files: `lib__mail_ts` is `lib/mail.ts`."""
    sources = Sources({"lib/inngest.ts": CLIENT, "app/client.py": PYTHON_CLIENT})
    sources["app/__init__.py"] = b""
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        sources[f"{stem.replace('__', '/')}.{suffix}"] = text.encode()
    return Project(sources)


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ('import { send } from "./mail";', "send()"),
        ('import { send as s } from "./mail.js";', "s()"),
        ('import * as mail from "./mail";', "mail.send()"),
        ('import mail from "./mail";', "mail.send()"),
        ('import { send } from "./barrel";', "send()"),
        ('import { mails } from "./barrel";', "mails.send()"),
        ('import { service } from "./mail";', "service.send()"),
        ('import { Mailer } from "./mail";', "Mailer.send()"),
        ('const { send } = await import("./mail");', "send()"),
    ],
)
def test_helpers_in_other_files_are_followed(statement: str, call: str) -> None:
    found = project(
        lib__mail_ts="export async function send() { await post(); }\n"
        'const post = () => fetch("x");\n'
        "export const service = { send };\nexport default { send };\n"
        "export class Mailer { static async send() { await post(); } }\n",
        lib__barrel_ts='export * from "./mail";\nexport * as mails from "./mail";\n',
        lib__a_ts=f'import {{ inngest }} from "./inngest";\n{statement}\n'
        f'inngest.createFunction({{ id: "a" }}, async () => {{ await {call}; }});\n',
    )
    (function,) = found.functions
    last = function.calls[-1]
    assert (last.name, last.site.outline.path) == ("fetch", "lib/mail.ts")
    assert [site.outline.path for site in last.chain] == ["lib/a.ts", "lib/mail.ts"]


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ("from app.mail import send", "send()"),
        ("from .mail import send as s", "s()"),
        ("from app import mail", "mail.send()"),
        ("from . import mail as m", "m.send()"),
        ("import app.mail", "app.mail.send()"),
        ("import app.mail as m", "m.send()"),
        ("from app.services import send", "send()"),
    ],
)
def test_python_helpers_in_other_files_are_followed(statement: str, call: str) -> None:
    found = project(
        app__mail_py="import httpx\nasync def send():\n    await httpx.post('x')\n",
        app__services_py="from app.mail import send\n",
        app__a_py=f"from app.client import bus\n{statement}\n"
        '@bus.create_function(fn_id="a", trigger=t)\n'
        f"async def a(ctx):\n    await {call}\n",
    )
    (function,) = found.functions
    assert function.calls[-1].name == "httpx.post"


def test_events_sent_and_received() -> None:
    found = project(
        lib__events_ts='import { eventType } from "inngest";\n'
        'export const paid = eventType("order/paid");\nexport const SEEN = "order/seen";\n',
        lib__a_ts="""
import { inngest } from "./inngest";
import { paid, SEEN } from "./events";
export const a = inngest.createFunction(
  { id: "a", triggers: [paid], cancelOn: [{ event: "order/gone" }] },
  async ({ step }) => {
    await step.waitForEvent("w", { event: SEEN, timeout: "1d" });
    await step.sendEvent("s", ids.map((id) => paid.create({ id })));
    await step.run("t", () => inngest.send([{ name: SEEN }, { name: `x-${a}` }]));
  },
);
export async function POST() {
  const event = { name: "order/new", data: {} };
  await inngest.send(event);
}
""",
    )
    assert sorted((each.name or "?", each.function is None) for each in found.sent) == [
        ("?", False), ("order/new", True), ("order/paid", False), ("order/seen", False),
    ]  # fmt: skip
    assert sorted((each.name, each.kind) for each in found.received if each.name) == [
        ("order/gone", "cancel"), ("order/paid", "trigger"), ("order/seen", "wait"),
    ]  # fmt: skip


def test_python_events_sent() -> None:
    found = project(
        app__events_py='class Paid(AppEvent):\n    event_name: ClassVar[str] = "order/paid"\n',
        app__a_py="""
import inngest
from app.client import bus
from app.events import Paid

@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event=Paid.event_name))
async def a(ctx):
    await ctx.step.send_event("s", [Paid(id=i).to_event() for i in ids])
    await bus.send(inngest.Event(name="order/seen"))
""",
    )
    assert sorted(each.name or "?" for each in found.sent) == ["order/paid", "order/seen"]
    assert [each.name for each in found.received] == ["order/paid"]


def test_registry_of_a_function() -> None:
    found = project(
        lib__a_ts='import { inngest } from "./inngest";\n'
        'export const a = inngest.createFunction({ id: "a" }, async () => {});\n'
        'export const b = inngest.createFunction({ id: "b" }, async () => {});\n',
        app__route_ts='import { serve } from "inngest/next";\n'
        'import { inngest } from "../lib/inngest";\nimport { a as one } from "../lib/a";\n'
        "export const { GET } = serve({ client: inngest, functions: [one] });\n",
    )
    one, two = found.functions
    assert found.registry_of(one) is not None
    assert found.registry_of(two) is None


def test_helpers_that_call_each_other_end() -> None:
    found = project(
        lib__a_ts='import { inngest } from "./inngest";\nimport { ping } from "./b";\n'
        "export async function pong() { await ping(); }\n"
        'export const a = inngest.createFunction({ id: "a" }, async () => { await ping(); });\n',
        lib__b_ts='import { pong } from "./a";\n'
        "export async function ping() { await pong(); await fetch('x'); }\n",
    )
    assert "fetch" in [call.name for call in found.functions[0].calls]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/a.test.ts", True),
        ("tests/test_a.py", True),
        ("src/__tests__/a.ts", True),
        ("src/types.d.ts", True),
        ("src/contest.ts", False),
        ("src/latest/a.ts", False),
        ("app/a.py", False),
    ],
)
def test_which_files_are_tests(path: str, expected: bool) -> None:
    assert is_test(path) is expected
