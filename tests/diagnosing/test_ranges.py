"""Versions and ranges, as npm and Python write them."""

import pytest

from scaffold.diagnosing.ranges import is_in_npm_range, is_in_python_range


@pytest.mark.parametrize(
    ("version", "wanted", "expected"),
    [
        ("20.19.0", ">=20.19", True),
        ("20.18.9", ">=20.19", False),
        ("v22.1.0", "^20.1 || >=22", True),
        ("21.0.0", "^20.1 || >=22", False),
        ("20.9.1", "20", True),
        ("21.0.0", "20", False),
        ("20.9.1", "20.x", True),
        ("20.9.1", "20.9.x", True),
        ("20.9.1", "~20.8", False),
        ("0.2.9", "^0.2.3", True),
        ("0.3.0", "^0.2.3", False),
        ("20.5.0", ">=18 <21", True),
        ("21.0.0", ">=18 <21", False),
        ("21.0.0", ">=18.0.0 <=21.0.0", True),
        ("21.0.1", ">20", True),
        ("20.3.0", ">20", False),
        ("20.3.0", "<=20", True),
        ("20.3.0", "18.0.0 - 20.9.9", True),
        ("20.3.0", "*", True),
        ("20.3.0", "lts/iron", None),
        ("nightly", ">=20", None),
        ("20.3.0", "lts/iron || >=20", True),
    ],
)
def test_npm(version: str, wanted: str, expected: bool | None) -> None:
    assert is_in_npm_range(version, wanted) is expected


@pytest.mark.parametrize(
    ("version", "wanted", "expected"),
    [
        ("3.11.7", ">=3.11", True),
        ("3.9.2", ">=3.11", False),
        ("3.13.0rc1", ">=3.11,<3.14", True),
        ("3.11", "~=3.10", True),
        ("three", ">=3.11", None),
        ("3.11", "3.11", None),
    ],
)
def test_python(version: str, wanted: str, expected: bool | None) -> None:
    assert is_in_python_range(version, wanted) is expected
