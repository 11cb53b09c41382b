"""Records in memory; put your database here.

A restart forgets them all, so nothing here lasts until a database replaces it.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Literal, TypedDict, TypeVar

import inngest

from app.services.provider import stand_in

Decision = TypeVar("Decision", bound=str)

_rows: dict[str, dict[str, Mapping[str, Any]]] = {}
_done: set[str] = set()
_decisions: dict[str, Any] = {}


class Page(TypedDict):
    """Some rows, and where the next ones start. A step's result takes 4 MiB at most."""

    rows: list[dict[str, Any]]
    next: str | None


async def is_done(key: str) -> bool:
    """Whether what this key is about has been done, however long ago."""
    stand_in("app/services/records.py")
    return key in _done


async def mark_done(key: str) -> None:
    """Keep that it has been done. In a database: a row with a unique key."""
    stand_in("app/services/records.py")
    _done.add(key)


async def once(
    key: str, work: Callable[[], Awaitable[object]]
) -> Literal["done", "duplicate"]:
    """Do what a key is about, unless that is on record; record it after the effect.

    So a run that fails before it can be rerun, and one that comes after it does
    nothing. The key says what the work is about, never which run does it. Inngest
    knows an event's ID for a day; the record lasts. Use it inside a step.
    """
    if await is_done(key):
        return "duplicate"
    await work()
    await mark_done(key)
    return "done"


async def decide(key: str, decision: Decision) -> Decision:
    """Keep the first decision about a key, for good; the one that holds.

    In a database: an insert that leaves a row of the same key alone, then a read.
    """
    stand_in("app/services/records.py")
    first: Decision = _decisions.setdefault(key, decision)
    return first


async def decision(key: str) -> str | None:
    """The decision about a key, None while there is none."""
    stand_in("app/services/records.py")
    return _decisions.get(key)


async def email_of(table: str, record_id: str) -> str:
    """Where mail about a row goes to. No such row: raise `NonRetriableError`."""
    row = _table(table).get(record_id, {})
    # It knows everybody, so that the first event you send finds somebody.
    return str(row.get("email", f"{record_id}@example.com"))


async def page(
    table: str, fields: Sequence[str], after: str | None, limit: int
) -> Page:
    """These fields of the rows after the cursor, in the order of their IDs."""
    rows = _table(table)
    ids = [one for one in sorted(rows) if after is None or one > after]
    for record_id in ids[:limit]:
        for field in fields:
            if field not in rows[record_id]:
                raise inngest.NonRetriableError(f"{table}/{record_id}: no {field}")
    return Page(
        rows=[{field: rows[one][field] for field in fields} for one in ids[:limit]],
        next=ids[limit - 1] if len(ids) > limit else None,
    )


async def save(table: str, record_id: str, row: Mapping[str, Any]) -> None:
    """Keep a row."""
    _table(table)[record_id] = row


def add_samples() -> None:
    """Something for a first run to work on."""
    for user_id in ("ada", "grace", "katherine"):
        row = {"user_id": user_id, "email": f"{user_id}@example.com"}
        _rows.setdefault("users", {})[user_id] = row
    for order_id in ("order-1", "order-2", "order-3"):
        row = {"order_id": order_id, "email": "ada@example.com"}
        _rows.setdefault("orders", {})[order_id] = row


def clear() -> None:
    """Forget everything, the samples too."""
    _rows.clear()
    _done.clear()
    _decisions.clear()


def _table(name: str) -> dict[str, Mapping[str, Any]]:
    stand_in("app/services/records.py")
    return _rows.setdefault(name, {})


add_samples()
