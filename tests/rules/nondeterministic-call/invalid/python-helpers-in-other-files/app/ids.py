import random
import uuid
from datetime import UTC, datetime


def new_id() -> str:
    return f"o-{uuid.uuid4().hex}"


def stamped(order: dict[str, object]) -> dict[str, object]:
    at = datetime.now(UTC)
    return {**order, "at": at}


def is_late(due: float) -> bool:
    return datetime.now(UTC).timestamp() > due


class Codes:
    def next(self) -> int:
        code = random.randint(1, 9)
        return code


codes = Codes()
