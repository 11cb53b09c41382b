"""Tests of one registry share a worker: npm and PyPI are asked once for each package."""

import pytest


def test_a_registry_has_one_worker(request: pytest.FixtureRequest) -> None:
    config = request.config
    if not config.getoption("loadgroup", default=False):
        pytest.skip("workers share the tests in another way, or there is one only")
    assert request.node.nodeid.endswith("@npm")
