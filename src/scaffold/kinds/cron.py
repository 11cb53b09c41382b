"""A function that a schedule starts."""

from scaffold.kinds._kind import Asked, Kind, Looks, Option, Start
from scaffold.kinds._retries import PROVIDER

KIND = Kind(
    name="cron",
    order=2,
    title="Cron",
    summary="runs on a schedule",
    choice="starts on a schedule and fans out",
    retries=PROVIDER,
    options=(
        Option(
            "cron",
            "cron",
            "EXPR",
            "Start it on this schedule: '0 9 * * 1'.",
            question="On which schedule, such as TZ=Europe/Paris 0 9 * * 1?",
        ),
    ),
    start=Start(
        words="a schedule",
        trigger="cron",
        to_try="press Invoke in the Functions tab (it runs {words})",
    ),
    roles=("function", "test"),
    looks=Looks(trigger="cron"),
    brings=("fan-out",),
    without=("follow_up",),
    rules=("invalid-cron", "cron-event-data", "cron-name", "nondeterministic-call"),
    sample=Asked(
        "send-weekly-digest",
        {
            "cron": "TZ=Europe/Paris 0 9 * * 1",
            "fan_out": "digest/send",
            "item_data": "week:str,userId:str",
        },
    ),
)
