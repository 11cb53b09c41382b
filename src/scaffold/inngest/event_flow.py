"""Who sends which event, and who waits for it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from scaffold.inngest.event_calls import EventCall, EventTool, events_given
from scaffold.inngest.event_names import event_name
from scaffold.inngest.facts import FileFacts, Function
from scaffold.inngest.links import Links
from scaffold.inngest.once import once
from scaffold.inngest.outline import CallSite
from scaffold.inngest.values import Value

T = TypeVar("T")
Find = Callable[[EventCall, int], tuple[CallSite, Value]]
"""Gives the call and the event of this number that an `EventCall` stands for."""


class Sent:
    """One event that is sent somewhere; `name` is None when the source does not tell.

    `function` is the function that sends it, None for a route or a script. `in_step_tool` says
    that it is sent by `step.sendEvent`. `find` gives the call and the event, once asked for.
    """

    def __init__(
        self,
        name: str | None,
        path: str,
        function: Function | None,
        in_step_tool: bool,
        find: Callable[[], tuple[CallSite, Value]],
    ) -> None:
        self.name = name
        self.path = path
        self.function = function
        self.in_step_tool = in_step_tool
        self._find = find

    @once
    def _found(self) -> tuple[CallSite, Value]:
        return self._find()

    @property
    def site(self) -> CallSite:
        return self._found[0]

    @property
    def value(self) -> Value:
        return self._found[1]


class Received:
    """One event that something waits for: a trigger, a wait or `cancelOn`."""

    def __init__(
        self, name: str | None, function: Function, kind: str, find: Callable[[], Value]
    ) -> None:
        self.name = name
        self.function = function
        self.kind = kind
        self._find = find

    @once
    def value(self) -> Value:
        return self._find()


def events_sent(files: Iterable[FileFacts], find: Find) -> Iterator[Sent]:
    """Yield every event that is sent, each once, by functions first."""
    files = tuple(files)
    seen: set[tuple[str, int, int, bool]] = set()
    for function in (function for file in files for function in file.functions):
        for call in function.events:
            if call.tool != "wait" and call[:4] not in seen:
                seen.add(call[:4])
                for number, name in enumerate(call.names):
                    found = partial(find, call, number)
                    yield Sent(name, call.path, function, call.tool == "step", found)
    for file in files:
        for site in file.sends:
            if (file.path, site.node.start_byte, site.node.end_byte, False) not in seen:
                yield from _sent(site, "client", None, file.links)


def events_received(functions: Iterable[Function], find: Find) -> Iterator[Received]:
    """Yield every event that a trigger, a wait or a `cancelOn` names."""
    for function in functions:
        for trigger in function.triggers:
            if trigger.kind in ("event", "unknown"):
                yield Received(trigger.event, function, "trigger", partial(_known, trigger.value))
        for call in function.events:
            if call.tool == "wait":
                for number, name in enumerate(call.names):
                    yield Received(name, function, "wait", partial(_event, find, call, number))
        cancel = function.option("cancelOn", "cancel")
        for each in cancel.elements if cancel is not None else ():
            given = each.entry("event")
            if given is not None:
                yield Received(event_name(given), function, "cancel", partial(_known, given))


def sent_in(file: FileFacts) -> list[Sent]:
    """Return every event that a file sends, each once: by its functions, helpers too, first."""
    found: list[Sent] = []
    seen: set[CallSite] = set()
    for function in file.functions:
        for tool, site in function.event_sites:
            if tool != "wait" and site not in seen:
                seen.add(site)
                found += _sent(site, tool, function, file.links)
    for site in file.sends:
        if site not in seen:
            found += _sent(site, "client", None, file.links)
    return found


def _sent(
    site: CallSite, tool: EventTool, function: Function | None, links: Links
) -> Iterator[Sent]:
    for value in events_given(site, tool, links):
        found = partial(_known, (site, value))
        yield Sent(event_name(value), site.outline.path, function, tool == "step", found)


def _event(find: Find, call: EventCall, number: int) -> Value:
    return find(call, number)[1]


def _known(what: T) -> T:
    return what
