"""Who sends which event, and who waits for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from scaffold.code.bindings import Origin
from scaffold.code.expressions import Expr
from scaffold.code.links import Links
from scaffold.code.once import once
from scaffold.code.outline import CallSite, Outline
from scaffold.code.values import Value
from scaffold.inngest.event_calls import (
    EventCall,
    EventTool,
    Parameter,
    events_given,
    parameter,
    parameter_at,
)
from scaffold.inngest.event_names import event_name, payloads
from scaffold.inngest.facts import Function

_LEVELS = 2
_MOST_CALLS = 300
T = TypeVar("T")
Find = Callable[[EventCall, int], tuple[CallSite, Value]]
"""Gives the call and the event of this number that an `EventCall` stands for."""
Defined = Callable[[str], Iterable[Function]]
"""Gives the functions that the file of this path defines."""


class Sent:
    """One event that is sent somewhere; `name` is None when the source does not tell.

    `function` is the function that sends it, None for a route or a script. `in_step_tool` says
    that it is sent by `step.sendEvent`. `find` gives the call and the event, once asked for: those
    of the caller, and a `Passed`, where one of the project's own functions sends what it is given.
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


class Passed(Value):
    """What is given to one of the project's own functions that sends: an event, or its name.

    `event` is what this function makes of it, and sends.
    """

    def __init__(self, given: Value, event: Value, is_event: bool) -> None:
        super().__init__(given.expr, given.body, given.links)
        self.event = event
        self.is_event = is_event


def events_sent(
    functions: Iterable[Function],
    sends: Iterable[CallSite],
    links: Links,
    defined_in: Defined,
    find: Find,
) -> Iterator[Sent]:
    """Yield every event that is sent, each once, by functions first."""
    seen: set[tuple[str, int, int, bool]] = set()
    passed: list[Sent] = []
    senders: dict[tuple[str, int, int, bool], list[Function]] = {}
    for function in functions:
        for call in function.events:
            if call.tool == "wait":
                continue
            if any(call.passed):
                senders.setdefault(call[:4], []).append(function)
            if call[:4] not in seen:
                seen.add(call[:4])
                for number, name in enumerate(call.names):
                    found = partial(find, call, number)
                    sent = Sent(name, call.path, function, call.tool == "step", found)
                    yield sent
                    if call.passed[number]:
                        passed.append(sent)
    for site in sends:
        if (site.outline.path, site.start, site.end, False) not in seen:
            for sent in _sent(site, "client", None, links):
                yield sent
                if sent.name is None:
                    passed.append(sent)
    yield from _by_callers(passed, _Senders(defined_in, senders))


class _Senders:
    """Which function each call of one of the project's functions that send stands in."""

    def __init__(
        self, defined_in: Defined, functions: dict[tuple[str, int, int, bool], list[Function]]
    ) -> None:
        self._defined_in = defined_in
        self._functions = functions

    def of(self, site: CallSite, sent: Sent) -> Function | None:
        """Return the function whose handler a call stands in, or which reaches it."""
        for function in self._defined_in(site.outline.path):
            for handler in (function.handler, function.failure_handler):
                if handler is not None and site.body.is_inside(handler):
                    return function
        at, outer = site.body, ""
        while at.parent is not None and at.kind != "module":
            at, outer = at.parent, at.name or ""
        here = sent.site
        for bound in (False, True) if outer else ():
            key = (sent.path, here.start, here.end, bound)
            for function in self._functions.get(key, ()):
                # To follow a function takes long: only one that names what the call stands in.
                if outer.encode() in function.source.content and any(
                    call.site is site for call in function.everything
                ):
                    return function
        return None


def _by_callers(passed: Iterable[Sent], senders: _Senders) -> Iterator[Sent]:
    """Yield what is sent for those who call a function of the project that sends."""
    seen: set[tuple[str, int, int]] = set()
    for sent in passed:
        for site, value in _given_by_callers(sent.value):
            place = (value.outline.path, value.start, value.end)
            if place not in seen:
                seen.add(place)
                function = senders.of(site, sent)
                found = partial(_known, (site, value))
                name, path = event_name(value), site.outline.path
                yield Sent(name, path, function, sent.in_step_tool, found)


def _given_by_callers(event: Value) -> Iterator[tuple[CallSite, Passed]]:
    asked = parameter(event)
    if asked is not None:
        yield from _given(asked, event, _LEVELS)


def _given(asked: Parameter, event: Value, levels: int) -> Iterator[tuple[CallSite, Passed]]:
    """Yield what the callers of a function give to its parameter, and their callers."""
    body = asked.origin.body
    assert body is not None
    for site in event.links.calls_of(body)[:_MOST_CALLS]:
        if site.body.is_inside(body):
            continue
        for expr in _arguments(site, asked.origin):
            value, rest = Value(expr, site.body, event.links), asked.origin.attrs
            while rest and value.is_object and rest[0] in value.entries:
                value, rest = value.entries[rest[0]], rest[1:]
            for each in payloads(value) if asked.is_event and not rest else [value]:
                made = event
                deeper = None
                if rest or event_name(each) is None:
                    deeper = parameter_at(each, rest, asked.is_event)
                    if deeper is None and asked.is_event and not rest:
                        deeper, made = parameter(each), each
                if deeper is None:
                    if not rest:
                        yield site, Passed(each, event, asked.is_event)
                elif levels > 1:
                    yield from _given(deeper, made, levels - 1)


def _arguments(site: CallSite, origin: Origin) -> Sequence[Expr]:
    """Return what a call gives to a parameter; several for the last of them, `...events`."""
    body, index = origin.body, origin.index
    assert body is not None
    name = body.parameters[index]
    if name is not None and name in site.keywords:
        return [site.kwargs[name]]
    given = site.args[index:] if body.rest == index else site.args[index : index + 1]
    return [] if any(each.kind == "spread" for each in site.args[: index + 1]) else given


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


def sent_in(
    outline: Outline,
    functions: Iterable[Function],
    sends: Iterable[CallSite],
    links: Links,
    defined_in: Defined,
) -> list[Sent]:
    """Return every event that a file sends, each once: by its functions, helpers too, first.

    So is each whole event that the callers of a function of this file, here or elsewhere, give
    to it.
    """
    found: list[Sent] = []
    seen: set[CallSite] = set()
    for function in functions:
        for tool, site in function.event_sites:
            if tool != "wait" and site not in seen:
                seen.add(site)
                found += _sent(site, tool, function, links)
    for site in sends:
        if site not in seen:
            found += _sent(site, "client", None, links)
    passed = [sent for sent in found if sent.path == outline.path and _is_passed(sent)]
    return [*found, *_by_callers(passed, _Senders(defined_in, {}))]


def _is_passed(sent: Sent) -> bool:
    asked = parameter(sent.value) if sent.name is None else None
    return asked is not None and asked.is_event


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
