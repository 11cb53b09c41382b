"""Build an event's `id` from its data, never from the clock, random or new ids.

The server drops a second event with the same `id` for 24 hours: that is what makes sending twice
harmless. An id that is new each time, `Date.now()` or a UUID, dedupes nothing: when the sender is
called again or the step is retried, the functions run twice. Same on SDK v3, SDK v4 and Python.
"""

import re
from collections.abc import Iterator

from scaffold.code.links import callee
from scaffold.code.outline import CallSite
from scaffold.code.values import Value
from scaffold.inngest.facts import FileFacts
from scaffold.rules._aside import is_aside
from scaffold.rules._payloads import events_of, key_place
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.tree import Node

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export async function POST(request) {
          const { invoiceId } = await request.json();
          await inngest.send({
            name: "invoice/paid",
            data: { invoiceId },
            id: `invoice-paid-${Date.now()}`, // error
          });
        }
        """,
        valid="""
        import { inngest } from "./client";
        export async function POST(request) {
          const { invoiceId } = await request.json();
          await inngest.send({
            name: "invoice/paid",
            data: { invoiceId, at: Date.now() },
            id: `billing-invoice-paid-${invoiceId}`,
          });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        import uuid
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id},
                    id=str(uuid.uuid4()),  # error
                )
            )
        """,
        valid="""
        import uuid
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id, "nonce": str(uuid.uuid4())},
                    id=f"billing-invoice-paid-{invoice_id}",
                )
            )
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "app" });
        // file: src/fn.ts
        import { eventType } from "inngest";
        import { randomUUID } from "node:crypto";
        import * as uuid from "uuid";
        import { bus } from "./bus";
        const paid = eventType("invoice/paid");
        const on = { event: "x/y" };
        export const a = bus.createFunction({ id: "a" }, on, async ({ step, event }) => {
          await step.sendEvent("one", { name: "a/b", data: {}, id: randomUUID() }); // error
          await step.sendEvent("two", paid.create({}, { id: "p-" + uuid.v4() })); // error
          const suffix = Math.random().toString(36);
          await step.sendEvent("three", event.data.ids.map((each) => ({
            name: "a/b",
            data: { each },
            id: `${each}-${suffix}`, // error
          })));
        });
        export async function again() {
          const id = `x-${new Date().toISOString()}`;
          await bus.send([
            { name: "a/b", id }, // error
            { name: "a/c", id: "fixed" },
            { name: "a/d", id: "t" + new Date().getTime() }, // error
          ]);
        }
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "app" });
        // file: src/fn.ts
        import { randomUUID } from "node:crypto";
        import { bus } from "./bus";
        import { db, queue } from "./others";
        const on = { event: "x/y" };
        export const a = bus.createFunction({ id: "a" }, on, async ({ step, event, runId }) => {
          await step.sendEvent("one", { name: "a/b", data: {}, id: `digest-${runId}` });
          const { id } = await step.run("make-id", () => ({ id: randomUUID() }));
          await step.sendEvent("two", { name: "a/b", data: {}, id });
          const uuid = await step.run("id", () => randomUUID());
          await step.sendEvent("three", { name: "a/b", id: uuid });
        });
        export async function create(order) {
          const orderId = randomUUID();
          await db.orders.insert({ id: orderId });
          await bus.send({ name: "order/created", id: `order-created-${orderId}` });
          await bus.send({ name: "a/due", id: `due-${new Date().toISOString().slice(0, 10)}` });
          await bus.send({ name: "a/b", id: `h-${Math.floor(Date.now() / 3_600_000)}` });
          await bus.send({ name: "a/c", id: `at-${new Date(order.at).toISOString()}` });
          await queue.send({ name: "a/b", id: randomUUID() });
        }
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { randomUUID } from "node:crypto";
        import { inngest } from "./client";
        export async function pay(total) {
          const event = { id: randomUUID(), total };
          await inngest.send({ name: "order/paid", id: `paid-${event.id}` }); // error
          const key = String(Date.now());
          await inngest.send({ name: "order/paid", id: ["paid", key].join("-") }); // error
          await inngest.send({ name: "order/paid", id: sha256(`paid-${new Date()}`) }); // error
        }
        """,
        valid="""
        // file: src/orders.ts
        import { randomUUID } from "node:crypto";
        import { inngest } from "./client";
        export async function pay(total) {
          const order = await db.order.create({ data: { id: randomUUID(), total } });
          await inngest.send({ name: "order/paid", id: `order-paid-${order.id}` });
          const saved = await save(randomUUID(), total);
          await inngest.send({ name: "order/paid", id: `order-paid-${saved}` });
          await inngest.send({
            name: "order/paid",
            id: (await db.order.create({ id: randomUUID() })).id,
          });
          const row = { id: total.id, at: Date.now() };
          await inngest.send({ name: "order/paid", id: `order-paid-${row.id}` });
        }
        // file: scripts/trigger.mjs
        import { randomUUID } from "node:crypto";
        import { inngest } from "../src/client";
        await inngest.send({ name: "order/paid", id: randomUUID() });
        """,
    ),
    Example(
        "python",
        invalid="""
        import time
        from datetime import datetime, timezone
        from inngest import Context, Event, Inngest, TriggerEvent
        bus = Inngest(app_id="app")

        @bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
        async def a(ctx: Context) -> None:
            key = f"run-{time.time()}"
            await ctx.step.send_event("one", Event(name="a/b", id=key))  # error
            now = datetime.now(timezone.utc).isoformat()
            await ctx.step.send_event("two", [Event(name="a/b", id=f"x-{now}")])  # error
        """,
        valid="""
        import time
        from datetime import date, datetime, timezone
        from inngest import Context, Event, Inngest, TriggerEvent
        bus = Inngest(app_id="app")

        @bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
        async def a(ctx: Context) -> None:
            await ctx.step.send_event("one", Event(name="a/b", id=f"seen-{ctx.run_id}"))
            await ctx.step.send_event("two", Event(name="a/b", ts=int(time.time() * 1000)))
            day = datetime.now(timezone.utc).strftime("%Y-%m-%d")
            await ctx.step.send_event("three", Event(name="a/b", id=f"digest-{day}"))
            await ctx.step.send_event("four", Event(name="a/b", id=f"digest-{date.today()}"))
        """,
    ),
    Example(  # collected in an array, and sent through a function of the project
        "typescript",
        invalid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "app" });
        export async function send(payload: Parameters<typeof bus.send>[0]) {
          return bus.send(payload);
        }
        export const track = (name) => bus.send({ name, id: `${name}-${Date.now()}` }); // error
        // file: src/orders.ts
        import { bus, send, track } from "./bus";
        export async function paid(order) {
          await send({ name: "order/paid", data: {}, id: crypto.randomUUID() }); // error
          await track("order/paid", {});
          const events = [];
          for (const line of order.lines) {
            events.push({ name: "line/paid", data: {}, id: `${line.id}-${Date.now()}` }); // error
          }
          await bus.send(events);
        }
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "app" });
        export async function send({ name, data }) {
          return bus.send({ name, data, id: `${name}-${data.orderId}` });
        }
        // file: src/orders.ts
        import { bus, send } from "./bus";
        export async function paid(order) {
          await send({ name: "order/paid", data: {}, id: crypto.randomUUID() });
          const events = [], rows = [];
          for (const line of order.lines) {
            rows.push({ id: crypto.randomUUID(), line });
            events.push({ name: "line/paid", data: {}, id: `line-paid-${line.id}` });
          }
          await bus.send(events);
        }
        """,
    ),
]
_FRESH = {
    "typescript": re.compile(
        r"^(Date\.now|Math\.random|performance\.now"
        r"|crypto\.(webcrypto\.)?(randomUUID|randomBytes|randomInt|getRandomValues)"
        r"|uuid\.v[1467]|uuid/v[14]|uuidv4(\.uuid)?|nanoid(\.nanoid|/non-secure\.nanoid)?"
        r"|ulid(\.ulid)?|ulidx\.ulid|(@paralleldrive/cuid2\.|cuid2?\.)(createId|cuid)|cuid)$"
    ),
    "python": re.compile(
        r"^(time\.(time|time_ns|monotonic|monotonic_ns)|datetime\.datetime\.(now|utcnow)"
        r"|django\.utils\.timezone\.now|uuid\.uuid[14678]|os\.urandom|secrets\.\w+"
        r"|ulid\.ULID|nanoid\.generate"
        r"|random\.(random|randint|randrange|choice|choices|sample|uniform|getrandbits))$"
    ),
}
# What these are given is still in what they give.
_CONVERTS = (
    r"^(String|Number|BigInt|Date|Buffer|from|str|int|hex|repr|concat|join|update|append|stringify"
    r"|encode\w*|btoa|toString|b64encode|(\w*_)?(hash|digest|slug\w*|id|key)|\w*(sha\d+|md5)"
    r"|\w*(Hash|Digest|Slug|Id|Key)|(create|make|build)\w*(Id|Key))$"
)
# The clock cut to a day or an hour is the same for all who send in it.
_CUT = re.compile(
    r"\.slice\(|\.substring\(|\.substr\(|\.split\(|toDateString|Date\(\)\.get(UTC)?(Date|Month|Full)"
    r"|\bformat\(|strftime|\.date\(\)|//|Math\.(floor|trunc|round)\(|\.replace\(\w+=|startOf"
)


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event id that is made from the clock or at random."""
    for sent, event in events_of(file):
        value = event.fields.get("id")
        if sent.function is None and is_aside(sent.path):
            continue  # a person runs it, and means each run to count
        made = _fresh(value) if value is not None else None
        if value is not None and made is not None:
            yield report(
                key_place(value),
                f"`{made}` gives a new id each time, so the same event sent again is not dropped",
                "build it from what the event is about, such as `invoice-paid-<invoice id>`; "
                "in a function the run id is the same on each replay",
                function=sent.function.label if sent.function is not None else "",
            )


def _fresh(value: Value) -> str | None:
    """Return the call that makes an id new each time, None when there is none."""
    found = _fresh_in(value)
    if found is not None:
        return found
    for reference in value.references():
        binding = reference.body.lookup(reference.name)
        if binding is None or binding.kind != "value" or binding.value is None:
            continue
        # An id that is also stored or returned is the id of a thing, and as stable as that.
        if binding.path or len(value.outline.references_to(binding)) > 1:
            continue
        held = Value(binding.value, binding.body, value.links)
        if reference.path:
            # `order.id`: of what a call gave, nothing is known.
            entry = held.entry(reference.path[0]) if held.is_object else None
            if entry is None:
                continue
            held = entry
        found = _fresh_in(held)
        if found is not None:
            return found
    return None


def _fresh_in(value: Value) -> str | None:
    if _CUT.search(value.text):
        return None
    for site in value.sites():
        if site.body is value.body and _is_fresh(site, value) and _becomes(site, value):
            new = "new " if site.is_new else ""
            return new + ".".join((site.root or "", *site.attrs)) + "()"
    return None


def _becomes(site: CallSite, value: Value) -> bool:
    """Whether what a call gives is part of the value: the arguments of another call are not."""
    node: Node | None = site.node
    while node is not None and node.id != value.node.id:
        node = node.parent
        if node is None or node.type not in ("arguments", "argument_list") or node.parent is None:
            continue
        around = site.outline.site(node.parent)
        if around is not None:
            last = around.attrs[-1] if around.attrs else around.root or ""
            if not re.match(_CONVERTS, last):
                return False
    return True


def _is_fresh(site: CallSite, value: Value) -> bool:
    name = callee(site, value.links).name
    if name == "Date":
        return site.is_new and not site.arguments
    return _FRESH[site.outline.language].match(name) is not None
