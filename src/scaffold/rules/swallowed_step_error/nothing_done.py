"""What a clause for a failure does, when that is as good as nothing."""

import re

from scaffold.code.expressions import Entry, Expr
from scaffold.code.outline import Body, CallSite, Mutation, Reference
from scaffold.code.places import Catch
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import last_word
from scaffold.rules.swallowed_step_error.set_answers import collects, holder, is_plain, only_tells
from scaffold.syntax.regexes import regex

# Undoing what failed, and letting go of it, tells nobody.
_UNDOING = frozenset({"rollback", "close", "aclose", "release", "abort"})
_ROLLBACK = regex(r"\W*rollback\b", re.IGNORECASE)
_RECORDING = frozenset({"execute", "commit", "save", "update_one", "insert_one", "bulk_update"})
_ASIDE = frozenset({"time", "traceback", "warnings", "gc", "sys"})
_READING = frozenset({"json", "text", "arrayBuffer", "blob", "formData", "aread"})
_LOCAL = frozenset({"readFile", "readdir", "stat", "lstat", "access", "read_text", "is_file"})
_TIDYING = frozenset(
    {
        "unlink", "rm", "rmdir", "rmtree", "close", "aclose", "end", "disconnect", "quit",
        "destroy", "cleanup", "release", "dispose", "shutdown", "kill", "terminate", "abort",
        "publish", "track", "capture", "captureException", "flush",
    }
)  # fmt: skip
_WATCHING = r"(track|capture|identify)([A-Z_]|$)|(send|log|emit)_?(Analytics|Telemetry|Metric)"
_ANSWERS = frozenset(
    {
        "DoesNotExist", "ObjectDoesNotExist", "MultipleObjectsReturned", "NoResultFound",
        "MultipleResultsFound", "NotFound", "NotFoundError", "KeyError", "IndexError",
        "AttributeError", "TypeError", "ValueError", "JSONDecodeError", "ValidationError",
        "FileNotFoundError", "ImportError", "ModuleNotFoundError", "IntegrityError",
        "UniqueViolation", "UniqueViolationError", "StopIteration",
    }
)  # fmt: skip
_OTHER = frozenset({"!=", "!==", "is not", "not in"})
_DEPTH = 3


def does_nothing(body: Body, clause: Spanned, *, told: bool) -> bool:
    """Whether a part of a function hides a failure; with `told` also where it returns one."""
    inside = [
        site
        for site in body.calls
        if holds(clause, site) and not _is_for_one_kind(body, clause, site)
    ]
    works = (site for site in inside if not (_undoes(site) or _reads_answer(site)))
    if any(site.awaited for site in works) or any(_makes_up(body, site) for site in inside):
        return False
    written = [each for each in body.mutations if holds(clause, each)]
    writes = any(map(collects, inside)) or not all(map(counts_on, written))
    if writes and not (told and isinstance(clause, Catch) and only_tells(body, clause)):
        return False
    if told:
        return all(is_data(body, each.expr) for each in body.returns_in(clause))
    return all(is_nothing(body, each.expr) for each in body.returns_in(clause))


def is_no_failure(clause: Catch) -> bool:
    """`except Order.DoesNotExist`, `except ValueError`: an answer, which is the same next time."""
    names = {each.text.rpartition(".")[2] for each in clause.exceptions}
    return bool(names) and names <= _ANSWERS


def _is_for_one_kind(body: Body, clause: Spanned, place: Spanned) -> bool:
    """Whether it is done for one kind of failure alone: `if (error.status === 410) await drop();`.

    What becomes of all others is judged without it: `if (!isKnown(error)) warnings.push(error);`.
    """
    statement = body.statement_at(place)
    for block in statement.around() if statement is not None else ():
        if not holds(clause, block):
            return False
        test = block.test
        if test is not None and any(map(_is_of_error, body.outline.references_in(test))):
            return test.kind != "not" and test.operator not in _OTHER
    return False


def _is_of_error(reference: Reference) -> bool:
    binding = reference.binding
    if binding is None or binding.kind == "catch":
        return binding is not None
    if binding.path[-1:] == ("error",):  # `const { error } = await store.rpc("add")`
        return True
    given = binding.initial
    return given is not None and any(
        each.binding is not None and each.binding.kind == "catch"
        for each in binding.outline.references_in(given)
    )


def counts_on(mutation: Mutation) -> bool:
    """Whether a number is counted on, of which nothing depends: `failed += 1`, `sum.failed++`."""
    given, binding = mutation.written, mutation.binding
    if binding is None or (given is not None and given.number is None):
        return False
    read = binding.outline.references_to(binding)
    return not any(is_asked(each) for each in read if each.path[:1] == mutation.attrs[:1])


def _makes_up(body: Body, site: CallSite) -> bool:
    """Whether a statement of plain Python does something about a failure: `jobs.fail(job)`."""
    if body.outline.language != "python" or site.use != "discarded":
        return False
    if body.is_async:  # `session.execute(update(job))`: of a client that nobody waits for
        return not site.awaited and last_word(site) in _RECORDING
    plain = is_logging(site) or _undoes(site) or needs_no_retry(site) or collects(site)
    return not plain and site.root not in _ASIDE


def needs_no_retry(site: CallSite) -> bool:
    """Reading an answer or a file that is there, or is not; tidying up; an import.

    So does what only tells those who watch.
    """
    if site.root == "import" and not site.attrs:
        return True
    last = last_word(site)
    if re.match(_WATCHING, last):
        return True
    return last in _TIDYING or last in _LOCAL or _reads_answer(site)


def _reads_answer(site: CallSite) -> bool:
    """`await response.text()`, `await response.json().catch(() => ({}))`."""
    if last_word(site) == "catch" and site.receiver is not None:
        return _reads_answer(site.receiver)
    return last_word(site) in _READING and not site.args and not site.kwargs


def _undoes(site: CallSite) -> bool:
    """`await session.rollback()`, `await client.query("ROLLBACK")`."""
    if site.attrs and site.attrs[-1] in _UNDOING:
        return True
    texts = (each.string for each in (site.args[0].inside() if site.args else ()))
    return any(text is not None and _ROLLBACK.match(text) for text in texts)


def is_nothing(body: Body, given: Expr | None) -> bool:
    """Whether a result says nothing: none, a constant, what a log gives."""
    if given is None or given.kind in ("null", "boolean"):
        return True
    site = body.outline.site(given)
    if site is not None:
        return is_logging(site)
    return is_empty(given) or _is_as_it_came(body, given)


def _is_as_it_came(body: Body, given: Expr) -> bool:
    """`found`, which was to be filled: `const found = []; try { found.push(await next()) } …`."""
    held = body.outline.binding(given) if given.kind == "name" else None
    if held is None or held.body is not body or held.kind != "value" or held.initial is None:
        return False
    filled = [each for each in body.calls if collects(each) and holder(each) is held]
    is_list = held.initial.kind == "array" and not held.initial.elements
    return is_list and bool(filled) and not body.outline.mutations_of(held)


def is_empty(given: Expr, depth: int = 0) -> bool:
    """`[]`, `{}`, `""`, `0`; `{ rows: [], total: 0 }`, which looks like an answer with nothing."""
    if given.kind in ("array", "tuple") or depth > _DEPTH:
        return not given.elements
    if given.kind == "object":
        return all(
            each.value is not None
            and each.computed is None
            and each.kind != "spread"
            and (each.value.kind == "null" or is_empty(each.value, depth + 1))
            for each in given.entries
        )
    return given.string == "" or given.number == 0


def is_data(body: Body, given: Expr | None) -> bool:
    """Whether a result is what a clause itself says of the failure, and nothing that it does."""
    if given is None:
        return True
    works = (site for site in body.outline.sites_in(given) if site.awaited)
    return (given.kind != "call" or is_plain(body, given)) and not any(works)


def answers_failure(body: Body, clause: Spanned) -> bool:
    """Whether all that a clause returns is `{ status: "error" }`, or holds what was caught."""
    given = [each.expr for each in body.returns_in(clause)]
    return bool(given) and all(
        each is not None and each.kind == "object" and any(map(_is_failure, each.entries))
        for each in given
    )


def _is_failure(entry: Entry) -> bool:
    value, key = entry.value, entry.key or ""
    if key in ("success", "ok"):
        return value.text in ("false", "False")
    return value.string in ("error", "failed", "failure") or key == "error"


def is_asked(reference: Reference) -> bool:
    """Whether something depends on a value: `if (failed)`, `failed > 0`."""
    around, whole = reference.expr.around, reference.whole.around
    return (
        reference.use == "condition"
        or (around is not None and around.kind in ("comparison", "choice", "not"))
        or (whole is not None and whole.kind in ("comparison", "not"))
    )
