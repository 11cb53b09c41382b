"""Send only events that some function receives, by exactly that name.

The server takes an event that nothing listens to, answers 200 with an ID, stores it, and starts no
run; there is no warning on SDK v3, SDK v4 or Python. A name that is one letter off is the usual
way to lose work; one that is like no other may be meant for another app, so that it is a warning
but in projects that `new` made. Where that is meant, say so in a suppression.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from scaffold.inngest.codebase import Codebase
from scaffold.rules._packages import made_by_new
from scaffold.rules._rule import Diagnostic, Example, Severity, report
from scaffold.rules.unreceived_event.near_miss import NearMisses
from scaffold.rules.unreceived_event.possible_names import ANYTHING, GIVEN, is_slip, possible_names
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.language import language_of
from scaffold.syntax.regexes import regex

SEVERITY = "error"
READS_EVENTS = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: inngest/sendReceipt.ts
        import { inngest } from "../lib/inngest";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "invoice/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        // file: app/actions.ts
        import { inngest } from "../lib/inngest";
        export async function pay(invoiceId) {
          await inngest.send({ name: "invoice/payed", data: { invoiceId } }); // error
        }
        """,
        valid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: inngest/sendReceipt.ts
        import { inngest } from "../lib/inngest";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "invoice/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        // file: app/actions.ts
        import { inngest } from "../lib/inngest";
        export async function pay(invoiceId) {
          await inngest.send({ name: "invoice/paid", data: { invoiceId } });
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-receipt", trigger=inngest.TriggerEvent(event="invoice/paid")
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)

        async def pay(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(name="invoices/paid", data={"id": invoice_id})  # error
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-receipt", trigger=inngest.TriggerEvent(event="invoice/paid")
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)

        async def pay(invoice_id: str) -> None:
            await inngest_client.send(
                inngest.Event(name="invoice/paid", data={"id": invoice_id})
            )
        """,
    ),
]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event that is sent, and that nothing receives."""
    if not project.functions:
        return  # the functions are in another repository
    received = {each.name for each in project.received if each.name is not None}
    sent_names = {each.name for each in project.sent if each.name is not None}
    lost = _unmatched(
        {name for name in sent_names if name and not name.startswith("inngest/")},
        received,
    )
    unread = [each for each in project.received if each.name is None] if lost else []
    possible = {name for each in unread for name in possible_names(each.value)}
    if lost and any(project.unread(language) for language in ("typescript", "python")):
        possible |= {ANYTHING}  # a function that was not read may receive it
    received |= possible - {GIVEN, ANYTHING}
    lost = _unmatched(lost, possible - {ANYTHING})
    if lost:
        lost -= _listened(lost, project)
    if unread:
        lost -= _written_elsewhere(lost, project)
    ours = made_by_new(project)
    near_misses = NearMisses(received) if lost else None
    for sent in project.sent:
        name = sent.name
        if name is None or name not in lost or near_misses is None:
            continue
        meant = near_misses.of(name)
        if ANYTHING in possible and (meant is None or not is_slip(name, meant)):
            continue  # a name that is computed may be this one
        severity: Severity = "warning"
        if ours or (meant is not None and meant not in sent_names):
            severity = "error"
        hint = f"did you mean `{meant}`?" if meant is not None else (
            "add a function with this trigger; suppress this when another app receives it"
        )  # fmt: skip
        yield report(
            sent.value,
            f"no function receives `{name}`: the server takes the event and nothing runs",
            hint,
            function=sent.function.label if sent.function is not None else "",
            severity=severity,
        )


# A name given to something that may listen, outside of what the functions are seen to do:
# `waitFor({ event: "…" })` in a library's agent, `eventName: "…"` for a helper.
_LISTENS = regex(
    rb"\b(?!eventType\b|event_?[nN]ame\s+=\s|EVENT_NAME\b)"
    rb"(?:event(?:s|Names?|_names?)?|waitForEvent|wait_for_event|triggers?|on|listen\w*"
    rb"|subscribe\w*)[\"']?\s*[:=(,](?:[\[(\s]|<\w+>)*[\"'`]([^\"'`\n]{1,200})[\"'`]"
)
_LISTENS_BY_NAME = regex(
    rb"\b(?:event|event_?[nN]ame)[\"']?\s*[:=](?:[\[(\s]|<\w+>)*((?:[A-Za-z_$][\w$]*\.)*)([A-Za-z_$][\w$]*)\b"
)
_CONSTANT = regex(
    rb"\b([A-Za-z_$][\w$]*)[\"']?\s*(?::[^=\n\"'`]*)?[:=](?:[(\s]|<\w+>)*[\"'`]([^\"'`\n]{1,200})[\"'`]"
)
_CLASS = regex(rb"^[ \t]*(?:export\s+)?(?:abstract\s+)?class\s+([A-Za-z_$][\w$]*)", re.MULTILINE)
# What stands between two quotes, or between one string and the next.
_QUOTED = regex(rb"(?<=[\"'`])[^\"'`\n]{1,200}(?=[\"'`])")
_SENDS = regex(rb"(?:send|emit|publish|dispatch|fire|push|track)\w*\s*\($", re.IGNORECASE)


def _unmatched(names: set[str], received: Iterable[str]) -> set[str]:
    """Those of the names that nothing receives, by a pattern such as `order/*` either."""
    received = set(received)
    patterns = [name for name in received if "*" in name]
    return {
        name for name in names - received if not any(fnmatchcase(name, each) for each in patterns)
    }


def _listened(names: Iterable[str], project: Codebase) -> set[str]:
    """Those of the names that something beside the functions may listen to."""
    wanted = {name.encode() for name in names}
    found: set[bytes] = set()
    constants: dict[bytes, set[tuple[bytes, bytes]]] = {}
    named: set[tuple[bytes, bytes]] = set()
    for path in project.modules.paths:
        if language_of(path) is None or not is_app_file(path):
            continue
        content = project.files.read(path) or b""
        if b"vent" in content:
            asked = _LISTENS_BY_NAME.findall(content)
            named.update((_holder(holder), name) for holder, name in asked)
        if wanted.isdisjoint(_QUOTED.findall(content)):
            continue
        classes = [(match.start(), match[1]) for match in _CLASS.finditer(content)]
        for match in _CONSTANT.finditer(content):
            above = [name for start, name in classes if start < match.start()]
            constants.setdefault(match[1], set()).add((above[-1] if above else b"", match[2]))
        for match in _LISTENS.finditer(content):
            if not _SENDS.search(content[match.start() : match.start(1) - 1].rstrip()):
                found.add(match[1])
    for holder, name in named:
        if name not in (b"name", b"event"):
            # `Paid.event_name` is no other class's.
            found |= {
                text
                for owner, text in constants.get(name, ())
                if not (holder and owner) or holder == owner
            }
    return {name.decode() for name in found & wanted}


def _holder(dotted: bytes) -> bytes:
    """The class or object that a name is read from; none for an object of any class."""
    holder = dotted.rstrip(b".").rpartition(b".")[2]
    return b"" if holder in (b"self", b"cls", b"this") else holder


def _written_elsewhere(names: Iterable[str], project: Codebase) -> set[str]:
    """Those that stand anywhere but where they are sent: a computed trigger may be one of them."""
    wanted = {name.encode() for name in names}
    sends = Counter(each.name.encode() for each in project.sent if each.name is not None)
    written: Counter[bytes] = Counter()
    for file in project.file_facts:
        written.update(each for each in _QUOTED.findall(file.source.content) if each in wanted)
    elsewhere = {name for name in wanted if written[name] > sends[name]}
    candidates = frozenset(project.candidates)
    for path in project.modules.paths:
        if path not in candidates and path.endswith((".ts", ".tsx", ".py", ".js")):
            elsewhere |= wanted.intersection(_QUOTED.findall(project.files.read(path) or b""))
    return {name.decode() for name in elsewhere}
