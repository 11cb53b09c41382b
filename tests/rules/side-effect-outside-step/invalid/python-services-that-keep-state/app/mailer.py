import logging

logger = logging.getLogger(__name__)
outbox: dict[str, str] = {}


async def send(to: str, key: str) -> None:
    if key in outbox:
        return
    outbox[key] = to
    logger.info("mail to %s", to)


async def notify_team(text: str) -> None:
    logger.info("to the team: %s", text)
