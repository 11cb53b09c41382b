"""The calls that send events or wait for one, and the events they name."""

from typing import Literal, NamedTuple

from scaffold.code.bindings import Origin
from scaffold.code.links import Links, callee
from scaffold.code.outline import CallSite, Outline, Reference
from scaffold.code.values import Value, argument
from scaffold.inngest.event_names import event_name, payloads

EventTool = Literal["step", "client", "wait"]


class EventCall(NamedTuple):
    """One such call as plain data, which may come from another process.

    `start` and `end` are the bytes of the call in the file `path`; `is_bound` says that a partial
    call stands there for it. `names` has one name for each event, None where no name is known;
    `passed` says of each whether the callers of one of the project's functions decide on it.
    """

    path: str
    start: int
    end: int
    is_bound: bool
    tool: EventTool
    names: tuple[str | None, ...]
    passed: tuple[bool, ...]


def event_call(site: CallSite, tool: EventTool, links: Links) -> EventCall:
    """Return what a call sends or waits for."""
    outline = site.outline
    here = outline.site(site.expr)
    events = events_given(site, tool, links)
    names = tuple(map(event_name, events))
    passed = tuple(
        name is None and tool != "wait" and parameter(event) is not None
        for name, event in zip(names, events, strict=True)
    )
    return EventCall(outline.path, site.start, site.end, here is not site, tool, names, passed)


def site_of(call: EventCall, outline: Outline) -> CallSite:
    """Return the call in the outline of its file. Raises LookupError when there is none."""
    for site in outline.sites():
        if (site.start, site.end) == (call.start, call.end):
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


class Parameter(NamedTuple):
    """What the callers of one of the project's functions give: an event, or the name of one.

    `origin` is that parameter with the attributes that are read from it.
    """

    origin: Origin
    is_event: bool


def parameter(event: Value) -> Parameter | None:
    """Return the parameter that an event or its name is, None when it is something else."""
    if event.origin.kind == "param":
        return parameter_at(event, (), True)
    if event.is_object:
        name = event.entries.get("name")
        if name is None:
            spread = unknown_spreads(event)
            return parameter_at(spread[0], (), True) if len(spread) == 1 else None
    else:
        site = event.site
        if site is None or callee(site, event.links).name != "inngest.Event":
            return None
        name = argument(site, -1, event.links, "name")
    return parameter_at(name, (), False) if name is not None else None


def parameter_at(value: Value, attrs: tuple[str, ...], is_event: bool) -> Parameter | None:
    """Return the parameter whose attributes are an event or its name.

    None when the function sets or tests the name: then not each call of it sends that event.
    """
    origin = value.origin
    body, binding = origin.body, origin.binding
    if origin.kind != "param" or body is None or binding is None or body.name is None:
        return None
    if body.kind != "function" or body.parent is None or body.parent.kind != "module":
        return None
    origin = origin.at((*origin.attrs, *attrs))
    way = origin.attrs[len(binding.path) :]
    way = (*way, "name") if is_event else way
    outline = body.outline
    if any(way[: len(each.attrs)] == each.attrs for each in outline.mutations_of(binding)):
        return None
    read = [each for each in outline.references_to(binding) if each.path[: len(way)] == way]
    # `const { name } = event` is tested under its own name.
    own = value.body.lookup(value.text, value.start) or binding
    if own is not binding:
        read += value.outline.references_to(own)
        if value.outline.mutations_of(own):
            return None
    if own.is_rest or binding.is_rest or any(map(_tests, read)):
        return None
    return Parameter(origin, is_event)


def unknown_spreads(event: Value) -> list[Value]:
    """Return what an object spreads and could not be followed."""
    here = event.resolved
    spread = [here.at(each.value) for each in here.expr.entries if each.kind == "spread"]
    return [each for each in spread if not each.is_object]


def _tests(reference: Reference) -> bool:
    """Whether it is compared: `name === "a/b"`, `KNOWN.has(name)`, `switch (event.name)`."""
    if reference.owner is not None and reference.owner.use == "condition":
        return True
    around = reference.whole.around
    while around is not None and around.kind == "member":
        around = around.around
    if around is not None:
        return around.kind in ("comparison", "index")
    statement = reference.body.statement_at(reference)
    tested = statement.expr if statement is not None and statement.kind == "switch" else None
    return tested is not None and tested.holds(reference)
