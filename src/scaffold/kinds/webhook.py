"""A route that verifies a provider's request and sends an event, and the function behind it."""

from scaffold.kinds._kind import FunctionRequest, Kind

KIND = Kind(
    name="webhook",
    title="Webhook",
    summary="a route verifies the provider's request and sends the event that starts it",
    retries=10,
    roles=("function", "test", "route", "route_test"),
    sample=FunctionRequest(name="record-order", webhook="generic"),
)
