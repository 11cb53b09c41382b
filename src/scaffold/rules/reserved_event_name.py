"""Do not name an event `inngest/…`: the prefix is the server's own.

The server answers 400: seen with SDK v3, SDK v4 and Python on the Dev Server, in any letter case.
`send` tries five times
and throws, so whatever comes after it does not happen. To wait for the server's own events, such as
`inngest/function.failed`, is right.
"""

from collections.abc import Iterator

from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export async function tell(id: string) {
          await inngest.send({ name: "inngest/order.paid", data: { id } }); // error
        }
        """,
        valid="""
        import { inngest } from "./client";
        export async function tell(id: string) {
          await inngest.send({ name: "order/paid", data: { id } });
        }
        export const watch = inngest.createFunction(
          { id: "watch", triggers: [{ event: "inngest/function.failed" }] },
          async ({ event, step }) => step.run("note", () => note(event.data)),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def tell(order_id: str) -> None:
            await inngest_client.send(
                inngest.Event(name="inngest/order.paid", data={"id": order_id})  # error
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def tell(order_id: str) -> None:
            await inngest_client.send(inngest.Event(name="order/paid", data={"id": order_id}))
        """,
    ),
]


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event that is sent under a name of the server's."""
    for sent in file.events_sent:
        if sent.name is not None and sent.name.lower().startswith("inngest/"):
            yield report(
                sent.value,
                f"the server refuses `{sent.name}`: names that start with `inngest/` are its own",
                f"name it after your domain: `{sent.name.partition('/')[2].replace('.', '/', 1)}`",
                function=sent.function.label if sent.function is not None else "",
            )
