"""`scaffold new --install` with the real package managers."""

from pathlib import Path

from tests.support.function_projects import git

from .answers import fastapi
from .workshop import Workshop


def _committed(project: Path, lock_file: str) -> bool:
    shown = git(project, "show", "--name-only", "--format=").stdout.decode()
    return lock_file in shown.splitlines() and not git(project, "status", "--short").stdout


def test_the_lock_file_of_npm_is_committed(workshop: Workshop, node: str) -> None:
    assert _committed(workshop.first_installed(), "package-lock.json")


def test_the_lock_file_of_uv_for_python_is_committed(workshop: Workshop, tmp_path: Path) -> None:
    made = workshop.new_installed(fastapi(package_manager="uv"), tmp_path / "shop")
    assert _committed(made, "uv.lock")
