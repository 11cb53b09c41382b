"""Await every send of an event, or hand it to what waits for it.

In Python a call of `send` without `await` makes a coroutine that never runs: no event leaves.
Plain functions send with `send_sync`. In TypeScript the request starts, and a platform that stops
the process after the answer may end it before the event is out; a failure is told to nobody.
`void` says that this is meant, which it never is in a webhook's route: no provider calls again
after a 200.
Seen with Python 0.5 (no request is made) and SDK v4.
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import fate, is_task
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.effects.names import last_word
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules.webhook_without_event_id import is_in_webhook

SEVERITY = "error"
WARNS_IN = ("typescript",)
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export async function POST(request: Request) {
          const { orderId } = await request.json();
          inngest.send({ name: "order/paid", data: { orderId } }); // error
          return Response.json({ ok: true });
        }
        """,
        valid="""
        import { inngest } from "./client";
        export async function POST(request: Request) {
          const { orderId } = await request.json();
          await inngest.send({ name: "order/paid", data: { orderId } });
          return Response.json({ ok: true });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @app.post("/orders")
        async def pay(order_id: str) -> dict[str, bool]:
            event = inngest.Event(name="order/paid", data={"order_id": order_id})
            inngest_client.send(event)  # error
            return {"ok": True}
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @app.post("/orders")
        async def pay(order_id: str) -> dict[str, bool]:
            event = inngest.Event(name="order/paid", data={"order_id": order_id})
            await inngest_client.send(event)
            return {"ok": True}
        """,
    ),
]
# What keeps the process up until a function it is given has ended.
_KEEPS_ALIVE = ("after", "waitUntil", "unstable_after")
# What calls a function when the one that gave it has ended, and takes nothing that it returns.
_LATER = frozenset({"setTimeout", "setImmediate", "queueMicrotask"})


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event that nobody waits to be sent."""
    python = file.outline.language == "python"
    handlers = [function.handler for function in file.functions if function.handler is not None]
    for site in file.sends:
        if site.attrs[-1:] in ((), ("send_sync",)):
            continue  # `async_to_sync(client.send)(…)` waits, too
        kept = fate(site)
        if kept in ("awaited", "passed") and _runs_aside(site):
            kept = "dropped"
        if kept != "dropped" and not (kept == "void" and _answers_provider(file, site)):
            continue
        # In a handler the send is wrong however it is awaited: another rule says so.
        if any(site.body.is_inside(handler) for handler in handlers):
            continue
        if any(_is_in_a_step(function, site) for function in file.functions):
            continue
        if python:
            yield _left_alone(site) if is_task(site) else _never_sent(site)
        elif not _is_kept_alive(site.body):
            yield report(
                site,
                f"nobody waits for `{site.spelled}`: a process that stops after the answer may "
                "end before the event is out, and a failure is told to nobody",
                "write `await` before it",
            )


def _runs_aside(site: CallSite) -> bool:
    """Whether it stands in a function that is started and not waited for.

    `(async () => { await client.send(…) })();` and `setTimeout(() => client.send(…))`.
    """
    owner = site.body.owner
    if owner is None or site.region is not None:
        return False
    if site.body.use == "receiver":
        return fate(owner) == "dropped"
    return site.use == "returned" and not owner.attrs and owner.root in _LATER


def _is_in_a_step(function: Function, site: CallSite) -> bool:
    """Whether a step makes a call through a helper: `swallowed-step-error` speaks of that."""
    return any(
        call.site is site and call.step is not None and call.certain for call in function.everything
    )


def _left_alone(site: CallSite) -> Diagnostic:
    """`asyncio.create_task(client.send(…))`, which nobody keeps."""
    return report(
        site,
        f"nobody keeps the task that sends with `{site.spelled}`: it may be thrown away before the "
        "event is out, and a failure is told to nobody",
        "await the send itself",
    )


def _never_sent(site: CallSite) -> Diagnostic:
    message = f"`{site.spelled}` without `await` makes a coroutine that never runs: nothing is sent"
    if site.body.is_async:
        return report(site, message, "write `await` before it")
    return report(site, message, f"write `{site.spelled}_sync(…)` in a plain function")


def _answers_provider(file: FileFacts, site: CallSite) -> bool:
    """Whether a send stands in a webhook's route, whose 200 says that the event is stored."""
    return any(sent.site is site and is_in_webhook(sent) for sent in file.events_sent)


def _is_kept_alive(body: Body) -> bool:
    """Whether a function is given to something that waits for it, as `after(() => …)` does."""
    owner = body.owner
    if owner is None:
        return False
    name = last_word(owner)
    return name in _KEEPS_ALIVE or resolve_callee(owner).name.rpartition(".")[2] in _KEEPS_ALIVE
