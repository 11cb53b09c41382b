"""Comments that switch one rule off for one line: `// scaffold: ignore[rule-name] reason`."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from scaffold.rules._rule import SUPPRESSION, Diagnostic
from scaffold.syntax.comments import comments
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source

_MARK = b"scaffold:"
_COMMENT = regex(
    r"^(?://|#|/\*+)\s*scaffold:\s*ignore\b\s*(?:\[(?P<names>[^\]]*)\])?\s*(?P<reason>.*?)"
    r"\s*(?:\*+/)?\s*$",
    re.DOTALL,
)


class Suppression(NamedTuple):
    """One such comment. `target` is the line it is about: its own, or the next one with code.

    `used` are those of its rules that it keeps from being reported: a check fills it.
    """

    path: str
    line: int
    column: int
    target: int
    names: tuple[str, ...]
    reason: str
    used: set[str]

    def covers(self, rule: str, line: int) -> bool:
        """Whether it is about this rule on this line."""
        return bool(self.reason) and line in (self.line, self.target) and rule in self.names


def suppressions(source: Source) -> list[Suppression]:
    """Return the suppressions of a file, in order."""
    if _MARK not in source.content:
        return []
    lines = source.content.split(b"\n")
    found: list[Suppression] = []
    for each in comments(source):
        match = _COMMENT.match(each.text.rstrip("\r"))
        if match is None:
            continue
        line, column = source.position(each.start)
        names = tuple(n.strip() for n in (match["names"] or "").split(",") if n.strip())
        before = source.content.rfind(b"\n", 0, each.start) + 1
        alone = not source.content[before : each.start].strip(b" \t{")
        target = _next_code(lines, source.position(each.end)[0]) if alone else line
        reason = match["reason"].strip()
        found.append(Suppression(source.path, line, column, target, names, reason, set()))
    return found


def _next_code(lines: list[bytes], at: int) -> int:
    """The number of the first line from index `at` that is neither blank nor a comment."""
    for index in range(at, len(lines)):
        text = lines[index].strip()
        if text and not text.startswith((b"//", b"#", b"/*", b"*")):
            return index + 1
    return at


def complaints(
    found: Collection[Suppression], known: Collection[str], ran: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the suppressions themselves.

    `known` are all rules; only those that `ran` can show that a suppression is not needed.
    """
    for each in found:
        if not each.names:
            yield _complain(each, "it names no rule", "write `scaffold: ignore[rule-name] reason`")
            continue
        if not each.reason:
            yield _complain(
                each, "it gives no reason, so it does not count", "say why after the bracket"
            )
        for name in each.names:
            if name not in known:
                yield _complain(
                    each, f"there is no rule `{name}`", "`scaffold explain` lists the rules"
                )
            elif each.reason and name in ran and name not in each.used:
                yield _complain(
                    each, f"`{name}` reports nothing here", "remove it", severity="warning"
                )


def _complain(at: Suppression, why: str, hint: str, severity: str = "error") -> Diagnostic:
    return Diagnostic(
        at.path, at.line, at.column, at.line, at.column, f"this suppression is wrong: {why}",
        hint, rule=SUPPRESSION, severity=severity,  # type: ignore[arg-type]
    )  # fmt: skip
