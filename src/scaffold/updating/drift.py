"""Drift: where a project differs from a fresh render of its own version and answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from scaffold.disk.patch import patch
from scaffold.project import ANSWERS_FILE
from scaffold.template.ownership import Owner
from scaffold.updating.block_file import has_our_part, is_settings, our_part, without_next

Kind = Literal["edited", "deleted", "left over"]


@dataclass(frozen=True)
class Drift:
    """One file, or our part of it, that is not as the template makes it."""

    path: str
    kind: Kind
    expected: bytes | None
    actual: bytes | None


def find_drift(
    current: Callable[[str], bytes | None],
    rendered: Mapping[str, bytes],
    owner: Callable[[str], Owner],
    candidates: Iterable[str] = (),
) -> list[Drift]:
    """Return what differs, by path.

    `candidates` are files of the project that some version of the template may have made; those
    in none of our patterns, and those the render holds, are passed over.
    """
    found = []
    for path, expected in rendered.items():
        if path != ANSWERS_FILE and owner(path) != "seeded":
            drift = _compared(path, current(path), expected, owner(path) == "block")
            if drift is not None:
                found.append(drift)
    for path in candidates:
        if path not in rendered and owner(path) == "managed":
            found.append(Drift(path, "left over", None, current(path)))
    return sorted(found, key=lambda drift: drift.path)


def _compared(path: str, actual: bytes | None, expected: bytes, block: bool) -> Drift | None:
    if actual is None:
        return Drift(path, "deleted", expected, None)
    if block:
        if has_our_part(path, actual, expected):
            return None
        if not is_settings(path):
            mine, theirs = our_part(path, actual), our_part(path, expected)
            return Drift(path, "edited", theirs + b"\n", mine + b"\n" if mine else b"")
    if without_next(actual) == without_next(expected):
        return None
    return Drift(path, "edited", without_next(expected), without_next(actual))


def drift_diff(drifts: Iterable[Drift]) -> str:
    """Return the differences as a diff from the template to the project, on LF text."""
    return patch([(drift.path, drift.expected, drift.actual, "100644") for drift in drifts])


def left_over_candidates(
    paths: Iterable[str], template_paths: Iterable[str], owner: Callable[[str], Owner]
) -> list[str]:
    """Return the managed paths whose names stand in some version's templates.

    A file that only looks like ours, because its name fits a pattern, is the user's.
    """
    managed = [path for path in paths if owner(path) == "managed"]
    if not managed:
        return []
    names = list(template_paths)
    return [path for path in managed if any(PurePosixPath(path).name in name for name in names)]
