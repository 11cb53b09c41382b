"""Name only fields in conditions and keys that the event's definition has.

A field that an event does not have is null there, without any error: `async.data.refundid ==
event.data.refund_id` is never true, so the wait always times out, and the key of `concurrency`,
`throttle` or `singleton` is the same for every event. Same on SDK v3, SDK v4 and Python.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from scaffold.code.classes import files_of
from scaffold.code.values import Value
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_names import event_name
from scaffold.inngest.facts import Function, Step
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.typed_events.forms import EventDefinition
from scaffold.names import nearest
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: src/events.ts
        import { eventType } from "inngest";
        import { z } from "zod";
        export const asked = eventType("refund/asked", {
          schema: z.object({ refundId: z.string() }),
        });
        export const answered = eventType("refund/answered", {
          schema: z.object({ refundId: z.string(), approved: z.boolean() }),
        });
        // file: src/fn.ts
        import { inngest } from "./client";
        import { answered, asked } from "./events";
        export const approve = inngest.createFunction(
          {
            id: "approve",
            triggers: [asked],
            concurrency: { limit: 1, key: "event.data.refundID" }, // error
          },
          async ({ step }) => {
            const answer = await step.waitForEvent("wait", {
              event: answered,
              timeout: "7d",
              if: "async.data.refund == event.data.refundId", // error
            });
            return answer !== null;
          },
        );
        """,
        valid="""
        // file: src/events.ts
        import { eventType } from "inngest";
        import { z } from "zod";
        export const asked = eventType("refund/asked", {
          schema: z.object({ refundId: z.string() }),
        });
        export const answered = eventType("refund/answered", {
          schema: z.object({ refundId: z.string(), approved: z.boolean() }),
        });
        // file: src/fn.ts
        import { inngest } from "./client";
        import { answered, asked } from "./events";
        export const approve = inngest.createFunction(
          {
            id: "approve",
            triggers: [asked],
            concurrency: { limit: 1, key: "event.data.refundId" },
          },
          async ({ step }) => {
            const answer = await step.waitForEvent("wait", {
              event: answered,
              timeout: "7d",
              if: "async.data.refundId == event.data.refundId",
            });
            return answer !== null;
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/events.py
        from typing import ClassVar
        from pydantic import BaseModel
        class RefundAsked(BaseModel):
            event_name: ClassVar[str] = "refund/asked"
            refund_id: str
        # file: app/functions.py
        import inngest
        from app.client import inngest_client
        from app.events import RefundAsked

        @inngest_client.create_function(
            fn_id="approve",
            trigger=inngest.TriggerEvent(event=RefundAsked.event_name),
            singleton=inngest.Singleton(key="event.data.refundid", mode="skip"),  # error
        )
        async def approve(ctx: inngest.Context) -> None:
            await ctx.step.run("ask", ask)
        """,
        valid="""
        # file: app/events.py
        from typing import ClassVar
        from pydantic import BaseModel
        class RefundAsked(BaseModel):
            event_name: ClassVar[str] = "refund/asked"
            refund_id: str
        # file: app/functions.py
        import inngest
        from app.client import inngest_client
        from app.events import RefundAsked

        @inngest_client.create_function(
            fn_id="approve",
            trigger=inngest.TriggerEvent(event=RefundAsked.event_name),
            singleton=inngest.Singleton(key="event.data.refund_id", mode="skip"),
        )
        async def approve(ctx: inngest.Context) -> None:
            await ctx.step.run("ask", ask)
        """,
    ),
]
_OPTIONS = (
    (("concurrency",), ("key",)), (("throttle",), ("key",)), (("singleton",), ("key",)),
    (("debounce",), ("key",)), (("rateLimit", "rate_limit"), ("key",)),
    (("batchEvents", "batch_events"), ("key",)), (("priority",), ("run",)),
)  # fmt: skip
_CONDITION = ("if", "if_exp")
_READ = regex(r"(?<![.\w])(event|async)\.data\.([A-Za-z_]\w*)(?!\s*\()")
_MATCH = regex(r"data\.([A-Za-z_]\w*)")
_STRINGS = regex(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_NAME = regex(rb"\"[^\"\n]*/[^\"\n]*\"|'[^'\n]*/[^'\n]*'")
# More fields than are declared, or other names for them.
_OPEN = regex(
    rb"\bextra\s*=|\"extra\"|\balias|passthrough|looseObject|catchall|\[\w+\s*:\s*string\]|\bRecord<"
    rb"|\bz\.(?:record|any|unknown)\(\)|\.loose\(|ClassVar\[(?!str\b)\w+\]\s*=\s*\w+\("
)


def check_file(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each field that an expression reads and no event there has."""
    if not file.functions or not project.event_definitions:
        return
    known = project.once(_Definitions)
    for function in file.functions:
        triggers = [each.event if each.kind == "event" else None for each in function.triggers]
        for given, own, awaited in _expressions(function):
            text = given.string if given.is_certain else None
            for whose, field in _fields(text or "", own):
                names = triggers if whose == "event" else [awaited]
                meant = known.lacking(names, field)
                if meant is not None:
                    yield report(
                        given,
                        f"`{whose}.data.{field}` is in no definition of {_listed(names)}: it is "
                        "always null there",
                        f"did you mean `{meant}`?" if meant else "name a field that it has",
                        function=function.label,
                    )


def _fields(text: str, is_match: bool) -> Iterator[tuple[str, str]]:
    if is_match:
        found = _MATCH.match(text)
        if found is not None:
            yield from (("event", found[1]), ("async", found[1]))
        return
    yield from dict.fromkeys(_READ.findall(_STRINGS.sub('""', text)))


def _listed(names: Iterable[str | None]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names) if name)


def _expressions(function: Function) -> Iterator[tuple[Value, bool, str | None]]:
    """Yield each expression, whether it is a `match`, and the event that `async` is in it."""
    for trigger in function.triggers:
        if trigger.condition is not None and len(function.triggers) == 1:
            yield trigger.condition, False, None
    idempotency = function.option("idempotency")
    if idempotency is not None:
        yield idempotency, False, None
    for options, fields in _OPTIONS:
        option = function.option(*options)
        for each in option.elements if option is not None else ():
            given = each.entry(*fields)
            if given is not None:
                yield given, False, None
    cancel = function.option("cancelOn", "cancel")
    for each in cancel.elements if cancel is not None else ():
        event = each.entry("event")
        yield from _tied(each, event_name(event) if event is not None else None)
    for step in function.waits:
        if step.kind == "waitForEvent":
            yield from _of_wait(step)


def _tied(options: Value, awaited: str | None) -> Iterator[tuple[Value, bool, str | None]]:
    condition, match = options.entry(*_CONDITION), options.entry("match")
    if match is not None:
        yield match, True, awaited
    elif condition is not None:
        yield condition, False, awaited


def _of_wait(step: Step) -> Iterator[tuple[Value, bool, str | None]]:
    if step.site.keywords:
        condition, event = step.call.argument(-1, "if_exp"), step.call.argument(-1, "event")
        if condition is not None and event is not None:
            yield condition, False, event_name(event)
        return
    options = step.call.argument(1)
    event = options.entry("event") if options is not None and options.is_object else None
    if options is not None and event is not None:
        yield from _tied(options, event_name(event))


class _Definitions:
    """What the definitions of a project's events say of a field."""

    def __init__(self, project: Codebase) -> None:
        self._project = project

    @cached_property
    def _by_name(self) -> dict[str, list[EventDefinition]]:
        found: dict[str, list[EventDefinition]] = {}
        for each in self._project.event_definitions:
            found.setdefault(each.name, []).append(each)
        return found

    def lacking(self, names: list[str | None], field: str) -> str | None:
        """Return the field that may be meant, empty if there is none; None where it may be there.

        Each of the events must certainly lack it.
        """
        fields: set[str] = set()
        for name in names:
            defined = self._by_name.get(name, []) if name is not None else []
            if not defined or not all(self._lacks(each, field) for each in defined):
                return None
            fields |= {each.name for one in defined for each in one.fields or ()}
        return (nearest(field, sorted(fields)) or "") if names else None

    def _lacks(self, definition: EventDefinition, field: str) -> bool:
        if not definition.fields:
            return False
        texts = [self._project.files.read(definition.path) or b""]
        if not any(_has(texts[0], each.name) for each in definition.fields):
            return False  # its shape stands in another file
        if definition.form == "pydantic":
            outline = self._project.outline(definition.path)
            files = files_of(outline, definition.symbol, self._project) if outline else None
            if files is None:
                return False
            texts += [each.source.content for each in files]
        elif not definition.complete:
            return False
        return not any(_has(text, field) or _OPEN.search(text) for text in texts)


def _has(text: bytes, field: str) -> bool:
    """Whether a file has a word, names of events left out."""
    word = rb"(?<![\w$])" + re.escape(field.encode()) + rb"(?![\w$])"
    return re.search(word, _NAME.sub(b"", text)) is not None
