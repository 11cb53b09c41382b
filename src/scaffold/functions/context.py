"""What a kind's templates are told of one function; typed events are added on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scaffold.disk.changes import ChangeSet
from scaffold.functions.places import Site
from scaffold.functions.rendering import EventRef
from scaffold.inngest.durations import parse_timeout
from scaffold.inngest.typed_events.events import (
    EventDefinition,
    EventModule,
    add_event,
    find_event_modules,
    find_events,
)
from scaffold.inngest.typed_events.fields import Field, in_language, key_field, parse_fields
from scaffold.kinds import FunctionRequest
from scaffold.names import FunctionName, event_symbol

if TYPE_CHECKING:
    from scaffold.inngest.python_handlers import HandlerForm

# What each provider's route makes of a request; `id` is the provider's own.
WEBHOOK_FIELDS = {
    "generic": "id:str,type:str?",
    "stripe": "id:str,type:str,objectId:str",
    "sendgrid": "id:str,type:str,email:str",
}
# With these, the client's types refuse a trigger that they do not list.
_CLOSED_FORMS = ("record", "schemas", "union")


@dataclass
class Described:
    """The variables of a kind's templates, the module of its typed events, and notes."""

    context: dict[str, Any]
    events: str | None
    notes: list[str]


@dataclass
class _Events:
    """The typed events of a site while one function is planned."""

    site: Site
    changes: ChangeSet
    notes: list[str] = field(default_factory=list)
    module: str | None = None
    """The one module that the function's file imports its events from."""

    def known(self, name: str) -> EventDefinition | None:
        found = find_events(self.site.event_files(self.changes))
        return next((event for event in found if event.name == name), None)

    def describe(self, name: str, fields: tuple[Field, ...], *, asked: bool) -> EventRef:
        """Return an event for the templates; `asked` when the user gave its fields."""
        language = self.site.stack.language
        wanted = in_language(fields, language)
        symbol = event_symbol(name, language)
        found = self.known(name)
        if found is None:
            module = self._module_for(name)
            if module is None:
                return EventRef(name, symbol, False, None, wanted)
            files = self.site.event_files(self.changes)
            found, contents = add_event(files, module, name, fields, known=())
            for path, content in contents.items():
                self.changes.write(path, content)
        elif asked and found.fields is not None and set(found.fields) != set(wanted):
            shown = ", ".join(one.name for one in found.fields) or "none"
            self.notes.append(
                f"`{name}` is there already, in `{found.path}`; "
                f"its own fields are used ({shown}), not `--data`"
            )
        elif asked and found.fields is None:
            self.notes.append(f"`{name}` is there already, in `{found.path}`; `--data` is not used")
        return self._reference(found, symbol, wanted)

    def _module_for(self, name: str) -> EventModule | None:
        """The module a new event goes to: that of the other events, of its domain, the largest."""
        files = self.site.event_files(self.changes)
        modules = find_event_modules(files, self.site.stack.sdk)
        if self.site.only_needed_events:
            modules = [each for each in modules if each.form in _CLOSED_FORMS]
        domain = name.partition("/")[0] + "/"

        def distance(module: EventModule) -> tuple[bool, bool]:
            same = any(other.startswith(domain) for other in module.names)
            return module.path != self.module, not same

        return min(modules, key=distance, default=None)

    def _reference(
        self, found: EventDefinition, symbol: str, wanted: tuple[Field, ...]
    ) -> EventRef:
        fields = found.fields if found.fields is not None and found.complete else wanted
        if found.form in _CLOSED_FORMS:
            return EventRef(found.name, symbol, True, found.path, fields)
        # One import for all events of a file, of what can be imported and is fully understood.
        importable = found.exported and found.symbol.isidentifier()
        fits = self.module in (None, found.path)
        if not (importable and fits and (found.complete or self.site.owned)):
            return EventRef(found.name, symbol, False, None, fields)
        self.module = found.path
        return EventRef(found.name, found.symbol, True, found.path, fields)


def context_of(
    site: Site, changes: ChangeSet, request: FunctionRequest, name: FunctionName, retries: int
) -> Described:
    """Return what the templates of a request's kind are told, its events added to the changes."""
    events = _Events(site, changes)
    event = item = wait = None
    if request.webhook:
        own = parse_fields(WEBHOOK_FIELDS[request.webhook])
        event = events.describe(webhook_event(request, name), own, asked=False)
    elif request.event:
        asked = request.data is not None and not request.fan_out
        event = events.describe(
            request.event, _fields(request.data if asked else None), asked=asked
        )
    if request.fan_out:
        asked = request.data is not None
        item = events.describe(request.fan_out, _fields(request.data), asked=asked)
    if request.wait_for:
        answer = _answer_fields(event.fields if event else None)
        wait = events.describe(request.wait_for, answer, asked=False)
    timeout = parse_timeout(request.timeout or "7d")
    context = {
        "name": name,
        "id": request.id or name.id,
        "sdk": site.stack.sdk,
        "trigger": {
            "kind": "cron" if request.cron else "event",
            "cron": request.cron,
            "words": _in_words(request.cron) if request.cron else "",
        },
        "event": event,
        "item_event": item,
        "wait_event": wait,
        "retries": retries if request.retries is None else request.retries,
        "timeout": timeout.text,
        "timeout_seconds": timeout.seconds,
        "provider": request.webhook or "generic",
        "owned": site.owned,
        "handler": _handler(site, changes),
    }
    return Described(context, events.module, events.notes)


def webhook_event(request: FunctionRequest, name: FunctionName) -> str:
    """Return the name of the event that a webhook's route sends."""
    word = "webhook" if request.webhook == "generic" else request.webhook
    return f"{word}/{name.id}.received"


def _handler(site: Site, changes: ChangeSet) -> "HandlerForm | None":
    if site.stack.language != "python":
        return None
    from scaffold.inngest.python_handlers import HandlerForm, handler_form

    if site.owned:
        return HandlerForm()
    return handler_form(changes, site.registry, site.modules)


def _in_words(cron: str) -> str:
    from scaffold.inngest.cron import cron_in_words

    return cron_in_words(cron)


def _fields(data: str | None) -> tuple[Field, ...]:
    return parse_fields(data or "id:str")


def _answer_fields(trigger: Iterable[Field] | None) -> tuple[Field, ...]:
    """The answer carries what tells it from the answers to other runs."""
    key = key_field(trigger) if trigger is not None else Field("requestId", "str")
    return (key or Field("id", "str"),)
