"""What these tests need that kill programs at every call of the system."""

import os

import pytest


@pytest.fixture(autouse=True)
def disk_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep in memory what was written: a killed process loses none of it, as a power cut would."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
