"""Make a `Date` of what a step or an event gives before you call its methods.

A step's result is saved as JSON, and an event is JSON: a `Date` in it comes back as text, on SDK v3
and v4. `order.paidAt.getTime()` throws a `TypeError` in the handler, in every attempt, while the
type checker may still say that it is a `Date`. A `Map` or a `Set` comes back as `{}`.
"""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import Binding, Body, CallSite, Outline
from scaffold.code.values import argument
from scaffold.inngest.effects.names import method_of
from scaffold.inngest.facts import Function
from scaffold.rules._lost_collections import lost_collections
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._step_results import asked_for_their_kind

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
            const names = await step.run("names", async () => new Set(await carts.names()));
            return names.has(cart.name); // error
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
            const names = await step.run("names", () => carts.names());
            return new Set(names).has(cart.name);
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
    for part in ("FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds")
) | {
    "getTime", "setTime", "getTimezoneOffset", "toISOString", "toUTCString", "toDateString",
    "toTimeString", "toLocaleDateString", "toLocaleTimeString",
}  # fmt: skip
_JSON = frozenset({"run", "waitForEvent", "invoke", "ai.wrap"})
# A method of an array that hands its elements to what it is given.
_EACH = frozenset(
    {"map", "filter", "find", "some", "every", "forEach", "flatMap", "sort", "reduce"}
)
# A method of an array that gives elements as they are.
_SAME = frozenset(
    {"filter", "slice", "sort", "toSorted", "reverse", "toReversed", "find", "at", "pop"}
)
_DEPTH = 8


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each method of a `Date` on what was JSON before."""
    if function.shape == "python" or _keeps_dates(function):
        return
    gives = _Gives(function)
    seen: set[int] = set()
    for call in function.everything:
        name = method_of(call.site)
        if name not in _METHODS or call.in_failure_handler or id(call.site) in seen:
            continue
        called = call.site.called
        inner = called.inner if called is not None else None
        if inner is None or _is_asked_for(inner, call.site):
            continue
        if call.tool[:2] == ("event", "data") or _Parts(gives, call.chain).holds(
            inner.root, call.site.body
        ):
            seen.add(id(call.site))
            yield report(
                call.site if call.tool[:2] != ("event", "data") else call,
                f"`{inner.text}` is text by now, for it was JSON: `{name}` is no method of it",
                f"write `new Date({inner.text}).{name}(…)`",
                function=function.label,
            )
    yield from lost_collections(function)


def _is_asked_for(value: Expr, site: CallSite) -> bool:
    """Whether its function asks what a value is: `at instanceof Date`, `at.getTime?.()`."""
    binding = site.outline.binding(value.root)
    around = binding.body if binding is not None else site.body
    return site.expr.is_optional or value.dotted in asked_for_their_kind(around.expr)


class _Parts:
    """The parts of what a step gave, where a chain of calls leads."""

    def __init__(self, gives: "_Gives", chain: tuple[CallSite, ...]) -> None:
        self._gives = gives
        self._chain = chain

    def holds(self, root: Expr, body: Body, depth: int = 0) -> bool:
        """Whether a value is a part of a step's result."""
        if depth > _DEPTH:
            return False
        called = root.callee
        if called is not None:
            if called.name in _SAME and called.inner is not None and not root.awaited:
                return self.holds(called.inner.root, body, depth + 1)
            return self._gives(root, body.outline)
        binding = body.lookup(root.text, root.start) if root.kind == "name" else None
        if binding is None or binding.outline.mutations_of(binding):
            return False
        if binding.kind == "param":
            return self._is_element(binding, depth) or self._is_given(binding, depth)
        initial = binding.initial
        if initial is None or binding.kind not in ("value", "loop"):
            return False
        if initial.kind in ("call", "name", "member", "index"):
            return self.holds(initial.root, binding.body, depth + 1)
        return False

    def _is_element(self, binding: Binding, depth: int) -> bool:
        """Whether a parameter is an element of what a step gave: `rows.map((row) => …)`."""
        owner = binding.body.owner
        called = owner.called if owner is not None else None
        if owner is None or called is None or called.name not in _EACH or called.inner is None:
            return False
        if binding.index != (1 if called.name == "reduce" else 0):
            return False
        return self.holds(called.inner.root, owner.body, depth + 1)

    def _is_given(self, binding: Binding, depth: int) -> bool:
        """Whether a function of one's own is given a part of it, by the call that leads here."""
        for site in self._chain:
            made_by = callee(site, self._gives.links)
            if made_by is None or made_by.attrs or made_by.target is not binding.body:
                continue
            given = site.args[: binding.index + 1]
            if binding.is_rest or len(given) <= binding.index:
                return False
            if any(each.kind == "spread" for each in given):
                return False
            return self.holds(given[-1].root, site.body, depth + 1)
        return False


class _Gives:
    """Whether an awaited call gives a step's result: a step, or a function that returns one."""

    def __init__(self, function: Function) -> None:
        self.links = function.links
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
        made_by = callee(site, self.links) if site is not None else None
        target = made_by.target if made_by is not None and not made_by.attrs else None
        if target is None or target.kind != "function" or not target.returned:
            return False
        return all(self._is_result(each, target.outline, depth + 1) for each in target.returned)


def _keeps_dates(function: Function) -> bool:
    """Whether a middleware of the client may bring dates back."""
    site = function.client.site
    options = argument(site, 0, function.links) if site is not None else None
    return options is not None and options.entry("middleware") is not None
