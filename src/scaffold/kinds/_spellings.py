"""What providers of webhooks call what an event needs, as their documentation says.

- Stripe: https://docs.stripe.com/api/events/types names the object of each type, and each object's
  page its fields and which are nullable: https://docs.stripe.com/api/payment_intents/object.
  `metadata` holds text: https://docs.stripe.com/api/metadata.
- GitHub: https://docs.github.com/en/webhooks/webhook-events-and-payloads
- Clerk: https://clerk.com/docs/integrations/webhooks/overview, with the User object as its data.
- Resend: https://resend.com/docs/webhooks/emails/bounced, and the pages beside it.
- SendGrid: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event
- Slack: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload and
  https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from collections.abc import Mapping

from scaffold.kinds._kind import Spelling

_CREATED = 1767225600  # 2026-01-01T00:00:00Z

_PAYMENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "amount": 1999,
    "amount_received": 1999,
    "created": _CREATED,
    "currency": "eur",
    "customer": "cus_1",
    "description": "Two tickets",
    "latest_charge": "ch_1",
    "receipt_email": "ada@example.com",
    "status": "succeeded",
    "metadata": {},
}
_PAYMENT_NAMES = {
    "payment_id": "id",
    "payment_intent_id": "id",
    "payment_intent": "id",
    "email": "receipt_email?",
    "receipt_email": "receipt_email?",
    "customer": "customer?",
    "customer_id": "customer?",
    "charge_id": "latest_charge?",
    "description": "description?",
    "created_at": "created",
}
_SESSION = {
    "id": "cs_1",
    "object": "checkout.session",
    "amount_total": 1999,
    "client_reference_id": "order-1",
    "created": _CREATED,
    "currency": "eur",
    "customer": "cus_1",
    "customer_details": {"email": "ada@example.com", "name": "Ada"},
    "customer_email": "ada@example.com",
    "invoice": "in_1",
    "mode": "payment",
    "payment_intent": "pi_1",
    "payment_status": "paid",
    "status": "complete",
    "subscription": "sub_1",
    "metadata": {},
}
_INVOICE = {
    "id": "in_1",
    "object": "invoice",
    "amount_due": 1999,
    "amount_paid": 1999,
    "created": _CREATED,
    "currency": "eur",
    "customer": "cus_1",
    "customer_email": "ada@example.com",
    "customer_name": "Ada",
    "hosted_invoice_url": "https://invoice.stripe.com/i/1",
    "number": "A-0001",
    "parent": {"subscription_details": {"subscription": "sub_1"}},
    "status": "paid",
    "total": 1999,
    "metadata": {},
}
_INVOICE_NAMES = {
    "invoice_id": "id",
    "email": "customer_email?",
    "customer_email": "customer_email?",
    "name": "customer_name?",
    "customer_name": "customer_name?",
    "customer": "customer?",
    "customer_id": "customer?",
    # Where API versions before 2025-03-31 have it comes second.
    "subscription_id": "parent.subscription_details.subscription? subscription?",
    "amount": "amount_due",
    "invoice_number": "number?",
    "number": "number?",
    "invoice_url": "hosted_invoice_url?",
    "hosted_invoice_url": "hosted_invoice_url?",
    "status": "status?",
    "created_at": "created",
}
_CHARGE = {
    "id": "ch_1",
    "object": "charge",
    "amount": 1999,
    "amount_refunded": 1999,
    "billing_details": {"email": "ada@example.com", "name": "Ada"},
    "created": _CREATED,
    "currency": "eur",
    "customer": "cus_1",
    "description": "Two tickets",
    "payment_intent": "pi_1",
    "receipt_email": "ada@example.com",
    "receipt_url": "https://pay.stripe.com/receipts/1",
    "status": "succeeded",
    "metadata": {},
}
_CHARGE_NAMES = {
    "charge_id": "id",
    "payment_id": "payment_intent?",
    "payment_intent": "payment_intent?",
    "payment_intent_id": "payment_intent?",
    "email": "billing_details.email? receipt_email?",
    "receipt_email": "receipt_email?",
    "name": "billing_details.name?",
    "customer": "customer?",
    "customer_id": "customer?",
    "description": "description?",
    "receipt_url": "receipt_url?",
    "created_at": "created",
}


def _about_money(kind: str, identifier: str) -> Mapping[str, object]:
    """A refund or dispute, which have these fields alike."""
    return {
        "id": identifier,
        "object": kind,
        "amount": 1999,
        "charge": "ch_1",
        "created": _CREATED,
        "currency": "eur",
        "payment_intent": "pi_1",
        "reason": "fraudulent",
        "status": "succeeded" if kind == "refund" else "needs_response",
        "metadata": {},
    }


_REFUND_NAMES = {
    "refund_id": "id",
    "charge": "charge?",
    "charge_id": "charge?",
    "payment_id": "payment_intent?",
    "payment_intent": "payment_intent?",
    "payment_intent_id": "payment_intent?",
    "reason": "reason?",
    "status": "status?",
    "created_at": "created",
}

STRIPE = (
    # What was received is zero before.
    Spelling(
        ("payment_intent.succeeded",),
        "Stripe's PaymentIntent",
        _PAYMENT,
        {**_PAYMENT_NAMES, "amount": "amount_received"},
    ),
    Spelling(("payment_intent.",), "Stripe's PaymentIntent", _PAYMENT, _PAYMENT_NAMES),
    Spelling(
        ("checkout.session.",),
        "Stripe's Checkout Session",
        _SESSION,
        {
            "session_id": "id",
            "checkout_id": "id",
            "checkout_session_id": "id",
            "order_id": "client_reference_id?",
            "client_reference_id": "client_reference_id?",
            "email": "customer_details.email? customer_email?",
            "customer_email": "customer_details.email? customer_email?",
            "name": "customer_details.name?",
            "customer_name": "customer_details.name?",
            "amount": "amount_total?",
            "amount_total": "amount_total?",
            "currency": "currency?",
            "payment_id": "payment_intent?",
            "payment_intent": "payment_intent?",
            "payment_intent_id": "payment_intent?",
            "customer": "customer?",
            "customer_id": "customer?",
            "subscription": "subscription?",
            "subscription_id": "subscription?",
            "invoice": "invoice?",
            "invoice_id": "invoice?",
            "status": "status?",
            "created_at": "created",
        },
    ),
    # An invoice that is still to come has no ID.
    Spelling(
        ("invoice.upcoming",),
        "Stripe's Invoice",
        {name: value for name, value in _INVOICE.items() if name != "id"},
        {name: path for name, path in _INVOICE_NAMES.items() if name != "invoice_id"},
    ),
    Spelling(
        ("invoice.paid", "invoice.payment_succeeded"),
        "Stripe's Invoice",
        _INVOICE,
        {**_INVOICE_NAMES, "amount": "amount_paid"},
    ),
    Spelling(("invoice.",), "Stripe's Invoice", _INVOICE, _INVOICE_NAMES),
    Spelling(
        ("charge.dispute.",),
        "Stripe's Dispute",
        _about_money("dispute", "du_1"),
        {
            "dispute_id": "id",
            "charge_id": "charge",
            "payment_id": "payment_intent?",
            "payment_intent": "payment_intent?",
            "payment_intent_id": "payment_intent?",
            "created_at": "created",
        },
    ),
    Spelling(
        ("refund.", "charge.refund."),
        "Stripe's Refund",
        _about_money("refund", "re_1"),
        _REFUND_NAMES,
    ),
    Spelling(
        ("charge.refunded",),
        "Stripe's Charge",
        _CHARGE,
        {**_CHARGE_NAMES, "amount": "amount_refunded"},
    ),
    Spelling(("charge.",), "Stripe's Charge", _CHARGE, _CHARGE_NAMES),
    Spelling(
        ("customer.subscription.",),
        "Stripe's Subscription",
        {
            "id": "sub_1",
            "object": "subscription",
            "cancel_at_period_end": False,
            "created": _CREATED,
            "currency": "eur",
            "customer": "cus_1",
            "items": {"data": [{"price": {"id": "price_1"}, "quantity": 1}]},
            "status": "active",
            "metadata": {},
        },
        {
            "subscription_id": "id",
            "customer_id": "customer",
            "price_id": "items.data.0.price.id",
            "created_at": "created",
        },
    ),
    # Not `customer.source.` and others, which are about what a customer has.
    Spelling(
        ("customer.created", "customer.updated", "customer.deleted"),
        "Stripe's Customer",
        {
            "id": "cus_1",
            "object": "customer",
            "created": _CREATED,
            "email": "ada@example.com",
            "name": "Ada",
            "phone": "+4930123",
            "metadata": {},
        },
        {
            "customer_id": "id",
            "email": "email?",
            "name": "name?",
            "phone": "phone?",
            "created_at": "created",
        },
    ),
    Spelling(
        ("",),
        "the object that Stripe's event is about",
        {"id": "in_1", "object": "invoice", "metadata": {}},
    ),
)

_REPOSITORY = {
    "repository": {"id": 1, "full_name": "acme/shop", "owner": {"login": "acme"}},
    "sender": {"id": 2, "login": "ada"},
}
_REPOSITORY_NAMES = {
    "repository": "repository.full_name",
    "repository_name": "repository.full_name",
    "repo": "repository.full_name",
    "full_name": "repository.full_name",
    "repository_id": "repository.id",
    "owner": "repository.owner.login",
    "sender": "sender.login",
    "sender_login": "sender.login",
    "login": "sender.login",
}


def _numbered(path: str, *prefixes: str) -> Mapping[str, str]:
    """The names of an issue's or pull request's fields, at a path."""
    return {
        **{f"{prefix}_id": f"{path}.id" for prefix in prefixes},
        **{f"{prefix}_number": f"{path}.number" for prefix in prefixes},
        "number": f"{path}.number",
        "title": f"{path}.title",
        "body": f"{path}.body?",
        "state": f"{path}.state",
        "author": f"{path}.user.login",
        "html_url": f"{path}.html_url",
        "created_at": f"{path}.created_at",
    }


_ISSUE = {
    "id": 3,
    "number": 7,
    "title": "Tickets are sold twice",
    "body": "Seen on Monday",
    "state": "open",
    "html_url": "https://github.com/acme/shop/issues/7",
    "created_at": "2026-01-01T00:00:00Z",
    "user": {"login": "ada"},
}
_PULL_REQUEST = {
    **_ISSUE,
    "html_url": "https://github.com/acme/shop/pull/7",
    "draft": False,
    "merged": False,
    "head": {"ref": "sell-once", "sha": "6dcb09b"},
    "base": {"ref": "main"},
}

GITHUB = (
    Spelling(
        ("pull_request.",),
        "GitHub's pull request",
        {"number": 7, "pull_request": _PULL_REQUEST, **_REPOSITORY},
        {
            **_numbered("pull_request", "pull_request", "pr"),
            "draft": "pull_request.draft",
            "merged": "pull_request.merged?",
            "branch": "pull_request.head.ref",
            "head_ref": "pull_request.head.ref",
            "sha": "pull_request.head.sha",
            "head_sha": "pull_request.head.sha",
            "base_ref": "pull_request.base.ref",
            **_REPOSITORY_NAMES,
        },
    ),
    Spelling(
        ("issues.",),
        "GitHub's issue",
        {"issue": _ISSUE, **_REPOSITORY},
        {**_numbered("issue", "issue"), **_REPOSITORY_NAMES},
    ),
    Spelling(
        ("issue_comment.",),
        "GitHub's comment on an issue",
        {
            "issue": _ISSUE,
            "comment": {"id": 4, "body": "Me too", "user": {"login": "ada"}},
            **_REPOSITORY,
        },
        {
            **_numbered("issue", "issue"),
            "comment_id": "comment.id",
            "body": "comment.body",
            "author": "comment.user.login",
            **_REPOSITORY_NAMES,
        },
    ),
    Spelling(
        ("push",),
        "GitHub's push",
        {
            "ref": "refs/heads/main",
            "before": "9c5f0e1",
            "after": "6dcb09b",
            "forced": False,
            "compare": "https://github.com/acme/shop/compare/9c5f0e1...6dcb09b",
            "head_commit": {"id": "6dcb09b", "message": "Sell each ticket once"},
            "pusher": {"name": "ada", "email": "ada@example.com"},
            **_REPOSITORY,
        },
        {
            "sha": "after",
            "commit": "after",
            "commit_id": "head_commit.id?",
            "message": "head_commit.message?",
            "pusher": "pusher.name",
            **_REPOSITORY_NAMES,
        },
    ),
    Spelling(("",), "GitHub's delivery", _REPOSITORY, _REPOSITORY_NAMES),
)

_USER = {
    "id": "user_1",
    "object": "user",
    "created_at": _CREATED * 1000,
    "email_addresses": [{"id": "idn_1", "email_address": "ada@example.com"}],
    "first_name": "Ada",
    "last_name": "Lovelace",
    "username": "ada",
}
_MAIL = {
    "created_at": "2026-01-01T00:00:00.000Z",
    "email_id": "mail-1",
    "from": "shop@example.com",
    "to": ["ada@example.com"],
    "subject": "Your tickets",
}
_MAIL_NAMES = {
    "id": "email_id",
    "mail_id": "email_id",
    "message_id": "email_id",
    "email": "to.0",
    "to": "to.0",
    "recipient": "to.0",
}

STANDARD = (
    Spelling(
        ("user.created", "user.updated"),
        "Clerk's User",
        _USER,
        {
            "user_id": "id",
            # Nobody has an address who signed up with a telephone.
            "email": "email_addresses.0.email_address?",
            "email_address": "email_addresses.0.email_address?",
            "first_name": "first_name?",
            "last_name": "last_name?",
            "username": "username?",
        },
    ),
    Spelling(
        ("user.deleted",),
        "Clerk's User",
        {"id": "user_1", "object": "user", "deleted": True},
        {"user_id": "id"},
    ),
    Spelling(
        ("email.bounced",),
        "Resend's email",
        {
            **_MAIL,
            "bounce": {"type": "Permanent", "subType": "Suppressed", "message": "It is unknown"},
        },
        {**_MAIL_NAMES, "reason": "bounce.message", "bounce_type": "bounce.type"},
    ),
    Spelling(
        ("email.clicked",),
        "Resend's email",
        {**_MAIL, "click": {"link": "https://example.com", "ipAddress": "192.0.2.1"}},
        {**_MAIL_NAMES, "url": "click.link", "link": "click.link"},
    ),
    Spelling(("email.",), "Resend's email", _MAIL, _MAIL_NAMES),
)

SENDGRID = (
    Spelling(
        ("",),
        "SendGrid's record",
        {"email": "ada@example.com", "sg_message_id": "message-1", "timestamp": _CREATED},
        {"message_id": "sg_message_id", "event_id": "sg_event_id", "sent_at": "timestamp"},
    ),
)

SLACK = (
    Spelling(
        ("/",),
        "Slack's command",
        {
            "team_id": "T1",
            "channel_id": "C1",
            "channel_name": "orders",
            "user_id": "U1",
            "user_name": "ada",
            "text": "order-1",
            "response_url": "https://hooks.slack.com/commands/1",
        },
        {"channel": "channel_id", "user": "user_id", "value": "text"},
    ),
    Spelling(
        ("",),
        "what Slack sends of a button",
        {
            "type": "block_actions",
            "team": {"id": "T1"},
            "user": {"id": "U1", "username": "ada"},
            "channel": {"id": "C1", "name": "orders"},
            "message": {"ts": "1767225600.000100"},
            "response_url": "https://hooks.slack.com/actions/1",
            "actions": [{"type": "button", "block_id": "answer", "value": "order-1"}],
        },
        {
            # A command has the second, and without `--on` both come.
            "user_id": "user.id user_id",
            "user_name": "user.username user_name",
            "team_id": "team.id team_id",
            # A button of a modal is in no channel.
            "channel_id": "channel.id? channel_id",
            "channel_name": "channel.name? channel_name",
            "message_ts": "message.ts?",
            "response_url": "response_url?",
            "block_id": "actions.0.block_id",
            "value": "actions.0.value? actions.0.selected_option.value?",
        },
    ),
)
