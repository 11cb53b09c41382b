"""Adopting takes the templates as they are in the checkout, and renders each answer once."""

from pathlib import Path

import pytest

from scaffold.adopting import adopt as adopting
from scaffold.template import at as template_at
from tests.support.template_packages import (
    NEXT,
    as_in_the_checkout,
    make_package,
    remembered,
    use_package,
)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a package whose newest version is the templates of the checkout."""
    return make_package(tmp_path_factory.mktemp("package"), as_in_the_checkout, NEXT)


@pytest.fixture(autouse=True)
def newest_templates(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the code in this process adopt with those templates."""
    use_package(monkeypatch, package)
    monkeypatch.setattr(template_at, "fresh_render", remembered)
    monkeypatch.setattr(adopting, "fresh_render", remembered)
