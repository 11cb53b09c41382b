from store import Store


class _Held:
    store = None


_held = _Held()


def get_store() -> Store:
    if _held.store is None:
        _held.store = Store()
    return _held.store


async def let_go() -> None:
    if _held.store is not None:
        await _held.store.close()
        _held.store = None
