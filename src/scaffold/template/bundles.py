"""Git bundles of templates, opened in folders of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scaffold.disk.git import Repository, run_outside
from scaffold.disk.leftovers import temporary
from scaffold.disk.work_tree import WorkTree


@contextmanager
def opened(bundle: Path) -> Iterator[Repository | None]:
    """Open a bundle after git has looked at every byte of it; None when it is damaged, or none.

    Raises ScaffoldError when git is missing.
    """
    with temporary() as folder:
        copied = folder / "templates.git"
        options = ("--quiet", "--bare", "--template=")
        done = run_outside(
            "clone", *options, "--", str(bundle), str(copied), folder=folder, protocols="file"
        )
        yield Repository(WorkTree(copied, copied), copied) if done.code == 0 else None


def trees(bundle: Path) -> dict[str, str] | None:
    """Return the git tree of every version in a bundle, None when it is damaged."""
    with opened(bundle) as repository:
        if repository is None:
            return None
        shown = "--format=%(refname:strip=2) %(tree)"
        listed = repository.output("for-each-ref", shown, "refs/tags")
        return dict(line.split(" ", 1) for line in listed.decode().splitlines())
