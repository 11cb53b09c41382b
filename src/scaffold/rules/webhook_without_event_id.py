"""Give each event that a webhook sends an `id` made from the provider's own id.

A provider delivers a webhook again when the answer is late or lost, so one thing that happened
comes twice, and without an `id` its functions run twice. With one, the server starts each function
once in 24 hours. Same on SDK v3, SDK v4 and Python.
"""

import re
from collections.abc import Iterator

from scaffold.inngest.event_flow import Sent
from scaffold.inngest.graph import Project
from scaffold.inngest.outline import Body
from scaffold.rules._payloads import payload
from scaffold.rules._rule import Diagnostic, Example, report
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
# Webhooks that the app sends, or lets its users manage.
_OUTGOING = re.compile(
    r"(^|[/._-])(outgoing|outbound|deliver\w*|dispatch\w*|send\w*|trigger\w*|create\w*|delete\w*"
    r"|update\w*|list\w*|register\w*|retry\w*|test\w*|subscriptions?|settings)([/._-]|$)",
    re.IGNORECASE,
)
_OUTGOING_NAME = re.compile(
    r"^_?(send|deliver|dispatch|trigger|create|delete|update|register|retry|test|publish|emit"
    r"|enqueue|fire|notify)"
)
_SIGNATURE = re.compile(
    rb"[\"'](?:[\w-]*-signature(?:-256|-v2|-ed25519)?|HTTP_[\w]*_SIGNATURE(?:_256)?|svix-id"
    rb"|x-shopify-hmac-sha256|webhook-id|x-slack-signature)[\"']",
    re.IGNORECASE,
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
    names = list(_names(sent.site.body))
    if any(_OUTGOING_NAME.match(name) for name in names):
        return False
    if any(_WEBHOOK.search(name) for name in names):
        return True
    path = sent.path
    if _WEBHOOK.search(path) and not _OUTGOING.search(path):
        return True
    found = {each.lower() for each in _SIGNATURE.findall(sent.site.outline.source.content)}
    return any(b"inngest" not in each for each in found)


def _names(body: Body | None) -> Iterator[str]:
    """The names of the functions around a place, and the route they are given to."""
    while body is not None and body.kind != "module":
        if body.name:
            yield body.name
            around = body.node.parent
            if around is not None and around.type == "decorated_definition":
                # `@app.post("/webhooks/stripe")`
                yield body.outline.text(around).partition("def ")[0]
        elif body.owner is not None and body.owner.arguments:
            first = body.outline.text(body.owner.arguments[0])
            if first[:1] in "\"'`" and "/" in first:
                yield f"route {first}"
        body = body.parent
