"""Text of anybody's making, made harmless for a terminal and for a CI log.

File names, IDs and lines of source are an attacker's. Written as they are, they colour or clear a
terminal, turn a line around, stand for a line of ours, or give GitHub's runner a command.
"""

import re

# Control characters, what turns text around or is not seen, and half characters.
_HIDDEN = (
    "\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff"
    "\\ufff9-\\ufffb\\U000e0000-\\U000e007f\\ud800-\\udfff"
)
_IN_A_LINE = f"[{_HIDDEN}]"
_IN_LINES = f"(?![\\t\\n])[{_HIDDEN}]"
# What a CI runner takes for a command: `::error …` at the start of a line, `##[…]` anywhere.
_COMMAND = r"(?m)^([ \t]*):(?=:)|#(?=#\w*\[)"
_COLOUR = r"(\x1b\[[0-9;]*m)"


def shown(text: str, longest: int | None = None) -> str:
    """Return a text on one line, with an escape for each character that does more than be read."""
    if longest is not None and len(text) > longest:
        text = f"{text[:longest]}…"
    if text.isascii() and text.isprintable() and "##" not in text and "::" not in text:
        return text
    return re.sub(_COMMAND, _without_command, re.sub(_IN_A_LINE, _escape, text))


def shown_lines(text: str) -> str:
    """Return a text with its lines and tabs kept, and no line that is a command to a CI runner."""
    return re.sub(_COMMAND, _without_command, re.sub(_IN_LINES, _escape, text))


def shown_in_colour(text: str) -> str:
    """Return what `shown_lines` does, with the colours that we put into it."""
    return "".join(
        part if number % 2 else shown_lines(part)
        for number, part in enumerate(re.split(_COLOUR, text))
    )


def exact(json: str) -> str:
    """Return a JSON text that reads the same, and is as harmless where a person looks at it."""
    return re.sub(
        _COMMAND,
        lambda match: match[0] if "#" not in match[0] else "\\u0023",
        re.sub(_IN_LINES, lambda match: _escaped(match[0]), json),
    )


def counted(number: int, noun: str) -> str:
    """Return a number of things in words: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def argument(path: str) -> str:
    """Return a path as a word of a command that somebody pastes into a shell."""
    import shlex  # an editor's hook, which waits for this module, pastes nothing

    return shlex.quote(f"./{path}" if path.startswith("-") else path)


def in_ascii(text: str) -> str:
    """Return a text for a terminal that knows no other characters, JSON included."""
    return "".join(each if each.isascii() else _escaped(each) for each in text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    named = {9: "\\t", 10: "\\n", 13: "\\r"}.get(code)
    if named is not None:
        return named
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escaped(character: str) -> str:
    """Return the escape that JSON has for a character."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _without_command(match: re.Match[str]) -> str:
    return f"{match[1]}\\x3a" if match[1] is not None else "\\x23"
