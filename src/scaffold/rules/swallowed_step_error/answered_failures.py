"""A failure that comes as a value, and the test that hides it: `if (error) console.error(error)`.

Clients such as those of Supabase and Resend never throw: they answer `{ data, error }`. So does
`fetch`, whose answer is `ok` or not, and others that tell their `success`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.operators import OR, OR_ELSE, OTHER, SAME, asked_missing
from scaffold.code.outline import Binding, Body, CallSite, Reference
from scaffold.code.spans import holds
from scaffold.code.statements import Block
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import last_word, words_of
from scaffold.inngest.facts import Function
from scaffold.rules._step_results import called_by
from scaffold.rules.swallowed_step_error.kinds_of_calls import sends
from scaffold.rules.swallowed_step_error.other_ways import does_something
from scaffold.syntax.regexes import regex

_ERROR = "error"
_MARKS = (("ok",), ("success",), ("is_success",))
_STATUS = (("status",), ("status_code",))
_REFUSED = 400  # https://www.rfc-editor.org/rfc/rfc9110#section-15
# What is wrong with the data is wrong each time: no retry mends it.
_CHECKING = frozenset({"safeParseAsync", "safeParse", "spa", "validate", "validateAsync"})
_ASKING = frozenset({"select", "update", "delete", "rpc"})
_CLAIMING = frozenset({"insert", "upsert"})
_CHANGING = frozenset({"insert", "update", "upsert", "delete", "rpc"})
# What could not be taken away again is left over.
_TIDYING = regex(r"(?i)clean_?up|roll_?back")
_CAPTURES = regex(r"capture[A-Z]")


class Answered(NamedTuple):
    """One test for a failure that a call answered; `block` is what is done about it."""

    test: Reference
    block: Block
    start: int
    end: int


def answered_failures(function: Function, body: Body) -> Iterator[Answered]:
    """Yield the tests for what a call answered, where nothing else looks at the failure."""
    if body.outline.source.content.find(_ERROR.encode(), body.start, body.end) < 0:
        return  # an answer that is not `ok` counts where `console.error` says so
    for binding in body.declared():
        site = _call(body, binding)
        if site is None or _TIDYING.match(binding.name):
            continue
        if site.attrs[-1:] and site.attrs[-1] in _CHECKING:
            continue
        failures, others = _parts(body, binding)
        tested = [each for each in failures if _tested_for(each) is not None]
        if not tested and not binding.path and _may_be_refused(function, site):
            yield from _marked(body, failures, others)
        found = [each for each in map(_test, tested) if each is not None]
        rest = [each for each in tested if not any(_is_of_one(each, one) for one in found)]
        apart = [each for each in others if not any(_is_other_branch(each, one) for one in found)]
        if rest or any(_throws_or_works(body, each) for each in apart):
            continue
        if any(map(_has_default, apart)) and not any(each.block.ends for each in found):
            continue
        shown = (e for e in failures if _tested_for(e) is None)
        if all(_is_shown(body, each) or _is_noted(function, each, found) for each in shown):
            is_logged = any(holds(one.block, e) and _warns(e) for one in found for e in body.calls)
            is_silent = _is_passed_by(site)
            if not looks_up(site) or is_logged:
                yield from (e for e in found if is_silent or _tells(body, e, failures))


def _is_other_branch(reference: Reference, found: Answered) -> bool:
    """Whether it is asked where there was no failure: `if (error) log(error); else if (rows) …`."""
    block = _tested_for(reference)
    return block is not None and block is not found.block and block.owner is found.block.owner


def _has_default(reference: Reference) -> bool:
    """`const sent = rows?.length || 0`, of what was only read."""
    around = reference.whole.around
    is_default = around is not None and around.kind == "choice" and around.operator in OR_ELSE
    return is_default and reference.optional


def _may_be_refused(function: Function, site: CallSite) -> bool:
    """Whether a call sends something; what a function of the project hides is told there."""
    return (sends(site) or does_something(site)) and called_by(site, function) is None


def _marked(body: Body, failures: list[Reference], others: list[Reference]) -> Iterator[Answered]:
    """The one test for an answer that says that it is none, where that is logged as an error."""
    tested = [e for e in others if e.path in (*_MARKS, *_STATUS) and _tested_for(e) is not None]
    block = _refused(tested[0]) if len(tested) == 1 else None
    if block is None:
        return
    inside = [site for site in body.calls if holds(block, site)]
    if any(last_word(each).startswith("raise") for each in inside):
        return  # `answer.raise_for_status()`
    is_told = all(holds(block, each) for each in failures)
    says = any(map(_warns, inside)) or _answers_no(body, block)
    if is_told and says:
        yield Answered(tested[0], block, tested[0].start, block.end)


def _answers_no(body: Body, block: Block) -> bool:
    """Whether all that a branch does is to say that it failed: `return { success: false }`."""
    given = [each.expr for each in body.returns_in(block)]
    fields = [
        {one.key: one.value.text for one in each.entries}
        if each is not None and each.kind == "object"
        else {}
        for each in given
    ]
    return bool(given) and all(
        any(each.get(key) in ("false", "False") for key in ("success", "ok", "sent"))
        for each in fields
    )


def _refused(reference: Reference) -> Block | None:
    """The branch for an answer that says no: of `!answer.ok`, the `else` of `status == 200`."""
    block = _tested_for(reference)
    test = block.test if block is not None else None
    while test is not None and test.kind == "choice" and test.operator in OR:
        test = test.left
    if block is None or test is None or block.owner is None:
        return None
    part, last = reference.whole, block.owner.blocks[-1]
    if is_missing(part, test) or _is_refusal(part, test):
        return block
    is_well = (test.start, test.end) == (part.start, part.end) or _is_success(part, test)
    return last if is_well and last.test is None and last is not block else None


def _is_refusal(part: Expr, test: Expr) -> bool:
    """`status !== 200`, `status >= 400`."""
    code = test.right.number if test.left is part and test.right is not None else None
    return code is not None and (
        (test.operator in (*OTHER, "not in") and code < _REFUSED)
        or (test.operator in (">", ">=") and code >= _REFUSED - 1)
    )


def _is_success(part: Expr, test: Expr) -> bool:
    """`status == 200`, `status < 300`."""
    code = test.right.number if test.left is part and test.right is not None else None
    return code is not None and (
        (test.operator in SAME and code < _REFUSED) or test.operator in ("<", "<=")
    )


def _call(body: Body, binding: Binding) -> CallSite | None:
    """The call whose answer a variable holds, whole or taken apart."""
    if binding.path and binding.path[-1] != _ERROR:
        return None
    if binding.kind == "param":  # `.then(({ error }) => …)`
        owner = body.owner
        is_answer = owner is not None and owner.attrs[-1:] == ("then",) and binding.index == 0
        return owner.receiver if is_answer and owner is not None else None
    given = binding.initial if binding.kind == "value" else None
    if given is None:
        return None
    built = body.outline.binding(given) if binding.path and given.kind == "name" else None
    if built is not None and built.initial is not None:  # `const { error } = await query`
        return body.outline.site(built.initial)
    plain = body.outline.language == "python"  # what gives a coroutine is no answer
    waited = (site for site in body.calls if site.awaited or plain)
    return next((e for e in waited if e.use == "assigned" and given.holds(e)), None)


def _is_passed_by(site: CallSite) -> bool:
    """Whether an end without a word is none for what is there already, as of an insert."""
    words = {word.removesuffix("()") for word in words_of(site)}
    return bool(words & _ASKING) and not words & _CLAIMING and not looks_up(site)


def is_silent(body: Body, answered: Answered) -> bool:
    """Return whether nobody is told of it, not even a log: `if (error || !rows) return;`."""
    binding = answered.test.binding
    if binding is None or answered.test.path in (*_MARKS, *_STATUS):
        return False
    return not _tells(body, answered, binding.outline.references_to(binding))


def is_of_lookup(answered: Answered) -> bool:
    """Return whether what failed may as well be that there is nothing of that key."""
    held = answered.test.binding
    given = held.initial if held is not None else None
    return (
        held is not None and given is not None and any(map(looks_up, held.outline.sites_in(given)))
    )


def looks_up(site: CallSite) -> bool:
    """`from("users").select().eq("id", id).single()`: what is not there is an error as well."""
    words = {word.removesuffix("()") for word in words_of(site)}
    return "single" in words and not words & _CHANGING


def _parts(body: Body, binding: Binding) -> tuple[list[Reference], list[Reference]]:
    """Where a failure is read, and where the rest of its answer is."""
    read = binding.outline.references_to(binding)
    if not binding.path:
        failures = [each for each in read if each.path[:1] == (_ERROR,)]
        return failures, [each for each in read if each not in failures]
    beside = (
        each
        for each in body.declared()
        if each is not binding and each.kind == binding.kind and each.value is binding.value
        and each.path[:-1] == binding.path[:-1] and each.index == binding.index
    )  # fmt: skip
    return read, [each for other in beside for each in binding.outline.references_to(other)]


def _tested_for(reference: Reference) -> Block | None:
    """The branch of an `if` that a value decides about."""
    statement = reference.body.statement_at(reference)
    if statement is None or statement.kind != "if":
        return None
    tested = (each for each in statement.blocks if each.test is not None)
    return next((each for each in tested if each.test and each.test.holds(reference)), None)


def _test(reference: Reference) -> Answered | None:
    """The `if` that is for a failure of any kind, or the `else` of `!error`; None for `error.code`.

    What is done for one kind of failure is judged with what is done for any other.
    """
    binding, block = reference.binding, _tested_for(reference)
    path = reference.path if binding is not None and binding.path else reference.path[1:]
    if path or block is None or block.test is None:
        return None
    if not _is_asked(reference.whole, block.test):
        last = block.owner.blocks[-1] if block.owner is not None else block
        if last.test is not None or not is_missing(reference.whole, block.test):
            return None
        block = last
    return Answered(reference, block, reference.start, block.end)


def _is_of_one(reference: Reference, found: Answered) -> bool:
    """Whether a test is that of a clause, stands in it or before it, or leaves one kind out."""
    block, around = _tested_for(reference), reference.whole.around
    if found.test is reference or holds(found.block, reference) or block is None:
        return True
    if block is found.block:  # `error && error.code !== "23505"`
        return around is not None and around.kind == "comparison" and around.operator in OTHER
    return block.owner is found.block.owner


def is_missing(part: Expr, test: Expr) -> bool:
    """Return whether a test asks that something is not there: `!error`, `error === null`."""
    asked = asked_missing(test)
    return asked is not None and (asked.start, asked.end) == (part.start, part.end)


def _is_asked(part: Expr, test: Expr) -> bool:
    """Whether a branch is taken when there is a failure: `error`, `error != null`, `error || x`."""
    while part.start != test.start or part.end != test.end:
        around = part.around
        if around is None:
            return False
        if around.kind == "comparison":
            other = around.right if around.left is not None and around.left.holds(part) else None
            is_none = other is not None and other.kind == "null"
            if not (around.operator in OTHER and is_none):
                return False
        elif around.kind == "not" or (around.kind == "choice" and not around.operator):
            return False
        part = around
    return part.kind != "not"


def _throws_or_works(body: Body, reference: Reference) -> bool:
    """Whether a missing answer is met: `if (!data) throw new Error("no data");`."""
    block = _tested_for(reference)
    if reference.use == "asserted" or block is None:
        return reference.use == "asserted"
    if any(each.kind == "throw" for each in block.all()):
        return True
    if block.test is not None and _is_asked(reference.whole, block.test):
        return False  # `if (data) await use(data);`
    return any(site.awaited and holds(block, site) for site in body.calls)


def _tells(body: Body, answered: Answered, failures: list[Reference]) -> bool:
    """Whether a clause logs or returns a failure; an insert that claims a key expects one."""
    logs = any(holds(answered.block, site) and _watches(site) for site in body.calls)
    return logs or any(holds(answered.block, each) for each in failures)


def _is_shown(body: Body, reference: Reference) -> bool:
    """Whether a failure only goes into a log there, or into what a clause returns."""
    if any(_watches(site) and site.expr.holds(reference) for site in reference.body.calls):
        return True
    if reference.use in ("argument", "thrown", "assigned", "receiver", "condition"):
        return False
    return reference.body is body and any(each.holds(reference) for each in body.returned)


def _is_noted(function: Function, reference: Reference, found: list[Answered]) -> bool:
    """Whether a function of the project is told a failure, that only notes it: `say(error)`."""
    for site in reference.body.calls:
        is_told = site.use == "discarded" and not site.awaited and site.expr.holds(reference)
        noting = called_by(site, function) if is_told else None
        if noting is not None and any(holds(each.block, site) for each in found):
            throws = any(each.kind == "throw" for each in noting.block.all())
            return not throws and not any(each.awaited for each in noting.calls)
    return False


def _warns(site: CallSite) -> bool:
    """`console.error(text)`."""
    return is_logging(site) and site.attrs[-1:] in (("error",), ("exception",))


def _watches(site: CallSite) -> bool:
    """`console.error(error)`, `Sentry.captureException(error)`."""
    return is_logging(site) or bool(site.attrs and _CAPTURES.match(site.attrs[-1]))
