"""What never throws, in a step where nobody reads its failures.

`await step.run("all", () => Promise.allSettled(ids.map(send)))`; `await resend.emails.send(mail)`.
"""

import re
from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.links import callee, function_given
from scaffold.code.outline import CallSite, Reference
from scaffold.code.values import Value
from scaffold.inngest.effects.names import row, words_of
from scaffold.inngest.facts import Call, Function
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules._step_results import holder_of, makers, places
from scaffold.rules.swallowed_step_error.answered_failures import is_missing
from scaffold.rules.swallowed_step_error.hidings import takes_all, throws_after
from scaffold.rules.swallowed_step_error.nothing_done import is_asked
from scaffold.rules.swallowed_step_error.tested_results import is_taken
from scaffold.rules.swallowed_step_error.weights import marks
from scaffold.syntax.regexes import regex

_SETTLED = "Promise.allSettled"
# Clients that answer `{ data, error }`, and the words by which they change something.
_ANSWERING = {
    regex(r"~?@?supabase"): frozenset({"insert", "update", "upsert", "delete", "rpc"}),
    regex(r"~?resend\b"): frozenset({"send", "create", "update", "remove"}),
}
_DEPTH = 3
_THROWING = frozenset({"throwOnError", "channel"})
_GATHERED = "asyncio.gather"


def unread_failures(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each such call whose outcome is thrown away."""
    seen: set[int] = set()
    told: set[int] = set()
    for call in function.everything:
        step, site = call.step, call.site
        if step is None or step.kind != "run" or not call.certain or id(site) in seen:
            continue
        seen.add(id(site))
        if id(site.body) not in told and _answers_its_error(call) and _is_the_steps(call):
            told.add(id(site.body))  # the others there are meant the same way
            yield report(
                site,
                f"`{call.spelled}` answers its error and never throws, and nobody reads that: the "
                f"step `{step.id_text}` counts as done and is not retried",
                "throw the `error` that it gives",
                severity="warning",
            )._replace(chain=places(call.chain))
        name = resolve_callee(site).name
        settles = name == _SETTLED or (name == _GATHERED and _keeps_exceptions(site))
        if not settles or _catches_all(call):
            continue  # what those do about a failure is judged there
        is_result = site.use == "returned" and site.body is step.callback
        unread = _is_thrown_away(site) or (is_result and not is_taken(step.site))
        if unread or _is_only_counted(site):
            yield report(
                site,
                f"`{call.spelled}` never throws, and nobody {'reads' if unread else 'acts on'} "
                f"what failed: the step `{step.id_text}` counts as done and is not retried",
                "read the outcomes and throw when one failed, or give each its own step",
                severity="error"
                if unread and not call.chain and not _is_swept(call)
                else "warning",
            )._replace(chain=places(call.chain))


def _is_swept(call: Call) -> bool:
    """`await Promise.allSettled(old.map((row) => close(row)))`: a schedule finds them again."""
    given = call.site.outline.site(call.site.args[0]) if call.site.args else None
    each = function_given(given, call.function.links) if given is not None else None
    if each is None or not any(one.kind == "cron" for one in call.function.triggers):
        return False
    works = [one for one in each.calls if one.awaited or one.use == "returned"]
    return bool(works) and all(map(marks, works))


def _answers_its_error(call: Call) -> bool:
    """Whether a client would answer why a change failed, and nobody looks at that.

    Those of Python raise.
    """
    site = call.site
    if site.outline.language == "python":
        return False
    if not site.awaited or site.region is not None:
        return False
    if site.use != "discarded" and not _is_asked_for_success(site):
        return False
    if throws_after(site.body, site):
        return False
    words = {word.removesuffix("()") for word in words_of(site)}
    if words & _THROWING:
        return False
    return any(words & each and _is_of(call, library) for library, each in _ANSWERING.items())


def _is_asked_for_success(site: CallSite) -> bool:
    """`const { error } = await …; if (!error) told += 1;`, and what failed is passed over."""
    held = [e for e in site.body.declared() if e.path and e.initial and e.initial.holds(site)]
    read = [e for one in held for e in one.outline.references_to(one)]
    return bool(read) and all(each.path == ("error",) for each in held) and all(map(_skips, read))


def _skips(reference: Reference) -> bool:
    statement = reference.body.statement_at(reference)
    if statement is None or statement.kind != "if" or len(statement.blocks) != 1:
        return False
    test = statement.blocks[0].test
    return test is not None and is_missing(reference.whole, test) and not statement.blocks[0].ends


def _is_the_steps(call: Call) -> bool:
    """Whether it is the step's own work: a helper may do its best at one thing of several."""
    site, step = call.site, call.step
    if not call.chain or step is None:
        return True
    statement = site.body.statement_at(site)
    is_last = statement is not None and statement.is_last
    bodies = (body for body, _ in makers(call.function, step, returned=False))
    return is_last and any(body is site.body for body in bodies)


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


def _catches_all(call: Call) -> bool:
    """Whether each function that is waited for takes its own failures, so that none comes here."""
    site = call.site
    given = site.args[0] if site.args else None
    mapped = site.outline.site(given) if given is not None else None
    if mapped is not None and mapped.attrs[-1:] == ("map",) and mapped.args:
        body = function_given(mapped, call.function.links)
    elif given is not None and given.kind in ("name", "array") and _each_is_caught(site, given):
        return True
    else:  # `asyncio.gather(*(load(each) for each in ids))`
        called = [] if given is None else list(site.outline.sites_in(given))
        target = callee(called[0], call.function.links) if len(called) == 1 else None
        body = target.target if target is not None and not target.attrs else None
    if body is None:
        return False
    return takes_all(body)


def _each_is_caught(site: CallSite, given: Expr) -> bool:
    """`const tasks = [(async () => { try { … } catch {} })(), …]`."""
    held = site.outline.binding(given) if given.kind == "name" else None
    listed = held.initial if held is not None else given
    made = [site.outline.site(each) for each in listed.elements] if listed is not None else []
    bodies = [
        each.outline.body(each.called)
        for each in made
        if each is not None and each.called is not None
    ]
    return (
        bool(bodies)
        and len(bodies) == len(made)
        and all(body is not None and takes_all(body) for body in bodies)
    )


def _keeps_exceptions(site: CallSite) -> bool:
    given = site.kwargs.get("return_exceptions")
    return given is not None and given.text == "True"


def _is_thrown_away(site: CallSite) -> bool:
    if site.use == "discarded":
        return site.awaited
    binding = holder_of(site)
    return binding is not None and all(
        each.path == ("length",) or (each.owner is not None and each.owner.root == "len")
        for each in site.outline.references_to(binding)
    )


def _is_only_counted(site: CallSite) -> bool:
    """`sent = outcomes.filter(isFulfilled).length`, of which nothing depends."""
    binding = holder_of(site)
    read = site.outline.references_to(binding) if binding is not None else []
    return bool(read) and all(map(_counts, read))


def _counts(reference: Reference) -> bool:
    owner = reference.owner
    if owner is None or owner.attrs[-1:] != ("filter",) or owner.path != ("length",):
        return False
    body = owner.body
    names = [each.binding for each in body.mutations if each.written and each.written.holds(owner)]
    names += [each for each in body.declared() if each.initial and each.initial.holds(owner)]
    return owner.use != "condition" and not any(
        each is not None and any(map(is_asked, body.outline.references_to(each))) for each in names
    )
