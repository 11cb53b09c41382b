"""What a comment, or a log, says of a failure that is hidden: that it is expected, or may be."""

import re
from itertools import takewhile

from scaffold.code.outline import Body, CallSite
from scaffold.code.places import Catch
from scaffold.rules._rule import Severity
from scaffold.rules.swallowed_step_error.answered_failures import Answered
from scaffold.rules.swallowed_step_error.hidings import Hiding
from scaffold.syntax.regexes import regex

_COMMENT = rb"(//|/\*|#)[^\n]*?"
_EXPECTED = regex(
    _COMMENT + rb"\b(dedup\w*|duplicates?|already(?! (committed|saved|stored))"
    rb"|(doesn't|does not|not|may not|might not) exist|exists|unique|race|conflict|not found"
    rb"|fall(s|ing)?[ -]?(back|through)|not configured|not available|unavailable)\b",
    re.IGNORECASE,
)
# In a log; what a message is searched for says nothing of the others.
_SAID = regex(rb"(?<!includes\()[\"'`][^\"'`\n]*\b(dedup\w*|already)\b", re.IGNORECASE)
_BEST_EFFORT = regex(rb"\b(best[ -]effort|optional)\b", re.IGNORECASE)
_NEAR = 800
_MAY_FAIL = regex(
    rb"\b(non-?|never |not )(fatal|critical|blocking|essential)\b"
    rb"|(n't|\bnot|\bnever|\bmust not) (fail|block|break|stop|throw|abort|crash|sink)\b"
    rb"|\bcontinu(e|es|ing)\b",
    re.IGNORECASE,
)


def is_expected(body: Body, hiding: Hiding) -> bool:
    """Return whether a clause says that this fails at times, and that it does not matter."""
    text = _text(body, hiding)
    if isinstance(hiding, Catch) and _BEST_EFFORT.search(_above(body, hiding)):
        return True
    return any(each.search(text) is not None for each in (_EXPECTED, _SAID, _BEST_EFFORT))


def severity_said(body: Body, hiding: Hiding) -> Severity:
    """Return a warning where somebody wrote that the work may go on without this."""
    return "warning" if _MAY_FAIL.search(_text(body, hiding)) else "error"


def _above(body: Body, clause: Catch) -> bytes:
    """The comment that stands right above a `try`."""
    start = clause.attempt.start
    lines = body.outline.source.content[max(0, start - _NEAR) : start].splitlines()[:-1]
    said = takewhile(lambda line: line.lstrip().startswith((b"//", b"#", b"*", b"/*")), lines[::-1])
    return b"\n".join(said)


def _text(body: Body, hiding: Hiding) -> bytes:
    """What is done about a failure, as it is written."""
    content = body.outline.source.content
    if isinstance(hiding, Answered):
        return content[hiding.block.start : hiding.block.end]
    start = hiding.start
    if isinstance(hiding, CallSite) and hiding.receiver is not None:
        start = hiding.receiver.end
    end = hiding.end
    line_end = content.find(b"\n", end)
    return content[start : line_end if isinstance(hiding, CallSite) and line_end >= 0 else end]
