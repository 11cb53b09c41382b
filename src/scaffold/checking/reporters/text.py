"""For people: each diagnostic with the lines around it, then counts."""

from collections.abc import Sequence

from scaffold.checking.reporters._report import Report, source_lines
from scaffold.rules._rule import Diagnostic, Place
from scaffold.shown import shown

_CODES = {"error": "1;31", "warning": "1;33", "bold": "1", "dim": "2", "hint": "36", "good": "1;32"}
_AROUND = 1
_LEAST_ROOM = 20


def render(report: Report, *, colour: bool = False, root: str = "", width: int = 200) -> str:
    """Return the report with a frame of code for each diagnostic, cut to `width`."""
    paint = _painter(colour)
    lines: dict[str, list[str]] = {}
    blocks: list[str] = []
    for each in report.diagnostics:
        if each.path not in lines:
            lines[each.path] = source_lines(report.sources, each.path)
        blocks.append("\n".join(_block(each, lines[each.path], paint, width)))
    notes = [
        paint("dim", f"skipped {shown(path)}: {shown(reason)}")
        for path, reason in report.skipped.items()
    ]
    notes += [
        paint("dim", f"{shown(path)} has a syntax error: checked as far as it parses")
        for path in report.partial
    ]
    notes += [
        paint("dim", f"{shown(path)}: and {number} more") for path, number in report.more.items()
    ]
    if notes:
        blocks.append("\n".join(notes))
    blocks.append(_counts(report, paint))
    return "\n\n".join(blocks) + "\n"


class _painter:  # noqa: N801 - used as a function
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour else text


def _block(each: Diagnostic, lines: Sequence[str], paint: _painter, width: int) -> list[str]:
    where = f"{shown(each.path)}:{each.line}:{each.column}"
    head = f"{paint('bold', where)}: {paint(each.severity, each.rule)}: {shown(each.message)}"
    block = [head, *_frame(each, lines, paint, width)]
    if each.chain:
        block += [paint("dim", f"  {arrow} {_spot(place)}") for arrow, place in _links(each)]
    if each.hint:
        block.append(f"{paint('hint', '  hint')}: {shown(each.hint)}")
    return block


def _links(each: Diagnostic) -> list[tuple[str, Place]]:
    return [("by" if index == 0 else "→", place) for index, place in enumerate(each.chain)]


def _spot(place: Place) -> str:
    return f"{shown(place.text)} ({shown(place.path)}:{place.line})"


def _frame(each: Diagnostic, lines: Sequence[str], paint: _painter, width: int) -> list[str]:
    """The line, one more on each side, and a mark under the part that is meant."""
    first = max(1, each.line - _AROUND)
    last = min(len(lines), each.line + _AROUND)
    if not lines or each.line > len(lines):
        return []
    digits = len(str(last))
    room = max(width - digits - len(">  | "), _LEAST_ROOM)
    frame: list[str] = []
    for number in range(first, last + 1):
        raw = lines[number - 1]
        if number != each.line:
            text = _cut(raw, 0, room)[0]
            if text.strip():
                frame.append(f"{paint('dim', f'  {number:>{digits}} |')} {text}".rstrip())
            continue
        start = each.column - 1
        text, at = _cut(raw, start, room)
        frame.append(f"{paint('dim', f'> {number:>{digits}} |')} {text}".rstrip())
        until = each.end_column - 1 if each.end_line == each.line else len(raw)
        length = min(len(_spelled(raw[start : min(until, start + room)])), len(text) - at)
        pad = " " * (digits + 2)
        mark = "^" * max(1, length)
        frame.append(f"{paint('dim', f'{pad} |')} {' ' * at}{paint(each.severity, mark)}")
    return frame


def _cut(raw: str, start: int, room: int) -> tuple[str, int]:
    """Return as much of a line as there is room for around a place, and where that place is."""
    begin = 0 if len(raw) <= room or start < room // 2 else start - room // 4
    before = _spelled(raw[begin:start])
    text = before + _spelled(raw[start : begin + room])
    if begin:
        text, before = f"…{text}", f"…{before}"
    if len(text) > room or begin + room < len(raw):
        text = f"{text[: room - 1]}…"
    return text, len(before)


def _spelled(text: str) -> str:
    return shown(text.replace("\t", "    "))


def _counts(report: Report, paint: _painter) -> str:
    scope = f"{_count(report.functions, 'function')} in {_count(report.files, 'file')}"
    tail = f", {len(report.suppressed)} suppressed" if report.suppressed else ""
    if not report.diagnostics:
        return paint("good", f"no problems in {scope}{tail}")
    parts: list[str] = []
    if report.errors:
        parts.append(paint("error", _count(report.errors, "error")))
    if report.warnings:
        parts.append(paint("warning", _count(report.warnings, "warning")))
    return f"{', '.join(parts)} in {scope}{tail}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
