"""For people: each diagnostic with the lines around it, then counts."""

from collections.abc import Sequence

from scaffold.checking.reporters._report import Report, source_lines
from scaffold.rules._rule import Diagnostic, Place

_CODES = {"error": "1;31", "warning": "1;33", "bold": "1", "dim": "2", "hint": "36", "good": "1;32"}
_AROUND = 1


def render(report: Report, *, colour: bool = False, root: str = "") -> str:
    """Return the report with a frame of code for each diagnostic."""
    paint = _painter(colour)
    lines: dict[str, list[str]] = {}
    blocks: list[str] = []
    for each in report.diagnostics:
        for path in {each.path, *(place.path for place in each.chain)}:
            if path not in lines:
                lines[path] = source_lines(report.sources, path)
        blocks.append("\n".join(_block(each, lines[each.path], paint)))
    notes = [paint("dim", f"skipped {path}: {reason}") for path, reason in report.skipped.items()]
    notes += [
        paint("dim", f"{path} has a syntax error: checked as far as it parses")
        for path in report.partial
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


def _block(each: Diagnostic, lines: Sequence[str], paint: _painter) -> list[str]:
    where = f"{each.path}:{each.line}:{each.column}"
    head = f"{paint('bold', where)}: {paint(each.severity, each.rule)}: {each.message}"
    block = [head, *_frame(each, lines, paint)]
    if each.chain:
        block += [paint("dim", f"  {arrow} {_spot(place)}") for arrow, place in _links(each)]
    if each.hint:
        block.append(f"{paint('hint', '  hint')}: {each.hint}")
    return block


def _links(each: Diagnostic) -> list[tuple[str, Place]]:
    return [("by" if index == 0 else "→", place) for index, place in enumerate(each.chain)]


def _spot(place: Place) -> str:
    return f"{place.text} ({place.path}:{place.line})"


def _frame(each: Diagnostic, lines: Sequence[str], paint: _painter) -> list[str]:
    """The line, one more on each side, and a mark under the part that is meant."""
    first = max(1, each.line - _AROUND)
    last = min(len(lines), each.line + _AROUND)
    if not lines or each.line > len(lines):
        return []
    width = len(str(last))
    frame: list[str] = []
    for number in range(first, last + 1):
        text = lines[number - 1].replace("\t", "    ")
        mark = ">" if number == each.line else " "
        if number != each.line and not text.strip():
            continue
        frame.append(f"{paint('dim', f'{mark} {number:>{width}} |')} {text}".rstrip())
        if number == each.line:
            raw = lines[number - 1]
            start = len(raw[: each.column - 1].replace("\t", "    "))
            until = each.end_column - 1 if each.end_line == each.line else len(raw)
            length = max(1, len(raw[each.column - 1 : until].replace("\t", "    ")))
            pad = " " * (width + 2)
            frame.append(
                f"{paint('dim', f'{pad} |')} {' ' * start}{paint(each.severity, '^' * length)}"
            )
    return frame


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
