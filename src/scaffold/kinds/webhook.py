"""A route that verifies a provider's request and sends an event, and the function behind it."""

from scaffold.kinds._kind import Asked, Choice, Event, Kind, Looks, Option, Start
from scaffold.kinds._retries import PROVIDER

# What each provider's route makes of a request; `id` is the provider's own.
_PROVIDERS = (
    Choice("generic", "webhook", "id:str,type:str?"),
    Choice("stripe", "stripe", "id:str,type:str,objectId:str"),
    Choice("sendgrid", "sendgrid", "id:str,type:str,email:str"),
)

KIND = Kind(
    name="webhook",
    order=5,
    title="Webhooks",
    summary="a route verifies the provider's request and sends the event that starts it",
    choice="verifies a provider's request",
    retries=PROVIDER,
    options=(
        Option(
            "webhook",
            "choice",
            "PROVIDER",
            "generic, stripe or sendgrid: a route starts it.",
            question="Who calls it?",
            choices=_PROVIDERS,
            noun="webhook provider",
            variable="provider",
        ),
    ),
    start=Start(
        words="a provider's request",
        trigger="event",
        to_try="post a signed request to its route",
        tested="its test shows one",
        alone="its event is the provider's",
        instead="add a second function that the webhook's event starts",
    ),
    events=(Event("event", "{word}/{name}.received", "choice"),),
    roles=("function", "test", "route", "route_test"),
    looks=Looks(route=True),
    rules=("webhook-without-event-id",),
    sample=Asked("record-order", {"webhook": "generic"}),
)
