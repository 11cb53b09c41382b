"""What is read from one file of Inngest code, whatever its names are."""

import re
from textwrap import dedent

import pytest

from scaffold.inngest.bindings import resolve_callee
from scaffold.inngest.facts import FileFacts, Function
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
        ("ctx", 'late = partial(ctx.step.run, "s", f)\nawait late()', _PARTIAL),
        ("ctx", 'run = partial(ctx.step.run)\nawait run("s", f)', _PARTIAL),
        ("ctx", 'tools = [partial(ctx.step.run, "s", handler=f)]\nawait tools[0]()', _PARTIAL),
        ("ctx", 'await keeper(ctx.step)(f)',
         'def keeper(x):\n    async def keep(g):\n        return await x.run("s", g)\n'
         "    return keep"),
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


def test_deep_code_is_read() -> None:
    deep = "x = " + " + ".join(["a"] * 5000) + ";\n" + "(" * 400 + "b" + ")" * 400
    assert read(CLIENT + deep).functions == ()
    given = "f(" * 2000 + "step" + ")" * 2000 + ", " + "{ a: " * 2000 + "step" + " }" * 2000
    assert typescript(f"await g({given});").calls[0].spelled == "g"


_ORDER = """
one(() => { two(three); four(() => five(six())); }, seven());
class Shop { pay(at = eight()) { return nine(); } }
function ten() { return () => eleven(); }
twelve();
"""


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
