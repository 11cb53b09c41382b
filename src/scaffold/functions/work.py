"""What a function works on: what tells one piece of work from another, and where it comes from."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from scaffold.functions.rendering import EventRef
from scaffold.functions.request import Request
from scaffold.inngest.durations import DAY, SECOND
from scaffold.inngest.typed_events.fields import PERIODS, Field, is_text, key_field
from scaffold.names import words

if TYPE_CHECKING:
    from scaffold.inngest.cron import Period

Source = Literal["row", "trigger", "period"]


class Work(NamedTuple):
    """The work that one event asks for, as the templates of its function see it."""

    about: tuple[str, ...]
    """The fields that together name it; empty when its event's ID alone does."""
    key: str | None
    """The last of them, which names the record that it is about."""
    table: str
    """Where such records are kept: `orders` for an `orderId`."""
    mail_to: Literal["field", "record", "team"]
    """Where its mail goes: a field of the event, the record's address, the team."""
    address: str | None
    """That field: a required `email`, else one whose name ends in it."""


class Items(NamedTuple):
    """Where an orchestrator takes the data of its items from."""

    sources: tuple[tuple[str, Source], ...]
    """The required fields of the item's event, each with where its value comes from."""
    columns: tuple[Field, ...]
    """The fields that a row has."""
    row_key: str
    """The column that names a row."""
    about: tuple[tuple[str, Source], ...]
    """What makes the event's ID: the batch or period, then the row."""


class Answer(NamedTuple):
    """The answer that a run waits for, as the templates of its function see it."""

    about: str
    """The field that says which question it answers."""
    asked: str | None
    """The field of the event that asks it with the same value; the question's key, when None."""
    decision: str | None
    """The field that says yes or no, None when the answer alone is what counts."""
    others: tuple[Field, ...]
    """What else it says."""
    is_long: bool
    """Whether it is waited for longer than Inngest knows an event's ID."""


class PeriodSample(NamedTuple):
    """A time at the turn of a year, and the period it is in."""

    sent_at: str
    milliseconds: int
    value: str


def work_of(
    event: EventRef | None,
    shared: Sequence[str] = (),
    *,
    by_id: bool = False,
    anonymous: bool = False,
) -> Work:
    """Return the work that an event asks for.

    `shared` are fields that many such events have in common, `by_id` says that its data alone do
    not tell it from the work of another time, and `anonymous` that it names nobody.
    """
    fields = event.fields if event is not None else ()
    own = key_field([each for each in fields if each.name not in shared])
    key = own.name if own is not None else None
    scope = [each.name for each in fields if _is_scope(each) and each.name != key]
    scope = [name for name in scope if name in shared or name in PERIODS]
    addresses = [each.name for each in fields if is_text(each) and words(each.name)[-1] == "email"]
    address = min(addresses, key=len, default=None)
    is_id = key is not None and words(key)[-1] == "id" and not anonymous
    return Work(
        about=() if by_id or key is None else (*scope, key),
        key=key,
        table=_table(key or "id", event.name if event is not None else "record"),
        mail_to="field" if address else "record" if is_id else "team",
        address=address,
    )


def items_of(request: Request, trigger: EventRef | None, item: EventRef) -> Items:
    """Return where the values of the item's fields come from."""
    required = [each for each in item.fields if not each.optional]
    sources: dict[str, Source] = {}
    for each in required:
        if request.period is not None and is_text(each) and each.name in _times(request):
            sources[each.name] = "period"
        elif trigger is not None and each in trigger.fields:
            sources[each.name] = "trigger"
        else:
            sources[each.name] = "row"
    rows = [each for each in required if sources[each.name] == "row"]
    key = key_field(rows)
    if key is None:
        key = Field("id", "str")
    columns = tuple(rows) if key in rows else (key, *rows)
    about = {
        each.name: sources[each.name]
        for each in required
        if sources[each.name] != "row" and _is_scope(each)
    }
    if request.period is not None and "period" not in about.values():
        about = {request.period.name: "period", **about}
    return Items(
        sources=tuple(sources.items()),
        columns=columns,
        row_key=key.name,
        about=(*about.items(), (key.name, "row")),
    )


def answer_of(trigger: EventRef | None, answer: EventRef, seconds: int) -> Answer:
    """Return the answer to a question that an event asks, awaited for so many seconds."""
    asked = trigger.key if trigger is not None else None
    names = [each.name for each in answer.fields]
    about = asked if asked is not None and asked in names else answer.key or asked or "id"
    others = [each for each in answer.fields if each.name != about]
    decisions = [one for one in others if one.type == "bool" and not (one.optional or one.list)]
    decision = decisions[0].name if decisions else None
    return Answer(
        about=about,
        asked=asked,
        decision=decision,
        others=tuple(each for each in others if each.name != decision),
        is_long=seconds > DAY // SECOND,
    )


def _is_scope(field: Field) -> bool:
    """Whether a field can say which batch or time something is of."""
    return is_text(field) and (words(field.name)[-1] == "id" or field.name in PERIODS)


def sample_of(period: "Period") -> PeriodSample:
    """Return a time for a test, and what the period of it is called."""
    from zoneinfo import ZoneInfo  # slow to import, and only schedules need it

    at = datetime.datetime(2027, 1, 1, 11, 30, tzinfo=datetime.UTC)
    local = at.astimezone(ZoneInfo(period.zone))
    if period.name == "slot":
        length = 60 * period.minutes
        local = datetime.datetime.fromtimestamp(at.timestamp() // length * length, datetime.UTC)
    looks = {"slot": "%Y-%m-%dT%H:%M", "day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}
    return PeriodSample(
        sent_at=at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        milliseconds=round(at.timestamp()) * 1000,
        value=local.strftime(looks[period.name]),
    )


def _times(request: Request) -> tuple[str, ...]:
    """What a field is called that takes the period of the schedule."""
    assert request.period is not None
    also = {"slot": ("hour", "minute"), "day": ("date",)}.get(request.period.name, ())
    return (request.period.name, "period", *also)


def _table(key: str, event: str) -> str:
    """The plural of what a key names: `orderId` → `orders`; else of the event's subject."""
    *named, last = words(key)
    if last != "id" or not named:
        named = words(event.partition("/")[0])
    noun = "_".join(named)
    if noun.endswith("s"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}s"
