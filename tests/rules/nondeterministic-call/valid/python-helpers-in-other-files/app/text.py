import logging
import time
from datetime import UTC, datetime, timedelta

logger = logging.getLogger(__name__)


def line(text: str) -> str:
    return f"{datetime.now(UTC)} {text}"


def tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


def total(rows: list[int]) -> int:
    begun = time.perf_counter()
    found = sum(rows)
    logger.debug("took %s", time.perf_counter() - begun)
    return found
