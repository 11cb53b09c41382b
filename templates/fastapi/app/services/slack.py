"""Slack: `post_message` for functions, `post` for Slack itself."""

import logging
from dataclasses import dataclass

from app.services.provider import ProviderError, attempt, stand_in

logger = logging.getLogger("uvicorn.error")


@dataclass(frozen=True)
class Message:
    """A message, with links that Slack shows as buttons: address by label."""

    channel: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()


posted: dict[str, Message] = {}


async def post(message: Message, key: str) -> None:
    """Stand in for Slack's `chat.postMessage`, on the console.

    Slack knows no idempotency key: put it into the message's metadata, to find a
    double by.
    """
    stand_in("app/services/slack.py")
    if not message.channel:
        raise ProviderError(404, "channel_not_found")
    if key in posted:
        return
    posted[key] = message
    links = [f"{label}: {url}" for label, url in message.buttons]
    text = "\n  ".join([message.text, *links])
    logger.info("slack to %s: %s", message.channel, text)


async def post_message(message: Message, key: str) -> None:
    """Post a message to a channel."""
    with attempt():
        await post(message, key)
