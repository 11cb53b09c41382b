"""Git's index during a change: a file is known as unmerged before it holds conflict markers."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from scaffold.disk.git import open_repository
from scaffold.disk.journal import IndexEdit
from scaffold.errors import ScaffoldError

_NO_ENTRY = "0 " + "0" * 40
_WHY = "git cannot be told which files are in conflict"


def in_conflict(root: Path, sides: Mapping[str, tuple[bytes, bytes, bytes]]) -> IndexEdit | None:
    """Return the edit by which git takes files for unmerged, so that it commits none of them.

    `sides` are, by path, the content of the last update, of the user, and of the template.
    Raises ScaffoldError when git cannot be told.
    """
    if not sides:
        return None
    prefix = open_repository(root, why=_WHY).prefix
    before: list[str] = []
    after: list[str] = []
    for path, contents in sides.items():
        known = _staged(root, [path])
        mode = known[0].split(" ")[0] if known else "100644"
        before += [f"{_NO_ENTRY}\t{prefix}{path}", *known]
        after.append(f"{_NO_ENTRY}\t{prefix}{path}")
        for stage, content in enumerate(contents, 1):
            blob = _answer(root, "hash-object", "-w", "--stdin", f"--path={path}", stdin=content)
            after.append(f"{mode} {blob.strip()} {stage}\t{prefix}{path}")
    return IndexEdit("\0".join(before), "\0".join(after))


def make(top: Path, edit: IndexEdit) -> None:
    """Change the index of a work tree. Raises ScaffoldError, with nothing changed, on failure."""
    _write(top, edit.after)


def put_back(top: Path, edit: IndexEdit) -> None:
    """Undo an edit of the index, unless it was not made or somebody changed those entries since.

    Raises ScaffoldError when git fails.
    """
    made = [line for line in edit.after.split("\0") if not line.startswith(_NO_ENTRY)]
    paths = dict.fromkeys(line.partition("\t")[2] for line in made)
    if _staged(top, paths) == sorted(made):
        _write(top, edit.before)


def _staged(folder: Path, paths: Iterable[str]) -> list[str]:
    """Return the lines of the index for some paths, which start at the top of the work tree."""
    listed = _answer(folder, "ls-files", "--stage", "--full-name", "-z", "--", *paths)
    return sorted(line for line in listed.split("\0") if line)


def _write(top: Path, lines: str) -> None:
    given = f"{lines}\0".encode("utf-8", "surrogateescape")
    _answer(top, "update-index", "-z", "--index-info", stdin=given)


def _answer(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    done = open_repository(folder, why=_WHY).run(*arguments, stdin=stdin)
    if done.code != 0:
        raise ScaffoldError(
            f"git could not be told which files are in conflict: {done.why}",
            "see whether `git status` works, then run the command again",
        )
    return done.out.decode("utf-8", "surrogateescape")
