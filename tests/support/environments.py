"""Environments for Python with packages from PyPI, made by uv.

pip needs twenty times as long; what it installs, one project shows (`Workshop.python`).
"""

import os
import subprocess
import sys
from pathlib import Path

import uv

# Packages are kept where whoever runs the tests keeps them: read before a test gets a home.
_HOME = os.environ.get("HOME", "")


def new_environment(folder: Path) -> Path:
    """Return the interpreter of a new environment that has no packages, not even pip."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    return folder / "bin/python"


def install(python: Path, project: Path, *packages: str) -> None:
    """Install packages for an interpreter; paths among them are relative to a project."""
    # Tests write no bytecode: without any, each start would compile all that it imports.
    words = ["pip", "install", "--quiet", "--compile-bytecode", "--python", python, *packages]
    done = subprocess.run(
        [uv.find_uv_bin(), *map(str, words)],
        cwd=project, env={**os.environ, "HOME": _HOME}, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
