"""A function as it is asked for, checked: what its options stand for, or why they cannot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.errors import ScaffoldError
from scaffold.functions.values import check_value
from scaffold.inngest.durations import Rate, Timeout, parse_rate, parse_timeout
from scaffold.inngest.typed_events.fields import Field, parse_fields
from scaffold.kinds import (
    DATA,
    RARE,
    READER,
    SHARED,
    Asked,
    Choice,
    Kind,
    Option,
    Start,
    Variable,
    every_option,
    marked,
    shapes,
    starts,
)
from scaffold.names import (
    LONGEST,
    FunctionName,
    Language,
    is_domain_and_action,
    parse_name,
    says_only_when,
    words,
)

if TYPE_CHECKING:
    from scaffold.inngest.cron import Period


@dataclass(frozen=True, kw_only=True)
class RequestedEvent:
    """An event that the function deals with."""

    variable: str
    """What templates call it."""
    name: str
    fields: tuple[Field, ...]
    given_by: str | None
    """The flag by which somebody gave the fields, None when nobody did."""
    is_answer: bool = False
    """Whether it also holds what tells it from the answers to other questions."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One function to add, its options checked and read."""

    asked: Asked
    name: FunctionName
    kind: Kind
    """Whose templates make it."""
    start: Start
    trigger: str
    """The schedule on one line, or the name of the event."""
    events: tuple[RequestedEvent, ...]
    worker: FunctionName | None
    """The function that handles one item, when it is made of two."""
    choice: Choice | None
    """What was chosen of the few values of the option that starts it."""
    route: FunctionName | None
    """What the route that sends the event is called, when there is one."""

    @property
    def id(self) -> str:
        """The function's ID."""
        return self.asked.text("id") or self.name.id

    @property
    def retries(self) -> int:
        """How often each step of the function that does the work is tried again."""
        return int(self.asked.options.get("retries", self.kind.retries.number))

    @property
    def orchestrator_retries(self) -> int:
        """How often each step of the function that only starts the work is tried again."""
        longest = self.period is not None and self.period.name != "slot"
        default = RARE if longest else READER
        return int(self.asked.options.get("orchestrator_retries", default.number))

    @property
    def throttle(self) -> Rate | None:
        """How many runs of the function that does the work start in a time."""
        given = self.asked.text("throttle")
        return None if given is None else parse_rate(given)

    @property
    def concurrency(self) -> int | None:
        """How many steps of that function execute at the same time."""
        given = self.asked.options.get("concurrency")
        return None if given is None else int(given)

    @property
    def follow_up(self) -> Timeout | None:
        """How long to sleep before the work is followed up."""
        given = self.asked.text("follow_up")
        return None if given is None else parse_timeout(given)

    @property
    def timeout(self) -> Timeout:
        """How long it waits for an answer."""
        option = next(each for each in every_option() if each.name == "timeout")
        return parse_timeout(self.asked.text(option.name) or option.default)

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What its files read of the environment."""
        return (*self.kind.variables, *(self.choice.variables if self.choice else ()))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the rules of naming will say of it."""
        said = [
            f"`event-name-format` will warn of `{event.name}`: name it `domain/action`, in lower "
            "case, such as `order/paid`"
            for event in self.events
            if not is_domain_and_action(event.name)
        ]
        if self.is_cron and says_only_when(self.id):
            said.append(
                f"`cron-name` will warn of `{self.id}`: it says when it runs; name it by what it "
                "does, such as `send-weekly-digest`"
            )
        return tuple(said)

    @property
    def period(self) -> "Period | None":
        """What the schedule comes due once in."""
        if not self.is_cron:
            return None
        from scaffold.inngest.cron import cron_period  # knows every time zone

        return cron_period(self.trigger)

    @property
    def schedule_in_words(self) -> str:
        """When it runs; empty where an event starts it."""
        if not self.is_cron:
            return ""
        from scaffold.inngest.cron import cron_in_words  # slow to import, and few need it

        return cron_in_words(self.trigger)

    @property
    def is_cron(self) -> bool:
        """Whether a schedule starts it."""
        return self.start.trigger == "cron"


def read_request(asked: Asked, language: Language | None = None) -> Request:
    """Return what is asked for, read; in no language when it does not matter which.

    Raises ScaffoldError, naming the options, for a request that makes no function.
    """
    name = parse_name(asked.name, language)
    by, start = _start(asked)
    shape = _shape(asked, by, start)
    kinds = [by] if shape is None else [by, shape]
    _refuse_idle(asked, kinds)
    for option in every_option():
        if option.name in asked.options:
            check_value(option, asked.options[option.name])
    events = tuple(_events(asked, kinds))
    trigger = events[0].name if start.trigger == "event" else _schedule(asked, by)
    if shape is not None:
        _refuse_same(by, shape, trigger, events)
    kind = shape or by
    choice = by.chosen(asked)
    return Request(
        asked=asked,
        name=name,
        kind=kind,
        start=start,
        trigger=trigger,
        events=events,
        worker=worker_name(name, events[-1].name) if "worker" in kind.roles else None,
        choice=choice,
        route=route_name(choice, trigger) if choice and "route" in kind.roles else None,
    )


def route_name(choice: Choice, event: str) -> FunctionName:
    """Return what a route is called: after who calls it, and what has happened."""
    spoken = words(event)
    if choice.is_named and spoken[0] != choice.word:
        spoken = [choice.word, *spoken]
    name = FunctionName("-".join(spoken)[:LONGEST].strip("-"))
    # A number has no case to tell where its word begins: `shipped-1` is a symbol, then `shipped1`.
    return FunctionName("-".join(words(name.camel)))


def route_names(event: str) -> list[FunctionName]:
    """Return what a route that sends an event may be called, whoever calls it."""
    choices = [choice for kind in starts() for choice in kind.mark.choices]
    return list(dict.fromkeys(route_name(choice, event) for choice in choices))


def worker_name(name: FunctionName, item_event: str) -> FunctionName:
    """Return the name of the function that handles one item: `order/process` → `process-order`."""
    domain, _, action = item_event.rpartition("/")
    *scope, action = action.split(".")
    spoken = [*words(action), *(words(scope[-1]) if scope else words(domain))]
    text = "-".join(spoken)
    try:
        worker = parse_name(text[:LONGEST].strip("-"))
    except ScaffoldError:
        # `order/2fa`: no symbol starts with a digit, and some words are reserved.
        worker = FunctionName(f"handle-{text}"[:LONGEST].strip("-"))
    return worker if worker != name else FunctionName(f"{name.id}-item")


def _start(asked: Asked) -> tuple[Kind, Start]:
    given = marked(starts(), asked)
    # An event that a route sends starts nothing by itself.
    said = {option for kind in given for option in kind.takes}
    given = [kind for kind in given if kind.mark.name not in said] or given
    usages = ", ".join(f"`{kind.mark.usage}`" for kind in starts())
    if len(given) > 1:
        raise ScaffoldError(f"{_flags(given)} exclude one another", f"give one of {usages}")
    for kind in given:
        assert kind.start is not None
        if kind.mark.choices:
            check_value(kind.mark, asked.options[kind.mark.name])
        return kind, kind.start
    raise ScaffoldError(
        "nothing starts the function",
        f"give one of {usages}",
        missing_flags=tuple(kind.mark.flag for kind in starts()),
    )


def _shape(asked: Asked, by: Kind, start: Start) -> Kind | None:
    given = marked(shapes(), asked)
    if len(given) > 1:
        raise ScaffoldError(
            f"{_flags(given)} exclude one another", "add two functions, joined by an event"
        )
    if start.alone and given:
        flag = given[0].mark.flag
        raise ScaffoldError(f"`{by.mark.flag}` takes no `{flag}`: {start.alone}", start.instead)
    return given[0] if given else None


def _refuse_idle(asked: Asked, kinds: Sequence[Kind]) -> None:
    """Raise ScaffoldError for an option that has nothing to say without another one."""
    fields = {event.fields for kind in kinds for event in kind.events}
    if DATA.name in asked.options and DATA.name not in fields:
        others = [each for kind in shapes() for each in kind.options if each.value == "fields"]
        raise ScaffoldError(
            f"`{DATA.flag}` describes the event that starts a function, and a {kinds[0].name} has "
            "none of its own",
            f"leave it out; for an event that it sends there is {_usages(others)}",
        )
    for option in SHARED:
        if option.name in asked.options and option.name in kinds[-1].without:
            raise ScaffoldError(
                f"`{option.flag}` says nothing to a function of the kind {kinds[-1].name}",
                "leave it out, or add a second function, joined by an event",
            )
    for kind in (*starts(), *shapes()):
        for option in kind.options[1:]:
            if option.name in asked.options and kind not in kinds:
                raise ScaffoldError(
                    f"`{option.flag}` {option.idle}", f"leave it out, or add {_usages([kind.mark])}"
                )


def _events(asked: Asked, kinds: Sequence[Kind]) -> Iterator[RequestedEvent]:
    options = {option.name: option for option in every_option()}
    for kind in kinds:
        for event in kind.events:
            option = options[event.fields]
            given = asked.text(option.name)
            choice = kind.chosen(asked)
            fields = given or (choice.fields if choice is not None else option.default)
            yield RequestedEvent(
                variable=event.variable,
                name=kind.event_name(event, asked),
                fields=parse_fields(fields, option.flag),
                given_by=option.flag if given is not None else None,
                is_answer=event.fields == "answer",
            )


def _schedule(asked: Asked, by: Kind) -> str:
    from scaffold.inngest.cron import parse_cron  # knows every time zone

    return parse_cron(str(asked.options[by.mark.name]))


def _refuse_same(by: Kind, shape: Kind, trigger: str, events: Sequence[RequestedEvent]) -> None:
    """Refuse a function that starts itself."""
    for declared, event in zip(shape.events, events[len(by.events) :], strict=True):
        if event.name == trigger:
            raise ScaffoldError(
                f"`{by.mark.flag}` and `{shape.mark.flag}` are the same event `{event.name}`: "
                f"{declared.not_the_start}",
                f"give `{shape.mark.flag}` an event of its own",
            )


def _flags(kinds: Iterable[Kind]) -> str:
    return " and ".join(f"`{kind.mark.flag}`" for kind in kinds)


def _usages(options: Iterable[Option]) -> str:
    return " or ".join(f"`{option.usage}`" for option in options)
