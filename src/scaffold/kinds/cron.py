"""A function that a schedule starts."""

from scaffold.kinds._kind import Asked, Kind, Looks, Option, Start

KIND = Kind(
    name="cron",
    order=2,
    title="Cron",
    summary="runs on a schedule",
    choice="starts on a schedule and fans out",
    retries=2,
    options=(
        Option(
            "cron",
            "cron",
            "EXPR",
            "The schedule that starts it: '0 9 * * 1'.",
            question="On which schedule? (TZ=Europe/Paris 0 9 * * 1)",
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
    rules=("invalid-cron", "cron-event-data", "cron-name", "nondeterministic-call"),
    sample=Asked(
        "send-weekly-digest",
        {
            "cron": "TZ=Europe/Paris 0 9 * * 1",
            "fan_out": "digest/send",
            "data": "userId:str,email:str",
        },
    ),
)
