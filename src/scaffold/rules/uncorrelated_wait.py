"""Give every wait for an event an `if` or `match` that ties it to this run.

Without one, any event of that name ends the wait: the approval of one invoice approves another.
An event of `cancelOn` without one cancels every run of the function.
In the condition `async` is the awaited event and `event` the trigger: one that reads only `event`
is always true or never true, and ties nothing; one that reads only `async` is the same for every
run; neither does a `match` that does not start with
`data.`, which compares nothing with nothing. A wait whose condition is no CEL fails the run.
Seen on SDK v3, SDK v4 and Python (`if_exp`).
"""

import re
from collections.abc import Iterator

from scaffold.code.values import Value
from scaffold.inngest.cel import syntax_fault, unknown_name
from scaffold.inngest.event_names import event_name
from scaffold.inngest.facts import Function, Step
from scaffold.rules._pasted_text import pasted_text
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            const ok = await step.waitForEvent("wait", { // error
              event: "invoice/approved",
              timeout: "7d",
            });
            return ok !== null;
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const approve = inngest.createFunction(
          { id: "approve", triggers: [{ event: "invoice/submitted" }] },
          async ({ event, step }) => {
            const ok = await step.waitForEvent("wait", {
              event: "invoice/approved",
              timeout: "7d",
              if: "async.data.invoiceId == event.data.invoiceId",
            });
            return ok !== null;
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
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event("wait", event="invoice/approved", timeout=week)  # error
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="approve", trigger=inngest.TriggerEvent(event="invoice/submitted")
        )
        async def approve(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event(
                "wait",
                event="invoice/approved",
                timeout=week,
                if_exp="async.data.id == event.data.id",
            )
        """,
    ),
]
_STRINGS = regex(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_UNKNOWN = "\0"
# What is compared with is a value; anywhere else it may be any part of the expression.
_COMPARED = regex(rf"(?:[=!<>]=|[<>]|\bin)\s*{_UNKNOWN}(?!\s*[\w.\[({_UNKNOWN}])")
_SAME = regex(r"((?:async|event)\.[\w.]+) *== *\1")
_DEPTH = 6

# What is no path: `data.id == event.data.id`.
_CONDITION = regex(r"(?:async\.|event\.)?([\w.]+)\s*(?:[=<>!]=|[<>]|&&|\|\|)")


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each wait that any event of its name ends, and each such cancel."""
    # A schedule gives no event to compare with.
    has_event = {trigger.kind for trigger in function.triggers} != {"cron"}
    for step in function.waits:
        bound = _bound(step) if step.kind == "waitForEvent" else None
        if bound is not None:
            yield from _wait(step, bound, has_event, function.language == "python")
    if has_event:
        yield from _cancels(function)


def _wait(
    step: Step, bound: dict[str, Value], has_event: bool, python: bool
) -> Iterator[Diagnostic]:
    condition = bound.get("if", bound.get("if_exp"))
    text = condition.string if condition is not None and condition.is_certain else None
    fault = (syntax_fault(text) or unknown_name(text)) if text else None
    pasted = pasted_text(condition) if condition is not None and text is None else None
    if pasted is not None:
        fault = f"`{pasted.text}` is text, and stands there without quotes"
    if not bound and has_event:
        yield report(
            step,
            f"any event of this name ends the wait `{step.id_text}`, whomever it is about",
            'add `if_exp="async.data.id == event.data.id"` with the field that both share'
            if python
            else 'add `if: "async.data.id == event.data.id"` with the field that both share',
        )
    elif "match" in bound:
        yield from _no_match(step, bound["match"], f"ends the wait `{step.id_text}`")
    elif fault is not None and condition is not None:
        yield report(
            condition if condition.outline is step.site.outline else step,
            f"the condition of the wait `{step.id_text}` does not compile, so the run fails: "
            f"{fault}",
            "write a CEL expression: `async.data.id == event.data.id`"
            if pasted is None
            else "put it in quotes, or compare with a field of the event: `event.data.id`",
        )
    elif any(map(_ties_nothing, bound.values())):
        yield report(
            step,
            f"the condition of the wait `{step.id_text}` is true for every event of this name, "
            "whomever it is about",
            "compare a field that both share: `async.data.id == event.data.id`",
        )
    elif any(map(_reads_trigger_only, bound.values())):
        yield report(
            step,
            f"the condition of the wait `{step.id_text}` never reads the awaited event: "
            "`event` is the trigger here, so it is always true or never true",
            "write `async` for the awaited event: `async.data.id == event.data.id`"
            + ("" if python else ', or `match: "data.id"`'),
        )
    elif has_event and any(map(_reads_awaited_only, bound.values())):
        yield report(
            step,
            f"the condition of the wait `{step.id_text}` compares nothing with this run: the same "
            "event ends the wait of every run",
            "compare a field that both share as well: `async.data.id == event.data.id`",
        )


def _no_match(at: Step | Value, match: Value, does: str) -> Iterator[Diagnostic]:
    """A `match` beside the data: on both sides it is nothing, and nothing equals nothing."""
    text = match.string if match.is_certain else None
    if text is not None and (field := _CONDITION.match(text)):
        yield report(
            at,
            f"`match` `{text}` is a condition, where the path of one field belongs: no event of "
            f"this name {does}",
            f'write `match: "{field[1]}"`, or give the condition as `if`',
        )
    elif text is not None and not text.startswith(("data.", "data[", "user.", "user[")):
        yield report(
            at,
            f"`match` `{text}` compares nothing with nothing, so any event of this name {does}",
            f'write `match: "data.{text}"`',
        )


def _cancels(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event of `cancelOn` that cancels every run."""
    option = function.option("cancelOn", "cancel")
    for each in option.elements if option is not None and option.is_array else ():
        if each.has_unknown_entries or not each.entries or "event" not in each.entries:
            continue
        at = each if each.outline is function.outline else option
        condition, match = each.entry("if", "if_exp"), each.entry("match")
        if match is not None:
            yield from _no_match(at or each, match, "cancels every run")
        elif condition is None or (condition.string == "" and function.language != "python"):
            event = event_name(each.entries["event"]) or each.entries["event"].text
            yield report(
                at or each,
                f"any `{event}` cancels every run of this function, whomever it is about",
                'add `if_exp="async.data.id == event.data.id"` with the field that both share'
                if function.language == "python"
                else 'add `if: "async.data.id == event.data.id"` with the field that both share',
            )


def _bound(step: Step) -> dict[str, Value] | None:
    """What ties the awaited event to the run; None when the source does not tell."""
    if step.site.keywords:
        given = {key: step.call.argument(-1, key) for key in ("if_exp", "match")}
        return {key: value for key, value in given.items() if value is not None}
    options = step.call.argument(1)
    if options is None or not options.is_object or options.has_unknown_entries:
        return None
    return {key: options.entries[key] for key in ("if", "match", "if_exp")
            if key in options.entries}  # fmt: skip


def _reads_trigger_only(condition: Value) -> bool:
    text = _static_text(condition)
    if text is None:
        return False
    bare = _COMPARED.sub("== 0", _STRINGS.sub('""', text))
    if _UNKNOWN in bare or re.search(r"\basync\b", bare):
        return False
    return re.search(r"\bevent\s*[.\[]", bare) is not None


def _reads_awaited_only(condition: Value) -> bool:
    """`async.data.approved == true`: no part of it is the trigger's, or put in by the run."""
    text = _static_text(condition)
    if text is None or _UNKNOWN in text:
        return False
    names = set(re.findall(r"(?<![.\w])[A-Za-z_]\w*", _STRINGS.sub('""', text)))
    return "async" in names and names.isdisjoint(("event", "vars"))


def _ties_nothing(condition: Value) -> bool:
    """Whether a condition compares a field with itself; `true` is said on purpose."""
    text = _static_text(condition)
    return text is not None and _SAME.fullmatch(text.strip()) is not None


def _static_text(value: Value, depth: int = 0) -> str | None:
    """The text that an expression makes, with `_UNKNOWN` for each part that cannot be read."""
    if depth > _DEPTH or not value.is_certain:
        return None
    value = value.resolved
    if value.expr.kind not in ("string", "template", "binary"):
        return None
    texts = [
        part if isinstance(part, str) else _static_text(value.at(part), depth + 1)
        for part in value.expr.parts
    ]
    if value.expr.kind == "binary" and all(text is None for text in texts):
        return None
    return "".join(_UNKNOWN if text is None else text for text in texts)
