_handled: set[str] = set()
_run_metrics: dict[str, int] = {}


def count_run(key: str) -> None:
    _run_metrics[key] = _run_metrics.get(key, 0) + 1


async def mark_handled(key: str) -> None:
    _handled.add(key)


class Basket:
    def __init__(self) -> None:
        self.items: list[str] = []

    def add(self, item: str) -> None:
        self.items.append(item)
