"""A function that a schedule starts."""

from scaffold.kinds._kind import FunctionRequest, Kind

KIND = Kind(
    name="cron",
    title="Cron",
    summary="runs on a schedule",
    retries=2,
    roles=("function", "test"),
    sample=FunctionRequest(
        name="send-weekly-digest",
        cron="TZ=Europe/Paris 0 9 * * 1",
        fan_out="digest/send",
        data="userId:str,email:str",
    ),
)
