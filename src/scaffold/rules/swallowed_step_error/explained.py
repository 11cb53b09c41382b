"""What a comment, or a log, says of a failure that is hidden: that it is expected, or may be."""

import re
from collections.abc import Iterator
from itertools import takewhile

from scaffold.code.outline import Body, CallSite
from scaffold.code.places import Catch
from scaffold.code.spans import holds
from scaffold.code.statements import Statement
from scaffold.rules._rule import Severity
from scaffold.rules._said import comments, says_it_may_fail
from scaffold.rules.swallowed_step_error.answered_failures import Answered
from scaffold.rules.swallowed_step_error.hidings import Hiding, span_of
from scaffold.syntax.regexes import regex

_EXPECTED = regex(
    rb"\b(dedup\w*|duplicates?|already(?! (committed|logged|saved|stored))"
    rb"|(doesn't|does not|not|may not|might not) exist|exists|unique|race|conflict|not found"
    rb"|(may|might|can) be (missing|absent)|manquante?s?"
    rb"|fall(s|ing)?[ -]?(back|through)|not configured|not available|unavailable)\b",
    re.IGNORECASE,
)
# In a log; what a message is searched for says nothing of the others.
_SAID = regex(rb"(?<!includes\()[\"'`][^\"'`\n]*\b(dedup\w*|already)\b", re.IGNORECASE)
_BEST_EFFORT = regex(rb"\b(best[ -]effort|optional)\b", re.IGNORECASE)
# Of a function, above it or in its docstring.
_DOES_ITS_BEST = regex(
    rb"\b(best[ -]effort|fire[- ]and[- ]forget|fails? silently"
    rb"|never (fails?|blocks?|breaks?|throws?)|must not fail|non-(fatal|critical|blocking))\b",
    re.IGNORECASE,
)
_NEAR = 800
# What a schedule does again, and what somebody leaves out: in a comment alone.
_LEFT = regex(
    rb"(\b(retr(y|ies|ied)|tr(y|ies) again|picked up)\b[^\n]{0,30}"
    rb"\b(next|later|again|tomorrow)\b|\b(next|later) (run|cycle|tick|sweep|poll|pass)\b"
    rb"|\b(ignor(e|es|ed|ing)|skip(s|ped|ping)?|swallow(s|ed|ing)?)\b)",
    re.IGNORECASE,
)

# The statement itself, which is no word about the failure where nothing is said beside it.
_REMARK = regex(rb"(^|\s)(//|/\*|# )", re.MULTILINE)
_NEXT = regex(rb"(^|[;{)])[ \t]*continue[ \t]*;?[ \t\r]*($|\})", re.MULTILINE)


def is_expected(body: Body, hiding: Hiding) -> bool:
    """Return whether a clause says that this fails at times, and that it does not matter."""
    text = _text(body, hiding)
    if any(_BEST_EFFORT.search(_above(body, each)) for each in _starts(body, hiding)):
        return True
    in_code = any(each.search(text) is not None for each in (_SAID, _BEST_EFFORT))
    return in_code or _EXPECTED.search(comments(text)) is not None


def severity_said(body: Body, hiding: Hiding) -> Severity:
    """Return a warning where somebody wrote that the work may go on without this."""
    text = _text(body, hiding)
    if _REMARK.search(text) is None:
        text = _NEXT.sub(b"", text)
    said = [text, *(_above(body, each) for each in _starts(body, hiding))]
    if any(map(says_it_may_fail, said)) or _LEFT.search(comments(text)) or _does_its_best(body):
        return "warning"
    return "warning" if _is_said_around(body, hiding) else "error"


def _is_said_around(body: Body, hiding: Hiding) -> bool:
    """Whether a `try` around has a clause that says so, of whatever fails there."""
    place = span_of(hiding)
    return any(
        severity_said(body, clause) == "warning"
        for attempt in body.attempts
        if holds(attempt, place) and (attempt.start, attempt.end) != (place.start, place.end)
        for clause in attempt.catches
        if attempt.start <= place.start < clause.start
    )


def goes_on(body: Body, hiding: Hiding) -> bool:
    """Return whether a clause goes on with the next of many, past what would mark this one."""
    return _NEXT.search(_text(body, hiding)) is not None


def _does_its_best(body: Body) -> bool:
    """Whether what is said of a function that has a name is that it does its best."""
    first = body.block.statements[0] if body.block.statements else None
    text = first.expr.string if first is not None and first.expr is not None else None
    said = _above(body, body.start) + (text or "").encode()
    return body.owner is None and _DOES_ITS_BEST.search(said) is not None


def may_fail_there(site: CallSite) -> bool:
    """Return whether a call stands in a `try` whose clause says that its work may fail."""
    region = site.region
    while region is not None:
        clauses = region.attempt.catches if region.kind == "try" else ()
        said = (
            is_expected(site.body, c) or severity_said(site.body, c) != "error" for c in clauses
        )
        if any(said):
            return True
        region = region.parent
    return False


def _starts(body: Body, hiding: Hiding) -> Iterator[int]:
    """Where what may fail begins, and each statement around that holds nothing else."""
    statement = body.statement_at(span_of(hiding))
    while statement is not None:
        yield statement.start
        if not all(
            each is statement or _makes_ready(body, each) for each in statement.block.statements
        ):
            break
        owner = body.owner
        if statement.parent is not None:
            statement = statement.parent
        elif owner is not None:
            body, statement = owner.body, owner.body.statement_at(owner)
        else:
            break


def _makes_ready(body: Body, statement: Statement) -> bool:
    """`const db = getDb();`, which is waited for by nobody."""
    asked = (each for each in body.calls if holds(statement, each))
    return statement.kind == "declaration" and not any(each.awaited for each in asked)


def _above(body: Body, start: int) -> bytes:
    """The comment that stands right above a statement."""
    content = body.outline.source.content
    lines = content[max(0, start - _NEAR) : content.rfind(b"\n", 0, start) + 1].splitlines()
    said = takewhile(lambda line: line.lstrip().startswith((b"//", b"#", b"*", b"/*")), lines[::-1])
    return b"\n".join(said)


def _text(body: Body, hiding: Hiding) -> bytes:
    """What is done about a failure, as it is written."""
    content = body.outline.source.content
    if isinstance(hiding, Answered):
        return _without_kinds(body, hiding, hiding.block.start, hiding.block.end)
    start = hiding.start
    if isinstance(hiding, CallSite) and hiding.receiver is not None:
        start = hiding.receiver.end
    end = hiding.end
    line_end = content.find(b"\n", end)
    if isinstance(hiding, Catch) and body.outline.language == "python":
        line_end = _end_ofcomments(content, start, end)
    elif not isinstance(hiding, CallSite) or line_end < 0:
        line_end = end
    return _without_kinds(body, hiding, start, line_end)


def _without_kinds(body: Body, hiding: Hiding, start: int, end: int) -> bytes:
    """The source there, without what is said and done about one kind of failure alone.

    `// a duplicate` above `if (error.code === "23505") return null;` is no word for the others.
    """
    content, kept, at = body.outline.source.content, [], start
    inside = body.block.all() if isinstance(hiding, Catch | Answered) else ()
    for each in inside:
        if at <= each.start and each.end <= end and _is_of_one_kind(body, hiding, each):
            above = content.rfind(b"\n", 0, each.start) + 1 - len(_above(body, each.start))
            kept.append(content[at : max(at, above)])
            at = each.end
    return b"".join((*kept, content[at:end]))


def _is_of_one_kind(body: Body, hiding: Hiding, statement: Statement) -> bool:
    """`if (error.code === "23505") return null;`, behind which other kinds are met."""
    block = statement.blocks[0] if statement.kind == "if" and len(statement.blocks) == 1 else None
    test = block.test or statement.expr if block is not None else None
    if block is None or test is None or not block.ends or test.kind != "comparison":
        return False
    asked = test.left
    caught = asked is not None and body.outline.binding(asked.root)
    if not caught or asked is None or asked.kind != "member":
        return False
    return caught.kind == "catch" or (
        isinstance(hiding, Answered) and caught is hiding.test.binding
    )


def _end_ofcomments(content: bytes, start: int, end: int) -> int:
    """Where the comments end that stand behind the last statement of a clause, and belong to it."""
    margin = start - content.rfind(b"\n", 0, start) - 1
    for line in content[end:].splitlines(keepends=True):
        text = line.lstrip()
        if text and not (text.startswith(b"#") and (len(line) - len(text) > margin)):
            break
        end += len(line)
    return end
