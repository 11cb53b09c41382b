"""What a comment, or a log, says of a failure that is hidden: that it is expected, or may be."""

import re

from scaffold.code.outline import Body, CallSite
from scaffold.rules._rule import Severity
from scaffold.rules.swallowed_step_error.answered_failures import Answered
from scaffold.rules.swallowed_step_error.hidings import Hiding
from scaffold.syntax.regexes import regex

_COMMENT = rb"(//|/\*|#)[^\n]*?"
_EXPECTED = regex(
    _COMMENT + rb"\b(dedup\w*|duplicates?|already|(doesn't|does not|not|may not|might not) exist"
    rb"|exists|unique|race|fall(s|ing)?[ -]?(back|through)|conflict|not found|not configured"
    rb"|not available|unavailable)\b",
    re.IGNORECASE,
)
# In a log; what a message is searched for says nothing of the others.
_SAID = regex(rb"(?<!includes\()[\"'`][^\"'`\n]*\b(dedup\w*|already)\b", re.IGNORECASE)
_BEST_EFFORT = regex(rb"\b(best[ -]effort|optional)\b", re.IGNORECASE)
_MAY_FAIL = regex(
    rb"\bnon-?(fatal|critical|blocking|essential)\b"
    rb"|(n't|\bnot|\bnever|\bmust not) (fail|block|break|stop|throw|abort|crash)\b"
    rb"|\bcontinu(e|es|ing)\b",
    re.IGNORECASE,
)


def is_expected(body: Body, hiding: Hiding) -> bool:
    """Return whether a clause says that this fails at times, and that it does not matter."""
    text = _text(body, hiding)
    return any(each.search(text) is not None for each in (_EXPECTED, _SAID, _BEST_EFFORT))


def severity_said(body: Body, hiding: Hiding) -> Severity:
    """Return a warning where somebody wrote that the work may go on without this."""
    return "warning" if _MAY_FAIL.search(_text(body, hiding)) else "error"


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
