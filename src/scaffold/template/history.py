"""The files of every released template version, read from the bundle."""

from collections.abc import Iterator
from contextlib import contextmanager

from scaffold.disk.git import Repository
from scaffold.errors import ScaffoldError
from scaffold.template import store as template_store
from scaffold.template.bundles import opened
from scaffold.template.ownership import Ownership, declared_ownership


class TemplateHistory:
    """The templates as they were at each version."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def read(self, version: str, path: str) -> str | None:
        """Return a file of a version, None when that version has no such file."""
        found = self._repository.run("cat-file", "blob", f"{version}:{path}")
        return found.out.decode() if found.code == 0 else None

    def paths(self, version: str) -> list[str]:
        """Return the paths of a version's files, with Jinja in their names."""
        listed = self._repository.output("ls-tree", "-r", "-z", "--name-only", version)
        return listed.decode().split("\0")[:-1]

    def ownership(self, version: str) -> Ownership:
        """Return who owns what, as that version declares it."""
        return declared_ownership(self.read(version, "ownership.yml") or "")


@contextmanager
def template_history() -> Iterator[TemplateHistory]:
    """Open the versions in this package's bundle.

    Raises ScaffoldError when git is missing, or the package is damaged.
    """
    with opened(template_store.bundle()) as repository:
        if repository is None:
            raise ScaffoldError(
                "the template bundle of this package is damaged, so no version can be read from it",
                "install inngest-scaffold again",
            )
        yield TemplateHistory(repository)
