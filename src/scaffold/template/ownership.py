"""Who owns which file of a project: one declaration, `ownership.yml` beside the templates.

Copier's `_exclude` and `_skip_if_exists` say the same.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from scaffold.project import ANSWERS_FILE
from scaffold.template.store import templates_folder

Owner = Literal["managed", "block", "seeded"]
BEGIN_OF_BLOCK = b"<!-- scaffold:begin -->"
END_OF_BLOCK = b"<!-- scaffold:end -->"


class Ownership(NamedTuple):
    """The patterns of files that are ours, wholly or in part."""

    managed: tuple[str, ...]
    block: tuple[str, ...]

    def owner(self, path: str) -> Owner:
        """Return who owns a path: everything not ours is seeded, the user's from birth."""
        if _matches(path, self.managed):
            return "managed"
        return "block" if _matches(path, self.block) else "seeded"


@cache
def ownership() -> Ownership:
    """Return the ownership declared beside the templates."""
    return declared_ownership((templates_folder() / "ownership.yml").read_text())


def declared_ownership(text: str) -> Ownership:
    """Return the ownership that a version of the templates declares, nothing in an empty text."""
    import yaml

    declared = yaml.safe_load(text) or {}
    return Ownership(tuple(declared.get("managed", ())), tuple(declared.get("block", ())))


def ours(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a render but those that are the user's: what an adopted project gets."""
    return {
        path: content
        for path, content in files.items()
        if path == ANSWERS_FILE or ownership().owner(path) != "seeded"
    }


def split_block(content: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what stands before our region of a block file, the region, and what stands after.

    The region is empty when the file has none, or only one of its two marker lines.
    """
    begin = content.find(BEGIN_OF_BLOCK)
    end = content.find(END_OF_BLOCK, begin)
    if begin < 0 or end < 0:
        return content, b"", b""
    line_end = content.find(b"\n", end)
    cut = len(content) if line_end < 0 else line_end + 1
    return content[:begin], content[begin:cut], content[cut:]


def is_torn(content: bytes) -> bool:
    """Return whether a file has marker lines of ours that make no region."""
    marked = BEGIN_OF_BLOCK in content or END_OF_BLOCK in content
    return marked and not split_block(content)[1]


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    return any(PurePosixPath(path).match(pattern) for pattern in patterns)
