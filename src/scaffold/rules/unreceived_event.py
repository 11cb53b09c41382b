"""Send only events that some function receives, by exactly that name.

The server takes an event that nothing listens to, answers 200 with an ID, stores it, and starts no
run; there is no warning on SDK v3, SDK v4 or Python. A name that is one letter off is the usual
way to lose work. An event meant for another app is fine: say so in a suppression.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from scaffold.inngest.graph import Project, is_test
from scaffold.rules._near_miss import NearMisses
from scaffold.rules._packages import made_by_new
from scaffold.rules._possible_names import ANYTHING, GIVEN, is_slip, possible_names
from scaffold.rules._rule import Diagnostic, Example, Severity, report
from scaffold.syntax.language import language_of

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
    Example(
        "typescript",
        invalid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "shop" });
        export const EVENTS = { placed: "order/placed", lost: "order/lost" };
        // file: src/fns.ts
        import { eventType } from "inngest";
        import { bus, EVENTS } from "./bus";
        const shipped = eventType("order/shipped");
        const on = { event: EVENTS.placed };
        export const a = bus.createFunction({ id: "a" }, on, async ({ step }) => {
          await step.sendEvent("one", { name: EVENTS.lost, data: {} }); // error
          await step.sendEvent("two", [
            { name: EVENTS.placed },
            { name: "Order.Placed" }, // error
            shipped.create({}), // error
          ]);
          await step.run("three", () => bus.send({ name: "audit/written" })); // error
        });
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "shop" });
        // file: src/fns.ts
        import { eventType } from "inngest";
        import { bus } from "./bus";
        const shipped = eventType("order/shipped");
        export const a = bus.createFunction(
          { id: "a", cancelOn: [{ event: "order/cancelled", match: "data.id" }] },
          [{ event: "order/*" }, { event: "import/step-1" }, { event: "import/step-2" }],
          async ({ step, event }) => {
            await step.waitForEvent("w", { event: "invoice/approved", timeout: "1d" });
            await step.waitForEvent("x", { event: shipped, timeout: "1d" });
            await step.sendEvent("one", [
              { name: "order/cancelled" },
              { name: "order/anything" },
              { name: "invoice/approved" },
              { name: "inngest/function.failed" },
              { name: event.data.next },
              { name: `order-${event.data.kind}/done` },
              { name: "import/step-1" },
              { name: "import/step-2" },
              shipped.create({}),
            ]);
          },
        );
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: src/factory.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "shop" });
        export const make = (event) => bus.createFunction({ id: event }, { event }, async () => {});
        // file: src/all.ts
        import { bus, make } from "./factory";
        export const functions = ["order/placed", "order/paid"].map(make);
        export const go = () => bus.send([
          { name: "order/placed" },
          { name: "order/refunded" }, // error
        ]);
        """,
        valid="""
        // file: src/only-sends.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "web" });
        export const go = () => bus.send({ name: "order/placed" });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        const EVENTS = { answered: "user/answered" };
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await sendEvent("user/answered");
          await step.sendEvent("s", { name: EVENTS.answered }); // error
        });
        """,
        valid="""
        // file: constants.ts
        export const PUBLISHED = "post/published" as const;
        // file: agents.ts
        import { PUBLISHED } from "./constants";
        import { createQuestions } from "./questions";
        export const published = { id: "published", trigger: { event: PUBLISHED }, handler: h };
        export const asker = createQuestions({ eventName: "user/answered" });
        export const handler = async ({ step }) =>
          step.waitForEvent("w", { event: "post/approved", timeout: "1d" });
        // file: fns.ts
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.sendEvent("s", [
            { name: "user/answered" },
            { name: "post/approved" },
            { name: "post/published" },
          ]);
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "shop" });
        export const jobEvent = (job) => `jobs/${job}`;
        // file: src/fns.ts
        import { bus, jobEvent } from "./bus";
        const PREFIX = "audit";
        const NAMES = { placed: "order/placed", paid: "order/paid" };
        export const a = bus.createFunction({ id: "a" }, { event: jobEvent("import") }, run);
        export const b = bus.createFunction({ id: "b" }, { event: PREFIX + "/lost" }, run);
        export const make = (kind) => bus.createFunction({ id: kind }, { event: NAMES[kind] }, run);
        export const go = () => bus.send([
          { name: "jobs/import" },
          { name: "order/paid" },
          { name: "order/pyad" }, // error
          { name: "audit/loss" }, // error
          { name: "job/import" }, // error
        ]);
        """,
        valid="""
        // file: src/bus.ts
        import { Inngest } from "inngest";
        export const bus = new Inngest({ id: "shop" });
        export function jobEvent(job) { return `jobs/${job}`; }
        export const on = (job) => ({ event: jobEvent(job) });
        // file: src/fns.ts
        import { bus, jobEvent, on } from "./bus";
        const PREFIX = "audit";
        const lists = ["one", "two"].map((list) => ({ event: `lists/${list}` }));
        export const a = bus.createFunction({ id: "a" }, { event: jobEvent("import") }, run);
        export const b = bus.createFunction({ id: "b" }, { event: "jobs/imports" }, run);
        export const c = bus.createFunction({ id: "c" }, { event: PREFIX + "/lost" }, run);
        export const d = bus.createFunction({ id: "d" }, { event: `${PREFIX}/found` }, run);
        export const e = bus.createFunction({ id: "e" }, lists, run);
        export const f = (kind) => bus.createFunction({ id: kind }, on(kind), run);
        for (const each of teams) {
          const id = `team-${each}`;
          found.push(bus.createFunction({ id }, { event: `run/${id}` }, run));
        }
        for (const each of people) {
          const id = `person-${each}`;
          found.push(bus.createFunction({ id }, { event: `run/${id}` }, run));
        }
        export const go = () => bus.send([
          { name: "jobs/import" },
          { name: "audit/lost" },
          { name: "audit/found" },
          { name: "lists/one" },
          { name: "run/team-one" },
        ]);
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        const on = { event: process.env.EVENT };
        export const a = inngest.createFunction({ id: "a" }, on, run);
        export const b = inngest.createFunction({ id: "b" }, { event: "invoice/created" }, run);
        export const go = () => inngest.send([
          { name: "invoice/craeted" }, // error
          { name: "invoice/create" },
          { name: "order/placed" },
        ]);
        """,
        valid="""
        import { inngest } from "./client";
        import { NAMES } from "@acme/names";
        export const make = (event) => inngest.createFunction({ id: event }, { event }, run);
        export const b = make(["mail", "sent"].join("/"));
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.waitForEvent("w", { event: NAMES[process.argv[2]], timeout: "1d" });
          await step.sendEvent("r", { name: "mail/sent" });
          await step.sendEvent("s", { name: "order/placed" });
          await step.sendEvent("t", { name: "x/ys" });
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import bus

        PREFIX = "jobs/"

        def named(kind: str) -> str:
            return f"mail/{kind}"

        @bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event=PREFIX + "import"))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event("w", event=named("sent"), timeout=1000)
            await ctx.step.send_event("s", [
                inngest.Event(name="jobs/imports"),  # error
            ])
        """,
        valid="""
        import os
        import inngest
        from app.client import bus

        PREFIX = "jobs/"

        def named(kind: str) -> str:
            return f"mail/{kind}"

        @bus.create_function(
            fn_id="a",
            trigger=[
                inngest.TriggerEvent(event=PREFIX + "import"),
                inngest.TriggerEvent(event=os.environ["EVENT"]),
            ],
        )
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event("w", event=named("sent"), timeout=1000)
            await ctx.step.send_event("s", [
                inngest.Event(name="jobs/import"),
                inngest.Event(name="mail/sent"),
                inngest.Event(name="order/placed"),
            ])
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: .copier-answers.yml
        origin: new
        # file: app/a.py
        import inngest
        from app.client import bus
        from app.events import UserCreated

        @bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event=UserCreated.event_name))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.send_event("x", [
                inngest.Event(name="digest/send"),  # error
                UserCreated(user_id="1").to_event(),
            ])
        # file: app/client.py
        import inngest
        bus = inngest.Inngest(app_id="shop")
        # file: app/events.py
        from typing import ClassVar
        from pydantic import BaseModel
        class UserCreated(BaseModel):
            event_name: ClassVar[str] = "user/created"
            user_id: str
        """,
        valid="""
        # file: app/a.py
        import inngest
        from inngest import Cancel, TriggerEvent
        from app.client import bus

        @bus.create_function(
            fn_id="a",
            trigger=[TriggerEvent(event="user/created"), TriggerEvent(event="user/updated")],
            cancel=[Cancel(event="user/deleted")],
        )
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.wait_for_event("w", event="user/verified", timeout=10_000)
            for name in ctx.event.data["names"]:
                await ctx.step.send_event("x", inngest.Event(name=name))
            await ctx.step.send_event("x", [
                inngest.Event(name="user/updated"),
                inngest.Event(name="user/deleted"),
                inngest.Event(name="user/verified"),
            ])
        # file: app/client.py
        import inngest
        bus = inngest.Inngest(app_id="shop")
        """,
    ),
]


def check(project: Project) -> Iterator[Diagnostic]:
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
_LISTENS = re.compile(
    rb"\b(?!eventType\b|event_?[nN]ame\s+=\s|EVENT_NAME\b)"
    rb"(?:event(?:s|Names?|_names?)?|waitForEvent|wait_for_event|triggers?|on|listen\w*"
    rb"|subscribe\w*)[\"']?\s*[:=(,]\s*\[?\s*[\"'`]([^\"'`\n]{1,200})[\"'`]"
)
_LISTENS_BY_NAME = re.compile(
    rb"\b(?:event|event_?[nN]ame)[\"']?\s*[:=]\s*\[?\s*(?:[A-Za-z_$][\w$]*\.)*([A-Za-z_$][\w$]*)\b"
)
_CONSTANT = re.compile(
    rb"\b([A-Za-z_$][\w$]*)[\"']?\s*(?::[^=\n\"'`]*)?[:=]\s*[\"'`]([^\"'`\n]{1,200})[\"'`]"
)
# What stands between two quotes, or between one string and the next.
_QUOTED = re.compile(rb"(?<=[\"'`])[^\"'`\n]{1,200}(?=[\"'`])")
_SENDS = re.compile(rb"(?:send|emit|publish|dispatch|fire|push|track)\w*\s*\($", re.IGNORECASE)


def _unmatched(names: set[str], received: Iterable[str]) -> set[str]:
    """Those of the names that nothing receives, by a pattern such as `order/*` either."""
    received = set(received)
    patterns = [name for name in received if "*" in name]
    return {
        name for name in names - received if not any(fnmatchcase(name, each) for each in patterns)
    }


def _listened(names: Iterable[str], project: Project) -> set[str]:
    """Those of the names that something beside the functions may listen to."""
    wanted = {name.encode() for name in names}
    found: set[bytes] = set()
    constants: dict[bytes, set[bytes]] = {}
    named: set[bytes] = set()
    for path in project.modules.paths:
        if language_of(path) is None or is_test(path):
            continue
        content = project.files.read(path) or b""
        if b"vent" in content:
            named.update(_LISTENS_BY_NAME.findall(content))
        if wanted.isdisjoint(_QUOTED.findall(content)):
            continue
        for match in _CONSTANT.finditer(content):
            constants.setdefault(match[1], set()).add(match[2])
        for match in _LISTENS.finditer(content):
            if not _SENDS.search(content[match.start() : match.start(1) - 1].rstrip()):
                found.add(match[1])
    named -= {b"name", b"event"}
    found = found.union(*(constants.get(name, set()) for name in named))
    return {name.decode() for name in found & wanted}


def _written_elsewhere(names: Iterable[str], project: Project) -> set[str]:
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
