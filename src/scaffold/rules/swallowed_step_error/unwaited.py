"""Work in a step that nobody waits for: the step is done before it, whatever becomes of it.

`await step.run("mail", async () => { mail.send(to); })`
"""

from collections.abc import Iterator

from scaffold.code.fates import FOR_EACH, body_fate, fate, is_task
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.clients import is_send
from scaffold.inngest.effects.by_name import listed_io
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import coroutine, functions_given, last_word, row, says
from scaffold.inngest.effects.timers import timer
from scaffold.inngest.facts import Call, Function
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules._step_results import gives_result, places
from scaffold.syntax.regexes import regex

_SHOWING = regex(
    r"(publish|flush|disconnect|close|end|destroy|cancel|abort|release|capture(Exception|Message)?)$"
    r"|(emit|track|log)([A-Z_]|$)|on_?[Pp]rogress"
)
_PROMISING = frozenset(
    {"fetch", "axios", "ky", "got", "undici", "superagent", "node-fetch", "ofetch", "resend",
     "stripe", "nodemailer", "@prisma/client", "mongoose", "mongodb", "openai", "~stripe",
     "~resend", "~openai"}
)  # fmt: skip
# One call of these is a query.
_WHOLE = frozenset({"@prisma/client", "~prisma"})
_WORK = frozenset({"effect", "file", "query"})


def unwaited(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each promise or coroutine of work in a step that nobody waits for."""
    seen: set[int] = set()
    bodies: set[int] = set()
    for call in function.everything:
        step, site = call.step, call.site
        if step is None or step.kind != "run" or not call.certain or call.is_step:
            continue
        if id(site) in seen or not _is_dropped(site, step.callback):
            continue
        if site.awaited and id(site.body) in bodies:
            continue  # its function is what nobody waits for
        if not _is_work(call) and (id(site.body) in bodies or not _may_be_work(call)):
            continue
        seen.add(id(site))
        bodies.add(id(site.body))
        yield report(
            site,
            f"nobody waits for `{call.spelled}`: the step `{step.id_text}` counts as done before "
            "it is, and is not retried when it fails",
            "await it, or all of them: `await Promise.all(…)`"
            if function.language == "typescript"
            else "await it, or all of them: `await asyncio.gather(…)`",
        )._replace(chain=places(call.chain))


def _is_work(call: Call) -> bool:
    """Whether a call gives a promise of work that matters: one that fails must be retried."""
    site = call.site
    if _SHOWING.match(last_word(site)) or is_logging(site):
        return False
    if call.target is not None:
        inside = call.target.outline.inside(call.target)
        return call.target.is_async and any(each.awaited for at in inside for each in at.calls)
    if is_send(site, call.origin, call.function.links):
        return site.attrs[-1] == "send"
    if call.function.language == "python":
        return coroutine(call) is not None or _is_unknown_task(call)
    if _is_query(call):
        return True
    entry = listed_io(call)
    # Node's own functions and emitters take callbacks, or have ended when they return.
    return entry is not None and entry.library in _PROMISING and not functions_given(site)


def _is_unknown_task(call: Call) -> bool:
    """Whether `create_task` is given a coroutine of which nothing says that it does no work."""
    entry = row(call)
    return is_task(call.site) and (entry is None or entry.kind in _WORK)


def _may_be_work(call: Call) -> bool:
    """Whether a call that cannot be read is awaited, in a function whose promise is dropped."""
    site = call.site
    if not site.awaited or call.target is not None or call.function.language == "python":
        return False
    entry = row(call)
    if _SHOWING.match(last_word(site)) or is_logging(site) or says(site, "answer"):
        return False
    return timer(call) is None and (entry is None or entry.kind in _WORK)


def _is_query(call: Call) -> bool:
    """Whether it is a whole query, of a library whose queries run once somebody awaits them."""
    site = call.site
    if site.awaited:
        entry = row(call)
        return entry is not None and (entry.kind, entry.when) == ("query", "awaited")
    # A statement may add to a query that is built in parts; one that begins there is whole.
    while site.receiver is not None:
        site = site.receiver
    begins = site if site is not call.site else None
    entry = row(call)
    if entry is None or (entry.kind, entry.when) != ("query", "awaited"):
        return False
    if entry.library == "mongoose":  # what goes on with a query changes it
        return call.name.count("()") == 1
    return entry.library in _WHOLE or (begins is not None and bool(says(begins, "query", "begins")))


def _is_dropped(site: CallSite, callback: Body | None) -> bool:
    """Whether nobody waits for a call in a step, or for the function around it that does."""
    if site.use == "discarded" and not site.awaited and not site.receiver_awaited:
        return True
    if is_task(site) and site.owner is not None and fate(site) != "awaited":
        return site.owner.use == "discarded"
    if site.use == "argument":
        return False
    body = site.body
    owner = body.owner
    if owner is None or not owner.attrs or owner.attrs[-1] not in FOR_EACH:
        return False
    is_waited_for = site.awaited or site.use == "returned"
    return is_waited_for and (_is_statement(owner, body) or _is_result(owner, callback))


def _is_result(owner: CallSite, callback: Body | None) -> bool:
    """`() => ids.map(send)`: a step waits for no promise in the list that it gives."""
    return owner.attrs[-1] != "forEach" and owner.body is callback and gives_result(owner)


def _is_statement(owner: CallSite, body: Body) -> bool:
    """`ids.forEach(async …)`; `ids.map(async …)` whose promises nobody takes."""
    if owner.attrs[-1] == "forEach":
        return body.is_async
    return owner.use == "discarded" and not owner.awaited and body_fate(body) == "dropped"
