"""Put a render of the templates into a repository that has files of its own, and no byte more."""

from collections.abc import Mapping
from typing import NamedTuple

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.project import ANSWERS_FILE
from scaffold.template.ownership import is_torn, ownership
from scaffold.updating.block_file import is_settings, with_part, with_settings
from scaffold.updating.linked import link_at
from scaffold.updating.text_merge import plain


class Placed(NamedTuple):
    """What was planned beside the changes."""

    unchanged: tuple[str, ...]
    notes: tuple[str, ...]


def place(changes: ChangeSet, rendered: Mapping[str, bytes]) -> Placed:
    """Plan the files of a render: whole files of ours, and our parts of files of the user's.

    Raises ScaffoldError, with nothing planned that counts, for a file in the way.
    """
    unchanged, notes = [], []
    for path, content in rendered.items():
        link = link_at(changes.root, path)
        if link is not None:
            notes.append(_linked(path, link))
            continue
        current = changes.read(path)
        if current is None:
            changes.create(path, content)
        elif path != ANSWERS_FILE and ownership().owner(path) == "block":
            changes.write(path, _with_ours(path, current, content))
        elif plain(current) != plain(content):
            raise ScaffoldError(
                f"`{path}` is in the way: a file of that name is there, and it is not ours",
                "rename it, and run this again",
            )
        if changes.read(path) == current:
            unchanged.append(path)
    return Placed(tuple(unchanged), tuple(notes))


def _with_ours(path: str, current: bytes, content: bytes) -> bytes:
    if is_settings(path):
        return with_settings(path, current, content)
    if is_torn(current):
        raise ScaffoldError(
            f"`{path}` has one of the two marker lines of our block, `<!-- scaffold:begin -->` and "
            "`<!-- scaffold:end -->`, or has them the wrong way round",
            "delete what is left of the block, or bring the other line back, and run this again",
        )
    done = with_part(path, current, content)
    if done is None:
        raise ScaffoldError(f"`{path}` is no text", "move it away, and run this again")
    return done


def _linked(path: str, link: str) -> str:
    if path in ("CLAUDE.md", "AGENTS.md") and link.removeprefix("./") in ("CLAUDE.md", "AGENTS.md"):
        return f"`{path}` is a link to `{link}`, which has our block"
    raise ScaffoldError(
        f"`{path}` is, or is in, a symbolic link to `{link}`, and no link is followed",
        "make a file or folder of it, and run this again",
    )
