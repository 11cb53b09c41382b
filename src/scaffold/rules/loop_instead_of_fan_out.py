"""Send one event per item to a worker, instead of looping over items in one run.

A run has at most 1,000 steps and 32 MiB of state, one item that fails stops those after it, and
its retries repeat the loop's body on SDK v3 and in Python for each item. A worker per item retries
alone and runs beside the others.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import Loop, Outline
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.tree import Node

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
_COMPREHENSIONS = frozenset({"list_comprehension", "generator_expression"})
_WRAPPERS = frozenset(
    {"await", "await_expression", "parenthesized_expression", "as_expression",
     "satisfies_expression", "non_null_expression"}
)  # fmt: skip
_WORK = frozenset({"run", "ai.wrap", "ai.infer"})
_WAITS = frozenset({"sleep", "sleepUntil", "waitForEvent", "waitForSignal"})
_DEPTH = 4


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the first step of a loop over what another step loaded."""
    seen: set[int] = set()
    for step in sorted(function.steps, key=_by_kind):
        loop = step.site.loop
        if step.kind not in _WORK or loop is None or loop.node.id in seen:
            continue
        if step.site.body is not function.handler:
            continue
        if _runs_over_a_result(step, loop, function) or (
            not _is_in_one_of(seen, loop) and _runs_over_its_items(step, loop, function)
        ):
            seen.add(loop.node.id)
            yield report(
                step,
                "one run works off a whole list that a step loaded: one failure stops the rest",
                "send one event per item, and let a worker function handle each",
            )


def _by_kind(step: Step) -> bool:
    return step.kind != "run"


def _is_in_one_of(seen: set[int], loop: Loop) -> bool:
    """Whether a loop around this one is reported: a worker per item has the inner one to itself."""
    around = loop.parent
    while around is not None and around.node.id not in seen:
        around = around.parent
    return around is not None


def _runs_over_a_result(step: Step, loop: Loop, function: Function) -> bool:
    """Whether a loop runs over what a step gave, as it is."""
    over = loop.node.child_by_field_name("right") if loop.names else None
    if over is None or step.kind != "run":
        return False
    named = _lists(over, step.site.outline, derived=False)
    return any(_is_a_result(name, step, function, 0) for name in named)


def _runs_over_its_items(step: Step, loop: Loop, function: Function) -> bool:
    """The same for a list made of it, by number, and for the tools that ask a model."""
    outline = step.site.outline
    over = loop.node.child_by_field_name("right") if loop.names else None
    if over is None and loop.node.type == "for_statement":
        over = _counted(loop.node, step)
    if over is None or _is_paced(step, loop, function):
        return False
    named = _lists(over, outline, derived=True)
    return any(_is_a_result(name, step, function, _DEPTH) for name in named)


def _is_paced(step: Step, loop: Loop, function: Function) -> bool:
    """Whether a loop waits between its items: it may be made for that."""
    return any(
        other.kind in _WAITS
        and other.site.outline is step.site.outline
        and _within(other.site.node, loop.node)
        for other in function.steps
    )


def _is_a_result(name: Node, step: Step, function: Function, depth: int) -> bool:
    """Whether a name, or a call, gives what a step loaded; further away with more depth."""
    outline = step.site.outline
    if name.type != "identifier":
        return any(other.site.node.id == name.id for other in _loads(step, function))
    binding = step.site.body.lookup(outline.text(name))
    if binding is None:
        return False
    values = [binding.value] if binding.value is not None else []
    if depth:
        given = (each.value for each in outline.mutations_of(binding) if not each.attrs)
        values += [value for value in given if value is not None]
    if any(_within(other.site.node, value) for value in values for other in _loads(step, function)):
        return True
    return depth > 0 and any(
        _is_a_result(inner, step, function, depth - 1)
        for value in values
        for inner in _lists(value, outline, derived=True)
    )


def _loads(step: Step, function: Function) -> Iterator[Step]:
    for other in function.steps:
        if other.kind == "run" and other.site.outline is step.site.outline:
            yield other


def _counted(loop: Node, step: Step) -> Node | None:
    """The list of `for (let i = 0; i < list.length; i++)`, when no fixed list goes beside it."""
    outline = step.site.outline
    test, count = loop.child_by_field_name("condition"), loop.child_by_field_name("increment")
    if test is not None and test.type == "expression_statement" and test.named_children:
        test = test.named_children[0]
    if test is None or count is None or test.type != "binary_expression":
        return None
    if count.type != "update_expression" and not outline.text(count).endswith("+= 1"):
        return None
    index, length = test.child_by_field_name("left"), test.child_by_field_name("right")
    if index is None or length is None or not outline.text(length).endswith(".length"):
        return None
    beside = re.findall(rf"(\w+)\[{re.escape(outline.text(index))}\]", outline.text(loop))
    for name in set(beside):
        binding = step.site.body.lookup(name)
        if binding is not None and binding.value is not None and binding.value.type == "array":
            return None
    return length.child_by_field_name("object")


def _lists(over: Node, outline: Outline, *, derived: bool) -> Iterator[Node]:
    """Yield the names that a loop runs over: `users`, or each in `zip(ids, users.values())`.

    With `derived` come those that a new list is made of, as in `users.filter(…)`, and calls; but
    not what a result holds: `profile.platforms` is a short list more often than `users` is.
    """
    if derived:
        over = _unwrapped(over)
        if over.type in _COMPREHENSIONS:
            clauses = [each for each in over.named_children if each.type == "for_in_clause"]
            right = clauses[0].child_by_field_name("right") if len(clauses) == 1 else None
            if right is not None:
                yield from _lists(right, outline, derived=True)
            return
    site = outline.site(over)
    while site is not None and site.callee is not None:
        names = outline.text(site.callee)
        if names in _KEEPS_EACH[outline.language] and (derived or names != "filter"):
            for argument in site.arguments:
                yield from _lists(argument, outline, derived=derived)
            return
        if derived and names in ("range", "len") and len(site.arguments) == 1:
            counted = outline.site(site.arguments[0])
            if names == "len" or (counted is not None and counted.root == "len"):
                yield from _lists(site.arguments[0], outline, derived=True)
            return
        method = site.attrs[-1] if site.attrs else ""
        if not (method in _ITEMS and not site.arguments) and not (derived and method in _LIKE_IT):
            if derived:
                yield over
            return
        inner = site.callee.child_by_field_name("object")
        if inner is None:
            return
        over = _unwrapped(inner) if derived else inner
        site = outline.site(over)
    name = _root(over)
    if name is not None and (name is over or not derived):
        yield name


def _unwrapped(node: Node) -> Node:
    """`(await x)` and `x ?? []` run over `x`."""
    while True:
        if node.type in _WRAPPERS and node.named_children:
            node = node.named_children[-1 if node.type == "await" else 0]
        elif node.type in ("binary_expression", "boolean_operator"):
            operator = node.child_by_field_name("operator")
            left = node.child_by_field_name("left")
            if operator is None or operator.type not in ("??", "||", "or") or left is None:
                return node
            node = left
        else:
            return node


def _root(node: Node) -> Node | None:
    while node.type in ("member_expression", "attribute", "subscript", "subscript_expression"):
        inner = node.child_by_field_name("value" if node.type == "subscript" else "object")
        if inner is None:
            return None
        node = inner
    return node if node.type == "identifier" else None


def _within(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte
