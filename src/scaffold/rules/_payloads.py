"""The fields of an event that is sent, however the event is made."""

from collections.abc import Iterator

from scaffold.code.links import callee
from scaffold.code.outline import Outline
from scaffold.code.spans import Spanned
from scaffold.code.values import Value, argument
from scaffold.inngest.event_flow import Passed, Sent
from scaffold.inngest.file_facts import FileFacts


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
        return _payload(value)
    made = _payload(value.event)
    if not value.is_event:
        # Where the function that sends it is checked too, one report is enough.
        is_complete = value.outline is not value.event.outline
        return Payload(made.fields, made.is_complete and is_complete) if made is not None else None
    given = _payload(value)
    if given is None:
        return None
    is_complete = given.is_complete and not _is_changed(value.event)
    return Payload({**given.fields, **(made.fields if made is not None else {})}, is_complete)


def _payload(value: Value) -> Payload | None:
    if value.is_object:
        return Payload(value.entries, not value.has_unknown_entries and not _is_changed(value))
    site = value.site
    if site is None:
        return None
    if value.outline.language == "python" or site.outline.language == "python":
        if callee(site, value.links).name != "inngest.Event":
            return None
        fields = {key: Value(expr, site.body, value.links) for key, expr in site.kwargs.items()}
        splat = any(each.kind == "spread" for each in site.args)
        return Payload(fields, not splat and not _is_changed(value))
    if site.attrs[-1:] == ("create",) and len(site.attrs) == 1:
        options = argument(site, 1, value.links)
        if options is None:
            return Payload({}, len(site.arguments) < 2)
        if options.is_object:
            return Payload(options.entries, not options.has_unknown_entries)
    return None


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
