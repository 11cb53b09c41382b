"""Await every send of an event, or hand it to what waits for it.

In Python a call of `send` without `await` makes a coroutine that never runs: no event leaves.
Plain functions send with `send_sync`. In TypeScript the request starts, and a platform that stops
the process after the answer may end it before the event is out; a failure is told to nobody.
A webhook that catches the failure of a send and answers 200 loses the event as well: a provider
delivers again after an error only.
Seen with Python 0.5 (no request is made) and SDK v4.
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import fate
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._swallowed_sends import swallowed_sends

SEVERITY = "error"
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


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event that nobody waits to be sent."""
    python = file.outline.language == "python"
    handlers = [function.handler for function in file.functions if function.handler is not None]
    for site in file.sends:
        if site.attrs[-1] == "send_sync" or fate(site) != "dropped":
            continue
        # In a handler the send is wrong however it is awaited: another rule says so.
        if any(site.body.is_inside(handler) for handler in handlers):
            continue
        if python:
            yield _never_sent(site)
        elif not _is_kept_alive(site.body):
            yield report(
                site,
                f"nobody waits for `{site.spelled}`: a process that stops after the answer may "
                "end before the event is out, and a failure is told to nobody",
                "write `await` before it",
                severity="warning",
            )
    yield from swallowed_sends(file)


def _never_sent(site: CallSite) -> Diagnostic:
    message = f"`{site.spelled}` without `await` makes a coroutine that never runs: nothing is sent"
    if site.body.is_async:
        return report(site, message, "write `await` before it")
    return report(site, message, f"write `{site.spelled}_sync(…)` in a plain function")


def _is_kept_alive(body: Body) -> bool:
    """Whether a function is given to something that waits for it, as `after(() => …)` does."""
    owner = body.owner
    if owner is None:
        return False
    name = owner.attrs[-1] if owner.attrs else owner.root or ""
    return name in _KEEPS_ALIVE or resolve_callee(owner).name.rpartition(".")[2] in _KEEPS_ALIVE
