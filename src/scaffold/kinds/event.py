"""A function that an event starts."""

from scaffold.kinds._kind import Asked, Event, Kind, Looks, Option, Start
from scaffold.kinds._retries import PROVIDER

KIND = Kind(
    name="event",
    order=1,
    title="Event",
    summary="runs when an event arrives",
    retries=PROVIDER,
    options=(
        Option(
            "event",
            "event",
            "NAME",
            "Start it with this event.",
            question="Which event starts it, such as user/created?",
        ),
    ),
    start=Start(words="an event", trigger="event", to_try="send `{trigger}` from the Events tab"),
    events=(Event("event", "{event}", "data"),),
    roles=("function", "test"),
    looks=Looks(trigger="event"),
    rules=("untyped-event", "side-effect-outside-step", "implicit-retries"),
    sample=Asked(
        "on-user-created",
        {"event": "user/created", "data": "userId:str,email:str", "follow_up": "1m"},
    ),
)
