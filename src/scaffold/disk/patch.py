"""Two states of files written as a patch that `git apply` reproduces exactly."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Literal

from scaffold.disk.work_tree import find_work_tree

CONTEXT = 3
_NO_FINAL_NEWLINE = b"\n\\ No newline at end of file\n"
_ESCAPES = {0x07: "a", 0x08: "b", 0x09: "t", 0x0B: "v", 0x0C: "f", 0x22: '"', 0x5C: "\\"}

FilePatch = tuple[str, bytes | None, bytes | None, str]
"""Path, content before, content after, and git's mode of the file."""

_Step = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


def patch_below(root: Path, files: Iterable[FilePatch]) -> str:
    """Return one patch for files below a folder, there or yet to be made, to be applied in it."""
    tree = find_work_tree(root)
    return patch(files, tree.prefix(root) if tree is not None else "")


def patch(files: Iterable[FilePatch], folder: str = "") -> str:
    """Return one patch for `files`, to be applied where their paths start.

    `folder` is where that place lies in its git work tree, with a slash at its end.
    Bytes that are not UTF-8 are surrogates in the result.
    """
    changed = [file for file in files if file[1] != file[2]]
    # A header without hunks would swallow the header of another form that follows it.
    changed.sort(key=lambda file: not (file[1] or file[2]))
    # `git apply` reads `diff --git` paths from the top of the work tree and others from where it
    # runs; but it takes a path that begins with `folder` for one from the top.
    from_top = not folder or any(path.startswith(folder) for path, *_ in changed)
    text = b"".join(_file_patch(file, folder, from_top=from_top) for file in changed)
    return text.decode("utf-8", "surrogateescape")


def same_start(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how much two sequences have in common before they differ."""
    differing = (at for at, (each, its) in enumerate(zip(one, other, strict=False)) if each != its)
    return next(differing, min(len(one), len(other)))


def _file_patch(file: FilePatch, folder: str, *, from_top: bool) -> bytes:
    path, before, after, mode = file
    hunks = b"".join(_hunks(BytesIO(before or b"").readlines(), BytesIO(after or b"").readlines()))
    # Only this form can say that an empty file comes or goes.
    extended = from_top or not hunks
    if extended:
        path = folder + path
    old, new = _quoted(f"a/{path}"), _quoted(f"b/{path}")
    head = ""
    if extended:
        head += f"diff --git {old} {new}\n"
        if before is None:
            head += f"new file mode {mode}\n"
        elif after is None:
            head += f"deleted file mode {mode}\n"
    if hunks:
        # A tab ends a name that holds a space.
        end = "\t\n" if " " in path else "\n"
        head += "--- /dev/null\n" if before is None else f"--- {old}{end}"
        head += "+++ /dev/null\n" if after is None else f"+++ {new}{end}"
    return head.encode() + hunks


def _quoted(name: str) -> str:
    if not any(ord(character) < 0x20 or character in '"\\\x7f' for character in name):
        return name
    pieces = []
    for character in name:
        code = ord(character)
        if code in _ESCAPES:
            pieces.append("\\" + _ESCAPES[code])
        elif code < 0x20 or code == 0x7F:
            pieces.append(f"\\{code:03o}")
        else:
            pieces.append(character)
    return '"' + "".join(pieces) + '"'


def _hunks(before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[bytes]:
    for group in _Matcher(before, after).get_grouped_opcodes(CONTEXT):
        old = _range(group[0][1], group[-1][2])
        new = _range(group[0][3], group[-1][4])
        yield f"@@ -{old} +{new} @@\n".encode()
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                yield from _marked(b" ", before[old_from:old_to])
                continue
            yield from _marked(b"-", before[old_from:old_to])
            yield from _marked(b"+", after[new_from:new_to])


class _Matcher(SequenceMatcher[bytes]):
    """Sets aside what is the same at both ends: matching costs the square of the rest."""

    def __init__(self, before: Sequence[bytes], after: Sequence[bytes]) -> None:
        start = same_start(before, after)
        end = same_start(before[start:][::-1], after[start:][::-1])
        old, new = before[start : len(before) - end], after[start : len(after) - end]
        super().__init__(None, old, new, autojunk=False)
        self._ends, self._lengths = (start, end), (len(old), len(new))

    def get_opcodes(self) -> list[_Step]:
        """Return how one text becomes the other; equal and unequal stretches take turns."""
        (start, end), (old, new) = self._ends, self._lengths
        before: _Step = ("equal", -start, 0, -start, 0)
        behind: _Step = ("equal", old, old + end, new, new + end)
        return [
            (tag, start + i1, start + i2, start + j1, start + j2)
            for tag, i1, i2, j1, j2 in (before, *super().get_opcodes(), behind)
            if i1 < i2 or j1 < j2
        ]


def _range(first: int, last: int) -> str:
    length = last - first
    if length == 1:
        return str(first + 1)
    return f"{first + 1 if length else first},{length}"


def _marked(mark: bytes, lines: Iterable[bytes]) -> Iterable[bytes]:
    for line in lines:
        yield mark + line if line.endswith(b"\n") else mark + line + _NO_FINAL_NEWLINE
