import inngest

from app.base import AppEvent


class Approved(AppEvent):
    by: str


def approver(event: inngest.Event) -> str:
    return _data(event)["by"]


def _data(event: inngest.Event) -> dict:
    return event.data


def approver_or_nobody(event: inngest.Event | None) -> str:
    if event is None:
        return "nobody"
    return _data(event)["by"]


def forgiving(event: inngest.Event) -> str:
    try:
        return event.data["by"]
    except Exception:
        return "nobody"
