"""Answer a webhook with an error when its event could not be sent.

A provider delivers again after an error only. A route that catches the failure of a send and
answers 200 says that all is well: nobody comes again, and the event is lost. A route that keeps
the event elsewhere is not meant. A function that only webhooks call, and that hides the failure
from them, is a warning, and so is a clause that says in a comment that the event may fail. Same on
SDK v3, SDK v4 and Python.
"""

import re
from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.links import Links
from scaffold.code.outline import Body, CallSite
from scaffold.code.places import Attempt, Catch, Return
from scaffold.code.spans import holds
from scaffold.code.values import Value
from scaffold.inngest.effects.logging import is_logging, only_logs
from scaffold.inngest.effects.names import last_word
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._said import comments, says_it_may_fail
from scaffold.rules.webhook_without_event_id import is_called_by_webhooks, is_in_webhook, routes_of
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: app/api/webhooks/stripe/route.ts
        import { inngest } from "@/lib/inngest";
        export async function POST(request: Request) {
          const body = await request.json();
          try {
            await inngest.send({ name: "stripe/event", data: body, id: `stripe-${body.id}` });
          } catch (error) { // error
            console.error(error);
          }
          return Response.json({ received: true });
        }
        """,
        valid="""
        // file: app/api/webhooks/stripe/route.ts
        import { inngest } from "@/lib/inngest";
        export async function POST(request: Request) {
          const body = await request.json();
          try {
            await inngest.send({ name: "stripe/event", data: body, id: `stripe-${body.id}` });
          } catch (error) {
            console.error(error);
            return Response.json({ received: false }, { status: 503 });
          }
          return Response.json({ received: true });
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
        async def stripe(request: Request) -> dict[str, bool]:
            body = await request.json()
            event = inngest.Event(name="stripe/event", data=body, id=f"stripe-{body['id']}")
            try:
                await inngest_client.send(event)
            except Exception:  # error
                logger.exception("not stored")
            return {"received": True}
        """,
        valid="""
        import inngest
        from fastapi import APIRouter, HTTPException, Request
        from app.client import inngest_client
        router = APIRouter()

        @router.post("/webhooks/stripe")
        async def stripe(request: Request) -> dict[str, bool]:
            body = await request.json()
            event = inngest.Event(name="stripe/event", data=body, id=f"stripe-{body['id']}")
            try:
                await inngest_client.send(event)
            except Exception as error:
                logger.exception("not stored")
                raise HTTPException(503, "not stored, send it again") from error
            return {"received": True}
        """,
    ),
]
_BROAD = frozenset({"Exception", "BaseException"})
_WATCHING = regex(r"capture\w*|notify\w*|record_exception|recordException")
# Their second argument says the status.
_RESPONSES = frozenset({"Response", "NextResponse", "Response.json", "NextResponse.json"})
_PYTHON_RESPONSES = regex(r"(\w+\.)*(JSON|ORJSON|PlainText|Http|HTML)?(Json)?Response")
_OF_RESPONSE = frozenset({"res", "response", "reply"})
_ENDS = frozenset({"json", "send", "end", "sendStatus", "text"})
_PLAIN = frozenset({"object", "string", "null", "boolean", "array"})


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each `catch` in a webhook that hides a failed send from it."""
    seen: set[int] = set()
    for sent in file.events_sent:
        site = sent.site
        if sent.function is not None:
            continue
        clause = _hiding(site, file.links) or _caught(site, file.links)
        in_route = clause is not None and is_in_webhook(sent)
        if not in_route:
            clause = _hidden_from_route(site, file.links)
        if clause is None or clause.start in seen:
            continue
        seen.add(clause.start)
        yield report(
            clause,
            "the provider is told that all went well although the event was not sent: it does not "
            "deliver again, and the event is lost",
            "answer 503, so that the provider comes again"
            if in_route
            else "throw it again, so that the route answers 503 and the provider comes again",
            severity="error" if in_route and not _is_meant(file, clause) else "warning",
        )


def _is_meant(file: FileFacts, clause: Catch | CallSite) -> bool:
    """Whether a comment says that the answer is not to depend on the event."""
    return says_it_may_fail(comments(file.source.content[clause.start : clause.end]))


def _hiding(site: CallSite, links: Links) -> Catch | None:
    """The clause around a send after which the answer is certainly a success."""
    region = site.region
    attempt = region.attempt if region is not None and region.kind == "try" else None
    if attempt is None or not (site.awaited or site.outline.language == "python"):
        return None
    for clause in attempt.catches:
        if clause.throws or not _catches_all(clause):
            continue
        if _does_more(site.body, clause):
            return None
        return clause if _answers_well(site.body, attempt, clause, links) else None
    return None


def _hidden_from_route(site: CallSite, links: Links) -> Catch | None:
    """The clause of a function that only webhooks call, which says nothing of a failed send."""
    body, region = site.body, site.region
    attempt = region.attempt if region is not None and region.kind == "try" else None
    if attempt is None or body.kind != "function" or any(body.returned):
        return None
    if not (site.awaited or site.outline.language == "python"):
        return None
    clause = next((each for each in attempt.catches if _catches_all(each)), None)
    if clause is None or clause.throws or _does_more(body, clause):
        return None
    return clause if is_called_by_webhooks(site, links, once=False) else None


def _caught(site: CallSite, links: Links) -> CallSite | None:
    """`await inngest.send(event).catch(console.error)`, before what answers with success."""
    chained = site.owner if site.use == "receiver" else None
    if chained is None or chained.attrs != ("catch",) or not chained.awaited:
        return None
    if chained.use != "discarded" or not only_logs(chained, links):
        return None
    body, region = chained.body, chained.region
    caught = [c for each in body.attempts if holds(each, chained) for c in each.catches]
    after = [
        each
        for each in _answers(body)
        if each.start >= chained.end and not any(holds(clause, each) for clause in caught)
    ]
    is_last = region is None or region.kind == "try"
    return chained if is_last and _are_successes(after, body, links) else None


def _catches_all(clause: Catch) -> bool:
    return not clause.types or any(each.text in _BROAD for each in clause.exceptions)


def _does_more(body: Body, clause: Catch) -> bool:
    """Whether a clause may keep the event for later, or say what to answer."""
    if any(holds(clause, each) for each in body.mutations):
        return True
    return any(
        (site.awaited or site.use == "discarded")
        and not is_logging(site)
        and not _WATCHING.fullmatch(last_word(site))
        and not _ends_response(site)
        for site in body.calls
        if holds(clause, site)
    )


def _answers_well(body: Body, attempt: Attempt, clause: Catch, links: Links) -> bool:
    answers = [each for each in _answers(body) if holds(clause, each)]
    if not answers and body.statement_at(clause) is not None:
        around = [each for each in body.attempts if each is not attempt and holds(each, attempt)]
        others = [clause for each in around for clause in each.catches]  # nothing comes there
        answers = [
            each
            for each in _answers(body)
            if each.start >= attempt.end and not any(holds(clause, each) for clause in others)
        ]
    return _are_successes(answers, body, links)


def _answers(body: Body) -> list[Return | CallSite]:
    """Where a route returns, and where it ends the response."""
    return [*body.returns_in(body), *filter(_ends_response, body.calls)]


def _are_successes(answers: list[Return | CallSite], body: Body, links: Links) -> bool:
    ended = [each for each in answers if isinstance(each, CallSite)]
    returned = [
        each.expr
        for each in answers
        if isinstance(each, Return) and not (ended and each.expr is None)
        and not any(holds(each, site) or site.expr is each.expr for site in ended)
    ]  # fmt: skip
    return (
        bool(answers)
        and all(_is_well_ended(each, links) for each in ended)
        and all(_is_success(each, body, links) for each in returned)
    )


def _ends_response(site: CallSite) -> bool:
    """`res.json(…)`, `res.status(200).send(…)`."""
    first: CallSite | None = site
    while first is not None and first.root is None:
        first = first.receiver
    return (
        first is not None and first.root in _OF_RESPONSE and bool(site.attrs)
        and site.attrs[-1] in _ENDS and site.outline.language == "typescript"
    )  # fmt: skip


def _is_well_ended(site: CallSite, links: Links) -> bool:
    if site.attrs[-1] == "sendStatus":
        return bool(site.args) and _is_below_400(Value(site.args[0], site.body, links))
    at: CallSite | None = site.receiver
    while at is not None:
        if at.attrs[-1:] and at.attrs[-1] in ("status", "code"):
            return bool(at.args) and _is_below_400(Value(at.args[0], at.body, links))
        at = at.receiver
    return site.receiver is None and "status" not in site.body.expr.text


def _is_success(expr: Expr | None, body: Body, links: Links) -> bool:
    """Whether what a route returns is certainly an answer of less than 400.

    A function of the project that makes the answer is read: `answer(200, "stored")`.
    """
    if expr is None:
        return body.outline.language == "python" and _is_plain_route(body)
    value = Value(expr, body, links).made.resolved
    if body.outline.language == "python":
        return _is_python_success(value, body)
    called = value.expr.callee
    if called is None or called.dotted not in _RESPONSES:
        return False
    given = value.expr.arguments
    return len(given) < 2 or _has_good_status(value.at(given[1]))


def _has_good_status(options: Value) -> bool:
    if not options.is_object or options.has_unknown_entries:
        return False
    status = options.entry("status")
    return status is None or _is_below_400(status)


def _is_plain_route(body: Body) -> bool:
    return any(True for _ in routes_of([body])) and "status_code" not in body.expr.text


def _is_python_success(value: Value, body: Body) -> bool:
    expr = value.expr
    if expr.kind in _PLAIN:
        return _is_plain_route(body)
    if expr.kind == "tuple":
        return len(expr.elements) > 1 and _is_below_400(value.at(expr.elements[1]))
    called = expr.callee
    if called is None or not _PYTHON_RESPONSES.fullmatch(called.dotted):
        return False
    spreads = [each.kind == "spread" for each in expr.entries]
    if any(spreads) or any(each.kind == "spread" for each in expr.arguments):
        return False
    status = value.entry("status_code", "status")
    return len(expr.arguments) < 2 if status is None else _is_below_400(status)


def _is_below_400(status: Value) -> bool:
    if status.number is not None:
        return status.number < 400
    return re.search(r"\bHTTP_20\d|HTTPStatus\.(OK|ACCEPTED|NO_CONTENT)\b", status.text) is not None
