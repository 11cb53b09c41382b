"""Answers that tell of a failure, in a step where nobody reads them.

`await resend.emails.send(mail)` answers `{ data, error }` and never throws; `await fetch(url, {
method: "POST" })` only throws where no answer came, and Python's `requests.post(url)` likewise.
"""

import re
from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS
from scaffold.code.links import callee
from scaffold.code.operators import OR_ELSE
from scaffold.code.outline import CallSite, Reference
from scaffold.code.values import Value
from scaffold.inngest.effects.logging import is_logged
from scaffold.inngest.effects.names import last_word, row, words_of
from scaffold.inngest.facts import Call, Function
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules._step_results import holder_of, makers, places
from scaffold.rules.swallowed_step_error.answered_failures import is_missing
from scaffold.rules.swallowed_step_error.explained import may_fail_there
from scaffold.rules.swallowed_step_error.hidings import throws_after
from scaffold.rules.swallowed_step_error.kinds_of_calls import sends
from scaffold.rules.swallowed_step_error.nothing_done import is_asked
from scaffold.rules.swallowed_step_error.tested_results import is_taken
from scaffold.rules.swallowed_step_error.weights import is_for_little
from scaffold.syntax.regexes import regex

# Clients that answer `{ data, error }`, and the words by which they change something.
_BY_SUPABASE = frozenset(
    {
        "insert", "update", "upsert", "delete", "rpc", "upload", "invoke", "createUser",
        "deleteUser", "updateUserById", "inviteUserByEmail",
    }
)  # fmt: skip
_ANSWERING = {
    regex(r"~?@?supabase"): _BY_SUPABASE,
    regex(r"~?resend\b"): frozenset({"send", "create", "update", "remove"}),
}
_THROWING = frozenset({"throwOnError", "channel"})
_FETCH = frozenset({"fetch", "node-fetch", "cross-fetch", "undici.fetch"})
_REQUESTS = regex(r"~?(requests|httpx|aiohttp)\b")
_DEPTH = 3


def unread_answers(function: Function) -> Iterator[Diagnostic]:
    """Yield a warning for the first such call of each function that is reached in a step."""
    told: set[tuple[int, str]] = set()
    for call in function.everything:
        step, site = call.step, call.site
        if step is None or step.kind != "run" or not call.certain:
            continue
        what, hint = _told_by(call)
        place = (id(site.body), what)
        if not what or place in told or not _is_the_steps(call):
            continue
        told.add(place)  # the others there are meant the same way
        yield report(
            site,
            f"`{call.spelled}` {what}, and nobody reads that: the step `{step.id_text}` counts as "
            "done and is not retried",
            hint,
            severity="warning",
        )._replace(chain=places(call.chain))


def _is_caught(site: CallSite) -> bool:
    """Whether a clause takes what a call throws, or makes it: what fails is judged there."""
    region = site.region
    while region is not None:
        if region.kind == "catch" or not all(each.throws for each in region.attempt.catches):
            return True
        region = region.parent
    return False


def _told_by(call: Call) -> tuple[str, str]:
    """How a call tells of a failure that nobody looks at, and what to do; empty for others."""
    site = call.site
    never_throws = _answers_its_error(call)
    if never_throws:
        told = "answers its error and never throws", "throw the `error` that it gives"
    elif not _answers_a_status(call):
        return "", ""
    elif site.outline.language == "python":
        told = "answers a status and raises for none", "call `raise_for_status()` on its answer"
    else:
        told = "answers a status and throws for none", "throw where its answer is not `ok`"
    is_judged = throws_after(site.body, site) or may_fail_there(site)
    return ("", "") if is_judged or (_is_caught(site) and not never_throws) else told


def _answers_a_status(call: Call) -> bool:
    """Whether a request is for more than to load, and nobody looks at how it was answered."""
    site = call.site
    if site.outline.language == "python":
        is_sent = sends(site) or last_word(site) == "delete"
        is_request = is_sent and _is_of(call, _REQUESTS)
    else:
        is_request = site.awaited and sends(site) and resolve_callee(site).name in _FETCH
    return is_request and _is_unread(site) and not any(map(is_for_little, (site, *call.chain)))


def _is_unread(site: CallSite) -> bool:
    """Whether an answer is dropped, or only shown in a log."""
    if site.use == "discarded":
        return True
    binding = holder_of(site)
    return binding is not None and all(map(is_logged, site.outline.references_to(binding)))


def _answers_its_error(call: Call) -> bool:
    """Whether a client would answer why a change failed, and nobody looks at that.

    Those of Python raise.
    """
    site = call.site
    words = {word.removesuffix("()") for word in words_of(site)}
    asked = [library for library, each in _ANSWERING.items() if words & each]
    if not asked or words & _THROWING or site.outline.language == "python":
        return False
    if site.awaited:
        is_unread = site.use == "discarded" or _is_passed_over(site)
    else:
        is_unread = _is_given_to_nobody(call)
    return is_unread and any(_is_of(call, library) for library in asked)


def _is_given_to_nobody(call: Call) -> bool:
    """`step.run("mark", () => store.from("jobs").update(done))`, `await Promise.all([…])`."""
    site, step = call.site, call.step
    owner = site.owner
    if site.use == "element" and owner is not None and resolve_callee(owner).name in COLLECTORS:
        return owner.awaited and owner.use == "discarded"
    is_result = step is not None and site.use == "returned" and site.body is step.callback
    return is_result and step is not None and not is_taken(step.call.given_by)


def _is_passed_over(site: CallSite) -> bool:
    """`const { error } = await …; if (!error) told += 1;`, and what failed is passed over.

    So it is where nobody reads the error, a log alone is given it, or only the data is taken.
    """
    held = [e for e in site.body.declared() if e.path and e.initial and e.initial.holds(site)]
    read = [e for one in held for e in one.outline.references_to(one)]
    if held and all(each.path[:1] == ("data",) and not each.is_rest for each in held):
        return not any(map(_is_met, read))
    is_of_error = bool(held) and all(each.path == ("error",) for each in held)
    return is_of_error and all(_skips(each) or is_logged(each) for each in read)


def _is_met(reference: Reference) -> bool:
    """Whether it is asked for what was made, or a failure would throw: `plan.id` of none."""
    around = reference.whole.around
    if around is not None and around.kind == "choice" and around.operator in OR_ELSE:
        return False  # `plan?.id ?? ""`
    throws = bool(reference.path) and not reference.optional
    return is_asked(reference) or reference.use == "asserted" or throws


def _skips(reference: Reference) -> bool:
    statement = reference.body.statement_at(reference)
    if statement is None or statement.kind != "if" or len(statement.blocks) != 1:
        return False
    test = statement.blocks[0].test
    return test is not None and is_missing(reference.whole, test) and not statement.blocks[0].ends


def _is_the_steps(call: Call) -> bool:
    """Whether it is the step's own work, or that of a helper which does all of that."""
    site, step = call.site, call.step
    if not call.chain or step is None:
        return True
    bodies = (body for body, _ in makers(call.function, step, returned=False))
    return any(body is site.body for body in bodies)


def _is_of(call: Call, library: re.Pattern[str]) -> bool:
    """Whether a call is of a library, also on a client that a function of the project gives."""
    entry = row(call)
    if entry is not None:
        return library.match(entry.library) is not None
    first = call.site
    while first.receiver is not None:
        first = first.receiver
    held = first.body.lookup(first.root, first.start) if first.root and first.attrs else None
    given, body = (held.initial, held.body) if held is not None else (first.expr, first.body)
    if held is not None and held.kind == "import" and first.called is not None:
        given, body = first.called.root, first.body
    made = Value(given, body, call.function.links).made.site if given is not None else None
    for _ in range(_DEPTH):
        maker = callee(made, call.function.links) if made is not None else None
        if maker is None or maker.kind != "function" or maker.attrs or maker.target is None:
            break
        returned = maker.target.returned
        made = maker.target.outline.site(returned[0]) if len(returned) == 1 else None
    else:
        maker = None
    return maker is not None and maker.kind == "import" and bool(library.match(maker.name))
