"""A route that verifies a provider's request and sends an event, and the function behind it."""

from scaffold.kinds._kind import Asked, Choice, Event, Kind, Looks, Option, Package, Start, Variable
from scaffold.kinds._retries import PROVIDER

# `id` is the object's own, else the delivery's; the others are the provider's, by its own names
# where they are known, else by ours.
_PROVIDERS = (
    Choice(
        "generic",
        "webhook",
        "webhook/delivery.received",
        "id:str,type:str?",
        is_named=False,
        variables=(
            Variable(
                "WEBHOOK_SECRET",
                "Shared with the sender of the webhook, who signs each request with it.",
                "local-webhook-secret",
            ),
        ),
        told="the body's `data`, or beside it: {fields}",
    ),
    Choice(
        "standard",
        "standard",
        "standard/message.received",
        "id:str,type:str",
        variables=(
            Variable(
                "STANDARD_WEBHOOK_SECRET",
                "Signs the provider's webhooks: `whsec_` and what follows.",
                "whsec_bG9jYWwtd2ViaG9vay1zZWNyZXQ=",
            ),
        ),
        packages={
            "typescript": (
                Package("standardwebhooks", "^1.1.1", "verifies Standard Webhooks' signatures"),
            ),
            "python": (
                Package("standardwebhooks", ">=1.1.0,<2", "verifies Standard Webhooks' signatures"),
            ),
        },
        told="the body's `data`: {fields}",
    ),
    Choice(
        "stripe",
        "stripe",
        "stripe/event.received",
        "id:str,type:str",
        variables=(
            Variable(
                "STRIPE_WEBHOOK_SECRET",
                "Signs Stripe's webhooks: `whsec_` and what follows, one for each endpoint.",
                "whsec_local",
            ),
        ),
        packages={
            "typescript": (Package("stripe", "^23.1.0", "verifies Stripe's signatures"),),
            "python": (Package("stripe", ">=16.1.0,<17", "verifies Stripe's signatures"),),
        },
        own="metadata",
        is_text=True,
        told="the `metadata` of {about}: {fields}; set that where you create it",
    ),
    Choice(
        "github",
        "github",
        "github/delivery.received",
        "id:str,type:str",
        variables=(
            Variable(
                "GITHUB_WEBHOOK_SECRET",
                "Signs GitHub's webhooks: what you enter as the webhook's secret.",
                "local-webhook-secret",
            ),
        ),
        packages={
            "typescript": (
                Package("@octokit/webhooks-methods", "^6.0.0", "verifies GitHub's signatures"),
            )
        },
        told="what the delivery is about, or beside it: {fields}",
        always=("action",),
    ),
    Choice(
        "sendgrid",
        "sendgrid",
        "sendgrid/mail.reported",
        "id:str,type:str,email:str",
        variables=(
            Variable(
                "SENDGRID_WEBHOOK_VERIFICATION_KEY",
                "Verifies SendGrid's webhooks: the verification key of Mail Settings > Event "
                "Webhooks.",
                "",
            ),
        ),
        packages={
            "python": (Package("cryptography", ">=50.0.2,<51", "verifies SendGrid's signatures"),)
        },
        is_text=True,
        told="{about}, whose own it is or a `custom_args` of the mail: {fields}",
        always=("sg_event_id", "event"),
    ),
    Choice(
        "slack",
        "slack",
        "slack/action.taken",
        "id:str,type:str,userId:str",
        variables=(
            Variable(
                "SLACK_SIGNING_SECRET",
                "Signs Slack's requests: Basic Information > Signing Secret of your Slack app.",
                "local-webhook-secret",
            ),
        ),
        packages={"python": (Package("slack-sdk", ">=3.48.0,<4", "verifies Slack's signatures"),)},
        is_text=True,
        told="{about}: {fields}; what is yours goes into the button's `value`",
        always=("trigger_id", "action_id", "command"),
    ),
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
            "Start it by a webhook: generic, standard, stripe, github, sendgrid or slack.",
            question="Who calls it?",
            choices=_PROVIDERS,
            noun="webhook provider",
            variable="provider",
        ),
        Option(
            "on",
            "type",
            "TYPE",
            "Take the provider's events of this type: payment_intent.succeeded.",
            question="What does the provider call it, such as order.placed?",
            variable="only",
            idle="is a type of a provider's, and none calls",
        ),
    ),
    start=Start(
        words="a provider's request",
        trigger="event",
        to_try="post a signed request to its route",
        tested="its test shows one",
        alone="its function does what one delivery asks for",
        instead="add a second function that the webhook's event starts",
    ),
    events=(Event("event", "{happened}", "data"),),
    roles=("function", "test", "route", "route_test"),
    looks=Looks(route=True),
    takes=("event",),
    rules=("webhook-without-event-id",),
    sample=Asked(
        "record-order",
        {
            "webhook": "generic",
            "event": "order/placed",
            "on": "order.placed",
            "data": "orderId:str,email:str,amount:int",
        },
    ),
)
