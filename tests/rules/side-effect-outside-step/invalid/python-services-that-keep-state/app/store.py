_records: dict[str, list[str]] = {}
_handled: set[str] = set()
_last = 0


async def was_handled(key: str) -> bool:
    return key in _handled


def mark_handled(key: str) -> None:
    _handled.add(key)


async def keep(key: str, value: str) -> None:
    _records.setdefault(key, []).append(value)


def keep_last(key: str, value: str) -> None:
    _records[key].append(value)


def next_number() -> int:
    global _last
    _last += 1
    return _last


class Shop:
    def __init__(self) -> None:
        self.orders: list[str] = []

    def place(self, order: str) -> None:
        self.orders.append(order)

    async def size(self) -> int:
        return len(self.orders)


shop = Shop()
