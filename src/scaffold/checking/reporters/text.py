"""For people: each diagnostic with the lines around it, errors first, then what it comes to."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from scaffold.checking.reporters._report import Report, View, source_lines
from scaffold.rules._rule import Diagnostic, Place
from scaffold.shown import counted, shown

_Paint = Callable[[str, str], str]
_CODES = {"error": "1;31", "warning": "1;33", "bold": "1", "dim": "2", "hint": "36", "good": "1;32"}
_AROUND = 1
_LEAST_ROOM = 20
# About a screenful of one rule: whoever has read as much of it knows it.
_MOST_OF_A_RULE = 8


def render(report: Report, view: View) -> str:
    """Return the report with a frame of code for each diagnostic, cut to the width there is."""
    paint = partial(_painted, view.colour)
    blocks = [] if view.statistics else list(_blocks(report, paint, view))
    notes = [paint("dim", note) for note in _notes(report)]
    if notes and not view.statistics:
        blocks.append("\n".join(notes))
    table = _table(report, paint, view)
    if view.statistics or len(table) > 1 or len(report.diagnostics) > _MOST_OF_A_RULE:
        blocks.append("\n".join(table))
    fixed = [f"fixed {shown(each.path)}:{each.line}: {each.rule}" for each in report.fixed]
    end = "\n".join([*fixed, *_quiet(report, paint), _counts(report, paint)])
    return "\n\n".join([*(block for block in blocks if block), end]) + "\n"


def _blocks(report: Report, paint: _Paint, view: View) -> Iterator[str]:
    """Yield a block per diagnostic, errors first, of each rule no more than a screenful."""
    lines: dict[str, list[str]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for each in sorted(report.diagnostics, key=lambda each: each.severity):
        key = each.severity, each.rule
        seen[key] += 1
        if seen[key] > _MOST_OF_A_RULE and not view.verbose:
            continue
        if each.path not in lines:
            lines[each.path] = source_lines(report.sources, each.path)
        yield "\n".join(_block(each, lines[each.path], paint, view.width))


def _notes(report: Report) -> Iterator[str]:
    yield from map(shown, report.notes)
    for path, reason in report.skipped.items():
        yield f"skipped {shown(path)}: {shown(reason)}"
    for path in report.partial:
        yield f"{shown(path)} could not be read in full: what is around is checked"
    for path, number in report.more.items():
        yield f"{shown(path)}: and {number} more"


def _table(report: Report, paint: _Paint, view: View) -> list[str]:
    """One line per rule: how often it speaks, how much `--fix` repairs, how much is shown."""
    rows = report.statistics
    wide = max((len(row.rule) for row in rows), default=0)
    digits = len(str(max((row.number for row in rows), default=0)))
    table = []
    for row in rows:
        told = []
        if row.fixable:
            told.append(f"`--fix` repairs {row.fixable}")
        if row.number > _MOST_OF_A_RULE and not (view.verbose or view.statistics):
            told.append(f"{_MOST_OF_A_RULE} shown, `--verbose` shows all")
        line = f"{row.rule:<{wide}}  {row.number:>{digits}}  {'; '.join(told)}".rstrip()
        table.append(f"{paint(row.severity, f'{row.severity:<7}')}  {line}")
    return table


def _quiet(report: Report, paint: _Paint) -> list[str]:
    if not report.quiet:
        return []
    counted = ", ".join(f"{number} {rule}" for rule, number in sorted(report.quiet.items()))
    return [paint("dim", f"style, not reported: {counted}; `--strict` shows it")]


def _painted(colour: bool, style: str, text: str) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if colour else text


def _block(each: Diagnostic, lines: Sequence[str], paint: _Paint, width: int) -> list[str]:
    where = f"{shown(each.path)}:{each.line}:{each.column}"
    kind = paint(each.severity, f"{each.severity}: {each.rule}")
    head = f"{paint('bold', where)}: {kind}: {shown(each.message)}"
    block = [head, *_frame(each, lines, paint, width)]
    if each.chain:
        arrows = ("by", *("→" for _ in each.chain[1:]))
        links = zip(arrows, map(_spot, each.chain), strict=True)
        block += [paint("dim", f"  {arrow} {spot}") for arrow, spot in links]
    if each.hint or each.edits:
        done = "`--fix` repairs this" if each.edits else ""
        told = "; ".join(part for part in (shown(each.hint), done) if part)
        block.append(f"{paint('hint', '  hint')}: {told}")
    return block


def _spot(place: Place) -> str:
    return f"{shown(place.text)} ({shown(place.path)}:{place.line})"


def _frame(each: Diagnostic, lines: Sequence[str], paint: _Paint, width: int) -> list[str]:
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


def _counts(report: Report, paint: _Paint) -> str:
    scope = f"{counted(report.functions, 'function')} in {counted(report.files, 'file')}"
    tail = f", {len(report.suppressed)} suppressed" if report.suppressed else ""
    if not report.diagnostics:
        return paint("good", f"no problems in {scope}{tail}")
    parts: list[str] = []
    if report.errors:
        parts.append(paint("error", counted(report.errors, "error")))
    if report.warnings:
        parts.append(paint("warning", counted(report.warnings, "warning")))
    fixable = sum(row.fixable for row in report.statistics)
    fix = f"; `--fix` repairs {fixable}" if fixable else ""
    return f"{', '.join(parts)} in {scope}{tail}{fix}"
