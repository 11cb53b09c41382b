"""Give an event its dedupe key as `id`; a field of another name does nothing.

The server reads `name`, `data`, `id`, `ts`, `user` and `v` of an event and drops the rest without
a word, so the event is not deduplicated and its functions run twice.
SDK v3 compiles the field; v4 compiles it when the event is in a variable; Python's `Event` drops
it. Options of other libraries, such as Stripe's `idempotencyKey`, are right where they are.
"""

from collections.abc import Iterator

from scaffold.code.values import Value
from scaffold.inngest.facts import FileFacts
from scaffold.rules._payloads import events_of, key_node, key_place
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.edits import Edit

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
            idempotencyKey: `billing-invoice-paid-${invoiceId}`, // error
          });
        }
        """,
        valid="""
        import { inngest } from "./client";
        export async function POST(request) {
          const { invoiceId } = await request.json();
          await inngest.send({
            name: "invoice/paid",
            data: { invoiceId },
            id: `billing-invoice-paid-${invoiceId}`,
          });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id},
                    idempotency_key=f"billing-invoice-paid-{invoice_id}",  # error
                )
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def paid(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="invoice/paid",
                    data={"invoice_id": invoice_id},
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
        // file: src/events.ts
        import { eventType } from "inngest";
        export const paid = eventType("invoice/paid");
        // file: src/fn.ts
        import { bus as queue } from "./bus";
        import { paid } from "./events";
        const event = { name: "invoice/paid", data: {}, idempotency_key: "a" }; // error
        const on = { event: "x/y" };
        export const a = queue.createFunction({ id: "a" }, on, async ({ step, event: e }) => {
          const idempotencyKey = `a-${e.data.id}`;
          await step.sendEvent("one", [
            { name: "a/b", data: {}, dedupeKey: "b" }, // error
            { name: "a/c", data: {}, idempotencyKey }, // error
          ]);
          await step.sendEvent("two", paid.create({}, { idempotencyKey: "x" })); // error
          await step.sendEvent("map", e.data.ids.map((id) => ({
            name: "a/b",
            data: { id },
            "idempotencyKey": id, // error
          })));
        });
        export const send = () => queue.send(event);
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "app" });
        // file: src/fn.ts
        import { bus as queue } from "./bus";
        import { stripe, sqs } from "./others";
        export const a = queue.createFunction(
          { id: "a", idempotency: "event.data.id" },
          { event: "x/y" },
          async ({ step, event: e }) => {
            await step.run("charge", () =>
              stripe.charges.create({ amount: 1 }, { idempotencyKey: e.data.id }));
            await step.run("post", () =>
              fetch("https://x", { headers: { "Idempotency-Key": e.data.id } }));
            await step.run("other", () => sqs.send({ name: "x", idempotencyKey: "y" }));
            await step.sendEvent("one", { name: "a/b", data: { idempotencyKey: e.data.id } });
            await step.sendEvent("two", { ...e.data.event, id: "x" });
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        from inngest import Context, Event, Inngest, TriggerEvent
        bus = Inngest(app_id="app")

        @bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
        async def a(ctx: Context) -> None:
            events = [
                Event(name="a/b", data={"id": i}, dedupe_key=str(i))  # error
                for i in ctx.event.data["ids"]
            ]
            await ctx.step.send_event("send", events)
        """,
        valid="""
        from inngest import Context, Event, Inngest, TriggerEvent
        from billing import stripe
        bus = Inngest(app_id="app")

        @bus.create_function(
            fn_id="a", trigger=TriggerEvent(event="x/y"), idempotency="event.data.id"
        )
        async def a(ctx: Context) -> None:
            await ctx.step.run("charge", lambda: stripe.Charge.create(idempotency_key="x"))
            await ctx.step.send_event("send", Event(name="a/b", data={"idempotency_key": "x"}))
            await ctx.step.send_event("more", [Event(**each) for each in ctx.event.data["ids"]])
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
        // file: src/orders.ts
        import { bus, send } from "./bus";
        export async function paid(order) {
          await send({ name: "order/paid", data: {}, idempotencyKey: order.id }); // error
          const events = [];
          for (const line of order.lines) {
            events.push({ name: "line/paid", data: {}, dedupeKey: line.id }); // error
          }
          await bus.send(events);
        }
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "app" });
        export async function send({ name, data, idempotencyKey }) {
          return bus.send({ name, data, id: idempotencyKey });
        }
        export const publish = ({ dedupeKey, ...event }) => bus.send({ ...event, id: dedupeKey });
        // file: src/orders.ts
        import { bus, publish, send } from "./bus";
        import { send as post } from "elsewhere";
        export async function paid(order) {
          await send({ name: "order/paid", data: {}, idempotencyKey: order.id });
          await publish({ name: "order/paid", data: {}, dedupeKey: order.id });
          await post({ name: "order/paid", data: {}, idempotencyKey: order.id });
          const events = [], rows = [];
          for (const line of order.lines) {
            rows.push({ name: line.name, dedupeKey: line.id });
            events.push({ name: "line/paid", data: {}, id: line.id });
          }
          await bus.send(events);
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        from inngest import Event
        from app.client import inngest_client

        async def emit(event: Event) -> None:
            await inngest_client.send(event)

        async def paid(order) -> None:
            await emit(Event(name="order/paid", idempotency_key=order.id))  # error
            events = []
            for line in order.lines:
                events.append(Event(name="line/paid", dedupe_key=line.id))  # error
            await inngest_client.send(events)
        """,
        valid="""
        from inngest import Event
        from app.client import inngest_client

        async def emit(name: str, idempotency_key: str) -> None:
            await inngest_client.send(Event(name=name, id=idempotency_key))

        async def paid(order) -> None:
            await emit("order/paid", idempotency_key=order.id)
            events = []
            events += [Event(name="line/paid", id=line.id) for line in order.lines]
            await inngest_client.send(events)
        """,
    ),
]
_NAMES = frozenset(
    {
        "idempotencykey", "idempotencyid", "dedupekey", "dedupeid", "dedupid", "dedupkey",
        "deduplicationid", "deduplicationkey", "messagededuplicationid",
    }
)  # fmt: skip


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each dedupe key of an event under a name that nothing reads."""
    for sent, event in events_of(file):
        for name, value in event.fields.items():
            if is_dedupe_key(name):
                yield report(
                    key_place(value),
                    f"an event has no `{name}`: the server drops it, and nothing is deduplicated",
                    "name it `id`, unique to this one event: `<source>-<event>-<stable id>`",
                    function=sent.function.label if sent.function is not None else "",
                    edits=() if "id" in event.fields else _renamed(value),
                )


def is_dedupe_key(name: str) -> bool:
    """Whether a field's name says that it is to dedupe by."""
    return name.replace("_", "").lower() in _NAMES


def _renamed(value: Value) -> list[tuple[str, Edit]]:
    path, key = value.outline.path, key_node(value)
    if key is not None:
        return [(path, Edit(key.start_byte, key.end_byte, b"id"))]
    if value.node.type == "shorthand_property_identifier":
        return [(path, Edit(value.node.start_byte, value.node.start_byte, b"id: "))]
    return []
