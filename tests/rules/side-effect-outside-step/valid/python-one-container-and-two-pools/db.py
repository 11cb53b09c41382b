from store import connect, wrap

_pools: dict = {}
_stores: dict = {}
_container = None


def make_store(url: str):
    if url in _stores:
        return _stores[url]
    pool = connect(url)
    _pools[url] = pool
    _stores[url] = wrap(pool)
    return _stores[url]


def build_container():
    global _container
    if _container is not None:
        return _container
    store = make_store("store://")
    _container = {"store": store, "expire": store.expire}
    return _container


def reset_container() -> None:
    global _container
    _container = None


def close_all() -> None:
    for pool in _pools.values():
        pool.close()
    _pools.clear()
    _stores.clear()
