"""What is read from one file of Inngest code, whatever its names are."""

import re
from textwrap import dedent

import pytest

from scaffold.code.bindings import resolve_callee
from scaffold.inngest.facts import MOST_CALLS, Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.syntax.source import Source

CLIENT = 'import { Inngest } from "inngest";\nconst app = new Inngest({ id: "app" });\n'


_PARTIAL = "from functools import partial"


def read(text: str, path: str = "example.ts") -> FileFacts:
    return FileFacts(Source.parse(path, dedent(text).encode()))


def typescript(body: str, parameters: str = "{ event, step }") -> Function:
    """The function whose handler has this body."""
    made = f'app.createFunction({{ id: "a" }}, {{ event: "x/y" }}, async ({parameters}) => {{'
    return read(f"{CLIENT}export const a = {made}\n{dedent(body)}\n}});\n").functions[0]


def python(body: str, parameters: str = "ctx", prefix: str = "") -> Function:
    head = (
        "import inngest, time\nfrom uuid import uuid4 as u\n"
        f'client = inngest.Inngest(app_id="app")\n{prefix}\n'
        '@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))\n'
        f"async def a({parameters}):\n"
    )
    indented = "\n".join(f"    {line}" for line in dedent(body).strip().splitlines())
    return read(head + indented + "\n", "example.py").functions[0]


def steps(function: Function) -> list[tuple[str, str]]:
    return [(step.kind, step.id_text) for step in function.steps]


def running(function: Function) -> dict[str, str | None]:
    """The calls that are no steps, and the id of the step each runs in."""
    return {
        call.spelled: call.step.id_text if call.step else None
        for call in function.everything
        if not call.tool
    }


@pytest.mark.parametrize(
    ("code", "shape", "id_", "symbol"),
    [
        (
            'export const a = app.createFunction({ id: "x", triggers: [] }, async () => {});',
            "v4", "x", "a",
        ),
        (
            'export default app.createFunction({ id: "x" }, { event: "e" }, async () => {});',
            "v3", "x", "default",
        ),
        ('export const a = app.createFunction("Name", "e", () => {});', "v0", "Name", "a"),
        (
            'const ID = "x";\nexport const a = app.createFunction({ id: ID }, handler);\n'
            "async function handler() {}",
            "v4", "x", "a",
        ),
        (
            "const options = { id: `x`, retries: 3 };\n"
            "export const a = app.createFunction(options, wrap(async () => {}));",
            "v4", "x", "a",
        ),
        (
            "const { createFunction } = app;\n"
            'export const a = createFunction({ id: "x" }, async () => {});',
            "v4", "x", "a",
        ),
        (
            "const make = (id: string) => app.createFunction({ id }, async () => {});",
            "v4", None, None,
        ),
        (
            'class Jobs { constructor(private inngest) {}\n'
            '  job = this.inngest.createFunction({ id: "x" }, async () => {}); }',
            "v4", "x", "job",
        ),
    ],
)  # fmt: skip
def test_functions_in_every_shape(code: str, shape: str, id_: str | None, symbol: str) -> None:
    (function,) = read(CLIENT + code).functions
    assert (function.shape, function.id, function.symbol) == (shape, id_, symbol)
    assert function.handler is not None


def test_a_decorated_python_function() -> None:
    function = python("pass")
    assert (function.shape, function.id, function.symbol) == ("python", "a", "a")
    assert function.handler is not None
    assert function.handler.is_async


def test_code_that_is_no_inngest_function() -> None:
    assert read("lambda.createFunction({ name: 'x' });").functions == ()
    assert read("app.createFunction(template, data);").functions == ()


@pytest.mark.parametrize(
    ("triggers", "expected"),
    [
        ('[{ event: "a/b" }]', [("event", "a/b", None)]),
        ('{ cron: "0 9 * * *" }', [("cron", None, "0 9 * * *")]),
        ('[cron("0 9 * * *"), userCreated]', [("cron", None, "0 9 * * *"), ("event", "u/c", None)]),
        ("[{ event: userCreated }, { event: NAMES.paid }]",
         [("event", "u/c", None), ("event", "o/p", None)]),
        ("[{ event: Names.Shipped }]", [("event", "o/s", None)]),
        ("list", [("event", "o/p", None)]),
        ("[{ event: makeName() }]", [("event", None, None)]),
    ],
)  # fmt: skip
def test_triggers_are_followed_to_their_names(
    triggers: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    (function,) = read(
        'import { Inngest, cron, eventType } from "inngest";\n'
        'const app = new Inngest({ id: "app" });\n'
        'const userCreated = eventType("u/c", { schema });\n'
        'const NAMES = { paid: "o/p" } as const;\n'
        'enum Names { Shipped = "o/s" }\n'
        "const list = [{ event: NAMES.paid }];\n"
        f'app.createFunction({{ id: "x", triggers: {triggers} }}, async () => {{}});'
    ).functions
    assert [(each.kind, each.event, each.cron) for each in function.triggers] == expected


def test_python_triggers_through_class_attributes() -> None:
    (function,) = read(
        """
        import inngest as sdk
        client = sdk.Inngest(app_id="x")
        class UserCreated(AppEvent):
            event_name: ClassVar[str] = "user/created"
        @client.create_function(
            fn_id="a",
            trigger=[
                sdk.TriggerEvent(event=UserCreated.event_name, expression="true"),
                sdk.TriggerCron(cron="0 9 * * *"),
            ],
        )
        def a(ctx): pass
        """,
        "a.py",
    ).functions
    assert [(each.event, each.cron) for each in function.triggers] == [
        ("user/created", None),
        (None, "0 9 * * *"),
    ]


@pytest.mark.parametrize(
    ("parameters", "body"),
    [
        ("{ step }", 'await step.run("s", f);'),
        ("{ step: s }", 'await s.run("s", f);'),
        ("ctx", 'await ctx.step.run("s", f);'),
        ("{ event, ...rest }", 'await rest.step.run("s", f);'),
        ("ctx", 'const { step: s } = ctx; await s.run("s", f);'),
        ("ctx", 'const s = ctx.step; await s.run("s", f);'),
        ("{ step }", 'const { run } = step; await run("s", f);'),
        ("{ step: { run } }", 'await run("s", f);'),
        ("{ step }", 'const go = step.run; await go("s", f);'),
        ("{ step }", 'await helper(step); async function helper(x) { await x.run("s", f); }'),
        ("{ step }", 'await helper({ step }); async function helper({ step: x }) '
                     '{ await x.run("s", f); }'),
        ("ctx", 'await helper(ctx); async function helper({ step }) { await step.run("s", f); }'),
        ("{ step }", 'await Promise.all(ids.map(async (id) => { await step.run("s", f); }));'),
        ("{ step }", 'await (async () => { await step.run("s", f); })();'),
        ("{ step }", 'const go = async () => step.run("s", f); await go();'),
        ("{ step }", 'await each(["x"], async () => { await step.run("s", f); });'),
        ("{ step }", 'const go = async (run) => run("s", f); await go(step.run);'),
        ("{ step }", 'const go = step.run.bind(step); await go("s", f);'),
        ("{ step }", 'const make = (x) => ({ keep: (g) => x.run("s", g) }); '
                     'await make(step).keep(f);'),
        ("{ step }", 'const make = (x) => ({ keep: (g) => x.run("s", g) }); '
                     'await helper(make(step)); '
                     'async function helper({ keep }) { await keep(f); }'),
        ("{ step }", 'const make = (x) => { const kept = { tools: x }; return kept; }; '
                     'await helper(make(step)); '
                     'async function helper(made) { await made.tools.run("s", f); }'),
        ("{ step }", 'const make = (x) => again(x); const again = (y) => ({ y }); '
                     'await helper(make(step)); '
                     'async function helper(made) { await made.y.run("s", f); }'),
        ("ctx, own", 'const s = own ?? ctx.step; await s.run("s", f);'),
        ("ctx, own", 'const s: Tools = own || ctx.step; await s.run("s", f);'),
        ("ctx, own", 'const { run } = own ? own : ctx.step; await run("s", f);'),
        ("ctx, own", 'await (own ?? (ctx && ctx.step)).run("s", f);'),
        ("ctx, own", 'await helper(own ?? ctx.step); '
                     'async function helper(x) { await x.run("s", f); }'),
        ("ctx, own", 'const pick = own ? () => {} : () => ctx.step.run("s", f); await pick();'),
    ],
)  # fmt: skip
def test_step_under_any_name(parameters: str, body: str) -> None:
    assert steps(typescript(body, parameters)) == [("run", "s")]


@pytest.mark.parametrize(
    ("parameters", "body", "prefix"),
    [
        ("ctx", 'await ctx.step.run("s", f)', ""),
        ("context: inngest.Context", 'await context.step.run("s", f)', ""),
        ("ctx, step", 'await step.run("s", f)', ""),
        ("ctx", 's = ctx.step\nawait s.run("s", f)', ""),
        ("ctx", "await helper(ctx.step)", 'async def helper(x):\n    await x.run("s", f)'),
        ("ctx", "await helper(1, step=ctx.step)",
         'async def helper(n, step):\n    await step.run("s", f)'),
        ("ctx", 'await ctx.group.parallel((lambda: ctx.step.run("s", f),))', ""),
        ("ctx", 'await ctx.group.parallel(tuple(lambda: ctx.step.run("s", f) for i in x))', ""),
        ("ctx", 'await ctx.group.parallel((partial(ctx.step.run, "s", f),))', _PARTIAL),
        ("ctx", 'a = [lambda: ctx.step.run("s", f) for i in x]\n'
                'await ctx.group.parallel(tuple(a))', ""),
        ("ctx", 'a = (lambda: ctx.step.run("s", f),)\nawait ctx.group.parallel(a)', ""),
        ("ctx", 'a = [partial(ctx.step.run, "s", f)]\nawait ctx.group.parallel(a)', _PARTIAL),
        ("ctx", 'late = partial(ctx.step.run, "s", f)\nawait late()', _PARTIAL),
        ("ctx", 'run = partial(ctx.step.run)\nawait run("s", f)', _PARTIAL),
        ("ctx", 'tools = [partial(ctx.step.run, "s", handler=f)]\nawait tools[0]()', _PARTIAL),
        ("ctx", 'await keeper(ctx.step)(f)',
         'def keeper(x):\n    async def keep(g):\n        return await x.run("s", g)\n'
         "    return keep"),
        ("ctx, step=None", 'tools = step or ctx.step\nawait tools.run("s", f)', ""),
        ("ctx, step=None", 'tools: inngest.Step = ctx.step or step\nawait tools.run("s", f)', ""),
        ("ctx, *, step=None",
         's = ctx.step if step is None else step\nawait s.run("s", f)', ""),
        ("ctx", "await helper(ctx)",
         'async def helper(ctx, own=None):\n    s = own or ctx.step\n    await s.run("s", f)'),
        ("ctx", 's = s or ctx.step\nawait s.run("s", f)', ""),
        ("step, event", 'await step.run("s", f)', ""),
    ],
)  # fmt: skip
def test_python_step_under_any_name(parameters: str, body: str, prefix: str) -> None:
    assert steps(python(body, parameters, prefix)) == [("run", "s")]


def test_step_kinds_have_one_spelling() -> None:
    found = steps(
        typescript(
            """
            await step.sleepUntil("a", d); await step.waitForEvent("b", {});
            await step.sendEvent("c", []); await step.invoke("d", {}); await step.ai.wrap("e", f);
            await step.run({ id: "f", name: "F" }, f);
            """
        )
    )
    assert found == [
        ("sleepUntil", "a"), ("waitForEvent", "b"), ("sendEvent", "c"), ("invoke", "d"),
        ("ai.wrap", "e"), ("run", "f"),
    ]  # fmt: skip
    assert steps(
        python(
            """
            await ctx.step.sleep_until("a", d)
            await ctx.step.wait_for_event(step_id="b", event="x")
            await ctx.step.send_event("c", [])
            """
        )
    ) == [("sleepUntil", "a"), ("waitForEvent", "b"), ("sendEvent", "c")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("load();", {"load": None}),
        ('await step.run("s", () => load());', {"load": "s"}),
        ('await step.run("s", async () => { rows.map((r) => save(r)); });',
         {"rows.map": "s", "save": "s"}),
        ('await step.run("s", work); function work() { load(); }', {"load": "s"}),
        ('await step.run("a", f).then((x) => load(x));', {"step.run().then": None, "load": None}),
        ("const tool = { handler: async () => { load(); } };", {}),
        ('await step.run("s", () => retry(() => load()));', {"retry": "s", "load": "s"}),
    ],
)  # fmt: skip
def test_the_step_that_a_call_runs_in(body: str, expected: dict[str, str | None]) -> None:
    assert running(typescript(body)) == expected


def test_a_bound_step_has_the_arguments_of_the_step() -> None:
    (step,) = python(
        'async def work():\n    load()\npartial(ctx.step.run, "s", work)', prefix=_PARTIAL
    ).steps
    assert step.callback is not None
    assert (step.id_text, step.callback.name, step.call.spelled) == ("s", "work", "ctx.step.run")


@pytest.mark.parametrize(
    ("body", "takes"),
    [
        ("const tools = make(step); await helper(tools);", True),
        ("const tools = make(step); await helper(tools.sub);", True),
        ("const { sub } = make(step); await helper(sub);", True),
        ("await helper(new Runner(step));", True),
        ("await helper(new Runner({ step }));", True),
        ("await helper({ keep: () => step.run('s', f) });", True),
        ("const keep = () => step.run('s', f); await helper(keep);", True),
        ("const list = [() => step.run('s', f)]; const helper = list.pop(); await helper();", True),
        ("const user = await make(step); await helper(user);", False),
        ("const user = make(event); await helper(user);", False),
        ("const user = await step.run('s', f); await helper(user);", False),
        ("const own = (x) => ({ id: 1, x: f(x) }); await helper(own(event));", False),
        ("const own = (x) => ({ id: 1 }); await helper(own(step));", False),
        ("const own = (x) => f(1); await helper(own(step));", False),
        ("const own = (x) => own(x); await helper(own(step));", False),
        ("await helper(new Runner(event));", False),
        ("await helper({ keep: () => f('s') });", False),
        ("const list = [() => f()]; const helper = list.pop(); await helper();", False),
    ],
)
def test_what_is_made_of_step_may_make_steps(body: str, takes: bool) -> None:
    (call,) = (call for call in typescript(body).calls if call.spelled == "helper")
    assert call.takes_context is takes


@pytest.mark.parametrize(
    ("parameters", "body"),
    [
        ("{ event }", "const db = event.data.db ?? shop; await db.load();"),
        ("{ step }", "const n = (await step.run('s', f)) || shop; await n.load();"),
        ("{ step }", "const n = step.count + shop; await n.load();"),
        ("{ step }", "const n = step && shop; await n.load();"),
        ("{ step }", "const n = step ? shop : 1; await n.load();"),
        ("{ event }", f"const n = {'a || ' * 900} shop; await n.load();"),
        ("{ event }", "const n0 = event.a ?? shop; "
         + "".join(f"const n{i + 1} = n{i} || n{i}; " for i in range(500))
         + "await n500.load();"),
    ],
)  # fmt: skip
def test_a_choice_without_step_is_no_tool(parameters: str, body: str) -> None:
    (call,) = (call for call in typescript(body, parameters).calls if "load" in call.site.attrs)
    assert not call.tool
    assert not call.takes_context


def test_a_factory_hands_on_what_it_is_given() -> None:
    first, second = read(
        f"""
        {CLIENT}
        const job = (id, work) =>
          app.createFunction({{ id }}, {{ event: "x/y" }}, async ({{ event, step }}) => work(step));
        const run = (id, {{ work }}) => app.createFunction({{ id }}, {{ event: "x/y" }}, work);
        job("a", async (step) => {{ await step.run("one", () => load()); }});
        job("b", two);
        async function two(tools) {{ await tools.run("two", () => load()); save(); }}
        run("c", {{ work: async ({{ step }}) => {{ await step.run("three", () => load()); }} }});
        run("d", unknown);
        """
    ).functions
    assert steps(first) == [("run", "one"), ("run", "two")]
    assert running(first)["save"] is None
    assert steps(second) == [("run", "three")]


_MAILER = "class Mailer:\n    def send(self): post()\n"


@pytest.mark.parametrize(
    ("shop", "body"),
    [
        ("def __init__(self): self.mailer = Mailer()", "shop.mailer.send()"),
        ("mailer = Mailer()", "shop.mailer.send()"),
        ("def __init__(self): self.mailer = None\n    def on(self): self.mailer = Mailer()",
         "shop.mailer.send()"),
        ("def __init__(self):\n        self.mailer: Mailer = Mailer()\n"
         "    def tell(self): self.mailer.send()", "shop.tell()"),
        ("mailer = Mailer()\n    def tell(self): self.mailer.send()", "Shop().tell()"),
        ("def __init__(self): self.inner = Inner()\n"
         "class Inner:\n    mailer = Mailer()", "shop.inner.mailer.send()"),
    ],
)  # fmt: skip
def test_methods_behind_attributes_are_followed(shop: str, body: str) -> None:
    function = python(body, prefix=f"{_MAILER}class Shop:\n    {shop}\nshop = Shop()")
    assert "post" in [call.spelled for call in function.calls]


@pytest.mark.parametrize(
    "shop",
    [
        "def __init__(self, mailer): self.mailer = mailer",
        "def __init__(self): self.mailer = Mailer()\n    def off(self): self.mailer = other()",
        "def __init__(self): self.mailer = make(Mailer())\n    def make(self): return 1",
        "mailer = Mailer",
        "def mailer(self): return Mailer()",
    ],
)
def test_what_an_attribute_holds_is_not_guessed(shop: str) -> None:
    function = python(
        "shop.mailer.send()", prefix=f"{_MAILER}class Shop:\n    {shop}\nshop = Shop()"
    )
    assert [call.spelled for call in function.calls] == ["shop.mailer.send"]


@pytest.mark.parametrize(
    "shop",
    [
        "private mailer = new Mailer(); tell() { this.mailer.send(); }",
        "mailer: Mailer; constructor() { this.mailer = new Mailer(); } "
        "tell() { this.mailer.send(); }",
        "constructor(private mailer = new Mailer()) {} tell() { this.mailer.send(); }",
    ],
)
def test_typescript_methods_behind_attributes_are_followed(shop: str) -> None:
    function = typescript(
        "class Mailer { send() { post(); } }\n"
        f"class Shop {{ {shop} }}\nconst shop = new Shop(); shop.tell();"
    )
    assert "post" in [call.spelled for call in function.calls]


def test_an_attribute_is_named_after_what_made_it() -> None:
    function = python(
        "shop.charge()",
        prefix="import httpx\nclass Shop:\n    def __init__(self): self.http = httpx.Client()\n"
        "    def charge(self): self.http.post('x')\nshop = Shop()",
    )
    assert "httpx.Client().post" in [call.name for call in function.calls]


def test_a_deferred_function_is_not_called() -> None:
    function = python(
        'ctx.defer("later", function=score)',
        prefix='async def score(ctx):\n    await ctx.step.run("s", f)',
    )
    assert [call.spelled for call in function.calls] == ["ctx.defer"]


@pytest.mark.parametrize("parameters", ["ctx, event", "ctx, own=None", "step, event, own=None"])
def test_only_step_is_the_step_of_a_python_handler(parameters: str) -> None:
    function = python("event.load()\nown.load()", parameters)
    assert not function.steps


def test_calls_in_a_function_given_beside_step_are_uncertain() -> None:
    function = typescript("await library(step, () => load());")
    assert "load" not in [call.spelled for call in function.calls]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('import { randomUUID as id } from "node:crypto"; id();', "crypto.randomUUID"),
        ('import * as c from "crypto"; c.randomUUID();', "crypto.randomUUID"),
        ('import c from "crypto"; c.randomUUID();', "crypto.randomUUID"),
        ('const c = require("crypto"); c.randomUUID();', "crypto.randomUUID"),
        ('const { randomUUID: id } = require("node:crypto"); id();', "crypto.randomUUID"),
        ("crypto.randomUUID();", "crypto.randomUUID"),
        ("globalThis.crypto.randomUUID();", "crypto.randomUUID"),
        ("const now = Date.now; now();", "Date.now"),
    ],
)
def test_names_through_aliases(line: str, name: str) -> None:
    file = read(line)
    assert name in [resolve_callee(site).name for site in file.sites]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import time\ntime.time()", "time.time"),
        ("from time import time as t\nt()", "time.time"),
        ("import datetime as d\nd.datetime.now()", "datetime.datetime.now"),
        ("from datetime import datetime\ndatetime.now()", "datetime.datetime.now"),
        ("import os.path\nos.path.exists('x')", "os.path.exists"),
        ("import httpx\nc = httpx.Client()\nc.get('x')", "httpx.Client().get"),
    ],
)
def test_python_names_through_aliases(line: str, name: str) -> None:
    file = read(line, "a.py")
    assert name in [resolve_callee(site).name for site in file.sites]


@pytest.mark.parametrize(
    ("body", "fate"),
    [
        ('await step.run("s", f);', "awaited"),
        ('step.run("s", f);', "dropped"),
        ('void step.run("s", f);', "void"),
        ('return step.run("s", f);', "passed"),
        ('const p = step.run("s", f); await p;', "awaited"),
        ('const p = step.run("s", f); await Promise.all([p]);', "awaited"),
        ('const p = step.run("s", f);', "dropped"),
        ('all.push(step.run("s", f));', "kept"),
        ('await Promise.all([step.run("s", f)]);', "awaited"),
        ('Promise.all([step.run("s", f)]);', "dropped"),
        ('await step.run("s", f).then(g);', "awaited"),
        ('await Promise.all(ids.map((id) => step.run("s", f)));', "awaited"),
        ('ids.forEach((id) => step.run("s", f));', "dropped"),
        ('await errors.try(step.run("s", f));', "passed"),
        ('const ok = x ? await step.run("s", f) : null;', "awaited"),
    ],
)
def test_what_becomes_of_a_promise(body: str, fate: str) -> None:
    (step,) = typescript(body).steps
    assert step.call.fate == fate


@pytest.mark.parametrize(
    ("code", "spelled"),
    [
        ("db.users.find()", "db.users.find"),
        ("connect()(1)", "connect()"),
        ("connect()(1)(2)", "connect()"),
        ("db.table('a').select().get()", "db.table().select().get"),
        ("Api().go()", "Api().go"),
    ],
)
def test_a_call_is_spelled_as_its_file_writes_it(code: str, spelled: str) -> None:
    function = python(code)
    assert next(call.spelled for call in function.calls if call.site.use == "discarded") == spelled


def test_the_failure_handler_is_kept_apart() -> None:
    (function,) = read(
        CLIENT + 'app.createFunction({ id: "a", onFailure: async ({ step }) => { tell(); } }, '
        "async () => { work(); });"
    ).functions
    assert [call.spelled for call in function.calls] == ["work"]
    assert [call.spelled for call in function.failure_calls] == ["tell"]


def test_clients_and_sends() -> None:
    file = read(
        """
        import { Inngest as Bus } from "inngest";
        const bus = new Bus({ id: "app" });
        const makeBus = () => new Bus({ id: "other" });
        const second = makeBus();
        bus.send({ name: "a/b" });
        second.send({ name: "c/d" });
        mailer.send({ to: "x" });
        """
    )
    assert [site.line for site in file.clients] == [3, 4]
    assert [site.line for site in file.sends] == [6, 7]


_CLASS = (
    "class Hub {{ static held: Inngest | null = null; static get() {{ {} }} }}\nHub.get().send(e);"
)


@pytest.mark.parametrize(
    "code",
    [
        "let held: Inngest | null = null;\n"
        "function get() { if (held) return held; held = new Inngest({}); return held; }\n"
        "get().send(e);",
        "let held: Inngest | undefined = undefined;\n"
        "const get = () => { if (!held) { held = new Inngest({}); } return held!; };\n"
        "const bus = get();\nbus.send(e);",
        "let held = null as Inngest | null;\n"
        "const get = async () => { held = new Inngest({}); return held; };\n"
        "const bus = await get();\nbus.send(e);",
        "let held: Inngest | null = null;\nif (!held) { held = new Inngest({}); }\nheld.send(e);",
        "let held: Inngest;\nconst reset = () => { held = null; };\n"
        "const get = () => { held = new Inngest({}); return held; };\nget().send(e);",
        "let held = null;\nconst get = () => { held ??= new Inngest({}); return held; };\n"
        "get().send(e);",
        "let held = null;\nconst get = () => { held ||= new Inngest({}); return held; };\n"
        "get().send(e);",
        "let held;\nconst get = () => (held ??= new Inngest({}));\nget().send(e);",
        "let held;\nconst get = () => held ?? (held = new Inngest({}));\nget().send(e);",
        "let held;\nfunction get() { return (held = new Inngest({})); }\nget().send(e);",
        "let held;\nfunction get() { return held ? held : make(); }\n"
        "function make() { return (held = new Inngest({})); }\nget().send(e);",
        "let held = null;\nconst get = () => { held = held ?? new Inngest({}); return held; };\n"
        "get().send(e);",
        "const get = () => globalThis.held ?? new Inngest({});\nget().send(e);",
        "globalThis.inngest ??= new Inngest({});\nglobalThis.inngest.send(e);",
        "const world = globalThis as World;\nif (!world.held) world.held = new Inngest({});\n"
        "export const bus = world.held;\nbus.send(e);",
        "const state: State = {};\n"
        "function get() { if (!state.held) state.held = new Inngest({}); return state.held; }\n"
        "get().send(e);",
        "const state = { held: null as Inngest | null };\n"
        "const init = () => { state.held = new Inngest({}); };\nstate.held.send(e);",
        "const state = { held: undefined };\nstate.held = new Inngest({});\n"
        "const { held } = state;\nheld.send(e);",
        _CLASS.format("if (!Hub.held) { Hub.held = new Inngest({}); } return Hub.held;"),
        _CLASS.format("return (this.held ??= new Inngest({}));"),
        "class Hub { #held = null;\n  get held() { return (this.#held ??= new Inngest({})); }\n"
        "  go() { this.held.send(e); } }",
        "class Hub { private held;\n  constructor() { this.held = new Inngest({}); }\n"
        "  go() { this.held.send(e); } }",
        "const bus = new Proxy({} as Inngest, { get: (_, key) => other()[key] });\nbus.send(e);",
        "const make = () => new Inngest({});\n"
        "const bus = new Proxy({}, { get(_, key) { return Reflect.get(make(), key); } });\n"
        "bus.send(e);",
        "const bus = new Proxy(new Inngest({}), handler);\nbus.send(e);",
        "const bus = lazy(() => new Inngest({}));\nbus.send(e);",
        "const get = once(() => { return new Inngest({}); });\nget().send(e);",
    ],
)
def test_sends_through_a_client_that_is_made_when_first_asked_for(code: str) -> None:
    assert len(read(f'import {{ Inngest }} from "inngest";\n{code}').sends) == 1


@pytest.mark.parametrize(
    "code",
    [
        "_held: inngest.Inngest | None = None\ndef get():\n    global _held\n"
        '    if _held is None:\n        _held = inngest.Inngest(app_id="a")\n    return _held\n'
        "get().send(e)",
        "_held = None\ndef get():\n    global _held\n"
        '    _held = _held or inngest.Inngest(app_id="a")\n    return _held\nget().send(e)',
        '@lru_cache\ndef get():\n    return inngest.Inngest(app_id="a")\nbus = get()\nbus.send(e)',
        '@functools.lru_cache(maxsize=1)\ndef get():\n    return inngest.Inngest(app_id="a")\n'
        "get().send_sync(e)",
        "class Hub:\n    held = None\n    @classmethod\n    def get(cls):\n"
        '        if cls.held is None:\n            cls.held = inngest.Inngest(app_id="a")\n'
        "        return cls.held\nHub.get().send(e)",
        "class Hub:\n    @cached_property\n    def bus(self):\n"
        '        return inngest.Inngest(app_id="a")\n'
        "    def go(self):\n        self.bus.send(e)",
        'class Hub:\n    def __init__(self):\n        self.bus = inngest.Inngest(app_id="a")\n'
        "    def go(self):\n        self.bus.send(e)",
    ],
)
def test_python_sends_through_a_client_that_is_made_when_first_asked_for(code: str) -> None:
    assert len(read(f"import inngest\n{code}\n", "a.py").sends) == 1


@pytest.mark.parametrize(
    "code",
    [
        "let held: Resend | null = null;\n"
        "function get() { if (!held) { held = new Resend(key); } return held; }\n"
        "get().send({ name: 'a/b' });",
        "let held = null;\nconst get = () => (held ??= new Resend(key));\n"
        "get().send({ name: 'a/b' });",
        "let held = null;\nlet mail = null;\nheld = new Inngest({});\nmail = new Resend(key);\n"
        "mail.send({ name: 'a/b' });",
        "const state = { held: null, mail: null };\nstate.held = new Inngest({});\n"
        "state.mail = new Resend(key);\nstate.mail.send({ name: 'a/b' });",
        "class Hub { held = null;\n  constructor() { this.held = new Inngest({}); } }\n"
        "class Post { held = null;\n  constructor() { this.held = new Resend(key); }\n"
        "  go() { this.held.send({ name: 'a/b' }); } }",
        "const mail = new Proxy(new Resend(key), { get(target, key) {\n"
        "  make().createFunction({ id: 'a' }, run); return target[key]; } });\n"
        "const make = () => new Inngest({});\nmail.send({ name: 'a/b' });",
        "const mail = lazy(() => new Resend(key));\nmail.send({ name: 'a/b' });",
        "const held = new Inngest({});\nconst mail = held && new Resend(key);\n"
        "mail.send({ name: 'a/b' });",
        "let held = null;\nconst show = () => new Inngest({});\nheld += show();\nheld.send(e);",
        "let held = null;\nlet other = null;\nheld = held ?? other ?? held;\n"
        "other = held ?? other ?? (other = held);\nheld.send(e);",
        "const get = () => (x ? get() : again());\nconst again = () => get() ?? again();\n"
        "get().send(e);",
    ],
)
def test_what_is_made_in_the_same_way_is_no_client(code: str) -> None:
    head = 'import { Inngest } from "inngest";\nimport { Resend } from "resend";\n'
    assert read(head + code).sends == ()


def test_deep_code_is_read() -> None:
    deep = "x = " + " + ".join(["a"] * 900) + ";\n" + "(" * 400 + "b" + ")" * 400
    assert read(CLIENT + deep).functions == ()
    given = "f(" * 300 + "step" + ")" * 300 + ", " + "{ a: " * 300 + "step" + " }" * 300
    assert typescript(f"await g({given});").calls[0].spelled == "g"


_ORDER = """
one(() => { two(three); four(() => five(six())); }, seven());
class Shop { pay(at = eight()) { return nine(); } }
function ten() { return () => eleven(); }
twelve();
"""


def test_what_a_handler_itself_calls_is_read_after_a_helper_that_makes_too_many_calls() -> None:
    helper = f"function report() {{ {'log();' * (MOST_CALLS + 10)} }}\n"
    made = 'app.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {'
    body = 'await step.run("s", () => report()); report(); last();'
    function = read(f"{CLIENT}{helper}export const a = {made}{body}}});\n").functions[0]
    assert function.everything[-1].spelled == "last"
    assert function.is_cut


def test_a_helper_near_the_handler_is_read_after_one_that_makes_too_many_calls() -> None:
    far = f"function far() {{ {'log();' * (MOST_CALLS + 10)} }}\n"
    near = "function near() { last(); }\n"
    made = 'app.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {'
    body = 'await step.run("s", () => far()); await step.run("t", () => near());'
    function = read(f"{CLIENT}{far}{near}export const a = {made}{body}}});\n").functions[0]
    assert function.everything[-1].spelled == "last"


def test_calls_are_in_the_order_of_the_file_whenever_functions_are_read() -> None:
    file = read(_ORDER)
    assert {site.root for site in file.outline.sites_at(re.compile(b"nothing"))} == {
        "one",
        "seven",
        "twelve",
    }
    names = ["one", "two", "four", "five", "six", "seven", "nine", "eight", "eleven", "twelve"]
    assert [site.root for site in file.sites] == names
    starts = [body.node.start_byte for body in file.outline.bodies]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("inside", "functions", "clients", "sends"),
    [
        ("await step.run('a', () => db.load()); throw new Error('x');", 1, 1, 0),
        ("await app.send({ name: 'a/b' });", 1, 1, 1),
        ("const other = new Inngest({ id: 'b' });", 1, 2, 0),
        ("const other = new(Inngest)({ id: 'b' });", 1, 2, 0),
        ("app.createFunction({ id: 'b' }, { event: 'e' }, async () => {});", 2, 1, 0),
    ],
)
def test_what_a_file_defines_is_found_inside_of_functions_too(
    inside: str, functions: int, clients: int, sends: int
) -> None:
    file = read(
        f"{CLIENT}export const a = app.createFunction({{ id: 'a' }}, {{ event: 'x/y' }}, "
        f"async ({{ step }}) => {{ {inside} }});\n"
    )
    assert (len(file.functions), len(file.clients), len(file.sends)) == (functions, clients, sends)
    is_unread = (functions, clients, sends) == (1, 1, 0)
    assert (file.outline.rest is not None) is is_unread


def test_a_handler_made_by_a_factory_that_may_return_nothing() -> None:
    file = read(
        f"{CLIENT}function make(on) {{ if (!on) {{ return; }} return async () => work(); }}\n"
        "export const a = app.createFunction({ id: 'a' }, { event: 'x/y' }, make(true));\n"
    )
    assert [call.spelled for call in file.functions[0].everything] == ["work"]
