"""Our part of a block file: a region between two marker lines, or what we add to JSON settings."""

import re
from collections.abc import Callable

from scaffold.errors import ScaffoldError
from scaffold.template.ownership import Owner, split_block
from scaffold.updating.mcp_file import MCP_FILE, has_server, with_server, without_server
from scaffold.updating.settings_file import has_hooks, with_hooks, without_hooks
from scaffold.updating.text_merge import Merged, in_the_style_of, merge_text, plain

# Next.js writes a block of its own into the same files.
_NEXT = re.compile(
    rb"<!-- BEGIN:nextjs-agent-rules -->.*?<!-- END:nextjs-agent-rules -->\n*", re.DOTALL
)


def is_settings(path: str) -> bool:
    """Return whether our part of a block file is what we add to JSON settings."""
    return path.endswith(".json")


def without_next(content: bytes) -> bytes:
    """Return text without the block that Next.js keeps up to date."""
    return _NEXT.sub(b"", plain(content))


def our_part(path: str, content: bytes) -> bytes:
    """Return the region as it is compared; empty when the file has none, or half of one."""
    return b"" if is_settings(path) else without_next(split_block(content)[1]).rstrip(b"\n")


def has_our_part(path: str, current: bytes, expected: bytes) -> bool:
    """Return whether a file's part of ours is the expected one."""
    if not is_settings(path):
        return our_part(path, current) == our_part(path, expected)
    return (has_server if path == MCP_FILE else has_hooks)(current, expected)


def merge_part(path: str, current: bytes, old: bytes, new: bytes) -> Merged | str:
    """Bring the change of our part into a file; a sentence when it is left as it is."""
    if is_settings(path):
        try:
            return Merged(with_settings(path, current, new, before=old), conflict=False)
        except ScaffoldError as error:
            return error.message
    if not split_block(current)[1]:
        return "our block in it is gone, or one of its two marker lines is"
    was = split_block(plain(old))[1].rstrip(b"\n")
    return _on_region(current, new, lambda mine, theirs: merge_text(mine, was, theirs))


def with_settings(path: str, current: bytes, new: bytes, before: bytes | None = None) -> bytes:
    """Return JSON settings with what we add to them; raises ScaffoldError when they are not read.

    What is still as it was `before` becomes as in the new ones.
    """
    return (with_server if path == MCP_FILE else with_hooks)(current, new, before)


def with_part(path: str, current: bytes, new: bytes) -> bytes | None:
    """Return a file with our part as the template has it; None when it is no JSON object."""
    if is_settings(path):
        try:
            return with_settings(path, current, new)
        except ScaffoldError:
            return None
    if split_block(current)[1]:
        done = _on_region(current, new, lambda mine, theirs: Merged(theirs, conflict=False))
        return None if isinstance(done, str) else done.content
    # One line ending before our region, whatever stands there: `without_part` takes it out again.
    added = b"\n" + split_block(plain(new))[1]
    is_windows = 2 * current.count(b"\r\n") > current.count(b"\n")
    return current + (added.replace(b"\n", b"\r\n") if is_windows else added)


def restored(path: str, current: bytes, expected: bytes, owner: Owner) -> bytes | None:
    """Return a file of ours, or with a part of ours, as the template has it."""
    if owner == "block":
        return with_part(path, current, plain(expected))
    return in_the_style_of(current, plain(expected))


def without_part(path: str, current: bytes, old: bytes) -> bytes | None:
    """Return a file without our part, None when the part is not as the template had it."""
    if not has_our_part(path, current, old):
        return None
    if is_settings(path):
        return without_server(current, old) if path == MCP_FILE else without_hooks(current)
    above, _, below = split_block(current)
    # With text on both sides, only a blank line can be the one that set our region off.
    sets_off = not below or plain(above).endswith(b"\n\n") or plain(above) == b"\n"
    for ending in (b"\r\n", b"\n") if sets_off else ():
        if above.endswith(ending):
            return above.removesuffix(ending) + below
    return above + below


def _on_region(
    current: bytes, new: bytes, merge: Callable[[bytes, bytes], Merged | None]
) -> Merged | str:
    above, region, below = split_block(current)
    bare = region.rstrip(b"\r\n")
    merged = merge(bare, split_block(plain(new))[1].rstrip(b"\n"))
    if merged is None:
        return "our block in it is no text"
    content = in_the_style_of(bare, plain(merged.content)) if b"\r\n" in bare else merged.content
    return Merged(above + content + region[len(bare) :] + below, merged.conflict)
