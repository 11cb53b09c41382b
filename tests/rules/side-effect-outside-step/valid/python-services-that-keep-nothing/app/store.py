_handled: set[str] = set()


async def mark_handled(key: str) -> None:
    _handled.add(key)


class Basket:
    def __init__(self) -> None:
        self.items: list[str] = []

    def add(self, item: str) -> None:
        self.items.append(item)
