"""Two states of files written as a patch that `git apply` reproduces exactly."""

from collections.abc import Iterable, Iterator, Sequence

CONTEXT = 3
_NO_FINAL_NEWLINE = b"\n\\ No newline at end of file\n"
_ESCAPES = {0x07: "a", 0x08: "b", 0x09: "t", 0x0B: "v", 0x0C: "f", 0x22: '"', 0x5C: "\\"}

FilePatch = tuple[str, bytes | None, bytes | None, str]
"""Path, content before, content after, and git's mode of the file."""

_Step = tuple[str, int, int, int, int]


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


def _file_patch(file: FilePatch, folder: str, *, from_top: bool) -> bytes:
    path, before, after, mode = file
    hunks = b"".join(_hunks(_lines(before or b""), _lines(after or b"")))
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


def _lines(content: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in content.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _hunks(before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[bytes]:
    for group in _grouped(_steps(before, after)):
        old = _range(group[0][1], group[-1][2])
        new = _range(group[0][3], group[-1][4])
        yield f"@@ -{old} +{new} @@\n".encode()
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                yield from _marked(b" ", before[old_from:old_to])
                continue
            yield from _marked(b"-", before[old_from:old_to])
            yield from _marked(b"+", after[new_from:new_to])


def _steps(before: Sequence[bytes], after: Sequence[bytes]) -> list[_Step]:
    """Return how one text becomes the other; equal and unequal stretches take turns."""
    from difflib import SequenceMatcher

    # What is the same at both ends is set aside first: matching costs the square of the rest.
    shortest = min(len(before), len(after))
    start = 0
    while start < shortest and before[start] == after[start]:
        start += 1
    end = 0
    while end < shortest - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old_end, new_end = len(before) - end, len(after) - end
    matcher = SequenceMatcher(None, before[start:old_end], after[start:new_end], autojunk=False)
    steps: list[_Step] = [("equal", 0, start, 0, start)] if start else []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        steps.append((tag, start + old_from, start + old_to, start + new_from, start + new_to))
    if end:
        steps.append(("equal", old_end, len(before), new_end, len(after)))
    return steps


def _grouped(steps: Iterable[_Step]) -> Iterator[list[_Step]]:
    """Cut the steps into hunks, each with its context."""
    group: list[_Step] = []
    for tag, old_from, old_to, new_from, new_to in steps:
        if tag != "equal":
            group.append((tag, old_from, old_to, new_from, new_to))
            continue
        length = old_to - old_from
        if group and length > 2 * CONTEXT:
            head = min(length, CONTEXT)
            yield [*group, (tag, old_from, old_from + head, new_from, new_from + head)]
            group = []
        skip = 0 if group else max(0, length - CONTEXT)
        group.append((tag, old_from + skip, old_to, new_from + skip, new_to))
    if len(group) > 1 and group[-1][0] == "equal":
        tag, old_from, old_to, new_from, new_to = group[-1]
        over = max(0, old_to - old_from - CONTEXT)
        group[-1] = (tag, old_from, old_to - over, new_from, new_to - over)
    if any(step[0] != "equal" for step in group):
        yield group


def _range(first: int, last: int) -> str:
    length = last - first
    if length == 1:
        return str(first + 1)
    return f"{first + 1 if length else first},{length}"


def _marked(mark: bytes, lines: Iterable[bytes]) -> Iterable[bytes]:
    for line in lines:
        yield mark + line if line.endswith(b"\n") else mark + line + _NO_FINAL_NEWLINE
