from typing import Any


class _Memory:
    pass


_state: dict[str, Any] = {"done": set(), "rows": {}}


def _memory() -> dict[str, Any]:
    return _state


def _table(name: str) -> dict[str, Any]:
    return _memory()["rows"].setdefault(name, {})


async def is_done(key: str) -> bool:
    return key in _memory()["done"]


async def mark_done(key: str) -> None:
    done = _memory()["done"]
    done.add(key)


async def save(table: str, key: str, row: object) -> None:
    _memory()["rows"].setdefault(table, {}).update({key: row})


async def mail_of(key: str) -> str:
    return _table("users").get(key, "nobody")
