"""Give each event that a webhook sends an `id` made from the provider's own id.

A provider delivers a webhook again when the answer is late or lost, so one thing that happened
comes twice, and without an `id` its functions run twice. With one, the server starts each function
once in 24 hours. Same on SDK v3, SDK v4 and Python.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import Body
from scaffold.inngest.event_flow import Sent
from scaffold.inngest.graph import Project
from scaffold.rules._payloads import payload
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._webhook_signatures import reads_signature, verifies
from scaffold.rules.ignored_event_field import is_dedupe_key

SEVERITY = "error"
READS_EVENTS = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: app/api/webhooks/stripe/route.ts
        import { inngest } from "@/lib/inngest";
        import { stripe } from "@/lib/stripe";
        export async function POST(request) {
          const event = await stripe.verify(request);
          await inngest.send({ name: "stripe/event.received", data: event }); // error
          return new Response();
        }
        """,
        valid="""
        // file: app/api/webhooks/stripe/route.ts
        import { inngest } from "@/lib/inngest";
        import { stripe } from "@/lib/stripe";
        export async function POST(request) {
          const event = await stripe.verify(request);
          await inngest.send({
            name: "stripe/event.received",
            data: event,
            id: `stripe-event-received-${event.id}`,
          });
          return new Response();
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from fastapi import APIRouter, Request
        from app.client import inngest_client
        router = APIRouter()

        @router.post("/webhooks/stripe")
        async def stripe_webhook(request: Request) -> None:
            body = await request.json()
            await inngest_client.send(
                inngest.Event(name="stripe/event.received", data=body)  # error
            )
        """,
        valid="""
        import inngest
        from fastapi import APIRouter, Request
        from app.client import inngest_client
        router = APIRouter()

        @router.post("/webhooks/stripe")
        async def stripe_webhook(request: Request) -> None:
            body = await request.json()
            await inngest_client.send(
                inngest.Event(
                    name="stripe/event.received",
                    data=body,
                    id=f"stripe-event-received-{body['id']}",
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
        export const pushed = eventType("github/pushed");
        // file: src/github.ts
        import { bus } from "./bus";
        import { pushed } from "./events";
        export default async function handler(req, res) {
          const signature = req.headers["x-hub-signature-256"];
          verify(signature, req.body);
          await bus.send(pushed.create({ ref: req.body.ref })); // error
        }
        // file: src/server.ts
        import { bus } from "./bus";
        async function handleClerkWebhook(body) {
          await bus.send(body.users.map((user) => ({ name: "user/created", data: user }))); // error
        }
        app.post("/clerk", (req) => handleClerkWebhook(req.body));
        app.post("/hooks/resend-webhook", async (req) => {
          const payload = { name: "mail/sent", data: req.body };
          await bus.send(payload); // error
        });
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "app" });
        // file: src/webhooks/github.ts
        import { bus } from "../bus";
        import { toEvent, pushed } from "./convert";
        export async function POST(req) {
          const body = await req.json();
          await bus.send(toEvent(body));
          await bus.send(pushed.create(body, { id: `gh-${body.id}` }));
          await bus.send({ ...toEvent(body), name: "x/y" });
          await bus.send(body);
          const event = { name: "a/b", data: {} };
          event.id = body.id;
          await bus.send(event);
          await other.send({ name: "a/b" });
        }
        // file: src/webhooks/deliver.ts
        import { bus } from "../bus";
        export async function sendWebhook(hook) {
          await bus.send({ name: "webhook/deliver", data: { hook } });
        }
        const on = { event: "webhook/deliver" };
        export const fn = bus.createFunction({ id: "a" }, on, async ({ step }) => {
          await step.sendEvent("x", { name: "webhook/delivered", data: {} });
          await step.run("y", () => bus.send({ name: "webhook/done" }));
        });
        // file: src/actions.ts
        import { bus } from "./bus";
        export async function createOrder() {
          await bus.send({ name: "order/created", data: {} });
        }
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: app/api/webhooks/clerk/route.ts
        import { inngest } from "@/lib/inngest";
        export async function POST(req) {
          const event = await verify(req);
          await createUser(event.data);
          await notifyBilling(event.data);
        }
        async function createUser(data) {
          await inngest.send({ name: "user/created", data }); // error
        }
        async function notifyBilling(data) {
          await inngest.send({ name: "billing/changed", data }); // error
        }
        // file: src/app/api/webhooks/shopify/orders-create/route.ts
        import { inngest } from "@/lib/inngest";
        export const POST = async (req) => {
          await inngest.send({ name: "order/created", data: await req.json() }); // error
        };
        // file: pages/api/webhooks/stripe/subscription.ts
        import { inngest } from "@/lib/inngest";
        export default async function handler(req, res) {
          await inngest.send({ name: "subscription/changed", data: req.body }); // error
        }
        // file: app/routes/webhooks.orders.create.ts
        import { inngest } from "@/lib/inngest";
        export const action = async ({ request }) => {
          await inngest.send({ name: "order/created", data: await request.json() }); // error
        };
        // file: app/api/payments/route.ts
        import { inngest } from "@/lib/inngest";
        const HEADER = "stripe-signature";
        export async function POST(req) {
          const event = stripe.read(await req.text(), req.headers.get(HEADER));
          await updatePayment(event);
        }
        async function updatePayment(event) {
          await inngest.send({ name: "payment/changed", data: event }); // error
        }
        // file: src/server.ts
        import { inngest } from "@/lib/inngest";
        app.post("/webhooks/shopify/orders-create", async (req, res) => {
          await inngest.send({ name: "order/created", data: req.body }); // error
        });
        app.post("/github", async (req, res) => {
          verify(req.body, req.header("x-hub-signature-256"));
          await inngest.send({ name: "github/pushed", data: req.body }); // error
        });
        app.post("/orders", async (req, res) => {
          await inngest.send({ name: "order/placed", data: req.body });
        });
        // file: src/webhooks/mail.ts
        import { inngest } from "@/lib/inngest";
        export const received = async (request) => onBounce(await request.json());
        async function onBounce(data) {
          await inngest.send({ name: "mail/bounced", data }); // error
        }
        """,
        valid="""
        // file: app/actions/webhooks.ts
        "use server";
        import { inngest } from "@/lib/inngest";
        export async function rotateWebhookAction(form) {
          await inngest.send({ name: "webhook/rotated", data: {} });
        }
        export async function saveWebhook(body) {
          await inngest.send({ name: "webhook/saved", data: {} });
        }
        export async function replayDelivery(request) {
          await inngest.send({ name: "webhook/replayed", data: {} });
        }
        // file: lib/webhooks/emitter.ts
        import { inngest } from "@/lib/inngest";
        export async function onOrderPaid(order) {
          await inngest.send({ name: "webhook/order.paid", data: { order } });
        }
        // file: lib/webhook.service.ts
        import { inngest } from "@/lib/inngest";
        export class WebhookService {
          async processOutbox(rows) {
            for (const row of rows) await inngest.send({ name: "webhook/asked", data: { row } });
          }
        }
        // file: app/api/orders/route.ts
        import { inngest } from "@/lib/inngest";
        const HEADER = "x-acme-signature";
        export async function POST(req) {
          const order = await req.json();
          await inngest.send({ name: "webhook/order.created", data: order });
          const headers = new Headers();
          headers["x-acme-signature"] = sign(order);
          headers.set("x-acme-signature", sign(order));
          res.setHeader("x-acme-signature", sign(order));
          await fetch("https://acme.test", { headers: { "x-acme-signature": sign(order) } });
          await fetch("https://acme.test", { headers: { [HEADER]: sign(order) } });
        }
        // file: app/api/webhooks/[id]/test/route.ts
        import { inngest } from "@/lib/inngest";
        export async function POST(req) {
          await inngest.send({ name: "webhook/test.requested", data: {} });
        }
        // file: app/api/settings/webhooks/route.ts
        import { inngest } from "@/lib/inngest";
        export async function POST(req) {
          await inngest.send({ name: "webhook/added", data: await req.json() });
        }
        // file: app/api/webhooks/create/route.ts
        import { inngest } from "@/lib/inngest";
        export async function POST(req) {
          await inngest.send({ name: "webhook/added", data: await req.json() });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        from fastapi import APIRouter, Header, Request
        from inngest import Event
        from app.client import inngest_client
        router = APIRouter()

        @router.post("/webhooks/shopify/orders-create")
        async def create_order(request: Request) -> None:
            await inngest_client.send(Event(name="order/created", data={}))  # error

        @router.post("/stripe")
        async def paid(request: Request, stripe_signature: str = Header(None)) -> None:
            await inngest_client.send(Event(name="order/paid", data={}))  # error
        """,
        valid="""
        from fastapi import APIRouter, Request
        from inngest import Event
        from app.client import inngest_client
        router = APIRouter()

        @router.post("/webhooks")
        async def create_webhook(request: Request) -> None:
            await inngest_client.send(Event(name="webhook/created", data={}))

        @router.post("/webhooks/{webhook_id}/test")
        async def check(webhook_id: str) -> None:
            await inngest_client.send(Event(name="webhook/tested", data={}))

        @router.post("/orders")
        async def order(request: Request) -> None:
            await inngest_client.send(Event(name="order/placed", data={}))
            httpx.post("https://acme.test", headers={"X-Acme-Signature": sign()})
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/client.py
        from inngest import Inngest
        bus = Inngest(app_id="app")
        # file: app/routes/github.py
        import hmac
        from inngest import Event
        from app.client import bus

        async def received(request) -> None:
            hmac.compare_digest(request.headers["X-Hub-Signature-256"], "x")
            bus.send_sync([Event(name="github/pushed", data={}) for _ in range(2)])  # error
        """,
        valid="""
        # file: app/client.py
        from inngest import Inngest
        bus = Inngest(app_id="app")
        # file: app/webhooks/github.py
        from inngest import Context, Event, TriggerEvent
        from app.client import bus

        async def received(request) -> None:
            body = await request.json()
            bus.send_sync(Event(**body))
            await bus.send(to_event(body))
            await bus.send(Event(name="a/b", id=body["id"]))

        @bus.create_function(fn_id="a", trigger=TriggerEvent(event="x/y"))
        async def on_webhook(ctx: Context) -> None:
            await ctx.step.send_event("send", Event(name="a/b"))
        """,
    ),
]
_WEBHOOK = re.compile(r"web_?-?hook", re.IGNORECASE)
_VERBS = (
    "send|deliver|dispatch|trigger|create|delete|update|register|retry|test|publish|emit|enqueue"
    "|fire|notify"
)
_MORE_VERBS = (
    "add|remove|edit|save|list|get|fetch|replay|redeliver|ping|rotate|toggle|enable|disable|queue"
    "|schedule"
)
# Webhooks that the app sends, or lets its users manage. These are compiled on first use.
_OUTGOING = (
    rf"(?i)(^|[/._-])(out(going|bound|box)|({_VERBS}|{_MORE_VERBS})(s|e?d|e?rs?|or|ing|y|ies)?|retries"
    r"|subscriptions?|settings)([/._-]|$)"
)
_OUTGOING_NAME = rf"^_*({_VERBS})(?![a-z])|[oO]ut(box|going|bound)"
_MANAGING_NAME = rf"^_*({_VERBS}|{_MORE_VERBS})(?![a-z])|[oO]ut(box|going|bound)"
# `webhooks/[id]/test`: one of the webhooks that the app's users have made.
_ONE_OF_THEIRS = r"(?i)(^|/)[\[:{<](\w+:)?((web_?)?hook_?|endpoint_?)?(id|uuid)\b"
# A file that a framework serves by its place.
_ROUTE = (
    r"(^|/)(app/(.*/)?route|\+server)\.[cm]?[jt]sx?$"
    r"|(^|/)(pages/api|netlify/(edge-)?functions|supabase/functions|server/(api|routes))/"
)
_SERVED = frozenset({"POST", "action", "onRequestPost"})
_HANDLES = r"^_*(handle|process|receive|on|verify|accept|ingest|parse)(?![a-z])"
_REQUEST = frozenset({"req", "request", "_req", "_request"})
_DELIVERED = _REQUEST | {"body", "payload", "event", "evt", "raw_body", "rawBody", "c", "ctx"}
_TAKES_REQUEST = (
    rb":\s*(?:\w+\.)?(?:Next|NextApi|Fastify|Http)?Request\b|\bAPIGateway\w*Event|\bH3Event\b"
    rb"|@(?:Body|Req|Headers|RawBody)\(|\bdefineEventHandler\(|\bc\.req\."
)


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event without an id that a webhook's route sends."""
    for sent in project.sent:
        if sent.function is not None or not _is_in_webhook(sent):
            continue
        event = payload(sent.value)
        if event is None or not event.is_complete or "id" in event.fields:
            continue
        if not any(is_dedupe_key(name) for name in event.fields):  # `ignored-event-field` says so
            name = f"`{sent.name}`" if sent.name else "the event"
            yield report(
                sent.value,
                f"the provider may deliver this webhook again, and {name} has no `id` to dedupe by",
                "give it an `id` made from the provider's: `<provider>-<event>-<their id>`",
            )


def _is_in_webhook(sent: Sent) -> bool:
    bodies = list(_around(sent.site.body))
    names = [body.name for body in bodies if body.name]
    routes = list(_routes(bodies))
    outline = sent.site.outline
    source = outline.source.content
    if any(_WEBHOOK.search(name) and re.search(_MANAGING_NAME, name) for name in names):
        return False
    if any(_takes_webhooks(route) for route in routes):
        return True
    is_route = re.search(_ROUTE, sent.path) is not None or not _SERVED.isdisjoint(outline.exports)
    if is_route and _takes_webhooks(sent.path):
        return True
    if any(_WEBHOOK.search(route) for route in routes) or (
        not is_route and any(re.search(_OUTGOING_NAME, name) for name in names)
    ):
        return False
    # One of several routes of a file reads the signature for itself.
    read = outline.text(bodies[-1].node).encode() if routes else source
    if reads_signature(read, source):
        return True
    if _is_server_action(source):
        return False
    if any(_WEBHOOK.search(name) for name in names):
        return _is_handler(names, bodies) or verifies(source)
    return (
        _WEBHOOK.search(sent.path) is not None
        and not is_route
        and not re.search(_OUTGOING, sent.path)
        and (bool(routes) or _meets_requests(sent, source))
    )


def _takes_webhooks(path: str) -> bool:
    """Whether a route is one that a provider calls, by its path.

    What stands below `webhooks/` is the provider's: `webhooks/shopify/orders-create`.
    """
    found = _WEBHOOK.search(path)
    if found is None:
        return False
    above, below = path[: found.end()], ""
    if end := re.compile(r"[/.]").search(path, found.end()):
        above, below = path[: end.start()], path[end.end() :]
    first = re.split(r"[/.]", below)[0]
    theirs = re.search(_ONE_OF_THEIRS, below) or re.fullmatch(_OUTGOING, first)
    near = "/".join(above.split("/")[-3:])
    return theirs is None and re.search(_OUTGOING, near) is None


def _is_server_action(source: bytes) -> bool:
    """Whether a file has `"use server"` on top: the app's own pages call it."""
    return re.match(rb"(?:\s|//[^\n]*\n|/\*.*?\*/)*[\"']use server[\"']", source, re.S) is not None


def _is_handler(names: list[str], bodies: list[Body]) -> bool:
    """Whether a function called after webhooks is given one."""
    given = {name for body in bodies for name in body.parameters if name}
    handles = any(re.search(_HANDLES, name) and _WEBHOOK.search(name) for name in names)
    return not given.isdisjoint(_DELIVERED if handles else _REQUEST)


def _meets_requests(sent: Sent, source: bytes) -> bool:
    """Whether a module has a handler that takes a request, or verifies what it is given."""
    return bool(
        re.search(_TAKES_REQUEST, source)
        or verifies(source)
        or any(not _REQUEST.isdisjoint(body.parameters) for body in sent.site.outline.bodies)
    )


def _around(body: Body | None) -> Iterator[Body]:
    """The functions and classes around a place, the innermost first."""
    while body is not None and body.kind != "module":
        yield body
        body = body.parent


def _routes(bodies: list[Body]) -> Iterator[str]:
    """The routes that functions are given to: `@app.post("/x")`, `app.post("/x", f)`."""
    for body in bodies:
        owner = body.owner
        if owner is not None and owner.arguments:
            first = body.outline.text(owner.arguments[0])
            if first[:1] in "\"'`" and "/" in first:
                yield first.strip("\"'`")
        for decorator in body.decorators:
            found = re.search(r"[\"'](/[^\"'\n]*)[\"']", body.outline.text(decorator))
            if found is not None:
                yield found[1]
