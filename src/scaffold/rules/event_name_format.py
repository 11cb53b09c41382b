"""Name an event `domain/action`, in lower case: `order/paid`, `app/order.paid`.

Names are matched letter by letter, so `orderPaid` sent and `order/paid` awaited never meet, and no
error says so. Inngest takes any text, on SDK v3, v4 and Python; one form for all makes a wrong
name stand out.
"""

from collections.abc import Iterator, Sequence

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_flow import Received, Sent
from scaffold.names import is_domain_and_action
from scaffold.rules._naming import by_own_convention
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
STYLE = True
READS_EVENTS = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "receipt", triggers: [{ event: "OrderPaid" }] }, // error
          async ({ step }) => {
            await step.sendEvent("tell", { name: "receipt/Sent", data: {} }); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => {
            await step.sendEvent("tell", { name: "app/receipt.sent", data: {} });
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="receipt", trigger=inngest.TriggerEvent(event="order_paid")  # error
        )
        async def receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="receipt", trigger=inngest.TriggerEvent(event="order/paid")
        )
        async def receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
    ),
]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each place that names an event in another form, once per name."""
    for name, place in _places(project).items():
        if name.startswith("inngest/") or "*" in name or is_domain_and_action(name):
            continue
        yield report(
            place.value,
            f"the event name `{name}` is not of the form `domain/action`",
            "rename it where it is sent and where it is received, in one change",
        )


def elsewhere(project: Codebase, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the reports on names that are in no form of the repository's own."""
    yield from by_own_convention(
        found, _places(project), "name new events so; others may send the ones that are there"
    )


def _places(project: Codebase) -> dict[str, Received | Sent]:
    """Where each event is named first."""
    places: dict[str, Received | Sent] = {}
    named: list[Received | Sent] = [*project.received, *project.sent]
    for each in named:
        if each.name is not None:
            places.setdefault(each.name, each)
    return places
