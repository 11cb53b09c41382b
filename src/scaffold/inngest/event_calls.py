"""The calls that send events or wait for one, and the events they name."""

from typing import Literal, NamedTuple

from scaffold.inngest.event_names import event_name, payloads
from scaffold.inngest.links import Links
from scaffold.inngest.outline import CallSite, Outline
from scaffold.inngest.values import Value, argument

EventTool = Literal["step", "client", "wait"]


class EventCall(NamedTuple):
    """One such call as plain data, which may come from another process.

    `start` and `end` are the bytes of the call in the file `path`; `is_bound` says that a partial
    call stands there for it. `names` has one name for each event, None where no name is known.
    """

    path: str
    start: int
    end: int
    is_bound: bool
    tool: EventTool
    names: tuple[str | None, ...]


def event_call(site: CallSite, tool: EventTool, links: Links) -> EventCall:
    """Return what a call sends or waits for."""
    outline, node = site.outline, site.node
    here = outline.site(node)
    names = tuple(map(event_name, events_given(site, tool, links)))
    return EventCall(outline.path, node.start_byte, node.end_byte, here is not site, tool, names)


def site_of(call: EventCall, outline: Outline) -> CallSite:
    """Return the call in the outline of its file. Raises LookupError when there is none."""
    for site in outline.sites():
        if (site.node.start_byte, site.node.end_byte) == (call.start, call.end):
            return site.without_first() if call.is_bound else site
    raise LookupError(f"no call at {call.path}:{call.start}")


def events_given(site: CallSite, tool: EventTool, links: Links) -> list[Value]:
    """Return each event that a call is given."""
    if tool == "wait":
        awaited = wait_event(site, links)
        return [awaited] if awaited is not None else []
    given = argument(site, 1 if tool == "step" else 0, links, "events")
    return payloads(given) if given is not None else []


def wait_event(site: CallSite, links: Links) -> Value | None:
    """Return the event that a `waitForEvent` call names."""
    options = argument(site, 1, links)
    if options is not None and options.is_object:
        return options.entry("event")
    return argument(site, -1, links, "event")
