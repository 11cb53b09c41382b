"""Declare every event, and send typed events through their own `create()`.

On SDK v4 only `create()` checks an event's data: a plain object given to `send` is taken as it is,
whatever its data. On SDK v3 a client without `schemas` checks nothing, and in Python only the
model does. A name that no definition declares is untyped for its sender and for its functions.
"""

from collections.abc import Iterator

from scaffold.code.values import Value, argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_flow import Sent
from scaffold.inngest.event_names import event_name
from scaffold.inngest.typed_events.forms import EventDefinition
from scaffold.rules._payloads import payload
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
READS_EVENTS = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: lib/events.ts
        import { eventType } from "inngest";
        export const userCreated = eventType("user/created");
        // file: inngest/onUserCreated.ts
        import { inngest } from "../lib/inngest";
        import { userCreated } from "../lib/events";
        export const onUserCreated = inngest.createFunction(
          { id: "on-user-created", triggers: [userCreated] },
          async ({ step }) => {
            await step.sendEvent("ask", { name: "mail/requested", data: {} }); // error
          },
        );
        // file: app/actions.ts
        import { inngest } from "../lib/inngest";
        export async function signUp(userId) {
          await inngest.send({ name: "user/created", data: { userId } }); // error
        }
        """,
        valid="""
        // file: lib/events.ts
        import { eventType } from "inngest";
        export const userCreated = eventType("user/created");
        export const mailRequested = eventType("mail/requested");
        // file: inngest/onUserCreated.ts
        import { inngest } from "../lib/inngest";
        import { mailRequested, userCreated } from "../lib/events";
        export const onUserCreated = inngest.createFunction(
          { id: "on-user-created", triggers: [userCreated] },
          async ({ step }) => {
            await step.sendEvent("ask", mailRequested.create({}));
          },
        );
        // file: app/actions.ts
        import { inngest } from "../lib/inngest";
        import { userCreated } from "../lib/events";
        export async function signUp(userId) {
          await inngest.send(userCreated.create({ userId }));
        }
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/events.py
        from typing import ClassVar
        from pydantic import BaseModel
        class UserCreated(BaseModel):
            event_name: ClassVar[str] = "user/created"
            user_id: str
        # file: app/functions.py
        import inngest
        from app.client import inngest_client
        from app.events import UserCreated

        @inngest_client.create_function(
            fn_id="on-user-created", trigger=inngest.TriggerEvent(event=UserCreated.event_name)
        )
        async def on_user_created(ctx: inngest.Context) -> None:
            await ctx.step.send_event("ask", inngest.Event(name="mail/requested"))  # error
        """,
        valid="""
        # file: app/events.py
        from typing import ClassVar
        from pydantic import BaseModel
        class UserCreated(BaseModel):
            event_name: ClassVar[str] = "user/created"
            user_id: str
        class MailRequested(BaseModel):
            event_name: ClassVar[str] = "mail/requested"
        # file: app/functions.py
        import inngest
        from app.client import inngest_client
        from app.events import UserCreated

        @inngest_client.create_function(
            fn_id="on-user-created", trigger=inngest.TriggerEvent(event=UserCreated.event_name)
        )
        async def on_user_created(ctx: inngest.Context) -> None:
            await ctx.step.send_event("ask", inngest.Event(name="mail/requested"))
        """,
    ),
]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event without a definition, or sent past its definition."""
    by_package: dict[str, dict[str, EventDefinition]] = {}
    for each in project.event_definitions:
        by_package.setdefault(_package(project, each.path), {})[each.name] = each
    if not by_package:
        return
    known = {name: each for names in by_package.values() for name, each in names.items()}
    for name, value, sent in _uses(project):
        path = value.outline.path
        if _package(project, path) not in by_package or name.startswith("inngest/") or "*" in name:
            continue
        definition = known.get(name)
        if definition is None:
            if not _is_checked_by_the_compiler(value, sent, project):
                yield report(
                    value,
                    f"no definition declares the event `{name}`, so its data is not checked",
                    "declare it beside the other events",
                )
        elif (
            sent is not None
            and definition.form == "event-type"
            and _is_plain(value)
            and project.packages.sdk(path) != "v3"
        ):
            yield report(
                value,
                f"a plain object is sent as `{name}`, so its data is not checked",
                _hint(definition, path),
            )


def _hint(definition: EventDefinition, path: str) -> str:
    symbol, where = definition.symbol, definition.path
    if not symbol:
        call = f'`eventType("{definition.name}")` in `{where}`'
        return f"give {call} a name, export it, and send what its `create({{ … }})` returns"
    sent = f"send `{symbol}.create({{ … }})`"
    if definition.exported or where == path:
        return sent
    return f"export `{symbol.partition('.')[0]}` from `{where}`, and {sent}"


def _package(project: Codebase, path: str) -> str:
    return project.packages.folder(path) + ("/.py" if path.endswith(".py") else "")


def _uses(project: Codebase) -> Iterator[tuple[str, Value, Sent | None]]:
    for sent in project.sent:
        if sent.name:
            yield sent.name, sent.value, sent
    for received in project.received:
        if received.name and received.kind != "cancel":
            yield received.name, received.value, None


def _is_plain(value: Value) -> bool:
    found = payload(value)
    name = found.fields.get("name") if found is not None and value.is_object else None
    return name is not None and event_name(name) is not None


def _is_checked_by_the_compiler(value: Value, sent: Sent | None, project: Codebase) -> bool:
    """Whether the SDK's own types know each event: v3, with `schemas` given to the client."""
    if value.outline.language == "python" or project.packages.sdk(value.outline.path) == "v4":
        return False
    if not any(each.form != "event-type" for each in project.event_definitions):
        return False
    return not any(
        site.outline.path == value.outline.path and not _has_schemas(site, project)
        for site in project.clients
    )


def _has_schemas(site: object, project: Codebase) -> bool:
    options = argument(site, 0, project)  # type: ignore[arg-type]
    return options is None or not options.is_object or options.entry("schemas") is not None
