"""What an update may do in files that are the user's: values of ours, and files not there yet."""

from collections.abc import Callable, Mapping

from scaffold.project import ANSWERS_FILE
from scaffold.template.ownership import Owner
from scaffold.updating.manifest_merge import merge_manifest
from scaffold.updating.text_merge import in_the_style_of, plain
from scaffold.updating.update_merge import Decision


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
