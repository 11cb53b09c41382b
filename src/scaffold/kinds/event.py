"""A function that an event starts."""

from scaffold.kinds._kind import FunctionRequest, Kind

KIND = Kind(
    name="event",
    title="Event",
    summary="runs when an event arrives",
    retries=4,
    roles=("function", "test"),
    sample=FunctionRequest(
        name="on-user-created", event="user/created", data="userId:str,email:str", retries=10
    ),
)
