"""What a file is for, as its path tells."""

import re

_TEST = re.compile(
    r"(^|/)(__tests__|__mocks__|tests?|e2e|conftest\.py|test_[^/]*\.py|[^/]*_test\.py)(/|$)"
    r"|\.(test|spec|stories)\.[cm]?[jt]sx?$|\.d\.ts$"
)


def is_test(path: str) -> bool:
    """Whether a file holds tests or types only: what it sends and defines is not the app's."""
    return _TEST.search(path) is not None
