"""Mail on the console; put your mail provider here."""

import datetime
import logging
from dataclasses import dataclass

logger = logging.getLogger("uvicorn.error")

TEAM = "team@example.com"


class MailRejected(Exception):
    """The provider will never take this mail."""


class MailThrottled(Exception):
    """The provider takes this mail later."""

    def __init__(self, retry_after: datetime.timedelta) -> None:
        super().__init__(f"too many mails; try again in {retry_after}")
        self.retry_after = retry_after


@dataclass(frozen=True)
class Mail:
    """A mail that was sent."""

    to: str
    subject: str


# By idempotency key. A provider keeps its own keys; ask it for how long.
outbox: dict[str, Mail] = {}


async def send(to: str, subject: str, idempotency_key: str) -> None:
    """Send a mail once for each idempotency key."""
    if "@" not in to:
        raise MailRejected(f"`{to}` is not a mail address")
    if idempotency_key in outbox:
        return
    outbox[idempotency_key] = Mail(to=to, subject=subject)
    logger.info("mail to %s: %s", to, subject)
