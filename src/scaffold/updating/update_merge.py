"""What an update does to each file: ours wholly, ours in part, and the user's from birth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from scaffold.project import ANSWERS_FILE
from scaffold.shown import argument
from scaffold.template.ownership import Owner, is_torn
from scaffold.updating.block_file import (
    has_our_part,
    is_settings,
    merge_part,
    with_part,
    without_part,
)
from scaffold.updating.manifest_merge import merge_manifest
from scaffold.updating.text_merge import in_the_style_of, merge_text, plain

Status = Literal["created", "updated", "conflicted", "kept", "deleted"]
REMOVED = "removed from the template"


@dataclass(frozen=True)
class Decision:
    """The result for one file. `content` None leaves it as it is, or deletes it."""

    path: str
    status: Status
    content: bytes | None = None
    why: str = ""


def decide(
    current: Callable[[str], bytes | None],
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    owner: Callable[[str], Owner],
) -> list[Decision]:
    """Return the decisions that bring a project from one render of the template to another.

    Files that are as they should be already are left out.
    """
    found = []
    for path in sorted({*old, *new}):
        whose = owner(path)
        if whose != "seeded":
            block = whose == "block"
            decision = _decide(path, current(path), old.get(path), new.get(path), block)
            if decision is not None:
                found.append(decision)
    return found


def _restore(path: str) -> str:
    return f"`--restore {argument(path)}`"


def _decide(
    path: str, current: bytes | None, old: bytes | None, new: bytes | None, block: bool
) -> Decision | None:
    if current is None:
        if new is None or (old is not None and plain(old) == plain(new)):
            return None
        if old is None:
            return Decision(path, "created", new)
        return Decision(path, "kept", why=f"you deleted it; {_restore(path)} brings it back")
    if new is None:
        return _removed(path, current, old or b"", block)
    if old is None and block:
        return _added(path, current, new)
    if old is None:
        same = plain(current) == plain(new)
        why = f"it is yours; the template has one too, and {_restore(path)} takes that"
        return None if same else Decision(path, "kept", why=why)
    if block:
        return _block(path, current, old, new)
    merged = merge_text(current, old, new)
    if merged is None:
        return Decision(path, "conflicted", why="it is no text, so yours stays as it is")
    if merged.content == current:
        same = plain(current) == plain(new)
        return None if same else Decision(path, "kept", why="the template did not change it")
    return Decision(path, "conflicted" if merged.conflict else "updated", merged.content)


def _block(path: str, current: bytes, old: bytes, new: bytes) -> Decision | None:
    if has_our_part(path, old, new) and (not is_settings(path) or has_our_part(path, new, old)):
        same = has_our_part(path, current, new)
        return None if same else Decision(path, "kept", why="the template did not change it")
    merged = merge_part(path, current, old, new)
    if isinstance(merged, str):
        return Decision(path, "kept", why=f"{merged}; {_restore(path)} brings ours back")
    if merged.content == current:
        return None
    return Decision(path, "conflicted" if merged.conflict else "updated", merged.content)


def _added(path: str, current: bytes, new: bytes) -> Decision | None:
    """Our part comes into a file of the user's, which stays as it is around it."""
    if has_our_part(path, current, new):
        return None
    content = None if is_torn(current) else with_part(path, current, new)
    if content is None:
        return Decision(path, "kept", why=f"it cannot be read; {_restore(path)} says why")
    return Decision(path, "updated", content)


def _removed(path: str, current: bytes, old: bytes, block: bool) -> Decision | None:
    if block:
        left = without_part(path, current, old)
        if left is None:
            return Decision(path, "kept", why=REMOVED)
        if left.strip() and left.strip() != b"{}" and plain(left) != _around(path, old):
            return Decision(path, "updated", left, why=REMOVED)
        return Decision(path, "deleted", why=REMOVED)
    if plain(current) == plain(old):
        return Decision(path, "deleted", why=REMOVED)
    return Decision(path, "kept", why=REMOVED)


def _around(path: str, old: bytes) -> bytes | None:
    """Return what the template wrote around our part."""
    left = without_part(path, old, old)
    return None if left is None else plain(left)


# Files that are the user's: values of ours in them, and those not there yet


def differing(
    old: Mapping[str, bytes], new: Mapping[str, bytes], owner: Callable[[str], Owner]
) -> list[str]:
    """Return the seeded files of the old render that the new one has otherwise, or not at all."""
    return [
        path
        for path, content in old.items()
        if path != ANSWERS_FILE and owner(path) == "seeded" and new.get(path) != content
    ]


def merge_seeded(
    current: Callable[[str], bytes | None],
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    owner: Callable[[str], Owner],
    *,
    whole: bool,
) -> tuple[list[Decision], list[str]]:
    """Return the decisions for seeded files, and notes on what stays with the user.

    Manifests get new values for those that are still ours. With `whole`, when answers changed and
    the version did not, files that come with an answer are made, and those nobody edited follow.
    """
    decisions: list[Decision] = []
    notes: list[str] = []
    for path in sorted({*old, *new} - {ANSWERS_FILE}):
        if owner(path) != "seeded" or old.get(path) == new.get(path):
            continue
        have, before, after = current(path), old.get(path), new.get(path)
        if have is not None and before is not None and after is not None:
            merged = merge_manifest(path, have, before, after)
            if merged is not None:
                notes += merged[1]
                if merged[0] != have:
                    decisions.append(Decision(path, "updated", merged[0]))
                continue
        if whole:
            decision = _followed(path, have, before, after)
            decisions += [decision] if decision is not None else []
    return decisions, notes


def _followed(
    path: str, have: bytes | None, before: bytes | None, after: bytes | None
) -> Decision | None:
    if have is None:
        return Decision(path, "created", after) if before is None else None
    if before is not None and plain(have) == plain(before):
        if after is None:
            return Decision(path, "deleted", why="it came with the answer you changed")
        return Decision(path, "updated", in_the_style_of(have, plain(after)))
    if after is not None and plain(have) == plain(after):
        return None
    return Decision(path, "kept", why="it is yours, and edited; change it by hand if it needs to")
