"""Fixes that do not help, or that undo each other, end in a report and never in a loop."""

from collections.abc import Callable
from pathlib import Path

from scaffold.checking.check import Report
from scaffold.checking.fixes import fixed
from scaffold.disk.changes import ChangeSet
from scaffold.rules._rule import Diagnostic
from scaffold.syntax.edits import Edit


def reporting(changes: ChangeSet, said: dict[bytes, tuple[str, bytes]]) -> Callable[[], Report]:
    """A check that reports every word it knows in `a.ts`, with a fix that replaces it."""

    def check() -> Report:
        content = changes.read("a.ts") or b""
        found = []
        for word, (rule, instead) in said.items():
            at = content.find(word)
            while at >= 0:
                edit = Edit(at, at + len(word), instead)
                found.append(
                    Diagnostic(
                        "a.ts", 1, at + 1, 1, at + 1, rule, rule=rule, edits=(("a.ts", edit),)
                    )
                )
                at = content.find(word, at + len(word))
        found.sort(key=lambda one: one.column)
        return Report(tuple(found), (), {}, (), 1, 0, changes)

    return check


def run(tmp_path: Path, text: bytes, said: dict[bytes, tuple[str, bytes]]) -> tuple[bytes, Report]:
    (tmp_path / "a.ts").write_bytes(text)
    changes = ChangeSet(tmp_path)
    report = fixed(changes, reporting(changes, said))
    return changes.read("a.ts") or b"", report


def test_a_fix_that_helps_is_made_wherever_it_stands(tmp_path: Path) -> None:
    after, report = run(tmp_path, b"bad bad ok", {b"bad": ("r", b"good")})
    assert after == b"good good ok"
    assert report.diagnostics == ()
    assert [one.column for one in report.fixed] == [1, 5]


def test_a_fix_whose_result_is_still_reported_is_taken_back(tmp_path: Path) -> None:
    said = {b"await ": ("again", b"await await "), b"bad": ("helps", b"good")}
    after, report = run(tmp_path, b"await bad", said)
    assert after == b"await good"
    assert [one.rule for one in report.diagnostics] == ["again"]
    assert [one.rule for one in report.fixed] == ["helps"]


def test_fixes_that_undo_each_other_end(tmp_path: Path) -> None:
    after, report = run(tmp_path, b"left", {b"left": ("l", b"right"), b"right": ("r", b"left")})
    assert after in (b"left", b"right")
    assert len(report.diagnostics) == 1


def test_fixes_that_bring_ever_new_ones_end(tmp_path: Path) -> None:
    said = {b"x" * n + b"y": (f"r{n}", b"x" * (n + 1) + b"y") for n in range(1, 600)}
    _, report = run(tmp_path, b"xy", {word: said[word] for word in sorted(said, key=len)})
    assert report.diagnostics
