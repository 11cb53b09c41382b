"""Give each event that a webhook sends an `id` made from the provider's own id.

A provider delivers a webhook again when the answer is late or lost, so one thing that happened
comes twice, and without an `id` its functions run twice. With one, the server starts each function
once in 24 hours. Same on SDK v3, SDK v4 and Python.
"""

import re
from collections.abc import Iterator

from scaffold.code.attributes import method_called
from scaffold.code.links import Links
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_flow import Sent
from scaffold.rules._payloads import payload
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules.ignored_event_field import is_dedupe_key
from scaffold.rules.webhook_without_event_id.harm import (
    Receivers,
    is_deduped_before,
    is_deduped_by_callers,
)
from scaffold.rules.webhook_without_event_id.signatures import reads_signature, verifies
from scaffold.syntax.regexes import regex

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
]
_DEPTH = 2
# What the app's own pages call, in tRPC and its like.
_PROCEDURES = frozenset({"mutation", "query", "subscription"})
_WEBHOOK = regex(r"web_?-?hook", re.IGNORECASE)
# What a provider of messages calls: `sms/inbound`, `inbound-email`.
_MESSAGES = "sms|mms|e?mails?|calls?|voice|messages?|whatsapp|telegram|fax|twilio"
_INBOUND = regex(
    rf"(?i)(?:^|/)(?:(?:{_MESSAGES})[/_-](?:inbound|incoming)"
    rf"|(?:inbound|incoming)[/_-](?:{_MESSAGES}))(?=[/.]|$)"
)
# `hooks/` is where a route is called by a provider, and elsewhere a folder of React's.
_HOOK_URL = r"(?i)(?:/[\w-]+)*/hooks?/[\w:{}<>\[\]-]+$"
_HOOK_FILE = r"(?i)(?:^|/)(?:app|api|routes)/(?:[^/]+/)*hooks?/[^/]+/[^/]*$"
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


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event without an id that a webhook's route sends."""
    receives = Receivers(project)
    for sent in project.sent:
        if sent.function is not None:
            continue
        # What a helper is given to send is reported where it is given.
        by_webhooks = sent.name is not None and is_called_by_webhooks(sent.site, sent.value.links)
        if not by_webhooks and not is_in_webhook(sent):
            continue
        if not receives.anybody(sent.name) or is_deduped_before(sent.site):
            continue
        event = payload(sent.value)
        if event is None or not event.is_complete or "id" in event.fields:
            continue
        if is_deduped_by_callers(sent.site, sent.value.links):
            continue
        if not any(is_dedupe_key(name) for name in event.fields):  # `ignored-event-field` says so
            name = f"`{sent.name}`" if sent.name else "the event"
            yield report(
                sent.value,
                f"the provider may deliver this webhook again, and {name} has no `id` to dedupe by",
                "give it an `id` made from the provider's: `<provider>-<event>-<their id>`",
            )


def is_in_webhook(sent: Sent) -> bool:
    """Whether an event is sent by what a provider calls: its route, its file and its code."""
    bodies = list(_around(sent.site.body))
    owners = [each.owner for each in bodies if each.owner is not None]
    if any(each.attrs[-1:] and each.attrs[-1] in _PROCEDURES for each in owners):
        return False
    names = [body.name for body in bodies if body.name]
    inner = [body.name for body in _within_route(bodies) if body.name]
    routes = list(routes_of(bodies))
    outline = sent.site.outline
    source = outline.source.content
    managing = [n for n in names if _WEBHOOK.search(n) and re.search(_MANAGING_NAME, n)]
    if not set(managing).isdisjoint(inner):
        return False
    if any(_takes_webhooks(route) or re.match(_HOOK_URL, route) for route in routes):
        return True
    is_route = _is_served(outline)
    if is_route and (_takes_webhooks(sent.path) or re.search(_HOOK_FILE, sent.path)):
        return True
    if any(_WEBHOOK.search(route) for route in routes) or (
        not is_route and any(re.search(_OUTGOING_NAME, name) for name in inner)
    ):
        return False
    # One of several routes or views of a file reads the signature for itself.
    own = bodies[-1] if bodies and not is_route else outline.module
    if reads_signature(own, sent.value.links):
        return True
    if managing or _is_server_action(source):
        return False
    if any(_WEBHOOK.search(name) for name in names):
        return _is_handler(names, bodies) or verifies(outline)
    return (
        _WEBHOOK.search(sent.path) is not None
        and not is_route
        and not re.search(_OUTGOING, sent.path)
        and (bool(routes) or _meets_requests(sent, source))
    )


def is_called_by_webhooks(
    site: CallSite, links: Links, depth: int = 0, *, once: bool = True
) -> bool:
    """Whether the function around a call is called by routes of webhooks, and by nothing else.

    With `once`, none that is done already for what comes again counts.
    """
    bodies = [body for body in _around(site.body) if body.kind == "function"]
    names = [body.name or "" for body in bodies]
    if not bodies or depth > _DEPTH:
        return False
    if any(re.search(_OUTGOING_NAME, name) and _WEBHOOK.search(name) for name in names):
        return False
    callers = _callers(bodies[-1], links)
    return bool(callers) and all(
        not (once and is_deduped_before(each))
        and (
            _is_in_route_of_webhooks(each)
            or is_called_by_webhooks(each, links, depth + 1, once=once)
        )
        for each in callers
    )


def _callers(function: Body, links: Links) -> tuple[CallSite, ...]:
    """The calls of a function or a method; none of a method that others may call as well."""
    owner = function.parent
    if owner is None or owner.kind != "class" or not owner.name or not function.name:
        return links.calls_of(function)
    word = re.compile(rb"\b%b\b" % function.name.encode())
    names = (owner.name, function.name)
    files = [each for name in names for each in links.naming(name, function.outline)]
    sites = [each for one in dict.fromkeys(files) for each in one.sites_at(word)]
    called = [(each, method_called(each, links)) for each in sites if each.method == function.name]
    if any(origin.function is None and not origin.name for _, origin in called):
        return ()
    return tuple(site for site, origin in called if origin.function is function)


def _is_served(outline: Outline) -> bool:
    """Whether a framework serves a file, by its place or by what it exports."""
    return re.search(_ROUTE, outline.path) is not None or not _SERVED.isdisjoint(outline.exports)


def _is_in_route_of_webhooks(site: CallSite) -> bool:
    is_file = _is_served(site.outline) and _takes_webhooks(site.outline.path)
    return is_file or any(map(_takes_webhooks, routes_of(list(_around(site.body)))))


def _takes_webhooks(path: str) -> bool:
    """Whether a route is one that a provider calls, by its path.

    What stands below `webhooks/` is the provider's: `webhooks/shopify/orders-create`.
    """
    found = _WEBHOOK.search(path)
    if found is None:
        return _INBOUND.search(path) is not None
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
        or verifies(sent.site.outline)
        or any(not _REQUEST.isdisjoint(body.parameters) for body in sent.site.outline.bodies)
    )


def _around(body: Body | None) -> Iterator[Body]:
    """The functions and classes around a place, the innermost first."""
    while body is not None and body.kind != "module":
        yield body
        body = body.parent


def _within_route(bodies: list[Body]) -> list[Body]:
    """Leave out what registers a route: `registerWebhooks(app)` around `app.post("/x", handle)`."""
    routes = (at for at, body in enumerate(bodies, 1) if any(True for _ in routes_of([body])))
    return bodies[: next(routes, None)]


def routes_of(bodies: list[Body]) -> Iterator[str]:
    """Yield the routes that functions are given to: `@app.post("/x")`, `app.post("/x", f)`."""
    for body in bodies:
        owner = body.owner
        if owner is not None and owner.args and "/" in (owner.args[0].string or ""):
            yield owner.args[0].string or ""
        if body.outline.language == "typescript":
            yield from _routes_of_nest(body)
            continue
        for decorator in body.decorated_with:
            texts = (each.string or "" for each in decorator.inside())
            yield from (text for text in texts if text.startswith("/"))


def _routes_of_nest(method: Body) -> Iterator[str]:
    """The routes of a method of a controller: `@Controller("webhooks")` with `@Post("stripe")`."""
    owner = method.parent if method.is_method else None
    for above in _paths(owner, {"Controller"}) if owner is not None else ():
        for below in _paths(method, {"Post", "All"}):
            # A `POST` of `webhooks` itself may as well make one of the app's own.
            if below or not re.search(_MANAGING_NAME, method.name or ""):
                yield f"/{above}/{below}"


def _paths(body: Body, names: set[str]) -> Iterator[str]:
    """What decorators of these names say: `@Post("stripe")`, `@Controller({ path: "hooks" })`."""
    for mark in body.decorated_with:
        if mark.callee is not None and mark.callee.name in names:
            texts = [each.string.strip("/") for each in mark.inside() if each.string]
            yield from texts or [""]
