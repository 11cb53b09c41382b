"""Make a `Date` of what a step or an event gives before you call its methods.

A step's result is saved as JSON, and an event is JSON: a `Date` in it comes back as text, on SDK v3
and v4. `order.paidAt.getTime()` throws a `TypeError` in the handler, in every attempt, while the
type checker may still say that it is a `Date`.
"""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import Binding, Body, Outline
from scaffold.code.values import argument
from scaffold.inngest.effects.names import method_of
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "cart/left" }] },
          async ({ event, step }) => {
            const cart = await step.run("load", () => carts.find(event.data.cartId));
            const left = event.data.leftAt.getTime(); // error
            const due = cart.createdAt.getTime() + 86_400_000; // error
            await step.sleepUntil("due", new Date(Math.max(due, left)));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "cart/left" }] },
          async ({ event, step }) => {
            const cart = await step.run("load", async () => {
              const found = await carts.find(event.data.cartId);
              return { createdAt: found.createdAt.getTime() };
            });
            const left = new Date(event.data.leftAt).getTime();
            const due = cart.createdAt + 86_400_000;
            await step.sleepUntil("due", new Date(Math.max(due, left)));
          },
        );
        """,
    ),
]
# What only a `Date` has: neither text nor numbers, arrays or plain objects do.
_METHODS = frozenset(
    f"{verb}{utc}{part}"
    for verb in ("get", "set")
    for utc in ("", "UTC")
    for part in (
        "FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds",
    )
) | {
    "getTime", "setTime", "getTimezoneOffset", "toISOString", "toUTCString", "toDateString",
    "toTimeString", "toLocaleDateString", "toLocaleTimeString",
}  # fmt: skip
_JSON = frozenset({"run", "waitForEvent", "invoke", "ai.wrap"})
# A method of an array that hands its elements to what it is given.
_EACH = frozenset(
    {"map", "filter", "find", "some", "every", "forEach", "flatMap", "sort", "reduce"}
)
_DEPTH = 4


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each method of a `Date` on what was JSON before."""
    if function.shape == "python" or _keeps_dates(function):
        return
    gives = _Gives(function)
    for call in function.everything:
        name = method_of(call.site)
        if name not in _METHODS or call.in_failure_handler:
            continue
        called = call.site.called
        inner = called.inner if called is not None else None
        if inner is None:
            continue
        if call.tool[:2] == ("event", "data") or _holds_result(
            inner.root, call.site.body, gives, 0
        ):
            yield report(
                call,
                f"`{inner.text}` is text by now, for it was JSON: `{name}` is no method of it",
                f"write `new Date({inner.text}).{name}(…)`",
            )


def _holds_result(root: Expr, body: Body, gives: "_Gives", depth: int) -> bool:
    """Whether a value is a part of a step's result."""
    outline = body.outline
    if depth > _DEPTH:
        return False
    if root.kind == "call":
        return gives(root, outline)
    binding = body.lookup(root.text, root.start) if root.kind == "name" else None
    if binding is None or outline.mutations_of(binding):
        return False
    if binding.kind == "param":
        return _is_element(binding, gives, depth)
    initial = binding.initial
    if initial is None or binding.kind not in ("value", "loop"):
        return False
    if initial.kind in ("call", "name", "member", "index"):
        return _holds_result(initial.root, binding.body, gives, depth + 1)
    return False


class _Gives:
    """Whether an awaited call gives a step's result: a step, or a function that returns one."""

    def __init__(self, function: Function) -> None:
        self._links = function.links
        self._results = {
            (step.site.outline.path, step.site.start)
            for step in function.steps
            if step.kind in _JSON
        }

    def __call__(self, called: Expr, outline: Outline) -> bool:
        return called.awaited and self._is_result(called, outline, 0)

    def _is_result(self, called: Expr, outline: Outline, depth: int) -> bool:
        if (outline.path, called.start) in self._results:
            return True
        site = outline.site(called) if depth < _DEPTH else None
        made_by = callee(site, self._links) if site is not None else None
        target = made_by.target if made_by is not None and not made_by.attrs else None
        if target is None or target.kind != "function" or not target.returned:
            return False
        return all(self._is_result(each, target.outline, depth + 1) for each in target.returned)


def _is_element(binding: Binding, gives: _Gives, depth: int) -> bool:
    """Whether a parameter is an element of what a step gave: `rows.map((row) => …)`."""
    owner = binding.body.owner
    called = owner.called if owner is not None else None
    if owner is None or called is None or called.name not in _EACH or called.inner is None:
        return False
    if binding.index != (1 if called.name == "reduce" else 0):
        return False
    return _holds_result(called.inner.root, owner.body, gives, depth + 1)


def _keeps_dates(function: Function) -> bool:
    """Whether a middleware of the client may bring dates back."""
    site = function.client.site
    options = argument(site, 0, function.links) if site is not None else None
    return options is not None and options.entry("middleware") is not None
