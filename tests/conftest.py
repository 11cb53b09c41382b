"""Isolate every test from the machine: home directory, git identity, prompts."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def isolated_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give each test an empty home with a git identity, and none of the machine's settings."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Test Person\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    # Tests compare whole folders, in which Python programs of the test run.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    for name in (
        "SCAFFOLD_NON_INTERACTIVE",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "INNGEST_DEV",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    return home
