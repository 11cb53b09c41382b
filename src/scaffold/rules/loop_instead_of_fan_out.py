"""Send one event per item to a worker, instead of looping over items in one run.

A run has at most 1,000 steps and 32 MiB of state, one item that fails stops those after it, and
its retries repeat the loop's body on SDK v3 and in Python for each item. A worker per item retries
alone and runs beside the others. A list with a limit of its own, the parts of what an event is
about, a loop that waits between its rounds, and steps that take their own failures are let be.
"""

import re
from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.operators import OR_ELSE
from scaffold.code.outline import Body, CallSite, Outline, Reference
from scaffold.code.places import Loop
from scaffold.code.spans import holds
from scaffold.inngest.clients import is_send
from scaffold.inngest.facts import Function, Step
from scaffold.rules._gathered_results import is_needed_later
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._step_results import makers
from scaffold.syntax.regexes import regex

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const sendDigests = inngest.createFunction(
          { id: "send-digests", triggers: [{ cron: "0 9 * * 1" }] },
          async ({ step }) => {
            const users = await step.run("load-users", () => loadUsers());
            for (const user of users) {
              await step.run(`send-${user.id}`, () => send(user)); // error
            }
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        import { digestSend } from "./events";
        export const sendDigests = inngest.createFunction(
          { id: "send-digests", triggers: [{ cron: "0 9 * * 1" }] },
          async ({ step, runId }) => {
            const users = await step.run("load-users", () => loadUsers());
            await step.sendEvent(
              "fan-out",
              users.map((u) => digestSend.create({ id: u.id }, { id: `digest-${runId}-${u.id}` })),
            );
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
            fn_id="send-digests", trigger=inngest.TriggerCron(cron="0 9 * * 1")
        )
        async def send_digests(ctx: inngest.Context) -> None:
            users = await ctx.step.run("load-users", load_users)
            for user in users:
                await ctx.step.run(f"send-{user}", send, user)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-digests", trigger=inngest.TriggerCron(cron="0 9 * * 1")
        )
        async def send_digests(ctx: inngest.Context) -> None:
            users = await ctx.step.run("load-users", load_users)
            await ctx.step.send_event("fan-out", [digest(ctx.run_id, user) for user in users])
        """,
    ),
]

# These give every item of what they are given, in some order, or those that match.
_KEEPS_EACH = {
    "typescript": frozenset({"Object.entries", "Object.values", "Object.keys", "Array.from"}),
    "python": frozenset({"enumerate", "zip", "reversed", "sorted", "list", "tuple", "filter"}),
}
_ITEMS = frozenset({"items", "values", "keys", "entries"})
_LIKE_IT = frozenset(
    {"filter", "map", "flatMap", "sort", "toSorted", "reverse", "toReversed", "flat"}
)
_WORK = frozenset({"run", "ai.wrap", "ai.infer"})
_WAITS = frozenset({"sleep", "sleepUntil", "waitForEvent", "waitForSignal"})
_BOUND = regex(r"take|limit|first|page_?size|max_?results?|per_?page", re.IGNORECASE)
_LIMIT = regex(r"\bLIMIT\s+([0-9]+)", re.IGNORECASE)
_GIVEN = regex(r"\bevent\b|\bstep\s*\.\s*run\b")
_FEW = 100
_DEPTH = 4


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the first step of a loop over what another step loaded."""
    seen: set[Loop] = set()
    for step in sorted(function.steps, key=_by_kind):
        loop = step.site.loop
        if step.kind not in _WORK or loop is None or loop in seen:
            continue
        if step.site.body is not function.handler or _is_in_one_of(seen, loop):
            continue
        if _is_caught(step, loop) or _catches_itself(step, function) or _only_sends(step, function):
            continue
        if is_needed_later(step, loop, function):
            continue
        if _runs_over_a_result(step, loop, function) or _runs_over_its_items(step, loop, function):
            seen.add(loop)
            yield report(
                step,
                "one run works off a whole list that a step loaded: one failure stops the rest",
                "send one event per item, and let a worker function handle each",
            )


def _by_kind(step: Step) -> bool:
    return step.kind != "run"


def _is_in_one_of(seen: set[Loop], loop: Loop) -> bool:
    """Whether a loop around this one is reported: a worker per item has the inner one to itself."""
    around = loop.parent
    while around is not None and around not in seen:
        around = around.parent
    return around is not None


def _runs_over_a_result(step: Step, loop: Loop, function: Function) -> bool:
    """Whether a loop runs over what a step gave, as it is."""
    if loop.kind != "each" or loop.over is None or step.kind != "run":
        return False
    if _is_paced(loop, step.site.outline, function):
        return False
    named = _lists(loop.over, derived=False)
    return any(_is_a_result(each, step.site.outline, function, 0) for each in named)


def _runs_over_its_items(step: Step, loop: Loop, function: Function) -> bool:
    """The same for a list made of it, by number, and for the tools that ask a model."""
    outline = step.site.outline
    over = loop.over if loop.kind == "each" else _counted(loop, outline)
    if over is None or _is_paced(loop, outline, function):
        return False
    named = _lists(over, derived=True)
    return any(_is_a_result(each, outline, function, _DEPTH) for each in named)


def _is_paced(loop: Loop, outline: Outline, function: Function) -> bool:
    """Whether a loop, or one around it, waits between its rounds: it may be made for that."""
    around: Loop | None = loop
    while around is not None:
        for other in function.steps:
            if other.kind in _WAITS and other.site.outline is outline and holds(around, other.site):
                return True
        around = around.parent
    return False


def _is_caught(step: Step, loop: Loop) -> bool:
    """Whether the next item has its turn when this one failed: `step.run(…).catch(…)`."""
    site = step.site
    if site.use == "receiver" and site.owner is not None and site.owner.attrs[-1:] == ("catch",):
        return True
    region = site.region
    while region is not None and holds(loop, region.attempt):
        if region.kind == "catch" or (
            region.kind == "try" and not all(each.throws for each in region.attempt.catches)
        ):
            return True
        region = region.parent
    return False


def _catches_itself(step: Step, function: Function) -> bool:
    """Whether a step takes all that fails in it: the next item has its turn, and is no worker's."""
    for maker, _ in makers(function, step, returned=False):
        waits = [site for site in maker.calls if site.awaited]
        if waits and all(map(_is_taken, waits)):
            return True
    return False


def _is_taken(site: CallSite) -> bool:
    region = site.region
    while region is not None:
        if region.kind == "catch":
            return True
        clauses = region.attempt.catches if region.kind == "try" else []
        if clauses and not any(each.throws for each in clauses):
            return True
        region = region.parent
    return False


def _only_sends(step: Step, function: Function) -> bool:
    """Whether a step does nothing but send an event: another function does the work."""
    waited = [
        call
        for call in function.everything
        if call.step is step and (call.site.awaited or call.site.use == "returned")
    ]
    return bool(waited) and all(is_send(c.site, c.origin, function.links) for c in waited)


def _is_a_result(given: Expr, outline: Outline, function: Function, depth: int) -> bool:
    """Whether a name, or a call, gives what a step loaded; further away with more depth."""
    if given.kind == "call":
        return any(load.expr is given for load in _loads(outline, function))
    binding = outline.binding(given)
    if binding is None:
        return False
    values = [binding.initial]
    if depth:
        values += [each.written for each in outline.mutations_of(binding) if not each.attrs]
    return any(
        value is not None
        and (
            any(value.holds(load) for load in _loads(outline, function))
            or any(
                depth > 0 and _is_a_result(inner, outline, function, depth - 1)
                for inner in _lists(value, derived=True)
            )
        )
        for value in values
    )


def _loads(outline: Outline, function: Function) -> Iterator[CallSite]:
    """The calls in a file that give what a step returns: its own, and those of helpers.

    None that gives a few by its own account, or the parts of what an event is about.
    """
    for step in function.steps:
        first, *others = (*step.call.chain, step.site)
        returned = all(site.use == "returned" for site in others)
        if step.kind != "run" or first.outline is not outline or not returned:
            continue
        if not _is_bounded(step, function) and not _is_of_one(step, function):
            yield first


def _is_bounded(step: Step, function: Function) -> bool:
    """`take: 50`, `.limit(BATCH)`, `LIMIT 20`."""
    for maker, _ in makers(function, step, returned=False):
        limits = [found[1] for found in _LIMIT.finditer(maker.expr.text)]
        if any(int(each) <= _FEW for each in limits) or any(map(_is_few, _bounds(maker))):
            return True
    return False


def _bounds(maker: Body) -> Iterator[Expr]:
    """What a function gives to say how much it wants."""
    for site in maker.outline.sites_in(maker.expr):
        if site.attrs and _BOUND.fullmatch(site.attrs[-1]) and len(site.args) == 1:
            yield site.args[0]
        yield from (given for key, given in site.kwargs.items() if _BOUND.fullmatch(key))
        for given in site.args:
            for each in given.inside():
                entries = each.entries if each.kind == "object" else ()
                yield from (one.value for one in entries if one.key and _BOUND.fullmatch(one.key))


def _is_few(given: Expr) -> bool:
    if given.number is not None:
        return given.number <= _FEW
    return given.kind == "name" and given.text.isupper()


def _is_of_one(step: Step, function: Function) -> bool:
    """Whether a step loads by what its event, or a step before it, says: a list of one thing's."""
    if all(each.kind == "cron" for each in function.triggers):
        return False
    callback = step.callback
    read = list(step.site.outline.references_in(step.site.expr))
    if callback is not None:
        read += (each for at in callback.outline.inside(callback) for each in at.references)
    return any(map(_is_of_the_run, read))


def _is_of_the_run(reference: Reference) -> bool:
    binding = reference.binding
    if reference.path[:1] == ("event",) or (binding is not None and "event" in binding.path):
        return True
    if binding is None or binding.body.kind == "module":
        return False
    given = binding.initial
    return binding.name == "event" or (
        given is not None and binding.kind == "value" and _GIVEN.search(given.text) is not None
    )


def _counted(loop: Loop, outline: Outline) -> Expr | None:
    """The list of `for (let i = 0; i < list.length; i++)`, when no fixed list goes beside it."""
    test, update = loop.test, loop.update
    if test is None or update is None or test.left is None or test.right is None:
        return None
    by_one = update.right is not None and update.operator == "+=" and update.right.number == 1
    if not (update.kind == "update" or by_one) or test.right.name != "length":
        return None
    for reference in outline.references_in(loop):
        around, binding = reference.expr.around, reference.binding
        if around is None or around.index is None or around.index.text != test.left.text:
            continue
        if binding is not None and binding.initial is not None and binding.initial.kind == "array":
            return None
    return test.right.inner


def _lists(over: Expr, *, derived: bool) -> Iterator[Expr]:
    """Yield the names that a loop runs over: `users`, or each in `zip(ids, users.values())`.

    With `derived` come those that a new list is made of, as in `users.filter(…)`, and calls; but
    not what a result holds: `profile.platforms` is a short list more often than `users` is.
    """
    over = _first_of(over) if derived else over
    if derived and over.kind == "comprehension":
        if len(over.sources) == 1:
            yield from _lists(over.sources[0], derived=True)
        return
    while over.callee is not None:
        names = over.callee.dotted
        if names in _KEEPS_EACH[over.source.language.name] and (derived or names != "filter"):
            for argument in over.arguments:
                yield from _lists(argument, derived=derived)
            return
        if derived and names in ("range", "len"):
            yield from _numbered(over)
            return
        method = over.callee.name if over.callee.kind == "member" else ""
        if not (method in _ITEMS and not over.arguments) and not (derived and method in _LIKE_IT):
            if derived:
                yield over
            return
        if over.callee.inner is None:
            return
        over = _first_of(over.callee.inner) if derived else over.callee.inner
    if over.root.kind == "name" and (over.root is over or not derived):
        yield over.root


def _numbered(call: Expr) -> Iterator[Expr]:
    """The list of `range(len(users))`."""
    only = call.arguments[0] if len(call.arguments) == 1 else None
    if only is None or call.callee is None:
        return
    counts = only.callee is not None and only.callee.dotted == "len"
    if call.callee.dotted == "len" or counts:
        yield from _lists(only, derived=True)


def _first_of(expr: Expr) -> Expr:
    """`x ?? []` runs over `x`."""
    while expr.kind == "choice" and expr.operator in OR_ELSE and expr.left is not None:
        expr = expr.left
    return expr
