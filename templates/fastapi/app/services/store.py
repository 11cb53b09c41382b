"""Records in memory; put your database here.

A restart forgets them all, so nothing here lasts until a database replaces it.
"""

import datetime
from typing import TypedDict

_SAMPLE_TIME = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

_collections: dict[str, dict[str, datetime.datetime]] = {}
_handled: set[str] = set()
failures: dict[str, str] = {}


class Page(TypedDict):
    """Some IDs of a collection, and where the next ones start."""

    ids: list[str]
    next_cursor: str | None


def _collection(name: str) -> dict[str, datetime.datetime]:
    # Sample records, so that a first run has something to do.
    samples = {f"{name}-{number}": _SAMPLE_TIME for number in (1, 2, 3)}
    return _collections.setdefault(name, samples)


async def add(collection: str, record_id: str) -> None:
    """Store a record; one that is there keeps its time."""
    now = datetime.datetime.now(datetime.UTC)
    _collection(collection).setdefault(record_id, now)


async def find(collection: str, record_id: str) -> bool:
    """Whether the record is there."""
    return record_id in _collection(collection)


async def page(
    collection: str,
    *,
    created_before: datetime.datetime,
    after: str | None,
    limit: int,
) -> Page:
    """At most `limit` IDs after the cursor, in order, of records that old."""
    ids = sorted(
        record_id
        for record_id, created_at in _collection(collection).items()
        if created_at < created_before and (after is None or record_id > after)
    )
    has_more = len(ids) > limit
    return Page(ids=ids[:limit], next_cursor=ids[limit - 1] if has_more else None)


async def was_handled(key: str) -> bool:
    """Whether the work behind this key is done, however long ago."""
    return key in _handled


async def mark_handled(key: str) -> None:
    """Record for good that the work behind this key is done."""
    _handled.add(key)


async def record_failure(key: str, reason: str) -> None:
    """Keep what could not be done, for a person to look at."""
    failures[key] = reason


def clear() -> None:
    """Forget everything."""
    _collections.clear()
    _handled.clear()
    failures.clear()
