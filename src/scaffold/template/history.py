"""The files of every released template version, read from the bundle."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from scaffold.disk.git_state import environment
from scaffold.disk.leftovers import temporary
from scaffold.errors import ScaffoldError
from scaffold.template import store as template_store
from scaffold.template.ownership import Ownership


class TemplateHistory:
    """The templates as they were at each version."""

    def __init__(self, repository: Path) -> None:
        self._repository = repository

    def read(self, version: str, path: str) -> str | None:
        """Return a file of a version, None when that version has no such file."""
        done = self._git("show", f"{version}:{path}")
        return done.stdout.decode() if done.returncode == 0 else None

    def paths(self, version: str) -> list[str]:
        """Return the paths of a version's files, with Jinja in their names."""
        done = self._git("ls-tree", "-r", "-z", "--name-only", version)
        return done.stdout.decode().split("\0")[:-1]

    def ownership(self, version: str) -> Ownership:
        """Return who owns what, as that version declares it."""
        declared = yaml.safe_load(self.read(version, "ownership.yml") or "") or {}
        return Ownership(tuple(declared.get("managed", ())), tuple(declared.get("block", ())))

    def _git(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", "-C", str(self._repository), *arguments],
            capture_output=True,
            env=environment(),
        )


@contextmanager
def template_history() -> Iterator[TemplateHistory]:
    """Open the versions in this package's bundle."""
    with temporary() as folder:
        command = ["git", "clone", "--quiet", "--bare", str(template_store.bundle()), str(folder)]
        try:
            subprocess.run(command, capture_output=True, check=True, env=environment())
        except FileNotFoundError:
            raise ScaffoldError(
                "cannot find `git`: templates are stored in a git bundle",
                "install git and run this again",
            ) from None
        yield TemplateHistory(folder)
