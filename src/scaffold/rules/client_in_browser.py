"""Keep the Inngest client out of `"use client"` files; send from the server.

What such a file imports goes into the browser's bundle. There is no event key there, so on SDK v3
and v4 `send` fails for every visitor; with a key in a public variable, anybody can send any event.
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_binding
from scaffold.code.links import settle
from scaffold.inngest.clients import is_client
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: components/pay-button.tsx
        "use client";
        import { inngest } from "../lib/inngest"; // error
        export function PayButton({ id }: { id: string }) {
          return <button onClick={() => inngest.send({ name: "order/paid", data: { id } })} />;
        }
        """,
        valid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: lib/actions.ts
        "use server";
        import { inngest } from "./inngest";
        export async function pay(id: string) {
          await inngest.send({ name: "order/paid", data: { id } });
        }
        // file: components/pay-button.tsx
        "use client";
        import type { inngest } from "../lib/inngest";
        import { pay } from "../lib/actions";
        export function PayButton({ id }: { id: string }) {
          return <button onClick={() => pay(id)} />;
        }
        """,
    ),
]


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each client that a file of the browser makes or imports."""
    if file.language == "python" or not _is_for_the_browser(file):
        return
    hint = "send the event in a route or a server action, and call that from here"
    for site in file.clients:
        yield report(site, "this client goes into the browser, where it has no event key", hint)
    for binding in file.outline.module.declared():
        if binding.kind != "import" or not file.outline.references_to(binding):
            continue
        origin = settle(resolve_binding(binding), file.links)
        if origin.kind != "import" and is_client(origin, file.links):
            yield report(
                binding,
                f"`{binding.name}` goes into the browser, where it has no event key",
                hint,
            )


def _is_for_the_browser(file: FileFacts) -> bool:
    """Whether the file begins with `"use client"`."""
    if b"use client" not in file.source.content:
        return False
    for statement in file.outline.module.block.statements:
        expr = statement.expr if statement.kind == "expression" else None
        if expr is None or expr.string is None:
            return False
        if expr.string == "use client":
            return True
    return False
