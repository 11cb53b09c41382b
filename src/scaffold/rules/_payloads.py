"""The fields of an event that is sent, however the event is made."""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import CallSite, Outline
from scaffold.code.spans import Spanned
from scaffold.code.values import Value
from scaffold.inngest.event_flow import Passed, Sent
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.made_events import MadeEvent, is_nothing, made_event


class Payload:
    """The fields of one event beside its `data`.

    `is_complete` is False when there may be more than the source tells.
    """

    def __init__(self, fields: dict[str, Value], is_complete: bool) -> None:
        self.fields = fields
        self.is_complete = is_complete


def payload(value: Value) -> Payload | None:
    """Return the fields of a sent event, None when nothing is known of them."""
    if not isinstance(value, Passed):
        return _made(value) or _payload(value)
    made = _made(value.event) or _payload(value.event)
    if not value.is_event:
        # Where the function that sends it is checked too, one report is enough.
        is_complete = value.outline is not value.event.outline
        return Payload(made.fields, made.is_complete and is_complete) if made is not None else None
    given = _made(value) or _payload(value)
    if given is None:
        # `publish(UserCreated(…))`: a model of the project's own, of which the function makes it.
        return made if made_event(value.event) is not None else None
    is_complete = given.is_complete and not _is_changed(value.event)
    return Payload({**given.fields, **(made.fields if made is not None else {})}, is_complete)


def _made(value: Value) -> Payload | None:
    """The fields of an event that the project's own function makes, as its caller decides them."""
    made = made_event(value)
    event = _payload(made.event, made) if made is not None else None
    if made is None or event is None:
        return None
    fields = {name: made.field(each) for name, each in event.fields.items()}
    known = {name: each for name, each in fields.items() if each is not None}
    return Payload(known, event.is_complete and not _is_changed(value))


def _payload(value: Value, made: MadeEvent | None = None) -> Payload | None:
    if value.is_object:
        return Payload(value.entries, not value.has_unknown_entries and not _is_changed(value))
    site = value.site
    if site is None:
        return None
    if value.outline.language == "python" or site.outline.language == "python":
        if callee(site, value.links).name != "inngest.Event":
            return None
        fields = {key: _at(each, site, value) for key, each in site.kwargs.items()}
        splat = any(each.kind == "spread" for each in site.args)
        return Payload(fields, not splat and not _is_changed(value))
    if site.attrs[-1:] == ("create",) and len(site.attrs) == 1:
        options = _at(site.args[1], site, value) if len(site.args) > 1 else None
        if made is not None and options is not None:
            options = made.field(options)
        if options is None or is_nothing(options):
            return Payload({}, True)
        if options.is_object:
            return Payload(options.entries, not options.has_unknown_entries)
    return None


def _at(expr: Expr, site: CallSite, event: Value) -> Value:
    """What a call is given, with what is known where the event is made."""
    return Value(expr, site.body, event.links, event.given)


def _is_changed(value: Value) -> bool:
    """Whether it is set after it is made: `event.id = …`, `event = { ...event, id }`."""
    binding = value.origin.binding
    if binding is None:
        return False
    return bool(binding.body.outline.mutations_of(binding))


def events_of(file: FileFacts) -> Iterator[tuple[Sent, Payload]]:
    """Yield every event that a file sends and whose fields are known, each once."""
    seen: set[tuple[str, int]] = set()
    for sent in file.events_sent:
        if isinstance(sent.value, Passed) and not sent.value.is_event:
            continue  # its fields are those of an event that is seen by itself
        found = payload(sent.value)
        here = sent.value.resolved
        key = (here.outline.path, here.start)
        if found is not None and key not in seen:
            seen.add(key)
            yield sent, found


def key_place(value: Value) -> tuple[Outline, Spanned]:
    """Return where a field stands, its name included."""
    return value.outline, value.expr.entry_around or value
