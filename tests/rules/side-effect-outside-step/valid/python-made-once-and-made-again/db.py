from store import Store

_store = None
_url_of_tests = None


def get_store() -> Store:
    global _store
    if _store is None:
        _store = Store()
    return _store


def close_store() -> None:
    global _store
    _store = None


def use_test_url(url: str) -> None:
    global _url_of_tests
    _url_of_tests = url


def store_url() -> str:
    return _url_of_tests or "store://"
