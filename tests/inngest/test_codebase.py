"""What a project's files say together."""

import gc
import weakref

import pytest

from scaffold.checking.check import check_project, chosen_rules
from scaffold.checking.settings import Terms
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.serving import serving
from tests.support.sources import Sources

CLIENT = b'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ id: "x" });\n'
PYTHON_CLIENT = b'import inngest\n\nbus = inngest.Inngest(app_id="x")\n'


def project(**files: str) -> Codebase:
    """A project of these files: `lib__mail_ts` is `lib/mail.ts`."""
    sources = Sources({"lib/inngest.ts": CLIENT, "app/client.py": PYTHON_CLIENT})
    sources["app/__init__.py"] = b""
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        sources[f"{stem.replace('__', '/')}.{suffix}"] = text.encode()
    return Codebase(sources)


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


@pytest.mark.parametrize(
    ("made", "statement", "sender"),
    [
        ("let held: Inngest | null = null;\n"
         "export function get() { if (!held) { held = new Inngest({}); } return held; }",
         'import { get } from "./bus";', "get()"),
        ("let held;\nexport const get = () => (held ??= new Inngest({}));",
         'import * as bus from "./bus";', "bus.get()"),
        ("export const get = () => new Inngest({});",
         'import { get } from "./bus";\nlet held = null;\nheld = get();', "held"),
        ("export let held: Inngest | null = null;\nif (!held) { held = new Inngest({}); }",
         'import { held } from "./bus";', "held"),
        ("export const state = { held: null };\nstate.held = new Inngest({});",
         'import { state } from "./bus";', "state.held"),
        ("export class Hub { static held?: Inngest;\n"
         "  static get() { Hub.held ??= new Inngest({}); return Hub.held; } }",
         'import { Hub } from "./bus";', "Hub.get()"),
        ("const get = () => new Inngest({});\n"
         "export default new Proxy({}, { get: (_, key) => get()[key] });",
         'import bus from "./bus";', "bus"),
        ("export const bus = new Proxy({} as Inngest, handler);",
         'import { bus } from "./bus";', "bus"),
    ],
)  # fmt: skip
def test_sends_through_a_client_that_another_file_makes_late(
    made: str, statement: str, sender: str
) -> None:
    found = project(
        lib__bus_ts=f'import {{ Inngest }} from "inngest";\n{made}\n',
        lib__mail_ts="let held: Resend | null = null;\n"
        "export const mail = () => (held ??= new Resend(key));\n",
        lib__a_ts=f'{statement}\nimport {{ mail }} from "./mail";\n'
        f'export const go = async () => {{ await {sender}.send({{ name: "order/paid" }});\n'
        "  const late = " + sender + ';\n  await late.send({ name: "order/seen" });\n'
        '  await mail().send({ name: "order/mailed" }); };\n',
    )
    assert [each.name for each in found.sent] == ["order/paid", "order/seen"]


def test_python_sends_through_a_client_that_another_file_makes_late() -> None:
    found = project(
        app__hub_py="import inngest\n_held: inngest.Inngest | None = None\n\n"
        "def get_client() -> inngest.Inngest:\n    global _held\n    if _held is None:\n"
        '        _held = inngest.Inngest(app_id="x")\n    return _held\n',
        app__a_py="import inngest\nfrom app.hub import get_client\n\nasync def go():\n"
        '    await get_client().send(inngest.Event(name="order/paid"))\n'
        '    bus = get_client()\n    bus.send_sync(inngest.Event(name="order/seen"))\n',
    )
    assert [each.name for each in found.sent] == ["order/paid", "order/seen"]


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
    assert serving(found).registry(one) is not None
    assert serving(found).registry(two) is None


def test_helpers_that_call_each_other_end() -> None:
    found = project(
        lib__a_ts='import { inngest } from "./inngest";\nimport { ping } from "./b";\n'
        "export async function pong() { await ping(); }\n"
        'export const a = inngest.createFunction({ id: "a" }, async () => { await ping(); });\n',
        lib__b_ts='import { pong } from "./a";\n'
        "export async function ping() { await pong(); await fetch('x'); }\n",
    )
    assert "fetch" in [call.name for call in found.functions[0].calls]


def names_sent(found: Codebase) -> list[str]:
    """The events that a project sends, `?` for one whose name is not known."""
    return sorted(each.name or "?" for each in found.sent)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ('const e = [];\nfor (const x of xs) e.push({ name: "a/b", data: x });\nSEND(e);', ["a/b"]),
        (
            'const e = [{ name: "a/b" }];\ne.push({ name: "a/c" }, { name: "a/d" });\n'
            'e.unshift({ name: "a/a" });\nSEND(e);',
            ["a/a", "a/b", "a/c", "a/d"],
        ),
        ('const e = [];\ne.push(...xs.map((x) => ({ name: "a/b" })));\nSEND(e);', ["a/b"]),
        (
            'const e = [{ name: "a/b" }];\nconst more = [{ name: "a/c" }];\n'
            'more.push({ name: "a/d" });\nSEND(e.concat(more, { name: "a/e" }));',
            ["a/b", "a/c", "a/d", "a/e"],
        ),
        ('let e = [];\ne = [...e, { name: "a/b" }];\ne = e.concat({ name: "a/c" });\nSEND(e);',
         ["a/b", "a/c"]),
        ('const e = xs.map((x) => ({ name: "a/b" }));\ne.push({ name: "a/c" });\nSEND([...e]);',
         ["a/b", "a/c"]),
        ('const e = [];\nconst one = { name: "a/b" };\ne.push(one);\nSEND(e.slice(0, 9));',
         ["a/b"]),
        ('let e;\nif (x) e = { name: "a/b" };\nelse e = { name: "a/c" };\nSEND(e);',
         ["a/b", "a/c"]),
        ("const e = [];\ne.push(load());\nSEND(e);", ["?"]),
        ("const e = [];\nSEND(e);", []),
        # What is put into another array, or into one of its parts, is not sent.
        ('const e = [];\nxs.map((e) => e.push({ name: "a/b" }));\nSEND(e);', []),
        ('const e = [{ name: "a/b" }];\nlog.e.push({ name: "a/c" });\nSEND(e);', ["a/b"]),
        ('const e = {};\ne.rows.push({ name: "a/c" });\nSEND(e);', ["?"]),
    ],
)  # fmt: skip
def test_events_that_are_put_into_an_array_are_sent(code: str, names: list[str]) -> None:
    for send in ("inngest.send(", 'step.sendEvent("s", '):
        found = project(
            lib__a_ts='import { inngest } from "./inngest";\n'
            'inngest.createFunction({ id: "a" }, async ({ step }) => {\n'
            f"{code.replace('SEND(', send)}\n}});\n"
        )
        assert names_sent(found) == names


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("e = []\n    for x in xs:\n        e.append(Event(name='a/b'))\n    SEND", ["a/b"]),
        ("e = [Event(name='a/b')]\n    e.extend([Event(name='a/c')])\n    SEND", ["a/b", "a/c"]),
        ("e = []\n    e += [Event(name='a/b') for x in xs]\n    SEND", ["a/b"]),
        ("e: list[Event] = []\n    e.insert(0, Event(name='a/b'))\n    SEND", ["a/b"]),
        ("e = [Event(name='a/b')]\n    e = e + [Event(name='a/c')]\n    SEND", ["a/b", "a/c"]),
        ("e = []\n    f = []\n    f.append(Event(name='a/b'))\n    SEND", []),
    ],
)
def test_events_that_are_put_into_a_list_are_sent(code: str, names: list[str]) -> None:
    found = project(
        app__a_py="from inngest import Event\nfrom app.client import bus\n\n"
        f"async def a(xs):\n    {code.replace('SEND', 'await bus.send(e)')}\n"
    )
    assert names_sent(found) == names


@pytest.mark.parametrize(
    ("helper", "call", "names"),
    [
        ("async function emit(name: string, data: object) { return inngest.send({ name, data }); }",
         'emit("a/b", {})', ["a/b"]),
        ("const emit = (name, data) => inngest.send([{ name, data }]);",
         "emit(NAME, {})", ["a/named"]),
        ("async function emit(p) { try { await inngest.send(p); } catch (e) { log(e); } }",
         'emit({ name: "a/b", data: {} })', ["a/b"]),
        ("async function emit(p) { await inngest.send(p); }",
         'emit([{ name: "a/b" }, { name: "a/c" }])', ["a/b", "a/c"]),
        ("async function emit({ name, data }: Evt) { await inngest.send({ name, data }); }",
         'emit({ name: "a/b", data: {} })', ["a/b"]),
        ("async function emit(e: Evt) { await inngest.send({ name: e.type, data: e.data }); }",
         'emit({ type: "a/b", data: {} })', ["a/b"]),
        ("async function emit({ event }) { await inngest.send(event); }",
         'emit({ event: { name: "a/b" } })', ["a/b"]),
        ("const emit = (e: Evt) => { const { name } = e; return inngest.send({ name }); };",
         'emit({ name: "a/b" })', ["a/b"]),
        ("async function emit(p) { await inngest.send({ ...p, ts: 1 }); }",
         'emit({ name: "a/b" })', ["a/b"]),
        ("async function emit(...all) { await inngest.send(all); }",
         'emit({ name: "a/b" }, { name: "a/c" })', ["a/b", "a/c"]),
        ("async function emit(p) { await inngest.send(Array.isArray(p) ? p : [p]); }",
         'emit({ name: "a/b" })', ["?", "a/b"]),
        ("async function emit(step, name) { await step.sendEvent(name, { name }); }\n"
         'inngest.createFunction({ id: "f" }, async ({ step }) => { await emit(step, "a/f"); });',
         "emit(step, NAME)", ["a/f", "a/named"]),
        # A helper of a helper.
        ("const inner = (p) => inngest.send(p);\n"
         "async function emit(name, data) { await inner({ name, data }); }",
         'emit("a/b", {})', ["a/b"]),
        ("const inner = (type, data) => inngest.send({ name: type, data });\n"
         "async function emit(event) { await inner(event.name, event.data); }",
         'emit({ name: "a/b" })', ["a/b"]),
        # The name cannot be told, or is not each caller's.
        ('async function emit(name = "a/x", data) { await inngest.send({ name, data }); }',
         "emit()", []),
        ("async function emit(name) { await inngest.send({ name }); }", "emit(load())", ["?"]),
        ("const emit = (e) => { const { name } = e; if (name === A) inngest.send({ name }); };",
         'emit({ name: "b" })', []),
        ("async function emit(name) { await inngest.send({ name }); }", "emit(...all)", []),
        ("async function emit(kind) { await inngest.send({ name: `a/${kind}` }); }",
         'emit("b")', []),
        ("async function emit(kind) { await inngest.send({ name: NAMES[kind] }); }",
         'emit("b")', []),
        ("async function emit(name) { name = `a/${name}`; await inngest.send({ name }); }",
         'emit("b")', []),
        ("async function emit(e) { e.name = `a/${e.name}`; await inngest.send(e); }",
         'emit({ name: "b" })', []),
        ('async function emit(name) { if (name === "a/b") await inngest.send({ name }); }',
         'emit("a/c")', []),
        ("async function emit(e) { if (!KNOWN.has(e.name)) return; await inngest.send(e); }",
         'emit({ name: "a/c" })', []),
        ("async function emit(name) { await inngest.send({ name }); }",
         'other.emit("a/b"); emit.call(null, "a/b")', []),
        ("async function emit(name) { await sqs.send({ name }); }", 'emit("a/b")', None),
    ],
)  # fmt: skip
def test_events_that_are_sent_through_a_function(
    helper: str, call: str, names: list[str] | None
) -> None:
    found = project(
        lib__send_ts=f'import {{ inngest }} from "./inngest";\n{helper}\nexport {{ emit }};\n',
        lib__index_ts='export * from "./send";\n',
        app__page_ts='import { emit as tell } from "../lib";\nconst NAME = "a/named";\n'
        f"export async function POST() {{ {call.replace('emit(', 'tell(', 1)}; }}\n",
        tests__page_ts='import { emit } from "../lib";\nemit("test/only", { name: "x/y" });\n',
        app__other_ts='import { emit } from "elsewhere";\nemit("not/ours");\nmail.emit("no/no");\n',
    )
    assert names_sent(found) == ([] if names is None else ["?", *names])


def test_who_sends_through_a_function() -> None:
    found = project(
        lib__send_ts='import { inngest } from "./inngest";\n'
        "export const emit = (name: string) => inngest.send({ name });\n",
        lib__paid_ts='import { emit } from "./send";\n'
        'export async function markPaid() { await emit("a/paid"); }\n',
        lib__a_ts='import { inngest } from "./inngest";\nimport { emit } from "./send";\n'
        'import { markPaid } from "./paid";\n'
        'inngest.createFunction({ id: "a" }, async ({ step }) => {\n'
        '  await step.run("one", async () => { await emit("a/one"); });\n'
        '  await step.run("two", () => markPaid());\n});\n',
        app__route_ts='import * as mail from "../lib/send";\n'
        'export async function POST() { await mail.emit("a/two"); }\n',
    )
    places = [
        (each.name, each.path, each.function.label if each.function else None, each.site.line)
        for each in found.sent
        if each.name is not None
    ]
    assert sorted(places) == [
        ("a/one", "lib/a.ts", "a", 5),
        ("a/paid", "lib/paid.ts", "a", 2),
        ("a/two", "app/route.ts", None, 2),
    ]


@pytest.mark.parametrize(
    ("helper", "call", "names"),
    [
        ("async def emit(name: str, data: dict) -> None:\n"
         "    await bus.send(inngest.Event(name=name, data=data))", "emit('a/b', {})", ["a/b"]),
        ("async def emit(*, name: str, data: dict) -> None:\n"
         "    await bus.send([inngest.Event(name=name, data=data)])",
         "emit(data={}, name='a/b')", ["a/b"]),
        ("async def emit(event: inngest.Event) -> None:\n    await bus.send(event)",
         "emit(inngest.Event(name='a/b'))", ["a/b"]),
        ("async def emit(name: str) -> None:\n"
         "    await bus.send(inngest.Event(name=f'a/{name}'))", "emit('b')", []),
        ("async def emit(name: str) -> None:\n    if name not in KNOWN:\n        return\n"
         "    await bus.send(inngest.Event(name=name))", "emit('b')", []),
        ("async def emit(name: str) -> None:\n    await bus.send(inngest.Event(name=name))",
         "emit(**made)", []),
    ],
)  # fmt: skip
def test_events_that_are_sent_through_a_python_function(
    helper: str, call: str, names: list[str]
) -> None:
    found = project(
        app__events_py=f"import inngest\nfrom app.client import bus\n\n{helper}\n",
        app__main_py="import inngest\nfrom app.events import emit\nfrom app import events\n\n"
        f"async def route(made):\n    await {call}\n",
        tests__test_main_py="from app.events import emit\nemit('test/only')\n",
    )
    assert names_sent(found) == ["?", *names]


def test_what_the_rules_say_of_events_that_are_sent_through_a_function() -> None:
    found = project(
        lib__send_ts='import { inngest } from "./inngest";\n'
        "export const tell = (name, data) => inngest.send({ name, data });\n"
        "export const tellOnce = (name, data, id) => inngest.send({ name, data, id });\n"
        "export const post = (event) => inngest.send(event);\n"
        "export const publish = ({ name, data }) => inngest.send({ name, data });\n",
        lib__events_ts='import { eventType } from "inngest";\n'
        'export const paid = eventType("order/paid");\n',
        app__api__webhooks__stripe__route_ts="""\
import { post, publish, tell, tellOnce } from "../../../../lib/send";
export async function POST(req) {
  const { id } = await req.json();
  await tell("order/paid", {});
  await tellOnce("order/paid", {}, id);
  await post({ name: "order/paid", data: {} });
  await post({ name: "order/paid", data: {}, id });
  await publish({ name: "order/paid", data: {} });
  await tell("order/payed", {});
}
""",
        lib__a_ts='import { inngest } from "./inngest";\nimport { paid } from "./events";\n'
        'inngest.createFunction({ id: "a", triggers: [paid] }, async () => {});\n',
    )
    rules = ("unreceived-event", "untyped-event", "webhook-without-event-id")
    lines: dict[str, list[int]] = {name: [] for name in rules}
    for each in check_project(found, (), chosen_rules(rules), Terms()).diagnostics:
        assert each.path == "app/api/webhooks/stripe/route.ts"
        lines[each.rule].append(each.line)
    assert lines == {
        "unreceived-event": [9],
        "untyped-event": [6, 7, 9],
        # The last one starts nothing, so nothing can start twice.
        "webhook-without-event-id": [4, 6, 8],
    }


LET_GO = {
    "lib/inngest.ts": CLIENT.decode(),
    "lib/events.ts": 'import { eventType } from "inngest";\n'
    'export const paid = eventType("order/paid", { schema: schemaOf<{ id: string }>() });\n',
    "jobs.ts": """import { inngest } from "./lib/inngest";
import { paid } from "./lib/events";
export const bill = inngest.createFunction(
  { id: "bill", triggers: [paid], concurrency: { key: "event.data.id" } },
  async ({ event, step }) => { await step.run("bill", () => fetch(event.data.id)); },
);
""",
    "route.ts": """import { serve } from "inngest/next";
import { inngest } from "./lib/inngest";
import { bill } from "./jobs";
export const { GET, POST, PUT } = serve({ client: inngest, functions: [bill] });
""",
    "app/client.py": PYTHON_CLIENT.decode(),
    "app/jobs.py": """import inngest
from app.client import bus

@bus.create_function(fn_id="mail", trigger=inngest.TriggerEvent(event="order/paid"))
async def mail(ctx: inngest.Context) -> None:
    await ctx.step.run("send", send)
""",
}


def test_a_project_is_let_go_after_its_check() -> None:
    sources = Sources({path: text.encode() for path, text in LET_GO.items()})
    checked = Codebase(sources)
    report = check_project(checked, (), chosen_rules(), Terms(), processes=1)
    assert report.functions == 2
    known = weakref.ref(checked)
    del checked
    gc.collect()
    assert known() is None
