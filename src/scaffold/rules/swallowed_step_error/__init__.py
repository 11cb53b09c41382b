"""Do not swallow errors inside a step: let it throw, so that it is retried.

A step that returns normally is done: its result is saved and it is never retried, whatever the
`catch` hid. Seen on SDK v3, SDK v4 and Python.
Throw `NonRetriableError` for what cannot succeed, or return a result that says what failed.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import Body, CallSite, Catch, Outline
from scaffold.inngest.effects.by_name import listed_io
from scaffold.inngest.effects.logging import is_log_function, is_logging
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._step_results import makers, places
from scaffold.rules.swallowed_step_error.tested_results import is_tested
from scaffold.syntax.tree import Node

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await step.run("send-mail", async () => {
              try {
                await mail.send(event.data.email);
              } catch (error) { // error
                console.error(error);
              }
            });
          },
        );
        """,
        valid="""
        import { NonRetriableError } from "inngest";
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await step.run("send-mail", async () => {
              try {
                await mail.send(event.data.email);
              } catch (error) {
                if (isRefused(error)) throw new NonRetriableError("refused", { cause: error });
                throw error;
              }
            });
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        async def send_mail(to: str) -> None:
            try:
                await mail.send(to)
            except Exception:  # error
                logger.exception("mail failed")

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("send-mail", send_mail, ctx.event.data["email"])
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def send_mail(to: str) -> None:
            try:
                await mail.send(to)
            except AddressRefused as err:
                raise inngest.NonRetriableError("refused") from err

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("send-mail", send_mail, ctx.event.data["email"])
        """,
    ),
]
_LOOPS = frozenset(
    {"for_statement", "for_in_statement", "while_statement", "do_statement", "for_in_clause"}
)
_FUNCTION_NODES = frozenset(
    {
        "arrow_function",
        "function_definition",
        "function_declaration",
        "function_expression",
        "method_definition",
        "lambda",
    }
)
_NOTHING = frozenset(
    {
        "null",
        "undefined",
        "None",
        "false",
        "False",
        "0",
        "[]",
        "{}",
        '""',
        "''",
        "()",
        "true",
        "True",
    }
)
_READING = frozenset({"json", "text", "arrayBuffer", "blob", "formData", "aread"})
_TIDYING = frozenset(
    {
        "unlink", "rm", "rmdir", "rmtree", "close", "aclose", "end", "disconnect", "quit",
        "destroy", "cleanup", "release", "dispose", "shutdown", "kill", "terminate", "abort",
        "publish", "track", "capture", "captureException", "flush",
    }
)  # fmt: skip
# Undoing what failed, and letting go of it, tells nobody.
_UNDOING = frozenset({"rollback", "close", "aclose", "release", "abort"})
_ROLLBACK = re.compile(r"\W*(?:\w+[(`]\W*)?rollback\b", re.IGNORECASE)
_UNLIKE_A_RESULT = frozenset({"null", "undefined", "None", "false", "False"})
_COLLECTING = frozenset({"push", "append", "add", "set", "extend", "update"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each clause in a step that hides a failure of awaited work."""
    for step in function.steps:
        if step.kind != "run" or step.callback is None:
            continue
        for maker, chain in makers(function, step, returned=False):
            for body in _bodies(maker):
                for hiding in _hiding(function, body):
                    if chain and _is_partial(hiding):
                        continue  # a helper may do its best at one thing of several
                    if body is maker and _tells(function, step, chain, body, hiding):
                        continue
                    yield report(hiding, *_words(step))._replace(chain=places(chain))


def _hiding(function: Function, body: Body) -> Iterator[tuple[Outline, Catch] | CallSite]:
    """The clauses and `.catch(…)` calls of one function that hide a failure."""
    for attempt in body.attempts:
        if not _awaits(body, attempt) and not _reaches_out(function, body, attempt):
            continue
        for clause in attempt.catches:
            if _hides(body, clause) and not _throws_after(body, clause.node):
                yield body.outline, clause
    for site in body.calls:
        guarded = site.receiver
        if site.attrs[-1:] != ("catch",) or guarded is None or _needs_no_retry(guarded):
            continue
        hides = _only_logs(site) or _gives_nothing(_handler(site))
        if hides and not _throws_after(body, site.node):
            yield site


def _tells(
    function: Function,
    step: Step,
    chain: tuple[CallSite, ...],
    body: Body,
    hiding: tuple[Outline, Catch] | CallSite,
) -> bool:
    """Whether a failure gives a result of its own, such as `null`, that somebody tests."""
    if any(site.use != "returned" for site in chain):
        return False
    if isinstance(hiding, CallSite):
        handler = _handler(hiding)
        given = handler.returns if handler is not None else []
        differs = hiding.use == "returned" and all(_is_unlike(body, node) for node in given)
    else:
        differs = _gives_another_result(body, hiding[1])
    return differs and is_tested(function, step.site)


def _gives_another_result(body: Body, clause: Catch) -> bool:
    """Whether what a function returns after this clause is not what it returns otherwise."""
    returned = [node for node in body.returns if _within(node, clause.node)]
    if returned:
        return all(_is_unlike(body, node) for node in returned)
    attempt = clause.node.parent
    if attempt is None:
        return False
    after = [node for node in body.returns if node.start_byte >= attempt.end_byte]
    if not after:
        return any(_within(node, attempt) and node.named_children for node in body.returns)
    changed = {
        mutation.name
        for mutation in body.mutations
        if not mutation.attrs and _within(mutation.node, attempt)
    }
    return all(
        node.named_children and body.outline.text(node.named_children[0]) in changed
        for node in after
    )


def _is_unlike(body: Body, node: Node) -> bool:
    if node.type == "return_statement":
        if not node.named_children:
            return True
        node = node.named_children[0]
    return body.outline.text(node) in _UNLIKE_A_RESULT


def _is_partial(hiding: tuple[Outline, Catch] | CallSite) -> bool:
    """Whether what fails is one item of many, or not the last thing that a function does."""
    node: Node | None = hiding.node if isinstance(hiding, CallSite) else hiding[1].node
    while node is not None and node.type not in _FUNCTION_NODES:
        if node.type in _LOOPS:
            return True
        around = node.parent
        if around is not None and around.type in ("statement_block", "block"):
            statements = [child for child in around.named_children if child.type != "comment"]
            if statements[-1].id != node.id:
                return True
        node = around
    return False


def _words(step: Step) -> tuple[str, str]:
    return (
        f"the step `{step.id_text}` counts as done when this hides an error: it is not retried",
        "let it throw, throw `NonRetriableError`, or return what failed and act on it",
    )


def _bodies(around: Body) -> Iterator[Body]:
    """A function and those written in it."""
    for body in around.outline.bodies:
        if body.kind == "function" and body.is_inside(around):
            yield body


def _awaits(body: Body, attempt: object) -> bool:
    """Whether the guarded part waits for anything; parsing is not what a retry is for."""
    return any(
        site.region is not None
        and site.region.kind == "try"
        and site.region.attempt is attempt
        and (site.awaited or site.receiver_awaited)
        and not _needs_no_retry(site)
        for site in body.calls
    )


def _reaches_out(function: Function, body: Body, attempt: object) -> bool:
    """The same for code without `await`: whether the guarded part does I/O, by its name."""
    if body.is_async or body.outline.language != "python":
        return False
    return any(
        site.region is not None
        and site.region.kind == "try"
        and site.region.attempt is attempt
        and listed_io(call)
        for call in function.calls
        for site in (call.site, *call.chain)
    )


def _needs_no_retry(site: CallSite) -> bool:
    """Reading an answer that is there, tidying up, and telling those who only watch."""
    last = site.attrs[-1] if site.attrs else site.root
    return last in _TIDYING or (last in _READING and not site.arguments and not site.keywords)


def _hides(body: Body, clause: Catch) -> bool:
    if clause.throws:
        return False
    inside = [site for site in body.calls if _within(site.node, clause.node)]
    if any(
        (site.awaited and not _undoes(site)) or (site.attrs[-1:] and site.attrs[-1] in _COLLECTING)
        for site in inside
    ):
        return False
    if any(_within(mutation.node, clause.node) for mutation in body.mutations):
        return False
    returned = [node for node in body.returns if _within(node, clause.node)]
    return all(_is_nothing(body, node) for node in returned)


def _undoes(site: CallSite) -> bool:
    """`await session.rollback()`, `await client.query("ROLLBACK")`."""
    if site.attrs and site.attrs[-1] in _UNDOING:
        return True
    first = site.arguments[0] if site.arguments else None
    return first is not None and _ROLLBACK.match(site.outline.text(first)) is not None


def _is_nothing(body: Body, node: Node) -> bool:
    if node.type == "return_statement":
        if not node.named_children:
            return True
        node = node.named_children[0]
    site = body.outline.site(node)
    if site is not None and is_logging(site):
        return True
    return body.outline.text(node).replace(" ", "") in _NOTHING


def _throws_after(body: Body, node: Node) -> bool:
    """`await tell().catch(log); throw error`: what comes after lets the step fail."""
    at: Node | None = node
    while at is not None and at.id != body.node.id:
        after = at.next_named_sibling
        while after is not None:
            if after.type in ("throw_statement", "raise_statement"):
                return True
            if b"return" in (after.text or b""):
                return False
            after = after.next_named_sibling
        at = at.parent
    return False


def _handler(site: CallSite) -> Body | None:
    if len(site.arguments) != 1:
        return None
    return site.outline.body(site.arguments[0])


def _only_logs(site: CallSite) -> bool:
    """`.catch(console.error)`: the handler is a function of a log."""
    if len(site.arguments) != 1 or site.arguments[0].type != "member_expression":
        return False
    root, *attrs = re.findall(r"\w+", site.outline.text(site.arguments[0]))
    return is_log_function(site.outline.language, root, attrs)


def _gives_nothing(handler: Body | None) -> bool:
    if handler is None:
        return False
    throws = any(site.use == "thrown" for site in handler.calls) or b"throw" in (
        handler.node.text or b""
    )
    if throws or any(site.awaited for site in handler.calls):
        return False
    return all(_is_nothing(handler, node) for node in handler.returns)


def _within(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte
