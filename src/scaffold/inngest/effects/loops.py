"""Loops: only `for await` and `async for` wait, and a generator begins when one goes through it."""

import re

from scaffold.code.fates import fate
from scaffold.code.outline import CallSite
from scaffold.inngest.facts import Call

_DEPTH = 6


def looped_over(site: CallSite) -> CallSite | None:
    """The call whose result a loop goes through, where that comes of a call's result.

    `for (const row of rows.filter((row) => wanted.includes(row)))`: the loop awaits no answer.
    """
    at: CallSite | None = site
    for _ in range(_DEPTH):
        if at is None or at.use == "loop":
            return at
        if at.use == "returned" and not at.body.is_async:
            at = at.body.owner
        elif at.use == "receiver":
            at = at.owner
        else:
            return None
    return None


def is_async_loop(site: CallSite) -> bool:
    """Whether the loop over a call's result waits for each item."""
    statement = site.body.statement_at(site)
    start = statement.start if statement is not None else site.start
    text = site.outline.source.content[start : site.start].decode()
    return re.search(r"\b(async\s+for|for\s+await)\b(?!.*\bfor\b)", text, re.DOTALL) is not None


def is_never_begun(call: Call) -> bool:
    """Whether a call stands in a generator of Python's that nobody goes through."""
    return any(
        each.loop is not None and each.loop.is_generator and fate(each) == "dropped"
        for each in (*call.chain, call.site)
    )
